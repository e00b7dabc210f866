using System.Text.Json;

namespace CaseManagement.Domain.FollowUps;

/// <summary>Which questions of the follow-up form are asked, by what came of the contact and by the answers given so far.</summary>
/// <remarks>
/// A patient who was lost or has died is asked about nothing but that; a text beside a code is asked for with its code.
/// Source: follow-up record form, 2018 norm ("if lost", "if dead", "other" and the dates beside a code).
/// </remarks>
public static class FollowUpQuestions
{
    private static readonly Dictionary<string, Question> Questions = new Question[]
    {
        new(nameof(FollowUpFindings.Mode), (_, _) => true, findings => findings.Mode is not null),
        new(nameof(FollowUpFindings.Respondents), (_, _) => true, findings => findings.Respondents is { Count: > 0 }),
        new(nameof(FollowUpFindings.LossReason), (outcome, _) => outcome == FollowUpOutcome.Lost, findings => findings.LossReason is not null),
        Text(nameof(FollowUpFindings.LossReasonOther), (outcome, findings) => outcome == FollowUpOutcome.Lost && findings.LossReason == LossReason.Other),
        new(nameof(FollowUpFindings.DiedOn), (outcome, _) => outcome == FollowUpOutcome.Dead, findings => findings.DiedOn is not null),
        new(nameof(FollowUpFindings.DeathCause), (outcome, _) => outcome == FollowUpOutcome.Dead, findings => findings.DeathCause is not null),
        new(nameof(FollowUpFindings.FatalIllness), (outcome, findings) => outcome == FollowUpOutcome.Dead && findings.DeathCause == DeathCause.PhysicalIllness, findings => findings.FatalIllness is not null),
        Seen(nameof(FollowUpFindings.Risk), findings => findings.Risk is not null),
        Seen(nameof(FollowUpFindings.Symptoms), findings => findings.Symptoms is { Count: > 0 }),
        TextOfSeen(nameof(FollowUpFindings.SymptomsOther), findings => findings.Symptoms?.Contains(Symptom.Other) == true),
        Seen(nameof(FollowUpFindings.SymptomState), findings => findings.SymptomState is not null),
        Seen(nameof(FollowUpFindings.Insight), findings => findings.Insight is not null),
        Seen(nameof(FollowUpFindings.Sleep), findings => findings.Sleep is not null),
        Seen(nameof(FollowUpFindings.Diet), findings => findings.Diet is not null),
        Seen(nameof(FollowUpFindings.SelfCare), findings => findings.SelfCare is not null),
        Seen(nameof(FollowUpFindings.Housework), findings => findings.Housework is not null),
        Seen(nameof(FollowUpFindings.Work), findings => findings.Work is not null),
        Seen(nameof(FollowUpFindings.Learning), findings => findings.Learning is not null),
        Seen(nameof(FollowUpFindings.Interpersonal), findings => findings.Interpersonal is not null),
        Seen(nameof(FollowUpFindings.DangerousActs), findings => findings.DangerousActs is not null),
        Seen(nameof(FollowUpFindings.Locking), findings => findings.Locking is not null),
        Seen(nameof(FollowUpFindings.Hospital), findings => findings.Hospital is not null),
        new(nameof(FollowUpFindings.LastDischargedOn), (outcome, findings) => outcome == FollowUpOutcome.Seen && findings.Hospital == HospitalStay.Discharged, findings => findings.LastDischargedOn is not null),
        Seen(nameof(FollowUpFindings.PhysicalIllness), findings => findings.PhysicalIllness is not null),
        TextOfSeen(nameof(FollowUpFindings.PhysicalIllnessText), findings => findings.PhysicalIllness is not (null or PhysicalIllness.None)),
        Seen(nameof(FollowUpFindings.OtherAbnormality), findings => findings.OtherAbnormality is not null),
        TextOfSeen(nameof(FollowUpFindings.OtherAbnormalityText), findings => findings.OtherAbnormality == true),
        Seen(nameof(FollowUpFindings.Laboratory), findings => findings.Laboratory is not null),
        TextOfSeen(nameof(FollowUpFindings.LaboratoryText), findings => findings.Laboratory == Laboratory.Done),
        Seen(nameof(FollowUpFindings.Adherence), findings => findings.Adherence is not null),
        Seen(nameof(FollowUpFindings.AdverseReaction), findings => findings.AdverseReaction is not null),
        TextOfSeen(nameof(FollowUpFindings.AdverseReactionText), findings => findings.AdverseReaction == AdverseReaction.Present),
        // "Not serious" beside "none" says nothing wrong; only "serious" contradicts it.
        new(nameof(FollowUpFindings.AdverseReactionSerious), (outcome, findings) => outcome == FollowUpOutcome.Seen && findings.AdverseReaction is null or AdverseReaction.Present, findings => findings.AdverseReactionSerious == true),
        Seen(nameof(FollowUpFindings.Effect), findings => findings.Effect is not null),
        Seen(nameof(FollowUpFindings.ReferralAdvised), findings => findings.ReferralAdvised is not null),
        TextOfSeen(nameof(FollowUpFindings.ReferralReason), findings => findings is { ReferralAdvised: ReferralAnswer.Yes } or { ReferralDone: ReferralAnswer.Yes }),
        Seen(nameof(FollowUpFindings.ReferralDone), findings => findings.ReferralDone is not null),
        TextOfSeen(nameof(FollowUpFindings.ReferredTo), findings => findings.ReferralDone == ReferralAnswer.Yes),
        Seen(nameof(FollowUpFindings.DrugsInUse), findings => findings.DrugsInUse is { IsEmpty: false }),
        Seen(nameof(FollowUpFindings.DrugGuidance), findings => findings.DrugGuidance is { IsEmpty: false }),
        Seen(nameof(FollowUpFindings.Rehabilitation), findings => findings.Rehabilitation is { Count: > 0 }),
        TextOfSeen(nameof(FollowUpFindings.RehabilitationOther), findings => findings.Rehabilitation?.Contains(RehabilitationMeasure.Other) == true),
    }.ToDictionary(question => question.Field);

    /// <summary>Every question, by the name of the finding as the reference spells it: <c>symptom-state</c>.</summary>
    public static IReadOnlyCollection<string> All => Questions.Keys;

    /// <summary>Whether this question is asked; one that is not keeps no answer and is not printed.</summary>
    public static bool IsAsked(string field, FollowUpOutcome outcome, FollowUpFindings findings) => Questions[field].IsAsked(outcome, findings);

    /// <summary>The questions that have an answer although they are not asked. A text beside a code is no answer of its own.</summary>
    public static IEnumerable<string> AnsweredUnasked(FollowUpOutcome outcome, FollowUpFindings findings) =>
        from question in Questions.Values
        where question.IsAnswered(findings) && !question.IsAsked(outcome, findings)
        select question.Field;

    private static Question Seen(string property, Func<FollowUpFindings, bool> isAnswered) => new(property, (outcome, _) => outcome == FollowUpOutcome.Seen, isAnswered);

    private static Question Text(string property, Func<FollowUpOutcome, FollowUpFindings, bool> isAsked) => new(property, isAsked, _ => false);

    private static Question TextOfSeen(string property, Func<FollowUpFindings, bool> isAsked) => Text(property, (outcome, findings) => outcome == FollowUpOutcome.Seen && isAsked(findings));

    private sealed record Question(string Property, Func<FollowUpOutcome, FollowUpFindings, bool> IsAsked, Func<FollowUpFindings, bool> IsAnswered)
    {
        public string Field { get; } = JsonNamingPolicy.KebabCaseLower.ConvertName(Property);
    }
}
