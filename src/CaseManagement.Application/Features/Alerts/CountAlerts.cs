using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;

using Severity = CaseManagement.Domain.Alerts.Severity;

namespace CaseManagement.Application.Features.Alerts;

/// <summary>How many alerts there are of a filter, and how many for each way of narrowing it further: each number opens into the list of that filter.</summary>
[Needs(Right.SeeWorklist)]
public sealed record CountAlerts(AlertFilter Filter) : ISearch<AlertCounts>;

/// <param name="Tells">By whom they tell; whoever is not named has none.</param>
public sealed record AlertCounts(
    int Total, IReadOnlyDictionary<ToldRole, int> Tells, IReadOnlyDictionary<Severity, int> Severity, IReadOnlyDictionary<CareTaskKind, int> Kind, IReadOnlyDictionary<AlertHands, int> Hands);

internal sealed class CountAlertsValidator : AbstractValidator<CountAlerts>
{
    public CountAlertsValidator() => RuleFor(x => x.Filter).SetValidator(new AlertFilterValidator());
}

internal sealed class CountAlertsHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<CountAlerts, AlertCounts>
{
    public async Task<AlertCounts> Handle(CountAlerts query, CancellationToken ct)
    {
        var me = actor.StaffId;
        var groups = await db.Alerts.AsNoTracking().Matching(query.Filter, me).ToldTo(db, actor, clock)
            .Select(alert => new { alert.Tells, alert.Severity, alert.Kind, Hands = alert.ClaimedBy == null ? AlertHands.Nobody : alert.ClaimedBy == me ? AlertHands.Mine : AlertHands.Another })
            .GroupBy(alert => alert).Select(group => new Group(group.Key.Tells, group.Key.Severity, group.Key.Kind, group.Key.Hands, group.Count())).ToListAsync(ct);

        return new(groups.Sum(group => group.Count), By(groups, group => group.Tells), By(groups, group => group.Severity), By(groups, group => group.Kind), By(groups, group => group.Hands));
    }

    private static Dictionary<TKey, int> By<TKey>(List<Group> groups, Func<Group, TKey> key) where TKey : notnull => groups.GroupBy(key).ToDictionary(part => part.Key, part => part.Sum(group => group.Count));

    private sealed record Group(ToldRole Tells, Severity Severity, CareTaskKind Kind, AlertHands Hands, int Count);
}
