using System.Globalization;
using System.Text.Json;

namespace CaseManagement.Domain.FollowUps;

/// <summary>Which questions of the follow-up form are asked, by what came of the contact and by the answers given so far.</summary>
/// <remarks>
/// A patient who was lost or has died is asked about nothing but that; a text beside a code is asked for with its code.
/// This is the one place that says so: the page opens its questions, and the paper prints them, by these rows.
/// Source: follow-up record form, 2018 norm ("if lost", "if dead", "other" and the dates beside a code).
/// </remarks>
public static class FollowUpQuestions
{
    private static readonly Dictionary<string, Question> Questions = new Question[]
    {
        new(nameof(FollowUpFindings.Mode), (_, _) => true, findings => findings.Mode is not null),
        new(nameof(FollowUpFindings.Respondents), (_, _) => true, findings => findings.Respondents is { Count: > 0 }),
        new(nameof(FollowUpFindings.LossReason), (outcome, _) => outcome == FollowUpOutcome.Lost, findings => findings.LossReason is not null),
        Opened(FollowUpOutcome.Lost, nameof(FollowUpFindings.LossReasonOther), IsText, By(nameof(FollowUpFindings.LossReason), findings => findings.LossReason, LossReason.Other)),
        new(nameof(FollowUpFindings.DiedOn), (outcome, _) => outcome == FollowUpOutcome.Dead, findings => findings.DiedOn is not null),
        new(nameof(FollowUpFindings.DeathCause), (outcome, _) => outcome == FollowUpOutcome.Dead, findings => findings.DeathCause is not null),
        Opened(FollowUpOutcome.Dead, nameof(FollowUpFindings.FatalIllness), findings => findings.FatalIllness is not null, By(nameof(FollowUpFindings.DeathCause), findings => findings.DeathCause, DeathCause.PhysicalIllness)),
        Seen(nameof(FollowUpFindings.Risk), findings => findings.Risk is not null),
        Seen(nameof(FollowUpFindings.Symptoms), findings => findings.Symptoms is { Count: > 0 }),
        TextOfSeen(nameof(FollowUpFindings.SymptomsOther), ByTicked(nameof(FollowUpFindings.Symptoms), findings => findings.Symptoms, Symptom.Other)),
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
        Opened(FollowUpOutcome.Seen, nameof(FollowUpFindings.LastDischargedOn), findings => findings.LastDischargedOn is not null, By(nameof(FollowUpFindings.Hospital), findings => findings.Hospital, HospitalStay.Discharged)),
        Seen(nameof(FollowUpFindings.PhysicalIllness), findings => findings.PhysicalIllness is not null),
        TextOfSeen(nameof(FollowUpFindings.PhysicalIllnessText), By(nameof(FollowUpFindings.PhysicalIllness), findings => findings.PhysicalIllness, PhysicalIllness.Stable, PhysicalIllness.NotStable, PhysicalIllness.Serious)),
        Seen(nameof(FollowUpFindings.OtherAbnormality), findings => findings.OtherAbnormality is not null),
        TextOfSeen(nameof(FollowUpFindings.OtherAbnormalityText), By(nameof(FollowUpFindings.OtherAbnormality), findings => findings.OtherAbnormality, true)),
        Seen(nameof(FollowUpFindings.Laboratory), findings => findings.Laboratory is not null),
        TextOfSeen(nameof(FollowUpFindings.LaboratoryText), By(nameof(FollowUpFindings.Laboratory), findings => findings.Laboratory, Laboratory.Done)),
        Seen(nameof(FollowUpFindings.Adherence), findings => findings.Adherence is not null),
        Seen(nameof(FollowUpFindings.AdverseReaction), findings => findings.AdverseReaction is not null),
        // "Not serious" beside "none" says nothing wrong; only "serious" contradicts it. Beside a question that nobody answered it is kept: it raises the class.
        Opened(FollowUpOutcome.Seen, nameof(FollowUpFindings.AdverseReactionSerious), findings => findings.AdverseReactionSerious == true, ByReaction with { WhileUnanswered = findings => findings.AdverseReaction is null }),
        TextOfSeen(nameof(FollowUpFindings.AdverseReactionText), ByReaction),
        Seen(nameof(FollowUpFindings.Effect), findings => findings.Effect is not null),
        Seen(nameof(FollowUpFindings.ReferralAdvised), findings => findings.ReferralAdvised is not null),
        TextOfSeen(
            nameof(FollowUpFindings.ReferralReason),
            By(nameof(FollowUpFindings.ReferralAdvised), findings => findings.ReferralAdvised, ReferralAnswer.Yes), By(nameof(FollowUpFindings.ReferralDone), findings => findings.ReferralDone, ReferralAnswer.Yes)),
        Seen(nameof(FollowUpFindings.ReferralDone), findings => findings.ReferralDone is not null),
        TextOfSeen(nameof(FollowUpFindings.ReferredTo), By(nameof(FollowUpFindings.ReferralDone), findings => findings.ReferralDone, ReferralAnswer.Yes)),
        Seen(nameof(FollowUpFindings.DrugsInUse), findings => findings.DrugsInUse is { IsEmpty: false }),
        Seen(nameof(FollowUpFindings.DrugGuidance), findings => findings.DrugGuidance is { IsEmpty: false }),
        Seen(nameof(FollowUpFindings.Rehabilitation), findings => findings.Rehabilitation is { Count: > 0 }),
        TextOfSeen(nameof(FollowUpFindings.RehabilitationOther), ByTicked(nameof(FollowUpFindings.Rehabilitation), findings => findings.Rehabilitation, RehabilitationMeasure.Other)),
    }.ToDictionary(question => question.Field);

    /// <summary>Every question, by the name of the finding as the reference spells it: <c>symptom-state</c>.</summary>
    public static IReadOnlyCollection<string> All => Questions.Keys;

    /// <summary>Whether this question is asked; one that is not keeps no answer and is not printed.</summary>
    public static bool IsAsked(string field, FollowUpOutcome outcome, FollowUpFindings findings) => Questions[field].IsAsked(outcome, findings);

    /// <summary>The answers that open a question, of which one suffices; none for a question that the outcome alone opens.</summary>
    public static IReadOnlyList<OpeningAnswer> OpenedBy(string field) => Questions.TryGetValue(field, out var question) ? question.OpenedBy : [];

    /// <summary>The questions that have an answer although they are not asked. A text beside a code is no answer of its own.</summary>
    public static IEnumerable<string> AnsweredUnasked(FollowUpOutcome outcome, FollowUpFindings findings) =>
        from question in Questions.Values
        where question.IsAnswered(findings) && !question.IsAsked(outcome, findings)
        select question.Field;

    private static Question Seen(string property, Func<FollowUpFindings, bool> isAnswered) => new(property, (outcome, _) => outcome == FollowUpOutcome.Seen, isAnswered);

    private static Question TextOfSeen(string property, params Opening[] by) => Opened(FollowUpOutcome.Seen, property, IsText, by);

    private static Question Opened(FollowUpOutcome of, string property, Func<FollowUpFindings, bool> isAnswered, params Opening[] by) =>
        new(property, (outcome, findings) => outcome == of && Array.Exists(by, opening => opening.Holds(findings) || opening.WhileUnanswered?.Invoke(findings) == true), isAnswered)
        {
            OpenedBy = [.. by.Select(opening => new OpeningAnswer(FieldOf(opening.Property), opening.Codes, opening.WhileUnanswered is not null))],
        };

    // A text beside a code is no answer of its own.
    private static bool IsText(FollowUpFindings findings) => false;

    private static Opening ByReaction => By(nameof(FollowUpFindings.AdverseReaction), findings => findings.AdverseReaction, AdverseReaction.Present);

    private static Opening By<T>(string property, Func<FollowUpFindings, T?> answer, params T[] codes) where T : struct =>
        new(property, [.. codes.Select(CodeOf)], findings => answer(findings) is { } given && codes.Contains(given));

    private static Opening ByTicked<T>(string property, Func<FollowUpFindings, IReadOnlyList<T>?> answer, T code) where T : struct =>
        new(property, [CodeOf(code)], findings => answer(findings)?.Contains(code) == true);

    private static string CodeOf<T>(T code) where T : struct => code is bool yes ? (yes ? "true" : "false") : Convert.ToInt32(code, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    private static string FieldOf(string property) => JsonNamingPolicy.KebabCaseLower.ConvertName(property);

    /// <param name="WhileUnanswered">Asks as well while nobody has answered the question before; null where it does not.</param>
    private sealed record Opening(string Property, IReadOnlyList<string> Codes, Func<FollowUpFindings, bool> Holds, Func<FollowUpFindings, bool>? WhileUnanswered = null);

    private sealed record Question(string Property, Func<FollowUpOutcome, FollowUpFindings, bool> IsAsked, Func<FollowUpFindings, bool> IsAnswered)
    {
        public string Field { get; } = FieldOf(Property);

        public IReadOnlyList<OpeningAnswer> OpenedBy { get; init; } = [];
    }
}

/// <summary>Answers to a question that open another one.</summary>
/// <param name="Field">The question before, as the reference spells it.</param>
/// <param name="Codes">Its answers as a form sends them: numbers of the form, or <c>true</c>.</param>
/// <param name="WhileUnanswered">Whether an answer is kept as well while nobody has answered the question before.</param>
public sealed record OpeningAnswer(string Field, IReadOnlyList<string> Codes, bool WhileUnanswered);
