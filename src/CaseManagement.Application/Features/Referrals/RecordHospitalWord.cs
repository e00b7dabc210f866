using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Referrals;

/// <summary>What a hospital in which nobody works with the system says of a referral, as the community heard it: who said it, when and how.</summary>
/// <param name="Move">That it has the referral, that it does not take it, or what it did.</param>
/// <param name="Speaker">Who said it there, with the department.</param>
/// <param name="Outcome">Of a result.</param>
/// <param name="Refusal">Of a refusal.</param>
[Needs(Right.SendToSpecialist)]
public sealed record RecordHospitalWord(
    ManagedCaseId CaseId, ReferralId ReferralId, ReferralMove Move, DateOnly HappenedOn, string Speaker, ToldHow Means, ReferralOutcome? Outcome = null, ReferralRefusal? Refusal = null, string? Note = null, long? ExpectedVersion = null)
    : ICommand<ReferralChanged>, ICaseCommand;

internal sealed class RecordHospitalWordValidator : AbstractValidator<RecordHospitalWord>
{
    public RecordHospitalWordValidator(TimeProvider clock)
    {
        RuleFor(x => x.Move).Must(move => move is ReferralMove.Receive or ReferralMove.Decline or ReferralMove.Outcome).As("code.unknown");
        RuleFor(x => x.HappenedOn).NotAhead(clock, "referral.in-future");
        RuleFor(x => x.Speaker).Text(ReferralStep.SpeakerMaxLength);
        RuleFor(x => x.Means).Must(Parties.IsByHand).As("told.how");
        RuleFor(x => x.Outcome).Known();
        RuleFor(x => x.Refusal).Known();
        RuleFor(x => x.Note).OptionalText(ReferralStep.NoteMaxLength);
    }
}

internal sealed class RecordHospitalWordHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<RecordHospitalWord, ReferralChanged>
{
    public async Task<ReferralChanged> Handle(RecordHospitalWord command, CancellationToken ct)
    {
        var (managed, referral) = await db.ReferralOrThrowAsync(command.CaseId, command.ReferralId, command.ExpectedVersion, ct);
        var word = new ReferralWord(command.HappenedOn, command.Outcome, command.Refusal, command.Note, new(command.Speaker.Trim(), command.Means));

        managed.AnswerReferral(referral.Id, command.Move, word, actor.Party() with { IsForSilent = !await db.AnswersHereAsync(referral.HospitalId, ct) }, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return ReferralChanged.Of(referral, managed);
    }
}

/// <summary>Which hospitals answer with the system.</summary>
internal static class HospitalsHere
{
    /// <summary>Whether a psychiatrist of this hospital works with the system.</summary>
    public static Task<bool> AnswersHereAsync(this ICaseDb db, InstitutionId hospital, CancellationToken ct) =>
        db.Staff.AnyAsync(staff => staff.InstitutionId == hospital && staff.Role == StaffRole.Psychiatrist && staff.ClosedOn == null, ct);
}
