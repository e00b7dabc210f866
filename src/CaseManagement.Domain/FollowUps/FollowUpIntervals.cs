namespace CaseManagement.Domain.FollowUps;

/// <summary>By when a patient must be seen again.</summary>
/// <remarks>
/// Unit: calendar days, calendar months (end of month clamped) and working days; all at least 1; the last day is on time.
/// Source: 3rd ed. (2017), severe mental disorders, "Classified intervention"; 2018 norm, first visit and unstable patients.
/// The values are data with their own certainty, never constants.
/// </remarks>
public sealed record FollowUpIntervals
{
    public FollowUpIntervals(
        int unstableDays, int basicallyStableFirstDays, int basicallyStableRepeatedMonths, int stableMonths,
        int hospitalCheckDays, int firstVisitWorkingDays, int firstVisitDays)
    {
        UnstableDays = AtLeastOne(unstableDays);
        BasicallyStableFirstDays = AtLeastOne(basicallyStableFirstDays);
        BasicallyStableRepeatedMonths = AtLeastOne(basicallyStableRepeatedMonths);
        StableMonths = AtLeastOne(stableMonths);
        HospitalCheckDays = AtLeastOne(hospitalCheckDays);
        FirstVisitWorkingDays = AtLeastOne(firstVisitWorkingDays);
        FirstVisitDays = AtLeastOne(firstVisitDays);
    }

    public int UnstableDays { get; }

    public int BasicallyStableFirstDays { get; }

    public int BasicallyStableRepeatedMonths { get; }

    public int StableMonths { get; }

    public int HospitalCheckDays { get; }

    public int FirstVisitWorkingDays { get; }

    /// <summary>The "2 calendar weeks" beside the working days; the earlier of the two binds.</summary>
    public int FirstVisitDays { get; }

    /// <summary>Within so many days of a basically stable visit with danger 1 to 2 a psychiatrist guides, where that is before the next visit is due; null where only the visit sets the day.</summary>
    public int? DangerGuidanceDays { get; init; }

    private static int AtLeastOne(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return number;
    }
}
