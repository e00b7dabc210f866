using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>Some of the alerts have been taken, some answered, a few closed, by those whom they told.</summary>
internal sealed class DemoAlerts(CaseDb db, DemoMap map, AlertPatience patience, int seed, DateOnly today)
{
    private const int PageSize = 500;
    private static readonly TimeSpan Morning = TimeSpan.FromHours(1); // nine o'clock in the service's zone, in UTC

    private readonly Dictionary<CareTeamId, DemoTeam> _teams = map.Communities.Select(community => community.Team)
        .Concat(map.Communities.SelectMany(community => community.OtherTeams)).DistinctBy(team => team.Team.Id).ToDictionary(team => team.Team.Id);

    public async Task AnswerSomeAsync(CancellationToken ct)
    {
        for (long after = 0; ;)
        {
            var page = await db.Alerts.Where(alert => alert.Id > after && alert.State == AlertState.Raised && alert.RaisedOn < today)
                .OrderBy(alert => alert.Id).Take(PageSize).ToListAsync(ct);
            if (page.Count == 0) return;

            foreach (var alert in page) Answer(alert, Dice.For(seed, stream: 2, (int)alert.Id));
            after = page[^1].Id;
            await db.SaveChangesAsync(ct);
            db.Forget();
        }
    }

    private void Answer(Alert alert, Dice dice)
    {
        if (!dice.Chance(0.3) || Told(alert) is not { } by) return;

        var daysOpen = today.DayNumber - alert.RaisedOn.DayNumber;
        var at = new DateTimeOffset(alert.RaisedOn.AddDays(dice.Below(daysOpen)), TimeOnly.MinValue, TimeSpan.Zero) + Morning + TimeSpan.FromMinutes(dice.Below(8 * 60));
        alert.Claim(new(by.Id, by.Role, at, Clock.DayOf(at)), patience);
        if (!dice.Chance(0.6)) return;

        var (reason, note) = dice.Weighted<(AlertReason, string?)>(
            (5, (AlertReason.DayAgreed, "已与家属约定本周上门")), (3, (AlertReason.NotReached, "电话两次未接，请网格员协助")), (2, (AlertReason.Away, "患者回老家，月底返回")),
            (1, (AlertReason.Refused, null)), (2, (AlertReason.DoneNotEntered, null)), (2, (AlertReason.TeamCouldNot, null)));
        var answeredAt = at.AddMinutes(dice.Between(5, 90));
        alert.Answer(reason, note, new(by.Id, by.Role, answeredAt, Clock.DayOf(answeredAt)), patience);
        var closedAt = at.AddMinutes(dice.Between(100, 300));
        if (dice.Chance(0.15) && Clock.DayOf(closedAt).AddDays(patience.Returns(alert.Severity)) > today) // one from longer ago would stand again by now
            alert.Resolve(AlertResult.Arranged, "另约日期，下次随访时复核", new(by.Id, by.Role, closedAt, Clock.DayOf(closedAt)), patience);
    }

    private StaffMember? Told(Alert alert) => alert.CareTeamId is { } id && _teams.TryGetValue(id, out var team)
        ? alert.Tells switch
        {
            ToldRole.CareTeam => team.Doctor,
            ToldRole.TeamLeader => team.Leader,
            _ => map.OfficerOfTown.GetValueOrDefault(team.Team.AreaCode),
        }
        : null;
}
