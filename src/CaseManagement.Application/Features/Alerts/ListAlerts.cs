namespace CaseManagement.Application.Features.Alerts;

/// <summary>The alerts that somebody must still do something about (or that have been closed, when asked), the oldest first, a page at a time.</summary>
/// <param name="After">The id of the last row of the page before.</param>
[Needs(Right.SeeWorklist)]
public sealed record ListAlerts(AlertFilter Filter, long? After = null, int Take = 50) : ISearch<AlertPage>;

/// <param name="Total">All rows of the filter, by the same query as the page.</param>
public sealed record AlertPage(int Total, IReadOnlyList<AlertRow> Rows, long? Next) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

internal sealed class ListAlertsValidator : AbstractValidator<ListAlerts>
{
    public ListAlertsValidator()
    {
        RuleFor(x => x.Take).PageSize();
        RuleFor(x => x.Filter).SetValidator(new AlertFilterValidator());
    }
}

internal sealed class ListAlertsHandler(ICaseDb db, IActor actor, Rights rights, Standards standards, TimeProvider clock) : IRequestHandler<ListAlerts, AlertPage>
{
    public async Task<AlertPage> Handle(ListAlerts query, CancellationToken ct)
    {
        var alerts = db.Alerts.AsNoTracking().Matching(query.Filter, actor.StaffId).ToldTo(db, actor, clock);
        var page = await new AlertRows(db, actor, rights, standards, clock).ReadAsync(alerts.Where(alert => query.After == null || alert.Id > query.After).OrderBy(alert => alert.Id).Take(query.Take + 1), ct);
        var rows = page.Take(query.Take).ToList();

        return new AlertPage(await alerts.CountAsync(ct), rows, page.Count > query.Take ? rows[^1].Id : null);
    }
}
