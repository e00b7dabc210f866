using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Rules;
using CaseManagement.Infrastructure.Reference;
using CaseManagement.Testing;

namespace CaseManagement.Domain.Tests.Alerts;

/// <summary>Two editions of a ladder stand side by side: each day has its own.</summary>
public sealed class LadderEditionTests
{
    private static readonly EditionBook Editions = new([Of("old", null, null), Of("new", new(2026, 4, 1), null), Of("short", new(2026, 6, 1), new(2026, 6, 30))]);

    private static Edition Of(string code, DateOnly? from, DateOnly? until) => new(code, code, code, null, from, until, "test", Certainty.Verified);

    private static EscalationStep Step(string edition, int number, int days, Stability? @class = null, ToldRole tells = ToldRole.CareTeam, CareTaskKind kind = CareTaskKind.FollowUp) =>
        new(kind, @class, number, days, tells, Severity.Watch) { Edition = edition };

    [Fact]
    public void Given_the_reference_with_an_edition_to_come_When_the_ladder_of_either_day_is_read_Then_each_has_its_own_steps_and_a_kind_without_a_second_edition_stays_as_it_is()
    {
        var standards = StandardsReader.Reference(NextEdition.Open).Standards;

        var (before, after) = (standards.AsOf(NextEdition.Eve).Ladder, standards.AsOf(NextEdition.FirstDay).Ladder);

        Assert.Equal([(1, "project"), (1, "project"), (8, "project"), (15, "project")], Unstable(before));
        Assert.Equal([(1, "norm-2027"), (1, "norm-2027"), (3, "norm-2027")], Unstable(after));
        Assert.Equal(before.For(CareTaskKind.FollowUp, Stability.Stable).Select(step => step.DaysLate), after.For(CareTaskKind.FollowUp, Stability.Stable).Select(step => step.DaysLate));
        Assert.Equal((DateOnly.MinValue, NextEdition.Eve, NextEdition.FirstDay, DateOnly.MaxValue), (before.Steps[0].From, before.Steps[0].Until, after.Steps[0].From, after.Steps[0].Until));
        Assert.Equal(before.Steps.Concat(after.Steps), after.StepsUntil(NextEdition.FirstDay));
        Assert.Equal(before.Steps, after.StepsUntil(NextEdition.Eve));

        static IEnumerable<(int, string)> Unstable(EscalationLadder ladder) => ladder.For(CareTaskKind.FollowUp, Stability.Unstable).Select(step => (step.DaysLate, step.Edition));
    }

    [Fact]
    public void Given_the_ladder_that_ships_When_its_editions_are_counted_Then_it_is_one_for_all_days()
    {
        var ladder = StandardsReader.Read().Ladder;

        Assert.Equal(ladder.Steps, ladder.StepsUntil(new(2026, 3, 2)));
        Assert.All(ladder.Steps, step => Assert.NotEqual("", step.Edition));
    }

    [Fact]
    public void Given_steps_for_a_class_that_come_and_go_with_an_edition_When_a_day_is_asked_Then_they_hold_on_its_days_alone()
    {
        var ladder = new EscalationLadder([Step("old", 1, 1), Step("old", 2, 8), Step("short", 1, 1, Stability.Stable)], Editions);

        Assert.Equal([2, 2, 1, 2], ((DateOnly[])[new(2026, 3, 1), new(2026, 5, 31), new(2026, 6, 30), new(2026, 7, 1)]).Select(day => ladder.On(day).For(CareTaskKind.FollowUp, Stability.Stable).Count()));
        Assert.Equal([Stability.Stable], ladder.On(new(2026, 6, 1)).ClassesOfTheirOwn(CareTaskKind.FollowUp));
    }

    [Fact]
    public void Given_any_two_editions_any_pause_and_any_hold_When_the_nights_pass_one_by_one_Then_each_step_comes_on_the_day_that_the_ladder_says()
    {
        var dice = new Random(11);
        var (first, begins) = (new DateOnly(2026, 3, 1), new DateOnly(2026, 4, 1));
        var acrossTheDay = 0;
        for (var i = 0; i < 3000; i++)
        {
            var ladder = new EscalationLadder([.. Some("old"), .. Some("new")], Editions);
            var closesOn = first.AddDays(dice.Next(45));
            DateOnly? quiet = dice.Next(3) > 0 ? null : closesOn.AddDays(dice.Next(-5, 20));
            DateOnly? from = dice.Next(2) == 0 ? null : closesOn.AddDays(dice.Next(1, 20));
            var until = from?.AddDays(dice.Next(0, 9));

            var (nights, step) = (new List<(int, DateOnly)>(), 0);
            for (var night = first; night < first.AddDays(120); night = night.AddDays(1))
                while (!(night <= quiet) && !(from <= night && night <= until) && ladder.On(night).For(CareTaskKind.FollowUp, null).Any(next => next.Step == step + 1 && closesOn.AddDays(next.DaysLate) <= night)) nights.Add((++step, night));

            var said = new List<(int, DateOnly)>();
            while (ladder.After(said.Count, CareTaskKind.FollowUp, null, next => EscalationLadder.ReachedOn(next, closesOn, quiet, from, until)) is var (next, on)) said.Add((next.Step, on));

            Assert.Equal(nights, said);
            if (said.Exists(day => day.Item2 < begins) && said.Exists(day => day.Item2 >= begins)) acrossTheDay++;
        }

        Assert.True(acrossTheDay > 300);

        IEnumerable<EscalationStep> Some(string edition)
        {
            var days = Enumerable.Range(0, dice.Next(1, 5)).Select(_ => dice.Next(1, 20)).Order().ToList();
            return days.Select((late, place) => Step(edition, place + 1, late));
        }
    }

    [Fact]
    public void Given_a_ladder_that_two_editions_share_or_that_leaves_a_day_without_anybody_When_it_is_built_Then_it_is_refused()
    {
        Assert.Equal("ladder.two-editions", Refused([Step("old", 1, 1), Step("unknown", 2, 8)]));
        Assert.Equal("ladder.none", Refused([Step("short", 1, 1)]));
        Assert.Equal("ladder.none", Refused([Step("old", 1, 1, Stability.Unstable)]));
        Assert.Equal("ladder.gap", Refused([Step("old", 1, 1), Step("new", 2, 8)])); // whole, or not at all

        static string Refused(EscalationStep[] rows) => Assert.Throws<RuleBrokenException>(() => new EscalationLadder(rows, Editions)).Code;
    }
}
