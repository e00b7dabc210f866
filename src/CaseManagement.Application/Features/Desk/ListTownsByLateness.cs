using System.Globalization;
using System.Linq.Expressions;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Places;

namespace CaseManagement.Application.Features.Desk;

/// <summary>The places one level below the reader's own, those with most late tasks first, a page at a time: each number is counted by the query of the list that it opens, narrowed to the place.</summary>
/// <remarks>A reader who has a single place below sees what lies below that one. What is counted takes four statements, however many places there are.</remarks>
/// <param name="After">The <c>Next</c> of the page before.</param>
[Needs(Right.SeeUnassigned)]
public sealed record ListTownsByLateness(string? After = null, int Take = 50) : ISearch<TownPage>;

/// <param name="Whole">The whole that the places are parts of, with who lives directly under it.</param>
/// <param name="Total">How many places there are.</param>
public sealed record TownPage(DateOnly Today, TownRow Whole, int Total, IReadOnlyList<TownRow> Rows, string? Next) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

/// <param name="Late">Late tasks.</param>
/// <param name="LongestLate">How many days the longest of them is late; 0 where none is.</param>
/// <param name="Unassigned">Patients without a team.</param>
/// <param name="OpenCrises">Emergencies that somebody is handling now, or should be.</param>
/// <param name="Alerts">Open alerts that tell the office.</param>
public sealed record TownRow(string AreaCode, string Name, int Late, int LongestLate, int Unassigned, int OpenCrises, int Alerts);

internal sealed class ListTownsByLatenessValidator : AbstractValidator<ListTownsByLateness>
{
    public ListTownsByLatenessValidator()
    {
        RuleFor(x => x.Take).PageSize();
        RuleFor(x => x.After).Must(after => after is null || TownKey.Of(after) is not null).As("page.key");
    }
}

/// <summary>The key of a row: how many are late there, then its code.</summary>
internal readonly record struct TownKey(int Late, string AreaCode)
{
    public static TownKey? Of(string? text) =>
        text?.Split('_') is [var count, { Length: > 0 and <= Domain.Places.AreaCode.MaxLength } area] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var late) ? new TownKey(late, area) : null;

    public bool IsBefore(TownRow row) => row.Late < Late || (row.Late == Late && string.CompareOrdinal(row.AreaCode, AreaCode) > 0);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Late}_{AreaCode}");
}

internal sealed class ListTownsByLatenessHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ListTownsByLateness, TownPage>
{
    private const int Most = 2000; // no division has more below it

    public async Task<TownPage> Handle(ListTownsByLateness query, CancellationToken ct)
    {
        var (today, own) = (clock.Today(), actor.Acting.AreaCode);
        var name = await db.Areas.AsNoTracking().Where(area => area.Code == own).Select(area => area.Name).FirstOrDefaultAsync(ct) ?? own;
        var places = await PlacesBelow(own, ct);
        var depth = places.Count == 0 ? AreaCode.Prefix(own).Length : places.Max(place => AreaCode.Prefix(place.Code).Length);

        var late = await db.CareTasks.AsNoTracking().Matching(new(DueBand.Late, AreaCode: own), today, standards.Settings.DueSoonDays)
            .GroupBy(task => task.AreaCode.Substring(0, depth)).Select(part => new Part(part.Key, part.Count(), part.Min(task => (DateOnly?)task.ClosesOn))).ToListAsync(ct);
        var unassigned = await CountAsync(db.Waiting(own), managed => managed.AreaCode, depth, ct);
        var crises = await CountAsync(db.OfCrises(CrisisState.Open, own), managed => managed.AreaCode, depth, ct);
        var alerts = await CountAsync(db.Alerts.AsNoTracking().Matching(new AlertFilter(AreaCode: own, Tells: ToldRole.PreventionOffice), actor.StaffId), alert => alert.AreaCode, depth, ct);

        var towns = places.Select(place => Row(place.Code, place.Name)).OrderByDescending(row => row.Late).ThenBy(row => row.AreaCode, StringComparer.Ordinal).ToList();
        var page = towns.Where(row => TownKey.Of(query.After) is not { } after || after.IsBefore(row)).Take(query.Take + 1).ToList();
        var rows = page.Take(query.Take).ToList();

        return new TownPage(today, Row(own, name), towns.Count, rows, page.Count > query.Take ? new TownKey(rows[^1].Late, rows[^1].AreaCode).ToString() : null);

        TownRow Row(string code, string called)
        {
            var behind = late.Where(part => AreaCode.Contains(code, part.Code)).ToList();
            var since = behind.Min(part => part.Since);

            return new(code, called, behind.Sum(part => part.Count), since is { } day ? today.DayNumber - day.DayNumber : 0, Of(unassigned, code), Of(crises, code), Of(alerts, code));
        }
    }

    /// <summary>Goes down for as long as there is nothing to tell apart.</summary>
    private async Task<List<Place>> PlacesBelow(string own, CancellationToken ct)
    {
        var (above, below) = (own, new List<Place>());
        do
        {
            var parent = above;
            var found = await db.Areas.AsNoTracking().Where(area => area.ParentCode == parent).OrderBy(area => area.Code).Take(Most).Select(area => new Place(area.Code, area.Name)).ToListAsync(ct);
            if (found.Count > 0) below = found;
            above = found is [var only] ? only.Code : null;
        }
        while (above is not null);

        return below;
    }

    /// <summary>So many rows in each place, counted by the database.</summary>
    private static Task<List<Part>> CountAsync<T>(IQueryable<T> rows, Expression<Func<T, string>> area, int depth, CancellationToken ct) =>
        rows.Select(area).GroupBy(code => code.Substring(0, depth)).Select(part => new Part(part.Key, part.Count(), null)).ToListAsync(ct);

    private static int Of(List<Part> parts, string code) => parts.Where(part => AreaCode.Contains(code, part.Code)).Sum(part => part.Count);

    private sealed record Place(string Code, string Name);

    /// <param name="Code">The beginning of the codes of all that was counted.</param>
    private sealed record Part(string Code, int Count, DateOnly? Since);
}
