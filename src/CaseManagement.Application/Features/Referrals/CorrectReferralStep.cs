using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;

namespace CaseManagement.Application.Features.Referrals;

/// <summary>What one end said of a referral was recorded wrongly, its day or its code; the mistaken step is kept.</summary>
/// <param name="CorrectionReason">Why it was mistaken.</param>
[Needs(Right.AnswerReferral)]
public sealed record CorrectReferralStep(
    ManagedCaseId CaseId,
    ReferralId ReferralId,
    Guid StepId,
    string CorrectionReason,
    DateOnly HappenedOn,
    ReferralOutcome? Outcome = null,
    ReferralRefusal? Refusal = null,
    string? Note = null,
    long? ExpectedVersion = null) : ICommand<ReferralChanged>, ICaseCommand;

internal sealed class CorrectReferralStepValidator : AbstractValidator<CorrectReferralStep>
{
    public CorrectReferralStepValidator(TimeProvider clock)
    {
        RuleFor(x => x.CorrectionReason).Text(ReferralStep.NoteMaxLength);
        RuleFor(x => x.HappenedOn).NotAhead(clock, "referral.in-future");
        RuleFor(x => x.Outcome).Known();
        RuleFor(x => x.Refusal).Known();
        RuleFor(x => x.Note).OptionalText(ReferralStep.NoteMaxLength);
    }
}

internal sealed class CorrectReferralStepHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<CorrectReferralStep, ReferralChanged>
{
    public async Task<ReferralChanged> Handle(CorrectReferralStep command, CancellationToken ct)
    {
        var (managed, referral) = await db.ReferralOrThrowAsync(command.CaseId, command.ReferralId, command.ExpectedVersion, ct);
        var mistaken = referral.Steps.FirstOrDefault(step => step.Id == command.StepId) ?? throw new NotFoundException("referral-step");

        var party = actor.Party();
        var call = party.End == ReferralEnd.Community && mistaken is { Speaker: { } speaker, Means: { } means } ? new ReferralCall(speaker, means) : null; // heard by the community, mended by it
        var word = new ReferralWord(command.HappenedOn, command.Outcome, command.Refusal, command.Note, call);
        managed.CorrectReferralStep(referral.Id, command.StepId, word, command.CorrectionReason, party with { IsForSilent = call is not null }, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return ReferralChanged.Of(referral, managed);
    }
}
