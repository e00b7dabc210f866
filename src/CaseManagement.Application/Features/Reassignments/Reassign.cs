using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Reassignments;

/// <summary>Patients go to other teams with their open tasks, alerts and agreements, at once and as it was looked at beforehand.</summary>
/// <param name="Token">What the look beforehand gave: where anything would now come out differently, nothing is done.</param>
[Needs(Right.Reassign)]
public sealed record Reassign(ReassignmentOrder Order, string Token, string? Note = null) : ICommand<ReassignmentDone>, IReasoned
{
    string IReasoned.AuditReason => Kebab.Of(Order.Reason);
}

public sealed record ReassignmentDone(ReassignmentId Id, int Cases, int Tasks, int Alerts, int Agreements, int Unassigned);

internal sealed class ReassignValidator : AbstractValidator<Reassign>
{
    public ReassignValidator()
    {
        RuleFor(x => x.Order).NotNull().As("text.missing").SetValidator(new ReassignmentOrderValidator());
        RuleFor(x => x.Token).Text(64);
        RuleFor(x => x.Note).OptionalText(Reassignment.NoteMaxLength);
    }
}

internal sealed class ReassignHandler(ICaseDb db, IActor actor, IReassigner reassigner, TimeProvider clock) : IRequestHandler<Reassign, ReassignmentDone>
{
    public async Task<ReassignmentDone> Handle(Reassign command, CancellationToken ct)
    {
        var plan = await new Reassigning(db, actor, reassigner, clock.Today()).WorkOutAsync(command.Order, ct);
        if (plan.Token() != command.Token) throw new ChangedMeanwhileException();

        var order = plan.Order;
        var id = ReassignmentId.New();
        var done = new Reassignment(id, order.From, order.CareTeamId, plan.AreaCode, order.StaffId, order.Reason, string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(), actor.StaffId, clock.GetUtcNow(), clock.Today());
        done.Give(plan.Given);
        db.Reassignments.Add(done);
        foreach (var team in plan.Teams) await db.TakeOnAsync(team, ct);
        HandOverPlaces(plan, done);
        if (plan.From is { EndsAgreements: true, Team: { } closing }) await HandOverTheRest(plan, done, closing, ct);
        db.Pending?.About(null, $"reassignment:{id.Value}");

        await reassigner.MoveAsync(done, plan.From, plan.Seen, ct);
        return new ReassignmentDone(id, done.Cases, done.Tasks, done.Alerts, done.Agreements, done.Unassigned);
    }

    /// <summary>What hangs on a team that closes beside its own patients: few enough to be changed one by one.</summary>
    private async Task HandOverTheRest(WorkedOut plan, Reassignment done, CareTeamId closing, CancellationToken ct)
    {
        foreach (var managed in await db.OffersToTeamAsync(closing, ct))
            if (plan.TakerOf(managed.OfferedAreaCode ?? managed.AreaCode) is { } taker)
            {
                managed.RedirectOffer(taker);
                done.Take(new ReassignedThread(done.Id, ThreadKind.Offer, managed.Id.Value, closing, taker));
            }

        foreach (var clue in await db.CluesOfTeamAsync(closing, ct))
        {
            clue.BelongTo(plan.TakerOf(clue.AreaCode));
            if (clue.CaseId is null) done.Take(new ReassignedThread(done.Id, ThreadKind.Clue, clue.Id.Value, closing, clue.CareTeamId)); // one about a patient goes with the patient, there and back
        }
    }

    private void HandOverPlaces(WorkedOut plan, Reassignment done)
    {
        foreach (var grid in plan.Grids)
        {
            var to = plan.From.Source == ReassignmentSource.Person ? grid.CareTeamId : plan.TakerOf(grid.Code);
            Rule.Require(to is not null, "reassignment.grid-uncovered", "Every grid needs a team that takes it over: {0}.", grid.Code);
            var worker = plan.From.Source == ReassignmentSource.Person ? plan.From.ToPerson : grid.WorkerId;
            done.Take(new ReassignedPlace(done.Id, grid.Code, isGrid: true, grid.CareTeamId, to, grid.WorkerId, worker));
            if (grid.CareTeamId != to) grid.HandTo(to.Value);
            if (grid.WorkerId != worker) grid.WorkedBy(worker);
        }

        foreach (var catchment in plan.Catchments)
        {
            var to = plan.TakerOf(catchment.AreaCode);
            done.Take(new ReassignedPlace(done.Id, catchment.AreaCode, isGrid: false, catchment.CareTeamId, to, null, null));
            if (to is { } taker) catchment.HandTo(taker);
            else db.Catchments.Remove(catchment);
        }
    }
}
