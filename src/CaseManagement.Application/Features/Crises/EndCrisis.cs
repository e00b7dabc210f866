using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;

namespace CaseManagement.Application.Features.Crises;

/// <summary>The handling of an emergency ends with an outcome, and with the day on which the patient is seen next.</summary>
/// <param name="NextVisitOn">Chosen by whoever ends the handling; not where there is nobody to visit.</param>
[Needs(Right.HandleCrisis)]
public sealed record EndCrisis(ManagedCaseId CaseId, CrisisResponseId CrisisId, CrisisOutcome Outcome, DateOnly? NextVisitOn = null, string? Note = null, long? ExpectedVersion = null)
    : ICommand<CrisisChanged>, ICaseCommand;

internal sealed class EndCrisisValidator : AbstractValidator<EndCrisis>
{
    public EndCrisisValidator()
    {
        RuleFor(x => x.Outcome).Known();
        RuleFor(x => x.NextVisitOn).OfOurTime();
        RuleFor(x => x.Note).OptionalText(CrisisResponse.NoteMaxLength);
    }
}

internal sealed class EndCrisisHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<EndCrisis, CrisisChanged>
{
    public async Task<CrisisChanged> Handle(EndCrisis command, CancellationToken ct)
    {
        var (managed, crisis) = await db.FindCrisisAsync(command.CaseId, command.CrisisId, command.ExpectedVersion, ct);
        var today = clock.Today();

        managed.EndCrisis(crisis.Id, new CrisisEnding(command.Outcome, command.Note, today, command.NextVisitOn, actor.StaffId), standards, today);

        if (command.Outcome == CrisisOutcome.Mistaken) await db.ReopenOfAsync(managed.Id, crisis, command.Note!.Trim(), actor.StaffId, clock.Now(), standards, ct);

        await db.SaveChangesAsync(ct);
        return CrisisChanged.Of(managed, crisis, standards);
    }
}
