namespace CaseManagement.Domain.FollowUps;

/// <summary>An answer that cannot be true beside another.</summary>
/// <param name="Field">The name of the finding, as <see cref="FollowUpFindings"/> has it.</param>
public sealed record AnswerFault(string Code, string Field, string Message);

/// <summary>Answers that cannot be true together, and answers that another answer asks for.</summary>
/// <remarks>Source: follow-up record form, 2018 norm, and the checks of the national platform as seen in its clients.</remarks>
public static class FollowUpConsistency
{
    private static readonly (string Field, Func<FollowUpFindings, FunctionLevel?> Level)[] NotWork =
    [
        (nameof(FollowUpFindings.Sleep), findings => findings.Sleep),
        (nameof(FollowUpFindings.Diet), findings => findings.Diet),
        (nameof(FollowUpFindings.SelfCare), findings => findings.SelfCare),
        (nameof(FollowUpFindings.Housework), findings => findings.Housework),
        (nameof(FollowUpFindings.Learning), findings => findings.Learning),
        (nameof(FollowUpFindings.Interpersonal), findings => findings.Interpersonal),
    ];

    /// <summary>The answers that contradict each other; resolving one that bears on the class either way could make an absent answer the calmer one.</summary>
    public static IEnumerable<AnswerFault> Contradictions(FollowUpFindings findings)
    {
        foreach (var (field, level) in NotWork)
        {
            if (level(findings) == FunctionLevel.NotApplicable)
                yield return new AnswerFault("follow-up.social.not-applicable", field, "\"Not applicable\" is an answer to productive work only.");
        }

        if (findings is { AdverseReaction: AdverseReaction.None or AdverseReaction.NotApplicable, AdverseReactionSerious: true })
            yield return new AnswerFault("follow-up.adr.contradiction", nameof(FollowUpFindings.AdverseReactionSerious), "An adverse reaction that is not there is not a serious one.");

        if (findings.DangerousActs is { Contradicts: true })
            yield return new AnswerFault("follow-up.dangerous-acts.none-is-exclusive", nameof(FollowUpFindings.DangerousActs), "\"None\" is not ticked beside a dangerous act.");
    }

    internal static void Require(FollowUpEntry entry)
    {
        RequireAnswers(entry.Findings);
        RequireConditional(entry.Findings, entry.SeenOn);
        RequireOutcome(entry);
    }

    internal static void RequireAnswers(FollowUpFindings findings)
    {
        if (Contradictions(findings).FirstOrDefault() is { } fault) throw new RuleBrokenException(fault.Code, fault.Message);
    }

    private static void RequireConditional(FollowUpFindings findings, DateOnly seenOn)
    {
        Rule.Require(
            findings.LastDischargedOn is not { } discharged || findings.Hospital == HospitalStay.Discharged && !discharged.IsCertainlyAfter(seenOn),
            "follow-up.discharge-date",
            "A discharge date belongs to a patient who has been discharged, and is not after the visit.");
    }

    private static void RequireOutcome(FollowUpEntry entry)
    {
        var (findings, outcome) = (entry.Findings, entry.Outcome);
        Rule.Require(outcome != FollowUpOutcome.Seen || findings.Mode is not null, "follow-up.mode-missing", "It is recorded how the patient was visited.");
        Rule.Require(outcome == FollowUpOutcome.Seen || entry.Class is null, "follow-up.class-without-visit", "Only a patient who was seen is given a class.");
        Rule.Require(
            outcome == FollowUpOutcome.Seen || entry.NextVisitOn is null,
            "follow-up.next-visit-without-visit",
            "Only a visit sets the day of the next one.");

        Rule.Require(
            outcome != FollowUpOutcome.Lost || findings.LossReason is not null,
            "follow-up.lost-needs-reason",
            "A patient lost to follow-up is recorded with the reason.");
        Rule.Require(outcome == FollowUpOutcome.Lost || findings.LossReason is null, "follow-up.lost-reason-without-loss", "A reason for the loss belongs to a lost patient.");

        Rule.Require(outcome != FollowUpOutcome.Dead || findings.DiedOn is not null, "follow-up.death-needs-date", "A death is recorded with its date.");
        Rule.Require(outcome != FollowUpOutcome.Dead || findings.DeathCause is not null, "follow-up.death-needs-cause", "A death is recorded with its cause.");
        Rule.Require(findings.DeathCause != DeathCause.PhysicalIllness || findings.FatalIllness is not null, "follow-up.death-needs-illness", "A death by physical illness is recorded with the kind of illness, of which one is 'unknown'.");
        Rule.Require(
            outcome == FollowUpOutcome.Dead || findings is { DiedOn: null, DeathCause: null, FatalIllness: null },
            "follow-up.death-without-outcome",
            "A date or cause of death belongs to a patient who has died.");
        Rule.Require(findings.DiedOn is null || findings.DiedOn <= entry.SeenOn, "follow-up.death-after-visit", "The death is not after the day it was learnt of.");
        Rule.Require(
            findings.FatalIllness is null || findings.DeathCause == DeathCause.PhysicalIllness,
            "follow-up.fatal-illness-without-cause",
            "The kind of illness belongs to a death by physical illness.");
        Rule.Require(
            !FollowUpQuestions.AnsweredUnasked(outcome, findings).Any(),
            "follow-up.answer-not-asked",
            "Of a patient who was not seen only the loss or the death is recorded.");
    }
}
