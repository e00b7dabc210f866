using CaseManagement.Domain.Reassignments;

namespace CaseManagement.Application.Features.Reassignments;

/// <summary>A reassignment goes back within a day: everybody who is still where it put them; of the rest it says that they stayed.</summary>
[Needs(Right.Reassign)]
public sealed record UndoReassignment(ReassignmentId Id) : ICommand<ReassignmentUndone>;

/// <param name="Restored">Patients who went back.</param>
/// <param name="Kept">Patients who stayed, because somebody had changed something since.</param>
/// <param name="PlacesKept">Grids and communities that had changed hands again.</param>
public sealed record ReassignmentUndone(ReassignmentId Id, int Restored, int Kept, IReadOnlyList<string> PlacesKept);

internal sealed class UndoReassignmentValidator : AbstractValidator<UndoReassignment>
{
    public UndoReassignmentValidator() => RuleFor(x => x.Id).NotEqual(default(ReassignmentId)).As("text.missing");
}

internal sealed class UndoReassignmentHandler(ICaseDb db, IActor actor, IReassigner reassigner, TimeProvider clock) : IRequestHandler<UndoReassignment, ReassignmentUndone>
{
    public async Task<ReassignmentUndone> Handle(UndoReassignment command, CancellationToken ct)
    {
        var done = await db.Reassignments.Include(done => done.Places).Include(done => done.Threads).Within(actor, done => done.AreaCode).FindOrThrowAsync(done => done.Id == command.Id, "reassignment", ct);
        done.Undo(actor.StaffId, clock.GetUtcNow());
        if (done.FromCareTeamId is { } from) (await db.CareTeams.FindOrThrowAsync(team => team.Id == from, "care-team", ct)).Touch(); // open still, and nobody closes it meanwhile
        var kept = await PutPlacesBack(done, ct);
        await PutThreadsBack(done, ct);
        db.Pending?.About(null, $"reassignment:{done.Id.Value}");

        await reassigner.UndoAsync(done, ct);
        return new ReassignmentUndone(done.Id, done.Restored ?? 0, done.Kept ?? 0, kept);
    }

    private async Task<List<string>> PutPlacesBack(Reassignment done, CancellationToken ct)
    {
        var kept = new List<string>();
        var codes = done.Places.Select(place => place.Code).ToList();
        var grids = await db.Grids.Where(grid => codes.Contains(grid.Code)).ToDictionaryAsync(grid => grid.Code, ct);
        var catchments = await db.Catchments.Where(catchment => codes.Contains(catchment.AreaCode)).ToDictionaryAsync(catchment => catchment.AreaCode, ct);
        var teams = done.Places.Select(place => place.FromCareTeamId).ToList();
        var open = (await db.CareTeams.Where(team => teams.Contains(team.Id) && team.ClosedOn == null && db.Staff.Any(staff => staff.CareTeamId == team.Id && staff.ClosedOn == null)).Select(team => team.Id).ToListAsync(ct)).ToHashSet();
        foreach (var place in done.Places.OrderBy(place => place.Code, StringComparer.Ordinal))
        {
            place.GoBack(really: true);
            if (place.FromCareTeamId is { } team && !open.Contains(team)) Keep(place);
            else if (place.IsGrid)
            {
                if (grids.GetValueOrDefault(place.Code) is { ClosedOn: null } grid && grid.CareTeamId == place.ToCareTeamId && grid.WorkerId == place.ToWorkerId)
                {
                    if (place.FromCareTeamId is { } back) grid.HandTo(back);
                    grid.WorkedBy(place.FromWorkerId);
                }
                else Keep(place);
            }
            else if (catchments.GetValueOrDefault(place.Code)?.CareTeamId == place.ToCareTeamId) Cover(place, catchments.GetValueOrDefault(place.Code));
            else Keep(place);
        }

        return kept;

        void Keep(ReassignedPlace place)
        {
            place.GoBack(really: false);
            kept.Add(place.Code);
        }
    }

    /// <summary>What is still with whoever it was handed to; the rest has ended or was handed on, and the report says so.</summary>
    private async Task PutThreadsBack(Reassignment done, CancellationToken ct)
    {
        var clues = await db.CluesAsync([.. Ids(ThreadKind.Clue).Select(id => new Domain.Clues.ClueId(id))], ct);
        var offers = await db.CasesAsync([.. Ids(ThreadKind.Offer).Select(id => new Domain.Cases.ManagedCaseId(id))], ct);
        foreach (var thread in done.Threads)
        {
            var (clue, offer) = (clues.Find(clue => clue.Id.Value == thread.OfId), offers.Find(managed => managed.Id.Value == thread.OfId));
            var goesBack = thread.Kind == ThreadKind.Clue ? clue is { EndedAt: null, CaseId: null } && clue.CareTeamId == thread.ToCareTeamId : offer?.OfferedCareTeamId is { } asked && asked == thread.ToCareTeamId;
            thread.GoBack(goesBack);
            if (!goesBack) continue;

            clue?.BelongTo(thread.FromCareTeamId);
            offer?.RedirectOffer(thread.FromCareTeamId);
        }

        IEnumerable<Guid> Ids(ThreadKind kind) => done.Threads.Where(thread => thread.Kind == kind).Select(thread => thread.OfId);
    }

    private void Cover(ReassignedPlace place, Domain.Staff.CareTeamCatchment? catchment)
    {
        if (place.FromCareTeamId is not { } back) db.Catchments.Remove(catchment!);
        else if (catchment is null) db.Catchments.Add(new Domain.Staff.CareTeamCatchment(place.Code, back));
        else catchment.HandTo(back);
    }
}
