using System.Globalization;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Domain.Tests.Exits;
using static CaseManagement.Domain.Tests.CasePlans.APlan;

namespace CaseManagement.Domain.Tests.CasePlans;

/// <summary>What a plan must say, and on which days.</summary>
public sealed class CasePlanRefusalTests
{
    private static readonly CasePlanContent Whole = Content(Monday);

    public static TheoryData<string, CasePlanContent> Lacking => new()
    {
        { "plan.member-missing", Whole with { Members = [] } },
        { "plan.member-missing", Whole with { Members = [new("测试医生", " ")] } },
        { "plan.goal-missing", Whole with { Goals = [] } },
        { "plan.goal-missing", Whole with { Goals = [Whole.Goals[0] with { Text = "" }] } },
        { "plan.measure-missing", Whole with { Goals = [Whole.Goals[0] with { Measures = [] }] } },
        { "plan.who-unknown", Whole with { Goals = [Whole.Goals[0] with { Measures = [new("提醒", 3, Monday)] }] } },
        { "plan.who-unknown", Whole with { Goals = [Whole.Goals[0] with { Measures = [new("提醒", 0, Monday)] }] } },
        { "plan.measure-too-early", Whole with { Goals = [Whole.Goals[0] with { Measures = [new("提醒", 1, Monday.AddDays(-1))] }] } },
        { "plan.measure-too-late", Whole with { Goals = [Whole.Goals[0] with { Measures = [new("提醒", 1, Monday.AddYears(20))] }] } },
        { "plan.measure-too-late", Whole with { Goals = [Whole.Goals[0] with { Measures = [new("提醒", 1, Monday.AddYears(3).AddDays(1))] }] } }, // longer than any agreement runs
        { "plan.goal-unknown", Whole with { Goals = [Whole.Goals[0] with { No = 1 }] } },
        { "plan.measure-unknown", Whole with { Goals = [Whole.Goals[0] with { Measures = [new("提醒", 1, Monday, No: 1)] }] } },
    };

    [Theory, MemberData(nameof(Lacking))]
    public void Given_a_plan_that_lacks_something_When_it_is_begun_Then_it_is_refused(string code, CasePlanContent content)
    {
        var managed = ACase.Managed();

        var refused = AnExit.Refused(() => managed.BeginPlan(content, ACase.Signed(Monday), null, ACase.Doctor, ACase.Standards, Monday));

        Assert.Equal(code, refused);
        Assert.Empty(managed.Plans);
    }

    [Theory]
    [InlineData("plan.before-registration", "2026-01-04", null)]
    [InlineData("signature.in-future", "2026-03-03", null)]
    [InlineData("plan.next-review-not-ahead", "2026-03-02", "2026-03-02")]
    [InlineData("plan.next-review-too-late", "2026-03-02", "2026-06-03")]
    public void Given_a_day_that_cannot_be_When_a_plan_is_begun_Then_it_is_refused(string code, string on, string? next)
    {
        var managed = ACase.Managed();

        var refused = AnExit.Refused(() => managed.Begin(DateOnly.Parse(on, CultureInfo.InvariantCulture), next is null ? null : DateOnly.Parse(next, CultureInfo.InvariantCulture), Monday));

        Assert.Equal(code, refused);
    }

    [Theory]
    [InlineData("plan.review-before-plan", "2026-03-02", null)]
    [InlineData("plan.in-future", "2026-05-02", null)]
    [InlineData("plan.next-review-not-ahead", "2026-04-10", "2026-04-10")]
    [InlineData("plan.next-review-too-late", "2026-04-10", "2026-07-11")]
    public void Given_a_day_that_cannot_be_When_a_plan_is_reviewed_Then_it_is_refused(string code, string on, string? next)
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);

        var refused = AnExit.Refused(() => managed.Review(plan, DateOnly.Parse(on, CultureInfo.InvariantCulture), next: next is null ? null : DateOnly.Parse(next, CultureInfo.InvariantCulture), entered: new(2026, 5, 1)));

        Assert.Equal(code, refused);
        Assert.Empty(plan.Log.Reviews);
    }

    [Fact]
    public void Given_a_review_When_it_names_what_is_not_there_or_says_nothing_Then_it_is_refused()
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);

        Assert.Equal("plan.goal-unknown", Refused(new(1, "好", GoalDecision.Continue), new(2, "好", GoalDecision.Continue), new(3, "好", GoalDecision.Continue)));
        Assert.Equal("plan.goal-unknown", Refused(new(1, "好", GoalDecision.Continue), new(1, "好", GoalDecision.Close), new(2, "好", GoalDecision.Close)));
        Assert.Equal("plan.progress-missing", Refused(new(1, " ", GoalDecision.Continue), new(2, "好", GoalDecision.Continue)));
        Assert.Equal("plan.measure-unknown", Refused(new(1, "好", GoalDecision.Continue, [new(2, "做了")]), new(2, "好", GoalDecision.Continue)));
        Assert.Equal("plan.unknown", AnExit.Refused(() => managed.ReviewPlan(new(Guid.NewGuid()), new(Monday.AddDays(1), []), ACase.Doctor, ACase.Standards, Monday.AddDays(1))));

        string Refused(params GoalReview[] goals) => AnExit.Refused(() => managed.ReviewPlan(plan.Id, new(Monday.AddDays(8), goals), ACase.Doctor, ACase.Standards, Monday.AddDays(8)));
    }

    [Theory]
    [InlineData("plan.end-before-plan", "2026-03-01", CasePlanEnd.GoalsReached)]
    [InlineData("plan.end-before-review", "2026-04-09", CasePlanEnd.GoalsReached)]
    [InlineData("plan.in-future", "2026-05-02", CasePlanEnd.GoalsReached)]
    [InlineData("plan.end-needs-note", "2026-05-01", CasePlanEnd.Other)]
    [InlineData("plan.goals-open", "2026-05-01", CasePlanEnd.GoalsReached)]
    [InlineData("plan.end-needs-note", "2026-05-01", CasePlanEnd.Mistaken)]
    public void Given_an_end_that_cannot_be_When_it_is_recorded_Then_it_is_refused_and_the_plan_holds(string code, string on, CasePlanEnd reason)
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);
        managed.Review(plan, new(2026, 4, 10));

        var refused = AnExit.Refused(() => managed.EndPlan(plan.Id, DateOnly.Parse(on, CultureInfo.InvariantCulture), reason, null, ACase.Doctor, ACase.Standards, new(2026, 5, 1)));

        Assert.Equal(code, refused);
        Assert.Same(plan, managed.PlanInForce());
    }

    [Fact]
    public void Given_a_change_When_it_has_no_reason_or_comes_before_the_plan_Then_it_is_refused()
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);

        Assert.Equal("plan.change-needs-reason", Refused(Monday, " "));
        Assert.Equal("plan.change-before-plan", Refused(Monday.AddDays(-1), "调整"));
        Assert.Single(plan.Log.Versions);

        string Refused(DateOnly on, string reason) => AnExit.Refused(() => managed.ChangePlan(plan.Id, plan.Current().Content, ACase.Signed(on), null, reason, ACase.Doctor, ACase.Standards, Monday));
    }
}
