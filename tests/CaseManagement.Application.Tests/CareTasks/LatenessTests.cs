using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.CareTasks;

/// <summary>The two columns of <see cref="Lateness"/> agree, and the sweep agrees with the ladder, row by row over a generated city and a year of days.</summary>
public sealed class LatenessTests
{
    private const int Days = 365;
    private static readonly DateOnly Today = new(2026, 3, 17);

    private static async Task<Slice> City()
    {
        var slice = await Slice.EmptyAsync(Today);
        await using var scope = slice.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
        await scope.ServiceProvider.GetRequiredService<IDemoCity>().BuildAsync(120, seed: 20260317, Today, _ => { }, TestContext.Current.CancellationToken);

        return slice;
    }

    [Fact]
    public async Task Given_a_city_and_a_year_of_days_When_function_and_expression_are_asked_Then_every_row_is_in_the_same_band()
    {
        await using var slice = await City();
        var soonDays = slice.Services.GetRequiredService<Standards>().Settings.DueSoonDays;
        var tasks = await slice.Db(db => db.CareTasks.AsNoTracking().ToListAsync());
        var met = new HashSet<DueBand>();

        await slice.Db(async db =>
        {
            for (var day = Today.AddDays(-Days / 2); day < Today.AddDays(Days / 2); day = day.AddDays(1))
            {
                var late = await db.CareTasks.Where(Lateness.Late(day)).Select(task => task.Id).ToListAsync();
                Assert.Equal(tasks.Where(task => Lateness.IsLate(task, day)).Select(task => task.Id).ToHashSet(), [.. late]);

                foreach (var band in Enum.GetValues<DueBand>())
                {
                    var rows = await db.CareTasks.Where(Lateness.In(band, day, soonDays)).Select(task => task.Id).ToListAsync();
                    Assert.Equal(tasks.Where(task => Lateness.BandOf(task, day, soonDays) == band).Select(task => task.Id).ToHashSet(), [.. rows]);
                    if (rows.Count > 0) met.Add(band);
                }
            }

            return true;
        });

        Assert.Equal(Enum.GetValues<DueBand>().Order(), met.Order()); // the city has shown every band at least once
    }

    [Fact]
    public async Task Given_a_city_When_it_is_swept_on_any_day_Then_exactly_the_steps_that_the_ladder_reaches_are_raised_for_their_days()
    {
        await using var slice = await City();
        var ladder = slice.Services.GetRequiredService<Standards>().Ladder;
        var raised = 0;

        for (var day = Today; day < Today.AddDays(Days); day = day.AddDays(37))
        {
            await slice.Db(async db => await db.AlertActs.ExecuteDeleteAsync()
                + await db.Alerts.ExecuteDeleteAsync()
                + await db.JobRuns.ExecuteDeleteAsync()
                + await db.CareTasks.ExecuteUpdateAsync(set => set.SetProperty(task => task.EscalationStep, 0)));
            await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, day, TestContext.Current.CancellationToken);

            var tasks = await slice.Db(db => db.CareTasks.AsNoTracking().ToListAsync());
            var alerts = await slice.Db(db => db.Alerts.AsNoTracking().Where(alert => alert.State == AlertState.Raised).ToListAsync());
            Assert.Equal(
                tasks.Where(task => Lateness.IsLate(task, day)).SelectMany(task => ladder.For(task.Kind, task.Class)
                    .Select(step => (task.Id, step.Step, On: EscalationLadder.ReachedOn(step, task)))
                    .Where(step => step.On <= day)).Order(Keys),
                alerts.Select(alert => (alert.TaskId, alert.Step, On: alert.RaisedOn)).Order(Keys));
            raised += alerts.Count;
        }

        Assert.True(raised > 500);
    }

    private static readonly Comparer<(CareTaskId Id, int Step, DateOnly On)> Keys = Comparer<(CareTaskId Id, int Step, DateOnly On)>.Create((left, right) =>
        (left.Id.Value, left.Step, left.On).CompareTo((right.Id.Value, right.Step, right.On)));
}
