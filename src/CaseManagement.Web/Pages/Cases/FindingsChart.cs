using System.Globalization;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>One finding on one day.</summary>
/// <param name="Value">Where it stands in the picture; null where nobody asked, which is a gap there and never a calm day.</param>
/// <param name="Said">In words, for the table.</param>
internal sealed record ChartPoint(DateOnly On, decimal? Value, string? Said)
{
    /// <summary>As the script reads it.</summary>
    public string? Number => Value?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a picture shows, as a table: of each day, the latest first.</summary>
/// <param name="Heads">What was looked for.</param>
internal sealed record FindingsTable(string Title, IReadOnlyList<string> Heads, IReadOnlyList<FindingsRow> Rows, bool IsOpen = false);

/// <param name="Found">In words, each below its head.</param>
/// <param name="Number">Where it stands in the picture, for the script that draws.</param>
internal sealed record FindingsRow(DateOnly On, IReadOnlyList<string?> Found, string? Number = null);

/// <summary>What was found and stands on no level: nothing is drawn then, and it is said in words.</summary>
internal sealed record ChartGap(DateOnly From, DateOnly Until, string Said);

/// <summary>How one finding went: the rows of its table, from which a script draws the picture.</summary>
/// <param name="Levels">What the levels are called, from the lowest; none where it is a measure.</param>
internal sealed record FindingsChart(string Code, string Title, IReadOnlyList<string> Levels, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>As many days in a row as one thing was said on.</summary>
    public IReadOnlyList<ChartGap> Gaps
    {
        get
        {
            var gaps = new List<ChartGap>();
            ChartPoint? before = null;
            foreach (var point in Points)
            {
                if (point is { Value: null, Said: { } said })
                {
                    if (before is { Value: null } && before.Said == said) gaps[^1] = gaps[^1] with { Until = point.On };
                    else gaps.Add(new(point.On, point.On, said));
                }

                before = point;
            }

            return gaps;
        }
    }

    public static IReadOnlyList<FindingsChart> Of(FindingsOverTime found, Texts texts, FormWords words)
    {
        string Taken(Adherence adherence) => words.Word("adherence", (int)adherence);
        Stability[] classes = [Stability.Unstable, Stability.BasicallyStable, Stability.Stable];
        Adherence[] taken = [Adherence.NotTaking, Adherence.Interrupted, Adherence.Regular];

        return
        [
            new("class", texts["review.class"], [.. classes.Select(texts.Of)],
                [.. found.Visits.Select(visit => new ChartPoint(visit.On, visit.Class is { } found ? Array.IndexOf(classes, found) : null, visit.Class is { } said ? texts.Of(said) : null))]),
            new("danger", texts["review.danger"], [.. Enumerable.Range(RiskLevel.Min, RiskLevel.Max - RiskLevel.Min + 1).Select(level => level.ToString(CultureInfo.InvariantCulture))],
                [.. found.Visits.Select(visit => new ChartPoint(visit.On, visit.Risk?.Value, visit.Risk is { } risk ? texts["danger.level", risk.Value] : null))]),
            new("adherence", texts["review.adherence"], [.. taken.Select(Taken)],
                [.. found.Visits.Select(visit => new ChartPoint(visit.On, visit.Adherence is { } found and not Adherence.NoneOrdered ? Array.IndexOf(taken, found) : null, visit.Adherence is { } said ? Taken(said) : null))]),
            new("weight", texts["charts.weight"], [],
                [.. found.Weights.Select(weight => new ChartPoint(weight.On, weight.Kg, weight.Kg.ToString("0.###", CultureInfo.InvariantCulture)))]),
        ];
    }
}
