using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;

namespace CaseManagement.Application.Features.Exits;

/// <summary>A second person confirms that a patient is lost, or declines with a reason.</summary>
[Needs(Right.DecideLoss)]
public sealed record DecideLoss(ManagedCaseId CaseId, bool Confirmed, string? Reason = null, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class DecideLossValidator : AbstractValidator<DecideLoss>
{
    public DecideLossValidator()
    {
        RuleFor(x => x.Reason).OptionalText(CaseExit.NoteMaxLength);
    }
}

internal sealed class DecideLossHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<DecideLoss, CaseChanged>
{
    public async Task<CaseChanged> Handle(DecideLoss command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        managed.DecideLoss(command.Confirmed, command.Reason, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
