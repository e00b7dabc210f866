using CaseManagement.Domain.CareTasks;

namespace CaseManagement.Domain.Examinations;

/// <summary>How long "once a year" lasts.</summary>
/// <param name="Months">Calendar months from one examination to the last day of the next, end of month clamped; at least 1.</param>
/// <param name="UntilYearEnd">The last day is the end of the calendar year in which those months are over, instead of that very day.</param>
/// <remarks>The standard says "once a year" and not which year it means: a setting, to be confirmed.</remarks>
public sealed record ExaminationInterval(int Months, bool UntilYearEnd)
{
    /// <summary>The day for which the next one is planned, and the last day on time.</summary>
    internal (DateOnly DueOn, DateOnly ClosesOn) After(DateOnly from)
    {
        var dueOn = from.AddMonths(Months);
        return (dueOn, UntilYearEnd ? new DateOnly(dueOn.Year, 12, 31) : dueOn);
    }
}

/// <summary>What the plan needs to know of one examination that is in force.</summary>
public readonly record struct ExaminationFact(PhysicalExaminationId Id, DateOnly ExaminedOn, ExaminationOutcome Outcome);

/// <summary>When the yearly examination was and is due.</summary>
/// <remarks>
/// Counted from the last examination that was done or refused, else from the consent to management. One that was not possible settles nothing. After a time without consent the
/// clock starts with the new consent, unless an examination from before still holds. A pure function of the set of examinations: the order of entry decides nothing.
/// Source: 3rd ed. (2017), severe mental disorders, physical examination: once a year; what a refusal does to the clock is our own rule.
/// </remarks>
public static class ExaminationPlan
{
    private const string Consent = "consent";
    private const string Done = "done";
    private const string Refused = "refused";

    /// <summary>Every basis that a plan can carry under this setting.</summary>
    public static IReadOnlyList<string> Codes(ExaminationInterval interval) => [.. new[] { Consent, Done, Refused }.Select(from => Basis(from, interval))];

    /// <param name="consentOn">The first day of the time of consent that holds or held last; without one nothing is planned.</param>
    /// <param name="examinations">The examinations in force, in any order.</param>
    /// <param name="intervalOn">What holds on the day from which a year counts.</param>
    public static IReadOnlyList<PlannedTask> Derive(DateOnly? consentOn, IEnumerable<ExaminationFact> examinations, Func<DateOnly, ExaminationInterval> intervalOn)
    {
        if (consentOn is not { } consent) return [];

        // One day is one examination; done on a day on which it was refused as well, it was done.
        var days = examinations.Where(each => each.Outcome is ExaminationOutcome.Done or ExaminationOutcome.Refused)
            .GroupBy(each => each.ExaminedOn)
            .Select(day => day.OrderBy(each => each.Outcome).ThenBy(each => each.Id.Value).First())
            .OrderBy(each => each.ExaminedOn).ToList();
        var starts = days.ConvertAll(day => (On: day.ExaminedOn, From: day.Outcome == ExaminationOutcome.Done ? Done : Refused));
        var holds = starts.LastOrDefault(start => start.On <= consent);
        if (holds.From is null || intervalOn(holds.On).After(holds.On).ClosesOn < consent)
        {
            starts.Remove(holds); // its year ran out before the consent: the time in between asks for nothing
            starts.Add((consent, Consent));
        }

        return [.. starts.OrderBy(start => start.On).Select(start => Task(start.On, start.From, days.Find(day => day.ExaminedOn > start.On), intervalOn(start.On)))];
    }

    private static PlannedTask Task(DateOnly on, string from, ExaminationFact next, ExaminationInterval interval)
    {
        var (dueOn, closesOn) = interval.After(on);
        var settled = next.Outcome == default ? null : new Settlement(next.ExaminedOn, next.Id.Value);

        return new(CareTaskKind.PhysicalExamination, on, on.AddDays(1), dueOn, closesOn, Basis(from, interval), Settled: settled);
    }

    private static string Basis(string from, ExaminationInterval interval) => $"physical-examination.{from}.{interval.Months}-months{(interval.UntilYearEnd ? ".year-end" : "")}";
}
