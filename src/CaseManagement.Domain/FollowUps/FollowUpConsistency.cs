namespace CaseManagement.Domain.FollowUps;

/// <summary>Answers that cannot be true together, and answers that another answer asks for.</summary>
/// <remarks>Source: follow-up record form, 2018 norm, and the checks of the national platform as seen in its clients.</remarks>
internal static class FollowUpConsistency
{
    public static void Require(FollowUpEntry entry)
    {
        RequireAnswers(entry.Findings);
        RequireConditional(entry.Findings, entry.SeenOn);
        RequireOutcome(entry);
    }

    /// <summary>The contradictions that bear on the class; resolving one either way could make an absent answer the calmer one.</summary>
    public static void RequireAnswers(FollowUpFindings findings)
    {
        FunctionLevel?[] notWork = [findings.Sleep, findings.Diet, findings.SelfCare, findings.Housework, findings.Learning, findings.Interpersonal];
        Rule.Require(
            !notWork.Contains(FunctionLevel.NotApplicable),
            "follow-up.social.not-applicable",
            "\"Not applicable\" is an answer to productive work only.");
        Rule.Require(
            findings is not { AdverseReaction: AdverseReaction.None or AdverseReaction.NotApplicable, AdverseReactionSerious: true },
            "follow-up.adr.contradiction",
            "An adverse reaction that is not there is not a serious one.");
    }

    private static void RequireConditional(FollowUpFindings findings, DateOnly seenOn)
    {
        Rule.Require(
            findings.LastDischargedOn is not { } discharged || findings.Hospital == HospitalStay.Discharged && !discharged.IsCertainlyAfter(seenOn),
            "follow-up.discharge-date",
            "A discharge date belongs to a patient who has been discharged, and is not after the visit.");
        Rule.Require(
            findings.DangerousActs is not { Contradicts: true },
            "follow-up.dangerous-acts.none-is-exclusive",
            "\"None\" is not ticked beside a dangerous act.");
        Rule.Require(
            findings.Adherence != Adherence.NoneOrdered || findings.DrugsInUse is null or { IsEmpty: true },
            "follow-up.drugs.none-ordered",
            "Where the doctor ordered no drugs there are none in use.");
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
        Rule.Require(
            outcome == FollowUpOutcome.Dead || findings is { DiedOn: null, DeathCause: null, FatalIllness: null },
            "follow-up.death-without-outcome",
            "A date or cause of death belongs to a patient who has died.");
        Rule.Require(findings.DiedOn is null || findings.DiedOn <= entry.SeenOn, "follow-up.death-after-visit", "The death is not after the day it was learnt of.");
        Rule.Require(
            findings.FatalIllness is null || findings.DeathCause == DeathCause.PhysicalIllness,
            "follow-up.fatal-illness-without-cause",
            "The kind of illness belongs to a death by physical illness.");
    }
}
