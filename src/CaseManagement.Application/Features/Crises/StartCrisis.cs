using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Crises;

/// <summary>There is an emergency: somebody who works with the patient says so, or a hotline call about a known patient does.</summary>
/// <param name="Source">By hand or the hotline; what a follow-up or a care group says starts by itself.</param>
/// <param name="StartedAt">When the handling began; now when it is not said.</param>
[Needs(Right.StartCrisis)]
public sealed record StartCrisis(ManagedCaseId CaseId, CrisisTrigger Trigger, CrisisSource Source = CrisisSource.ByHand, DateTimeOffset? StartedAt = null, string? Note = null, long? ExpectedVersion = null)
    : ICommand<CrisisChanged>, ICaseCommand, IDoneInEmergencies;

/// <summary>The emergency as it now stands.</summary>
/// <param name="RecordDueAt">By when its record is due.</param>
/// <param name="NotTold">Who must be told and has not been.</param>
public sealed record CrisisChanged(ManagedCaseId CaseId, CrisisResponseId Id, CrisisState State, DateTimeOffset RecordDueAt, IReadOnlyList<Party> NotTold, long Version) : IVersioned
{
    internal static CrisisChanged Of(ManagedCase managed, CrisisResponse crisis, Standards standards) =>
        new(managed.Id, crisis.Id, crisis.State, crisis.RecordDueAt, standards.NotTold(crisis), managed.Version);
}

internal sealed class StartCrisisValidator : AbstractValidator<StartCrisis>
{
    public StartCrisisValidator()
    {
        RuleFor(x => x.Trigger).Known();
        RuleFor(x => x.Source).Must(source => source is CrisisSource.ByHand or CrisisSource.Hotline).As("crisis.source");
        RuleFor(x => x.StartedAt).OfOurTime();
        RuleFor(x => x.Note).OptionalText(CrisisResponse.NoteMaxLength);
    }
}

internal sealed class StartCrisisHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<StartCrisis, CrisisChanged>
{
    public async Task<CrisisChanged> Handle(StartCrisis command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        var now = clock.Now();

        var cause = new CrisisCause(command.Trigger, command.Source, now, actor.StaffId, Note: command.Note);
        var crisis = managed.StartCrisis(cause, command.StartedAt is { } started ? Clock.InZone(started) : now, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return CrisisChanged.Of(managed, crisis, standards);
    }
}
