using CaseManagement.Application.Features.Alerts;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Features.Alerts;

/// <summary>Whoever has an alert in hand keeps the ladder still, for some days and no longer.</summary>
public sealed class AbandonedAlertTests
{
    [Fact]
    public async Task Given_an_alert_that_was_taken_and_answered_When_nothing_comes_of_it_Then_it_waits_for_these_days_and_climbs_on()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.AnUnstablePatient();
        await slice.Night(23);
        var alert = await slice.OfVisit(ToldRole.CareTeam);

        await slice.Send(new ClaimAlert(alert.Id)); // urgent: one day
        await slice.Night(24);
        await slice.Send(new AnswerAlert(alert.Id, AlertReason.DayAgreed, null)); // and three more
        for (var day = 25; day <= 27; day++) await slice.Night(day);
        var held = (await slice.Send(new ListAlerts(new AlertFilter(Tells: ToldRole.CareTeam)))).Rows.Single(row => row.Id == alert.Id);
        Assert.Equal(2, (await slice.OfVisits()).Count);
        await slice.Night(28);

        Assert.Equal((new DateOnly(2026, 3, 27), new AlertNext(new(2026, 3, 28), ToldRole.Specialist)), (held.HeldUntil!.Value, held.Next));
        Assert.Equal(new DateOnly(2026, 3, 28), (await slice.OfVisit(ToldRole.Specialist)).RaisedOn);
        Assert.Equal(AlertState.Answered, (await slice.OfVisit(ToldRole.CareTeam)).State);
    }

    [Fact]
    public async Task Given_an_alert_that_is_closed_by_a_person_When_the_visit_is_still_late_Then_the_ladder_goes_on_with_the_next_night()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.AnUnstablePatient();
        await slice.Night(23);
        var alert = await slice.OfVisit(ToldRole.CareTeam);
        await slice.Send(new ClaimAlert(alert.Id));
        await slice.Send(new AnswerAlert(alert.Id, AlertReason.DayAgreed, null));
        await slice.Night(24);

        await slice.Send(new ResolveAlert(alert.Id, AlertResult.Arranged, null));
        await slice.Night(25);

        Assert.Equal(new DateOnly(2026, 3, 25), (await slice.OfVisit(ToldRole.Specialist)).RaisedOn);
    }

    [Fact]
    public async Task Given_two_who_have_alerts_of_one_visit_When_one_lets_go_Then_it_waits_for_the_other()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.AnUnstablePatient();
        await slice.Night(23);
        var (team, leader) = (await slice.OfVisit(ToldRole.CareTeam), await slice.OfVisit(ToldRole.TeamLeader));
        await slice.Send(new ClaimAlert(team.Id));
        await slice.Send(new ClaimAlert(leader.Id), slice.Town.Leader);
        await slice.Send(new AnswerAlert(leader.Id, AlertReason.TeamCouldNot, null), slice.Town.Leader); // until the 26th

        await slice.Send(new DismissAlert(team.Id, AlertDismissal.InHandElsewhere, null));
        for (var day = 24; day <= 26; day++) await slice.Night(day);
        var waiting = (await slice.OfVisits()).Count(alert => alert.Step > 2);
        await slice.Night(27);

        Assert.Equal(0, waiting);
        Assert.Equal(new DateOnly(2026, 3, 27), (await slice.OfVisit(ToldRole.Specialist)).RaisedOn);
    }

    /// <summary>Four patients: nobody takes it; taken and left; taken, answered and left; dismissed, and visited when it stood again.</summary>
    private static async Task<List<string>> LiveThrough(Func<int, bool> isSwept)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var cases = new List<ManagedCaseId>();
        foreach (var name in (string[])["甲", "乙", "丙", "丁"]) cases.Add(await slice.AnUnstablePatient(name));

        for (var day = 17; day <= 31; day++)
        {
            slice.Clock.Day = new(2026, 3, day);
            if (isSwept(day)) await slice.Night(day);
            if (day == 22) await slice.Send(new ClaimAlert(await Of(cases[2])));
            if (day == 23) await slice.Send(new ClaimAlert(await Of(cases[1])));
            if (day == 23) await slice.Send(new AnswerAlert(await Of(cases[2]), AlertReason.Away, null));
            if (day == 19) await slice.Send(new DismissAlert(await Of(cases[3]), AlertDismissal.NotOurs, null));
            if (day == 26) await slice.Send(A.FollowUpOf(cases[3]) with { SeenOn = new(2026, 3, 26) });
        }

        await slice.Night(1, month: 4);
        return await slice.Db(async db => (await db.Alerts.AsNoTracking().ToListAsync()).Select(alert => $"{cases.IndexOf(alert.CaseId)} {alert.Kind} step {alert.Step} of {alert.RaisedOn:O} {alert.State} tells {alert.Tells}").Order().ToList());

        Task<long> Of(ManagedCaseId caseId) => slice.Db(db => db.Alerts.Where(alert => alert.CaseId == caseId && alert.Kind == Domain.CareTasks.CareTaskKind.FollowUp && alert.Step == 1).Select(alert => alert.Id).SingleAsync());
    }

    [Fact]
    public async Task Given_alerts_in_hand_and_a_week_of_missed_nights_When_the_next_sweep_runs_Then_every_step_is_there_with_the_day_it_should_have_had()
    {
        var everyNight = await LiveThrough(_ => true);
        var oneWeekMissed = await LiveThrough(day => day is < 20 or > 28);

        Assert.Contains(everyNight, alert => alert.StartsWith("1 FollowUp step 3 of 2026-03-25", StringComparison.Ordinal)); // taken on the 23rd for a day
        Assert.Contains(everyNight, alert => alert.StartsWith("2 FollowUp step 3 of 2026-03-27", StringComparison.Ordinal)); // answered on the 23rd for three
        Assert.Equal(everyNight, oneWeekMissed);
    }

    [Fact]
    public async Task Given_alerts_in_hand_When_the_sweep_runs_again_Then_it_finds_nothing()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.AnUnstablePatient();
        await slice.Night(23);
        await slice.Send(new ClaimAlert((await slice.OfVisit(ToldRole.CareTeam)).Id));
        await slice.Night(24);

        var again = await slice.Night(24);

        Assert.Equal(0, again.Found);
    }
}
