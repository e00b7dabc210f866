using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;

namespace CaseManagement.Application.Features.Referrals;

/// <summary>The hospital does not take a referral, or the community not a discharge, for a coded reason; it is the sender's again.</summary>
[Needs(Right.AnswerReferral)]
public sealed record DeclineReferral(ManagedCaseId CaseId, ReferralId ReferralId, DateOnly HappenedOn, ReferralRefusal Refusal, string? Note = null, long? ExpectedVersion = null) : ICommand<ReferralChanged>, ICaseCommand;

internal sealed class DeclineReferralValidator : AbstractValidator<DeclineReferral>
{
    public DeclineReferralValidator(TimeProvider clock)
    {
        RuleFor(x => x.HappenedOn).NotAhead(clock, "referral.in-future");
        RuleFor(x => x.Refusal).Known();
        RuleFor(x => x.Note).OptionalText(ReferralStep.NoteMaxLength);
    }
}

internal sealed class DeclineReferralHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<DeclineReferral, ReferralChanged>
{
    public async Task<ReferralChanged> Handle(DeclineReferral command, CancellationToken ct)
    {
        var (managed, referral) = await db.ReferralOrThrowAsync(command.CaseId, command.ReferralId, command.ExpectedVersion, ct);

        managed.AnswerReferral(referral.Id, ReferralMove.Decline, new ReferralWord(command.HappenedOn, Refusal: command.Refusal, Note: command.Note), actor.Party(), standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return ReferralChanged.Of(referral, managed);
    }
}
