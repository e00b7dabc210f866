using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;

namespace CaseManagement.Application.Features.Referrals;

/// <summary>The hospital confirms that it has a referral, or the community takes over a patient whom a hospital hands back.</summary>
[Needs(Right.AnswerReferral)]
public sealed record ReceiveReferral(ManagedCaseId CaseId, ReferralId ReferralId, DateOnly HappenedOn, string? Note = null, long? ExpectedVersion = null) : ICommand<ReferralChanged>, ICaseCommand;

internal sealed class ReceiveReferralValidator : AbstractValidator<ReceiveReferral>
{
    public ReceiveReferralValidator(TimeProvider clock)
    {
        RuleFor(x => x.HappenedOn).NotAhead(clock, "referral.in-future");
        RuleFor(x => x.Note).OptionalText(ReferralStep.NoteMaxLength);
    }
}

internal sealed class ReceiveReferralHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ReceiveReferral, ReferralChanged>
{
    public async Task<ReferralChanged> Handle(ReceiveReferral command, CancellationToken ct)
    {
        var (managed, referral) = await db.ReferralOrThrowAsync(command.CaseId, command.ReferralId, command.ExpectedVersion, ct);

        managed.AnswerReferral(referral.Id, ReferralMove.Receive, new ReferralWord(command.HappenedOn, Note: command.Note), actor.Party(), standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return ReferralChanged.Of(referral, managed);
    }
}
