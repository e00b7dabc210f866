using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Features.FollowUps;

/// <summary>A mistaken record of a follow-up is replaced by a right one, with a reason; the mistaken one is kept.</summary>
[Needs(Right.RecordFollowUp)]
public sealed record CorrectFollowUp(
    ManagedCaseId CaseId,
    FollowUpId FollowUpId,
    string Reason,
    DateOnly SeenOn,
    FollowUpOutcome Outcome,
    FollowUpFindings Findings,
    Stability? Class = null,
    string? OverrideReason = null,
    DateOnly? NextVisitOn = null,
    long? ExpectedVersion = null) : ICommand<FollowUpRecorded>, ICaseCommand, IFollowUpForm
{
    internal FollowUpEntry Entry => new(SeenOn, Outcome, Findings, Class, OverrideReason, NextVisitOn);
}

internal sealed class CorrectFollowUpValidator : AbstractValidator<CorrectFollowUp>
{
    public CorrectFollowUpValidator(TimeProvider clock)
    {
        Include(new FollowUpFormValidator(clock));
        RuleFor(x => x.Reason).Text(FollowUp.CancelReasonMaxLength);
    }
}

internal sealed class CorrectFollowUpHandler(ICaseDb db, IActor actor, Standards standards, CriteriaBook criteria, TimeProvider clock) : IRequestHandler<CorrectFollowUp, FollowUpRecorded>
{
    public async Task<FollowUpRecorded> Handle(CorrectFollowUp command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        if (!managed.FollowUps.Any(followUp => followUp.Id == command.FollowUpId)) throw new NotFoundException("follow-up");
        var was = managed.State;

        var followUp = managed.CorrectFollowUp(command.FollowUpId, command.Entry, command.Reason, actor.StaffId, standards, clock.Today(), clock.Now());
        await db.ComeBackAsync(managed, was, standards, clock.Today(), ct); // the death may be what was mistaken

        await db.SaveChangesAsync(ct);
        return FollowUpRecorded.Of(followUp, managed, standards, criteria);
    }
}
