using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;

namespace CaseManagement.Application.Features.Crises;

/// <summary>A clinician ends the closer visits after an emergency, says why they can end, and so closes it.</summary>
[Needs(Right.HandleCrisis)]
public sealed record CloseCrisis(ManagedCaseId CaseId, CrisisResponseId CrisisId, string Note, long? ExpectedVersion = null) : ICommand<CrisisChanged>, ICaseCommand;

internal sealed class CloseCrisisValidator : AbstractValidator<CloseCrisis>
{
    public CloseCrisisValidator() => RuleFor(x => x.Note).Text(CrisisResponse.NoteMaxLength);
}

internal sealed class CloseCrisisHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<CloseCrisis, CrisisChanged>
{
    public async Task<CrisisChanged> Handle(CloseCrisis command, CancellationToken ct)
    {
        var (managed, crisis) = await db.FindCrisisAsync(command.CaseId, command.CrisisId, command.ExpectedVersion, ct);

        managed.CloseCrisis(crisis.Id, command.Note.Trim(), actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return CrisisChanged.Of(managed, crisis, standards);
    }
}
