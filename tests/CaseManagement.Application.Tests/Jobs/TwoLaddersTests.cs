using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Jobs;

/// <summary>Two editions of the ladder stand side by side: an alert is judged by the rows in force on its own day, whichever night wrote it.</summary>
public sealed class TwoLaddersTests
{
    /// <summary>Unstable patients whose visits are late before, across and after the day on which the next edition begins, and one whose alert somebody has in hand on that day.</summary>
    private static async Task<List<string>> LiveThrough(Func<DateOnly, bool> sweptAtNight)
    {
        await using var slice = await Slice.CreateAsync(new(2026, 12, 17), NextEdition.Use);
        var cases = new Dictionary<string, ManagedCaseId>();
        foreach (var (name, seenOn) in ((string, int)[])[("甲", 8), ("乙", 10), ("丙", 13), ("丁", 17), ("戊", 13), ("己", 13), ("庚", 11)])
        {
            cases[name] = (await slice.Send(A.Registration(name) with { RegisteredOn = new(2026, 12, 1) })).CaseId;
            await slice.Send(A.UnstableFollowUpOf(cases[name]) with { SeenOn = new(2026, 12, seenOn) });
        }

        for (var day = new DateOnly(2026, 12, 18); day <= new DateOnly(2027, 1, 10); day = day.AddDays(1))
        {
            slice.Clock.Day = day;
            if (sweptAtNight(day)) await Sweep(slice, day);

            if (day == new DateOnly(2026, 12, 30)) await slice.Send(await Change(id => new ClaimAlert(id)));
            if (day == new DateOnly(2026, 12, 31)) await slice.Send(await Change(id => new AnswerAlert(id, AlertReason.NotReached, null)));
            if (day == new DateOnly(2026, 12, 31)) await slice.Send(A.FollowUpOf(cases["己"]) with { SeenOn = day });
            if (day == new DateOnly(2027, 1, 2)) await slice.Send(A.FollowUpOf(cases["戊"]) with { SeenOn = day });
        }

        return await slice.Db(async db => (await (
            from alert in db.Alerts.AsNoTracking()
            join patient in db.Patients on alert.PatientId equals patient.Id
            where alert.Kind == CareTaskKind.FollowUp
            orderby alert.RaisedOn, alert.Step
            select new { patient.Name, alert.Step, alert.RaisedOn, alert.Tells, alert.State }).ToListAsync()).Select(alert => $"{alert.Name} {alert.Step} {alert.RaisedOn:MM-dd} {alert.Tells} {alert.State}").ToList());

        async Task<T> Change<T>(Func<long, T> command) where T : class => command(await slice.Db(db => db.Alerts.Where(alert => alert.CaseId == cases["庚"] && alert.Tells == ToldRole.CareTeam && alert.Kind == CareTaskKind.FollowUp).Select(alert => alert.Id).SingleAsync()));
    }

    private static Task Sweep(Slice slice, DateOnly today) => slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, today, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Given_the_next_edition_of_the_ladder_When_visits_are_late_around_its_first_day_Then_each_step_is_judged_by_the_rows_of_its_own_day()
    {
        var raised = await LiveThrough(_ => true);

        Assert.Equal(
            ["甲 1 12-23 CareTeam Raised", "甲 2 12-23 TeamLeader Raised", "甲 3 12-30 Specialist Raised"], // the step of the edition that still held
            Of("甲"));
        Assert.Equal(["乙 1 12-25 CareTeam Raised", "乙 2 12-25 TeamLeader Raised", "乙 3 01-01 PreventionOffice Raised"], Of("乙"));
        Assert.Equal(["丙 1 12-28 CareTeam Raised", "丙 2 12-28 TeamLeader Raised", "丙 3 01-01 PreventionOffice Raised"], Of("丙")); // late enough before, and only by the rows to come
        Assert.Equal(["丁 1 01-01 CareTeam Raised", "丁 2 01-01 TeamLeader Raised", "丁 3 01-03 PreventionOffice Raised"], Of("丁"));
        Assert.Equal(["戊 1 12-28 CareTeam CauseGone", "戊 2 12-28 TeamLeader CauseGone", "戊 3 01-01 PreventionOffice CauseGone"], Of("戊"));
        Assert.Equal(["己 1 12-28 CareTeam CauseGone", "己 2 12-28 TeamLeader CauseGone"], Of("己"));
        Assert.Equal(["庚 1 12-26 CareTeam Answered", "庚 2 12-26 TeamLeader Raised", "庚 3 01-04 PreventionOffice Raised"], Of("庚"));

        IEnumerable<string> Of(string name) => raised.Where(alert => alert.StartsWith(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_nights_missed_over_the_day_of_the_next_edition_When_they_are_made_up_Then_every_alert_is_there_as_the_rows_of_its_day_say()
    {
        var everyNight = await LiveThrough(_ => true);
        var missed = await LiveThrough(day => day <= new DateOnly(2026, 12, 28) || day > new DateOnly(2027, 1, 6));

        Assert.True(everyNight.Count > 15);
        Assert.Equal(everyNight.Order(), missed.Order());
    }

    [Fact]
    public async Task Given_tasks_that_are_entered_years_late_When_a_night_sweeps_twice_Then_they_climb_both_editions_in_one_run_and_the_second_finds_nothing()
    {
        await using var slice = await Slice.CreateAsync(new(2027, 1, 20), NextEdition.Use);
        var caseId = (await slice.Send(A.Registration() with { RegisteredOn = new(2026, 12, 1) })).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = new(2026, 12, 13) }); // paper, found in January

        var swept = (SweptOverdue)await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, new(2027, 1, 20), TestContext.Current.CancellationToken);
        var again = (SweptOverdue)await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, new(2027, 1, 20), TestContext.Current.CancellationToken);

        var alerts = await slice.Db(db => db.Alerts.AsNoTracking().Where(alert => alert.Kind == CareTaskKind.FollowUp).OrderBy(alert => alert.Step).Select(alert => new { alert.Step, alert.RaisedOn, alert.Tells }).ToListAsync());
        Assert.Equal(
            [(1, new(2026, 12, 28), ToldRole.CareTeam), (2, new(2026, 12, 28), ToldRole.TeamLeader), (3, NextEdition.FirstDay, ToldRole.PreventionOffice)],
            alerts.Select(alert => (alert.Step, alert.RaisedOn, alert.Tells)));
        Assert.True(swept.AlertsRaised >= 3);
        Assert.Equal(0, again.AlertsRaised + again.AlertsReturned + again.AlertsClosed);
    }
}
