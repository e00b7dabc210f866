using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Patients;

/// <summary>Which questions of the supplementary form are asked by the answers given so far.</summary>
/// <remarks>Source: supplementary form, 3rd ed. (2017): a text is asked for beside "other" among the symptoms; everything else is asked of everybody.</remarks>
public static class SupplementaryQuestions
{
    private const string OtherSymptom = "past-symptoms-other";

    private static readonly Dictionary<string, PropertyInfo> Answers =
        typeof(SupplementaryAnswers).GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(property => JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name));

    /// <summary>Every question that the form itself answers, by the name of the answer as the reference spells it.</summary>
    public static IReadOnlyCollection<string> All => Answers.Keys;

    /// <summary>The answers that open a question; none for one that is always asked.</summary>
    public static IReadOnlyList<OpeningAnswer> OpenedBy(string field) =>
        field == OtherSymptom ? [new("past-symptoms", [((int)Symptom.Other).ToString(CultureInfo.InvariantCulture)], WhileUnanswered: false)] : [];

    /// <summary>Whether this question is asked; one that is not is not printed.</summary>
    public static bool IsAsked(string field, SupplementaryAnswers answers) => field != OtherSymptom || answers.PastSymptoms?.Contains(Symptom.Other) == true;

    internal static object? ValueOf(string field, SupplementaryAnswers answers) => IsAsked(field, answers) ? Answers[field].GetValue(answers) : null;
}
