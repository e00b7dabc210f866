using System.Reflection;
using System.Text.Json;

namespace CaseManagement.Domain.FollowUps;

/// <summary>What is printed of a follow-up besides its findings.</summary>
/// <param name="NextVisitOn">The day chosen, or the last day of the rule; null where nobody was seen.</param>
public sealed record PaperHead(DateOnly SeenOn, FollowUpOutcome Outcome, Stability? Class, DateOnly? NextVisitOn, string Doctor);

/// <summary>A follow-up as an edition of the paper form shows it. What is filled in is the form of 2018; the one of 2017 is a projection of it.</summary>
/// <remarks>
/// Source: follow-up record form, 3rd ed. (2017) and 2018 norm. The edition of 2017 has no respondent, one question about referral and drugs as so many times a day.
/// A long-acting drug keeps its weeks there: the form of 2017 prints "a day (month)", and weeks are not turned into months by us.
/// </remarks>
public static class FollowUpPaper
{
    private static readonly Dictionary<string, PropertyInfo> Findings =
        typeof(FollowUpFindings).GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(property => JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name));

    /// <summary>The fields that the edition prints, in the order of the paper.</summary>
    public static IReadOnlyList<PaperField> Of(PaperHead head, FollowUpFindings findings, FormBook forms, FormEdition edition) =>
    [
        .. from field in forms.Of(FormName.FollowUp)
           where field.Printed.Contains(edition)
           let options = forms.Options(field, edition)
           select PaperField.Of(field, options, ValueOf(field.Label.Code, head, findings), edition == FormEdition.Third2017 ? DrugsOf2017 : DrugsOf2018),
    ];

    /// <summary>是否转诊 of 2017: yes once the patient was referred; no where it was not done, or not advised.</summary>
    /// <remarks>Our own reading: a referral that was advised and of which nobody knows whether it was done stays open.</remarks>
    public static ReferralAnswer? ReferralOf2017(FollowUpFindings findings) => findings switch
    {
        { ReferralDone: { } done } => done,
        { ReferralAdvised: ReferralAnswer.No } => ReferralAnswer.No,
        _ => null,
    };

    /// <summary>Drugs as times a day and milligrams each time; a drug of unequal doses takes a row for each dose.</summary>
    public static IReadOnlyList<PaperDrug> DrugsOf2017(DrugRows rows) =>
    [
        .. rows.Daily.SelectMany(drug =>
            new[] { drug.MorningMg, drug.NoonMg, drug.EveningMg }.OfType<decimal>().GroupBy(mg => mg)
                .Select(dose => new PaperDrug(drug.Name, TimesADay: dose.Count(), MgEachTime: dose.Key))
                .DefaultIfEmpty(new PaperDrug(drug.Name))),
        .. rows.LongActing.Select(LongActing),
    ];

    internal static IReadOnlyList<PaperDrug> DrugsOf2018(DrugRows rows) =>
        [.. rows.Daily.Select(drug => new PaperDrug(drug.Name, drug.MorningMg, drug.NoonMg, drug.EveningMg)), .. rows.LongActing.Select(LongActing)];

    private static PaperDrug LongActing(LongActingDrug drug) => new(drug.Name, EveryWeeks: drug.EveryWeeks, MgEachTime: drug.Mg);

    private static object? ValueOf(string field, PaperHead head, FollowUpFindings findings) => field switch
    {
        "seen-on" => head.SeenOn,
        "class" => head.Class,
        "next-visit-on" => head.NextVisitOn,
        "doctor" => head.Doctor,
        "referral" => ReferralOf2017(findings),
        _ => FollowUpQuestions.IsAsked(field, head.Outcome, findings) ? Findings[field].GetValue(findings) : null,
    };
}
