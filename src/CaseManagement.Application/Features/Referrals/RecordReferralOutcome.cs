using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;

namespace CaseManagement.Application.Features.Referrals;

/// <summary>The hospital tells what it did with a referred patient.</summary>
[Needs(Right.AdviseAsSpecialist)]
public sealed record RecordReferralOutcome(ManagedCaseId CaseId, ReferralId ReferralId, DateOnly HappenedOn, ReferralOutcome Outcome, string? Note = null, long? ExpectedVersion = null) : ICommand<ReferralChanged>, ICaseCommand;

internal sealed class RecordReferralOutcomeValidator : AbstractValidator<RecordReferralOutcome>
{
    public RecordReferralOutcomeValidator(TimeProvider clock)
    {
        RuleFor(x => x.HappenedOn).NotAhead(clock, "referral.in-future");
        RuleFor(x => x.Outcome).Known();
        RuleFor(x => x.Note).OptionalText(ReferralStep.NoteMaxLength);
    }
}

internal sealed class RecordReferralOutcomeHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<RecordReferralOutcome, ReferralChanged>
{
    public async Task<ReferralChanged> Handle(RecordReferralOutcome command, CancellationToken ct)
    {
        var (managed, referral) = await db.ReferralOrThrowAsync(command.CaseId, command.ReferralId, command.ExpectedVersion, ct);

        managed.AnswerReferral(referral.Id, ReferralMove.Outcome, new ReferralWord(command.HappenedOn, Outcome: command.Outcome, Note: command.Note), actor.Party(), standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return ReferralChanged.Of(referral, managed);
    }
}
