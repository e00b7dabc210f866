using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain.FollowUps;

/// <summary>The codes that say which rule set a date, and the dates themselves.</summary>
/// <remarks>
/// A code carries its numbers (<c>follow-up.stable.3-months</c>) and is built from the settings in force on the day that it counts from: with another number it is another
/// code. Its sentence is a row of <c>db/reference/due-rules.csv</c>, or that of <c>due-rules-numbers.csv</c> where the number is one that somebody has set.
/// </remarks>
public static class DueRules
{
    public const string ReviewUnstable = "specialist-review.unstable";
    public const string ReviewBasicallyStableRepeated = "specialist-review.basically-stable.repeated";
    public const string ReviewBasicallyStableDanger = "specialist-review.basically-stable.first.danger";

    /// <summary>Every code that a plan can carry under these settings.</summary>
    public static IReadOnlyList<string> Codes(FollowUpIntervals intervals) =>
    [
        Unstable(intervals), BasicallyStableFirst(intervals), BasicallyStableRepeated(intervals), Stable(intervals), HospitalCheck(intervals),
        ReviewUnstable, ReviewBasicallyStableRepeated, ReviewBasicallyStableDanger,
        .. intervals.DangerGuidanceDays < intervals.BasicallyStableFirstDays ? (string[])[DangerGuidance(intervals)] : [],
        .. from after in Enum.GetValues<FirstVisitAfter>()
           from byWorkingDays in new[] { true, false }
           from covered in new[] { true, false }
           select FirstVisit(intervals, after, byWorkingDays, covered),
    ];

    internal static string FirstVisit(FollowUpIntervals intervals, FirstVisitAfter after, bool byWorkingDays, bool covered) =>
        after switch { FirstVisitAfter.Discharge => "first-visit.discharge.", FirstVisitAfter.Return => "first-visit.return.", _ => "first-visit." }
        + (byWorkingDays ? $"{intervals.FirstVisitWorkingDays}-working-days" : $"{intervals.FirstVisitDays}-days")
        + (covered ? "" : ".uncovered");

    /// <summary>The last day on which the next contact after a visit day is still on time, and why.</summary>
    /// <remarks>
    /// Unit: calendar days and calendar months, end of month clamped; the last day is on time. In hospital no visit is due, only the question whether the
    /// patient is still there. Source: 3rd ed. (2017), severe mental disorders, "Classified intervention"; the hospital question is our own.
    /// </remarks>
    internal static (DateOnly ClosesOn, string Basis) After(VisitDay day, FollowUpIntervals intervals) => day switch
    {
        { InHospital: true } => (Deadline.InDays(intervals.HospitalCheckDays).From(day.On), HospitalCheck(intervals)),
        { Class: Stability.Stable } => (Deadline.InMonths(intervals.StableMonths).From(day.On), Stable(intervals)),
        { Class: Stability.BasicallyStable, Step: 1 } => (Deadline.InDays(intervals.BasicallyStableFirstDays).From(day.On), BasicallyStableFirst(intervals)),
        { Class: Stability.BasicallyStable } => (Deadline.InMonths(intervals.BasicallyStableRepeatedMonths).From(day.On), BasicallyStableRepeated(intervals)),
        _ => (Deadline.InDays(intervals.UnstableDays).From(day.On), Unstable(intervals)),
    };

    /// <summary>Why the psychiatrist's guidance is asked for after a visit day, if it is.</summary>
    /// <remarks>
    /// Unstable: contact the psychiatrist. Basically stable: from the second step on, and at the first where there is danger; an
    /// unanswered danger question counts as danger. Source: 3rd ed. (2017), "Classified intervention"; 2018 norm.
    /// </remarks>
    private static string? ReviewAfter(VisitDay day) => day switch
    {
        { InHospital: true } or { Class: Stability.Stable } => null,
        { Class: Stability.BasicallyStable, Step: > 1 } => ReviewBasicallyStableRepeated,
        { Class: Stability.BasicallyStable, RiskIsZero: true } => null,
        { Class: Stability.BasicallyStable } => ReviewBasicallyStableDanger,
        _ => ReviewUnstable,
    };

    /// <summary>By when the guidance is needed: before the next contact is due, or by the figure for danger where that is earlier.</summary>
    /// <remarks>Source: 2018 norm, emergency handling, danger 1 to 2 "within the 2-week step"; project reading R12.</remarks>
    internal static (DateOnly ClosesOn, string Basis)? ReviewDue(VisitDay day, FollowUpIntervals intervals)
    {
        if (ReviewAfter(day) is not { } basis) return null;

        var visit = After(day, intervals).ClosesOn;
        return basis == ReviewBasicallyStableDanger && intervals.DangerGuidanceDays is { } days && Deadline.InDays(days).From(day.On) is var earlier && earlier < visit
            ? (earlier, DangerGuidance(intervals))
            : (visit, basis);
    }

    private static string DangerGuidance(FollowUpIntervals intervals) => $"{ReviewBasicallyStableDanger}.{intervals.DangerGuidanceDays}-days";

    private static string Unstable(FollowUpIntervals intervals) => $"follow-up.unstable.{intervals.UnstableDays}-days";

    private static string BasicallyStableFirst(FollowUpIntervals intervals) => $"follow-up.basically-stable.first.{intervals.BasicallyStableFirstDays}-days";

    private static string BasicallyStableRepeated(FollowUpIntervals intervals) =>
        $"follow-up.basically-stable.repeated.{Months(intervals.BasicallyStableRepeatedMonths)}";

    private static string Stable(FollowUpIntervals intervals) => $"follow-up.stable.{Months(intervals.StableMonths)}";

    private static string HospitalCheck(FollowUpIntervals intervals) => $"hospital-check.{intervals.HospitalCheckDays}-days";

    private static string Months(int n) => n == 1 ? "1-month" : $"{n}-months";
}

/// <summary>What a first visit follows.</summary>
internal enum FirstVisitAfter
{
    Consent = 1,
    Discharge = 2,

    /// <summary>A lost patient was found, or a closed case was opened again, without anybody having seen the patient.</summary>
    Return = 3,
}
