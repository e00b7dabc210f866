using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Referrals;

namespace CaseManagement.Domain.Crises;

/// <summary>What the answers of one form say of an emergency; null where the question was not answered, which is not "no".</summary>
/// <remarks>
/// Danger level 3 and more: danger to others. Counted self-harm or a suicide attempt: self-harm. An adverse reaction that was said to be serious: acute reaction (our reading, to be confirmed).
/// Where a correction leaves a question unanswered, what the record before it said stands: an answer that is taken away neither ends an emergency nor hides one.
/// Source: 3rd ed. (2017), severe mental disorders, danger levels; norm of 2018, emergency handling, triggers.
/// </remarks>
public sealed record CrisisFindings(bool? Danger, bool? SelfHarm, bool? AcuteReaction)
{
    public static CrisisFindings Of(FollowUpFindings findings) => new(
        findings.Risk?.IsHigh,
        findings.DangerousActs switch
        {
            { SelfHarm: > 0 } or { SuicideAttempt: > 0 } => true,
            { None: true } or { SelfHarm: not null, SuicideAttempt: not null } => false,
            _ => null,
        },
        findings switch
        {
            { AdverseReaction: AdverseReaction.Present, AdverseReactionSerious: { } serious } => serious,
            { AdverseReaction: AdverseReaction.None or AdverseReaction.NotApplicable } => false,
            _ => null,
        });

    /// <summary>The same, with what an earlier record of the contact said wherever this one says nothing.</summary>
    public CrisisFindings OrElse(CrisisFindings earlier) => new(Danger ?? earlier.Danger, SelfHarm ?? earlier.SelfHarm, AcuteReaction ?? earlier.AcuteReaction);

    /// <summary>What the record of an injection says: an acute reaction to it is present.</summary>
    public static CrisisFindings OfInjection(Injection injection) => new(null, null, injection.AcuteReaction);

    /// <summary>What the reasons of a referral to a hospital say is there now. The printed reason "violence, self-harm or suicide" does not say which, so that it asks for all who must know of either.</summary>
    /// <remarks>An acute onset or relapse, and a patient who was found locked up, begin nothing by themselves (our reading R60, to be confirmed): whoever refers can start an emergency.</remarks>
    public static CrisisFindings OfReferral(IReadOnlyCollection<ReferralReason> reasons)
    {
        bool? violence = reasons.Contains(ReferralReason.ViolenceOrSelfHarm) ? true : null;
        return new(violence, violence, reasons.Contains(ReferralReason.AcuteAdverseReaction) ? true : null);
    }

    public IReadOnlyList<CrisisTrigger> Triggers =>
    [
        .. SelfHarm == true ? (CrisisTrigger[])[CrisisTrigger.SelfHarm] : [],
        .. Danger == true ? (CrisisTrigger[])[CrisisTrigger.DangerToOthers] : [],
        .. AcuteReaction == true ? (CrisisTrigger[])[CrisisTrigger.AcuteReaction] : [],
    ];
}
