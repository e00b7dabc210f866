using CaseManagement.Application.Features.Reviews;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>One visit in the picture of a year: where it stands, and what it found.</summary>
/// <param name="X">From the left edge, in units of the picture.</param>
/// <param name="Y">From the top; a danger that nobody asked about stands below level 0.</param>
internal sealed record ChartVisit(int X, int Y, DateOnly On, Stability? Class, RiskLevel? Risk);

/// <summary>A day on which something was found or given, for the table beside the picture.</summary>
internal sealed record ChartDay(DateOnly On, bool IsVisit, Stability? Class, RiskLevel? Risk, bool Injected);

/// <summary>The last year as a small picture: danger by visit, its class by shape, injections as strokes.</summary>
internal sealed record YearChart(IReadOnlyList<ChartVisit> Visits, IReadOnlyList<int> Strokes, IReadOnlyList<(int X, int Month)> Months, IReadOnlyList<ChartDay> Days)
{
    public const int Width = 360;
    public const int Height = 152;

    /// <summary>The lane under level 0, for a danger that nobody asked about.</summary>
    public const int UnknownY = 104;

    public const int StrokesFrom = 114;
    public const int StrokesTo = 128;
    public const int Left = 24;

    private const int Right = 8;
    private const int Level = 16;
    private const int Top = 8;

    public static YearChart Of(CaseReview review)
    {
        var visits = review.Visits.Where(visit => visit.Class is not null || visit.Risk is not null).OrderBy(visit => visit.On).ToList();
        var found = visits.ToLookup(visit => visit.On);

        return new(
            [.. visits.Select(visit => new ChartVisit(X(visit.On), visit.Risk is { } risk ? YOf(risk.Value) : UnknownY, visit.On, visit.Class, visit.Risk))],
            [.. review.Injected.Select(X)],
            [.. Enumerable.Range(0, 12).Select(back => new DateOnly(review.Today.Year, review.Today.Month, 1).AddMonths(-back)).Where(first => first >= review.From && first.Month % 2 == 1).OrderBy(first => first).Select(first => (X(first), first.Month))],
            [.. visits.Select(visit => visit.On).Union(review.Injected).OrderDescending().SelectMany(day => Rows(day, [.. found[day]], review.Injected.Contains(day)))]);

        int X(DateOnly day) => Left + ((Width - Left - Right) * (day.DayNumber - review.From.DayNumber) / (review.Today.DayNumber - review.From.DayNumber));
    }

    public static int YOf(int level) => Top + ((RiskLevel.Max - level) * Level);

    private static IEnumerable<ChartDay> Rows(DateOnly day, IReadOnlyList<ReviewVisit> visits, bool injected) =>
        visits.Count == 0 ? [new(day, IsVisit: false, null, null, injected)] : visits.Select((visit, i) => new ChartDay(day, IsVisit: true, visit.Class, visit.Risk, injected && i == 0));
}
