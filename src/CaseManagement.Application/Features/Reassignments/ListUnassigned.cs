using System.Globalization;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Features.Reassignments;

/// <summary>待分配 the patients whom no team answers for, a page at a time, the unstable and dangerous first, then who has waited longest: the prevention office owns them.</summary>
/// <param name="AreaCode">Only those of this area.</param>
/// <param name="After">The <c>Next</c> of the page before.</param>
[Needs(Right.SeeUnassigned)]
public sealed record ListUnassigned(string? AreaCode = null, string? After = null, int Take = 50) : ISearch<UnassignedPage>;

/// <param name="Total">All rows of the list, by the same query as the page.</param>
public sealed record UnassignedPage(int Total, IReadOnlyList<UnassignedRow> Rows, string? Next) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

/// <param name="Since">The first day without a team.</param>
/// <param name="Days">Whole days since then.</param>
/// <param name="Next">Null where nothing is owed, such as of a refusal.</param>
public sealed record UnassignedRow(ManagedCaseId CaseId, string Name, string AreaCode, string? Area, DateOnly Since, int Days, UnassignedReason Reason, CaseState State, Stability? Class, RiskLevel? Risk, VisitOwed? Next);

/// <summary>The visit or injection whose last day comes first: it is owed whoever answers for the patient.</summary>
public sealed record VisitOwed(CareTaskKind Kind, DueBand Band, int DaysLate, DateOnly DueOn, DateOnly ClosesOn);

internal sealed class ListUnassignedValidator : AbstractValidator<ListUnassigned>
{
    public ListUnassignedValidator()
    {
        RuleFor(x => x.Take).PageSize();
        RuleFor(x => x.AreaCode).OptionalArea();
        RuleFor(x => x.After).Must(after => after is null || UnassignedKey.Of(after) is not null).As("page.key");
    }
}

internal sealed class ListUnassignedHandler(ICaseDb db, Standards standards, TimeProvider clock) : IRequestHandler<ListUnassigned, UnassignedPage>
{
    private static readonly CareTaskKind[] Visits = [CareTaskKind.FollowUp, CareTaskKind.FirstVisit, CareTaskKind.CrisisVisit, CareTaskKind.Injection];

    public async Task<UnassignedPage> Handle(ListUnassigned query, CancellationToken ct)
    {
        var waiting = db.Waiting(query.AreaCode);
        var after = UnassignedKey.Of(query.After);
        List<Found> page = after is { IsUrgent: false } ? [] : await ReadAsync(waiting.Urgent(true), after, true, query.Take + 1, ct);
        if (page.Count <= query.Take) page.AddRange(await ReadAsync(waiting.Urgent(false), after is { IsUrgent: false } ? after : null, false, query.Take + 1 - page.Count, ct));

        var (today, shown) = (clock.Today(), page.Take(query.Take).ToList());
        var ids = shown.ConvertAll(row => row.Id);
        var visits = ids.Count == 0 ? null : (await db.CareTasks.AsNoTracking().Where(task => ids.Contains(task.CaseId) && task.State == CareTaskState.Open && Visits.Contains(task.Kind)).ToListAsync(ct)).ToLookup(task => task.CaseId);
        var rows = shown.ConvertAll(row => new UnassignedRow(
            row.Id, row.Name ?? "", row.AreaCode, row.Area, row.Since, today.DayNumber - row.Since.DayNumber, row.Reason ?? UnassignedReason.NobodyThere, row.State, row.Class, row.Risk,
            visits![row.Id].MinBy(task => task.ClosesOn) is { } visit ? new VisitOwed(visit.Kind, Lateness.BandOf(visit, today, standards.Settings.DueSoonDays)!.Value, Lateness.DaysLate(visit, today), visit.DueOn, visit.ClosesOn) : null));

        return new UnassignedPage(await waiting.CountAsync(ct), rows, page.Count > query.Take ? new UnassignedKey(shown[^1].IsUrgent, shown[^1].Since, shown[^1].Id).ToString() : null);
    }

    private Task<List<Found>> ReadAsync(IQueryable<ManagedCase> waiting, UnassignedKey? after, bool isUrgent, int most, CancellationToken ct)
    {
        if (after is { Since: var since, Id: var id }) waiting = waiting.Where(managed => managed.UnassignedOn >= since && (managed.UnassignedOn > since || managed.Id > id));
        return waiting.OrderBy(managed => managed.UnassignedOn).ThenBy(managed => managed.Id).Take(most).Select(managed => new Found
        {
            Id = managed.Id,
            AreaCode = managed.AreaCode,
            Since = managed.UnassignedOn!.Value,
            Reason = managed.UnassignedReason,
            State = managed.State,
            Class = managed.Class,
            Risk = managed.Risk,
            IsUrgent = isUrgent,
            Name = db.Patients.Where(patient => patient.Id == managed.PatientId).Select(patient => patient.Name).FirstOrDefault(),
            Area = db.Areas.Where(area => area.Code == managed.AreaCode).Select(area => area.Name).FirstOrDefault() ?? db.Grids.Where(grid => grid.Code == managed.AreaCode).Select(grid => grid.Name).FirstOrDefault(),
        }).ToListAsync(ct);
    }

    private sealed class Found
    {
        public ManagedCaseId Id { get; init; }

        public string AreaCode { get; init; } = "";

        public string? Area { get; init; }

        public string? Name { get; init; }

        public DateOnly Since { get; init; }

        public UnassignedReason? Reason { get; init; }

        public CaseState State { get; init; }

        public Stability? Class { get; init; }

        public RiskLevel? Risk { get; init; }

        public bool IsUrgent { get; init; }
    }
}

/// <summary>The key of a row: the urgent come first, then whoever has waited longest.</summary>
internal readonly record struct UnassignedKey(bool IsUrgent, DateOnly Since, ManagedCaseId Id)
{
    private const string Urgent = "urgent_";

    public static UnassignedKey? Of(string? text)
    {
        var isUrgent = text?.StartsWith(Urgent, StringComparison.Ordinal) == true;
        var parts = (isUrgent ? text![Urgent.Length..] : text)?.Split('_');
        return parts is [var day, var id] && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since) && Guid.TryParseExact(id, "N", out var guid)
            ? new(isUrgent, since, new ManagedCaseId(guid)) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsUrgent ? Urgent : "")}{Since:yyyy-MM-dd}_{Id.Value:N}");
}

/// <summary>The queue itself.</summary>
internal static class Unassigned
{
    private static readonly List<RiskLevel> High = [.. Enumerable.Range(RiskLevel.Min, RiskLevel.Max - RiskLevel.Min + 1).Select(level => new RiskLevel(level)).Where(level => level.IsHigh)];

    public static IQueryable<ManagedCase> Waiting(this ICaseDb db, string? areaCode) =>
        db.Cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => managed.UnassignedOn != null).Where(CaseStates.IsOurs).Within(areaCode, managed => managed.AreaCode);

    /// <summary>Whoever is unstable or dangerous now, or the others.</summary>
    public static IQueryable<ManagedCase> Urgent(this IQueryable<ManagedCase> waiting, bool urgent) => urgent
        ? waiting.Where(managed => managed.Class == Stability.Unstable || (managed.Risk != null && High.Contains(managed.Risk.Value)))
        : waiting.Where(managed => (managed.Class == null || managed.Class != Stability.Unstable) && (managed.Risk == null || !High.Contains(managed.Risk.Value)));
}
