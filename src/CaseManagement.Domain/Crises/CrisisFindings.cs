using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Crises;

/// <summary>What the answers of one contact say of an emergency; null where the question was not answered, which is not "no".</summary>
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

    public IReadOnlyList<CrisisTrigger> Triggers =>
    [
        .. SelfHarm == true ? (CrisisTrigger[])[CrisisTrigger.SelfHarm] : [],
        .. Danger == true ? (CrisisTrigger[])[CrisisTrigger.DangerToOthers] : [],
        .. AcuteReaction == true ? (CrisisTrigger[])[CrisisTrigger.AcuteReaction] : [],
    ];
}
