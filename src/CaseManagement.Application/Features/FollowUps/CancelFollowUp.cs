using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Features.FollowUps;

/// <summary>A record of a follow-up that should not be there is cancelled with a reason; it is kept.</summary>
[Needs(Right.RecordFollowUp)]
public sealed record CancelFollowUp(ManagedCaseId CaseId, FollowUpId FollowUpId, string Reason, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class CancelFollowUpValidator : AbstractValidator<CancelFollowUp>
{
    public CancelFollowUpValidator() => RuleFor(x => x.Reason).Text(FollowUp.CancelReasonMaxLength);
}

internal sealed class CancelFollowUpHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<CancelFollowUp, CaseChanged>
{
    public async Task<CaseChanged> Handle(CancelFollowUp command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        if (!managed.FollowUps.Any(followUp => followUp.Id == command.FollowUpId)) throw new NotFoundException("follow-up");
        var was = managed.State;

        managed.CancelFollowUp(command.FollowUpId, command.Reason, actor.StaffId, standards, clock.Today());
        await db.ComeBackAsync(managed, was, standards, clock.Today(), ct); // the death may have been told at this visit

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
