using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;

namespace CaseManagement.Application.Features.Referrals;

/// <summary>Whoever sent a referral takes it back, or says after a refusal what is done instead.</summary>
[Needs(Right.AnswerReferral)]
public sealed record CancelReferral(ManagedCaseId CaseId, ReferralId ReferralId, DateOnly HappenedOn, string Reason, long? ExpectedVersion = null) : ICommand<ReferralChanged>, ICaseCommand;

internal sealed class CancelReferralValidator : AbstractValidator<CancelReferral>
{
    public CancelReferralValidator(TimeProvider clock)
    {
        RuleFor(x => x.HappenedOn).NotAhead(clock, "referral.in-future");
        RuleFor(x => x.Reason).Text(ReferralStep.NoteMaxLength);
    }
}

internal sealed class CancelReferralHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<CancelReferral, ReferralChanged>
{
    public async Task<ReferralChanged> Handle(CancelReferral command, CancellationToken ct)
    {
        var (managed, referral) = await db.ReferralOrThrowAsync(command.CaseId, command.ReferralId, command.ExpectedVersion, ct);

        managed.AnswerReferral(referral.Id, ReferralMove.Cancel, new ReferralWord(command.HappenedOn, Note: command.Reason), actor.Party(), standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return ReferralChanged.Of(referral, managed);
    }
}
