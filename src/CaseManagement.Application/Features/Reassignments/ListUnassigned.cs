using System.Globalization;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Reassignments;

/// <summary>待分配 the patients whom no team answers for, who have waited longest first, a page at a time: the prevention office owns them.</summary>
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
public sealed record UnassignedRow(ManagedCaseId CaseId, string Name, string AreaCode, string? Area, DateOnly Since, int Days, UnassignedReason Reason, CaseState State);

internal sealed class ListUnassignedValidator : AbstractValidator<ListUnassigned>
{
    public ListUnassignedValidator()
    {
        RuleFor(x => x.Take).PageSize();
        RuleFor(x => x.AreaCode).OptionalArea();
        RuleFor(x => x.After).Must(after => after is null || Unassigned.Key(after) is not null).As("page.key");
    }
}

internal sealed class ListUnassignedHandler(ICaseDb db, TimeProvider clock) : IRequestHandler<ListUnassigned, UnassignedPage>
{
    public async Task<UnassignedPage> Handle(ListUnassigned query, CancellationToken ct)
    {
        var waiting = db.Waiting(query.AreaCode);
        var following = waiting;
        if (Unassigned.Key(query.After) is { } after)
        {
            var (since, id) = after;
            following = following.Where(managed => managed.UnassignedOn >= since && (managed.UnassignedOn > since || managed.Id > id));
        }

        var page = await following.OrderBy(managed => managed.UnassignedOn).ThenBy(managed => managed.Id).Take(query.Take + 1).Select(managed => new
        {
            managed.Id,
            managed.AreaCode,
            managed.UnassignedOn,
            managed.UnassignedReason,
            managed.State,
            Name = db.Patients.Where(patient => patient.Id == managed.PatientId).Select(patient => patient.Name).FirstOrDefault(),
            Area = db.Areas.Where(area => area.Code == managed.AreaCode).Select(area => area.Name).FirstOrDefault() ?? db.Grids.Where(grid => grid.Code == managed.AreaCode).Select(grid => grid.Name).FirstOrDefault(),
        }).ToListAsync(ct);
        var today = clock.Today();
        var rows = page.Take(query.Take).Select(row => new UnassignedRow(
            row.Id, row.Name ?? "", row.AreaCode, row.Area, row.UnassignedOn!.Value, today.DayNumber - row.UnassignedOn.Value.DayNumber, row.UnassignedReason ?? UnassignedReason.NobodyThere, row.State)).ToList();

        return new UnassignedPage(await waiting.CountAsync(ct), rows, page.Count > query.Take ? Unassigned.Key(rows[^1].Since, rows[^1].CaseId) : null);
    }
}

/// <summary>The queue itself, and the key of a row in it.</summary>
internal static class Unassigned
{
    public static IQueryable<ManagedCase> Waiting(this ICaseDb db, string? areaCode) =>
        db.Cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => managed.UnassignedOn != null).Where(CaseStates.IsOurs).Within(areaCode, managed => managed.AreaCode);

    public static (DateOnly Since, ManagedCaseId Id)? Key(string? text)
    {
        var parts = text?.Split('_');
        return parts is [var day, var id] && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since) && Guid.TryParseExact(id, "N", out var guid)
            ? (since, new ManagedCaseId(guid)) : null;
    }

    public static string Key(DateOnly since, ManagedCaseId id) => string.Create(CultureInfo.InvariantCulture, $"{since:yyyy-MM-dd}_{id.Value:N}");
}
