using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Domain.Tests.Injections;

public sealed class InjectionPlanTests
{
    [Theory]
    [InlineData("", "2026-01-05..2026-01-05..2026-01-05 injection.pp1m.start.day-1", "150 Deltoid 2026-01-05")]
    [InlineData("2026-01-05:150", "2026-01-08..2026-01-12..2026-01-16 injection.pp1m.start.day-8", "100 Deltoid 2026-01-12")]
    [InlineData("2026-01-05:150 2026-01-16:100", "2026-02-02..2026-02-09..2026-02-16 injection.pp1m.start.5-weeks", "100 DeltoidOrGluteal 2026-02-09")]
    [InlineData("2026-01-05:150 2026-01-17:100", "2026-02-09..2026-02-09..2026-02-09 injection.pp1m.start.third.5-weeks", "75 DeltoidOrGluteal 2026-02-09")]
    [InlineData("2026-01-05:150 2026-02-02:100", "2026-02-09..2026-02-09..2026-02-09 injection.pp1m.reload.1-week", "100 Deltoid 2026-02-09")]
    [InlineData("2026-01-05:150 2026-02-02:100 2026-02-09:100", "2026-03-02..2026-03-09..2026-03-16 injection.pp1m.reload.1-month", "100 DeltoidOrGluteal 2026-03-09")]
    [InlineData("2026-01-05:150 2026-02-24:150", "2026-02-27..2026-03-03..2026-03-07 injection.pp1m.restart.day-8", "100 Deltoid 2026-03-03")]
    [InlineData("2026-01-05:150 2026-01-12:100 2026-02-09:100", "2026-03-02..2026-03-09..2026-03-16 injection.pp1m.maintenance.1-month", "100 DeltoidOrGluteal 2026-03-09")]
    [InlineData("2026-01-05:150 2026-01-12:100 2026-02-03:100", "2026-02-24..2026-03-03..2026-03-10 injection.pp1m.maintenance.1-month", "100 DeltoidOrGluteal 2026-03-03")] // an early dose moves the next
    [InlineData("2026-01-05:150 2026-01-12:100 2026-02-09:100 2026-03-24:100", "2026-03-31..2026-03-31..2026-03-31 injection.pp1m.reload.1-week", "100 Deltoid 2026-03-31")]
    [InlineData("2026-01-05:150 2026-01-07:100", "2026-02-07..2026-02-07..2026-02-07 injection.pp1m.no-label-rule.1-month", "")]
    public void Given_the_doses_so_far_When_the_plan_is_derived_Then_the_open_task_has_the_dates_of_its_row(string given, string open, string dose)
    {
        var doses = Doses(given);

        var task = InjectionPlan.Derive(Pp1m.Product, Pp1m.Terms, doses, null).Single(t => t.Settled is null);

        Assert.Equal(open, $"{task.OpensOn:yyyy-MM-dd}..{task.DueOn:yyyy-MM-dd}..{task.ClosesOn:yyyy-MM-dd} {task.Basis}");
        Assert.Equal(dose, InjectionPlan.NextDose(Pp1m.Product, Pp1m.Terms, doses) is { } next ? Pp1m.Written([next]) : "");
    }

    [Fact]
    public void Given_a_course_When_the_plan_is_derived_Then_each_task_is_settled_by_the_next_day_of_injections()
    {
        var doses = Pp1m.Maintained(100);

        var tasks = InjectionPlan.Derive(Pp1m.Product, Pp1m.Terms, doses, null);

        Assert.Equal([new(2026, 1, 4), new(2026, 1, 5), new(2026, 1, 12), new(2026, 2, 9)], tasks.Select(task => task.CycleOn));
        Assert.Equal([.. doses.Select(dose => new Settlement(dose.On!.Value, dose.Id.Value)), null], tasks.Select(task => task.Settled));
    }

    [Fact]
    public void Given_a_stopped_course_When_the_plan_is_derived_Then_no_task_is_open()
    {
        var tasks = InjectionPlan.Derive(Pp1m.Product, Pp1m.Terms, Pp1m.Maintained(100), stoppedOn: new(2026, 2, 10));

        Assert.Equal(3, tasks.Count);
        Assert.All(tasks, task => Assert.NotNull(task.Settled));
    }

    [Fact]
    public void Given_two_injections_on_one_day_When_the_plan_is_derived_Then_they_settle_one_task_by_the_earlier_record()
    {
        var first = new DoseFact(new(2026, 1, 5), 75, InjectionId.From(new Guid("00000000-0000-0000-0000-000000000001")));
        var second = first with { Id = InjectionId.From(new Guid("00000000-0000-0000-0000-000000000002")) };

        var tasks = InjectionPlan.Derive(Pp1m.Product, Pp1m.Terms, [second, first], null);

        Assert.Equal(2, tasks.Count);
        Assert.Equal(first.Id.Value, tasks[0].Settled!.RecordId);
    }

    private static List<DoseFact> Doses(string given) =>
        [.. given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(dose => Pp1m.Dose(DateOnly.Parse(dose[..10]), decimal.Parse(dose[11..])))];
}
