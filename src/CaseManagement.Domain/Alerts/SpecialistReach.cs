using CaseManagement.Domain.Access;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Referrals;

namespace CaseManagement.Domain.Alerts;

/// <summary>Which hospital a step that tells the specialist reaches: the one that was asked, or that treats the patient, and none that only looks on for a time.</summary>
/// <remarks>
/// A rule of this project. Of a referral or a discharge: the hospital that it goes to or comes from, while it waits for that hospital; one that has declined a patient is told no more, since the sender says what is done instead. Of a question: whoever has it to answer.
/// Where two hospitals were asked, or the discharges of two were refused, each is told of its own alone, by the day from which that counts. Of guidance: whoever owes it, because it fell due or was asked for.
/// Of a visit, an injection or a stay: the hospital to which a person has sent the case, that of a referral which is open or of a stay unless all that it has said of it is no, and the one that owes a guidance.
/// Of a report card: the hospital that has the patient by a referral or a stay; whoever confirmed the diagnosis reports it, and a question or a guidance confirms none. Of any other kind: nobody, until it is decided here.
/// A hospital that sees a case because of an emergency, or for some days more after its part has ended, is told of nothing by it. Where none is reached, the office is told and sends the case.
/// </remarks>
public static class SpecialistReach
{
    /// <summary>Kinds about which a hospital is owed or owes an answer of its own.</summary>
    public static IReadOnlyList<CareTaskKind> OfAReferral { get; } = [CareTaskKind.ReferralReceipt, CareTaskKind.ReferralOutcome, CareTaskKind.RefusedDischarge];

    /// <summary>Kinds that are about how the patient is looked after: whoever treats the patient, or advises on it, hears of them.</summary>
    public static IReadOnlyList<CareTaskKind> OfTheTreatment { get; } = [CareTaskKind.FollowUp, CareTaskKind.Injection, CareTaskKind.FirstVisit, CareTaskKind.HospitalCheck, CareTaskKind.CoverageEnd];

    /// <summary>Every kind of which is decided whom it reaches; no step of the ladder tells the specialist of another.</summary>
    public static IReadOnlyList<CareTaskKind> Decided { get; } = [.. OfAReferral, .. OfTheTreatment, CareTaskKind.SpecialistQuestion, CareTaskKind.SpecialistReview, CareTaskKind.ReportCard];

    /// <param name="cycleOn">The day from which the task counts.</param>
    /// <param name="grant">One that holds now, to a hospital in which a psychiatrist works or to a psychiatrist who works.</param>
    /// <param name="referrals">Those of the case.</param>
    public static bool Reaches(CareTaskKind kind, DateOnly cycleOn, CaseGrant grant, IEnumerable<Referral> referrals) => grant.Kind == GrantKind.Specialist && kind switch
    {
        _ when OfAReferral.Contains(kind) => grant.Reason == GrantReason.Referred && referrals.Any(referral => referral.HospitalId == grant.InstitutionId && referral.WaitsFor == ReferralEnd.Hospital && ReferralLoop.OwedTask(referral.Direction, referral.State) == kind
            && (kind != CareTaskKind.RefusedDischarge || referral.Said(ReferralMove.Decline)?.HappenedOn == cycleOn)),
        CareTaskKind.SpecialistQuestion => grant is { Reason: GrantReason.Question, AnsweredAt: null } && grant.AskedOn == cycleOn,
        CareTaskKind.SpecialistReview => grant is { Reason: GrantReason.Question, AnsweredAt: null } or { Reason: GrantReason.ReviewDue, UntilAt: null },
        CareTaskKind.ReportCard => HasThePatient(grant, referrals),
        _ when OfTheTreatment.Contains(kind) => grant.Reason == GrantReason.Question || grant is { Reason: GrantReason.ReviewDue, UntilAt: null } || HasThePatient(grant, referrals),
        _ => false,
    };

    private static bool HasThePatient(CaseGrant grant, IEnumerable<Referral> referrals) => grant is { Reason: GrantReason.Referred, UntilAt: null } && !HasOnlyDeclined(grant, referrals);

    /// <summary>Of what waits between this hospital and the community there is nothing but referrals that it has declined; it sees them, because it may take the patient after all.</summary>
    private static bool HasOnlyDeclined(CaseGrant grant, IEnumerable<Referral> referrals)
    {
        var waiting = referrals.Where(referral => referral.HospitalId == grant.InstitutionId && referral.IsWaiting).ToList();
        return waiting.Count > 0 && waiting.TrueForAll(IsDeclined);
    }

    private static bool IsDeclined(Referral referral) => referral is { Direction: ReferralDirection.Up, State: ReferralState.Declined };
}
