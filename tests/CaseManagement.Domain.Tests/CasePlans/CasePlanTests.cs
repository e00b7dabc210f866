using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Domain.Tests.Exits;
using static CaseManagement.Domain.Tests.CasePlans.APlan;

namespace CaseManagement.Domain.Tests.CasePlans;

/// <summary>A case plan from its beginning to its end, with what may go wrong on the way.</summary>
public sealed class CasePlanTests
{
    private const string Rule = "plan-review.3-months";

    [Fact]
    public void Given_consent_When_a_plan_is_agreed_Then_its_review_is_due_in_three_months_or_on_the_earlier_day_that_was_chosen()
    {
        var (byRule, chosen) = (ACase.Managed(), ACase.Managed());

        byRule.Begin(Monday);
        chosen.Begin(Monday, next: new(2026, 4, 1));

        Assert.Equal((Monday, new DateOnly(2026, 6, 2), Rule), byRule.Due());
        Assert.Equal((Monday, new DateOnly(2026, 4, 1), CasePlanReviews.ChosenBasis), chosen.Due());
    }

    [Fact]
    public void Given_a_plan_When_it_is_reviewed_early_late_or_behind_another_Then_the_next_counts_from_the_latest_whatever_was_entered_first()
    {
        var (inOrder, mixed) = (ACase.Managed(), ACase.Managed());
        DateOnly[] days = [new(2026, 4, 10), new(2026, 9, 1), new(2026, 9, 20)];
        var entered = new DateOnly(2026, 9, 25);

        var plan = inOrder.Begin(Monday, entered: entered);
        foreach (var day in days) inOrder.Review(plan, day, entered: entered);
        var other = mixed.Begin(Monday, entered: entered);
        foreach (var day in days.Reverse()) mixed.Review(other, day, entered: entered);

        Assert.Equal((new DateOnly(2026, 9, 20), new DateOnly(2026, 12, 20), Rule), inOrder.Due());
        Assert.Equal(Rows(inOrder), Rows(mixed));
        Assert.Equal(days, inOrder.Tasks.Where(task => task is { Kind: CareTaskKind.CasePlanReview, State: CareTaskState.Done }).Select(task => task.SettledOn!.Value).Order());
    }

    [Fact]
    public void Given_a_review_When_it_is_cancelled_Then_it_stays_to_be_read_and_what_was_due_is_due_again()
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);
        var review = managed.Review(plan, new(2026, 4, 10), GoalDecision.Close);

        managed.CancelPlanReview(plan.Id, review.Id, "不是本人", ACase.Doctor, ACase.Standards, new(2026, 4, 11));

        Assert.Equal((Monday, new DateOnly(2026, 6, 2), Rule), managed.Due());
        Assert.Equal((false, "不是本人"), (Assert.Single(plan.Log.Reviews).IsValid, plan.Log.Reviews[0].CancelReason));
        Assert.False(plan.IsClosed(1));
        Assert.Equal("plan.review-cancelled", AnExit.Refused(() => managed.CancelPlanReview(plan.Id, review.Id, "再撤", ACase.Doctor, ACase.Standards, new(2026, 4, 11))));
        Assert.Equal("plan.review-unknown", AnExit.Refused(() => managed.CancelPlanReview(plan.Id, Guid.NewGuid(), "再撤", ACase.Doctor, ACase.Standards, new(2026, 4, 11))));
    }

    [Fact]
    public void Given_a_plan_When_it_is_changed_Then_both_versions_are_kept_numbers_stay_and_the_review_is_not_put_off()
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);
        managed.Review(plan, new(2026, 4, 10));
        var content = plan.Current().Content;
        var without = content with { Goals = [content.Goals[0] with { Measures = [.. content.Goals[0].Measures, new("每周家访", 2, new(2026, 6, 1))] }, new(PlanArea.SocialSupport, "申请补助", [new("填表", 2, new(2026, 6, 1))])] };

        managed.ChangePlan(plan.Id, without, ACase.Signed(new(2026, 5, 4)), null, "换目标", ACase.Doctor, ACase.Standards, new(2026, 5, 4));

        Assert.Equal([1, 3], plan.Current().Content.Goals.Select(goal => goal.No!.Value)); // the number of the goal that was left out is given to no other
        Assert.Equal([1, 2], plan.Current().Content.Goals[0].Measures.Select(measure => measure.No!.Value));
        Assert.Equal((2, "参加日间康复"), (plan.Log.Versions.Count, plan.Log.Versions[0].Content.Goals[1].Text));
        Assert.Equal((new DateOnly(2026, 4, 10), new DateOnly(2026, 7, 10), Rule), managed.Due());
        Assert.Equal("plan.next-review-too-late", AnExit.Refused(() => managed.ChangePlan(plan.Id, without, ACase.Signed(new(2026, 5, 4)), new(2026, 7, 11), "推迟", ACase.Doctor, ACase.Standards, new(2026, 5, 4))));
    }

    [Fact]
    public void Given_a_day_that_was_chosen_When_a_review_came_before_it_Then_it_asks_for_nothing_more()
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday, next: new(2026, 5, 20));

        managed.Review(plan, new(2026, 4, 10));

        Assert.Equal((new DateOnly(2026, 4, 10), new DateOnly(2026, 7, 10), Rule), managed.Due());
    }

    [Fact]
    public void Given_goals_When_some_are_closed_Then_a_review_must_speak_of_the_others_and_may_take_a_closed_one_up_again()
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);
        var first = new DateOnly(2026, 4, 10);
        managed.ReviewPlan(plan.Id, new(first, [new(1, "达到", GoalDecision.Close, [new(1, "提醒三次")]), new(2, "有进展", GoalDecision.Continue)]), ACase.Doctor, ACase.Standards, first);

        var silent = AnExit.Refused(() => managed.ReviewPlan(plan.Id, new(new(2026, 5, 10), [new(1, "仍达到", GoalDecision.Close)]), ACase.Doctor, ACase.Standards, new(2026, 5, 10)));
        managed.ReviewPlan(plan.Id, new(new(2026, 5, 10), [new(2, "有进展", GoalDecision.Continue)]), ACase.Doctor, ACase.Standards, new(2026, 5, 10));
        var afterTwo = plan.IsClosed(1);
        managed.ReviewPlan(plan.Id, new(new(2026, 6, 10), [new(1, "又停药", GoalDecision.Continue), new(2, "有进展", GoalDecision.Continue)]), ACase.Doctor, ACase.Standards, new(2026, 6, 10));

        Assert.Equal(("plan.goal-not-reviewed", true, false), (silent, afterTwo, plan.IsClosed(1)));
        Assert.Equal((first, "提醒三次"), plan.ResultOf(1, 1));
    }

    [Fact]
    public void Given_a_review_When_the_same_is_sent_again_Then_it_is_refused_until_it_is_cancelled_and_other_words_or_another_person_are_not()
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);
        var on = new DateOnly(2026, 4, 10);
        PlanReviewEntry Entry(string result = "提醒三次", string? note = null) => new(on, [new(1, "有进展", GoalDecision.Continue, [new(1, result)]), new(2, "有进展", GoalDecision.Continue)], Note: note);
        CasePlanReview Send(PlanReviewEntry entry, Staff.StaffId by) => managed.ReviewPlan(plan.Id, entry, by, ACase.Standards, on);

        var first = Send(Entry(), ACase.Doctor);
        var again = AnExit.Refused(() => Send(Entry(), ACase.Doctor));
        Send(Entry(result: "提醒四次"), ACase.Doctor);
        Send(Entry(note: "家属在场"), ACase.Doctor);
        Send(Entry(), AnExit.Leader);
        managed.CancelPlanReview(plan.Id, first.Id, "录错", ACase.Doctor, ACase.Standards, on);
        Send(Entry(), ACase.Doctor);

        Assert.Equal(("plan.review-recorded-already", 5, 4), (again, plan.Log.Reviews.Count, plan.ValidReviews().Count()));
    }

    [Fact]
    public void Given_a_plan_When_it_ends_and_another_begins_Then_the_end_answers_the_review_and_there_is_never_more_than_one()
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);
        var twice = AnExit.Refused(() => managed.Begin(new(2026, 4, 1)));

        managed.End(plan, new(2026, 4, 20), entered: new(2026, 5, 1));
        var (afterEnd, answered) = (managed.Due(), managed.Tasks.Single(task => task.Kind == CareTaskKind.CasePlanReview));
        var overlapping = AnExit.Refused(() => managed.Begin(new(2026, 4, 10), entered: new(2026, 5, 1)));
        managed.Begin(new(2026, 4, 20), entered: new(2026, 5, 1)); // a day that ended one thing and began the next

        Assert.Equal(("plan.in-force", "plan.overlaps"), (twice, overlapping));
        Assert.Null(afterEnd);
        Assert.Equal((CareTaskState.Done, (DateOnly?)new DateOnly(2026, 4, 20), (Guid?)plan.Id.Value), (answered.State, answered.SettledOn, answered.SettledBy));
        Assert.Equal((new DateOnly(2026, 4, 20), new DateOnly(2026, 7, 20), Rule), managed.Due());
        Assert.Equal("plan.ended", AnExit.Refused(() => managed.End(plan, new(2026, 5, 1))));
        Assert.Equal("plan.ended", AnExit.Refused(() => managed.Review(plan, new(2026, 5, 1))));
    }

    [Fact]
    public void Given_goals_that_are_open_When_the_plan_is_said_to_have_reached_them_Then_it_is_told_how_many_are_left_until_each_has_been_closed()
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);
        RuleBrokenException Refused(DateOnly on) => Assert.Throws<RuleBrokenException>(() => managed.End(plan, on, CasePlanEnd.GoalsReached));

        var both = Refused(new(2026, 4, 9));
        managed.ReviewPlan(plan.Id, new(new(2026, 4, 10), [new(1, "已达到", GoalDecision.Close), new(2, "有进展", GoalDecision.Continue)]), ACase.Doctor, ACase.Standards, new(2026, 4, 10));
        var one = Refused(new(2026, 4, 10));
        managed.ReviewPlan(plan.Id, new(new(2026, 5, 10), [new(2, "已达到", GoalDecision.Close)]), ACase.Doctor, ACase.Standards, new(2026, 5, 10));
        managed.End(plan, new(2026, 5, 10), CasePlanEnd.GoalsReached);

        Assert.Equal([("plan.goals-open", 2), ("plan.goals-open", 1)], new[] { both, one }.Select(refused => (refused.Code, (int)Assert.Single(refused.Arguments))));
        Assert.Equal(((DateOnly?)new DateOnly(2026, 5, 10), (CasePlanEnd?)CasePlanEnd.GoalsReached), (plan.EndedOn, plan.EndReason));
    }

    [Fact]
    public void Given_an_ended_plan_When_a_review_from_before_its_end_is_entered_late_Then_it_is_taken_and_nothing_comes_back()
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);
        managed.End(plan, new(2026, 5, 1));

        managed.Review(plan, new(2026, 4, 10), entered: new(2026, 5, 8));

        Assert.Null(managed.Due());
        Assert.Equal([new DateOnly(2026, 4, 10), new DateOnly(2026, 5, 1)], managed.Tasks.Where(task => task is { Kind: CareTaskKind.CasePlanReview, State: CareTaskState.Done }).Select(task => task.SettledOn!.Value).Order());
    }

    [Fact]
    public void Given_a_plan_that_was_written_by_mistake_When_it_ends_as_such_Then_it_asked_for_nothing_and_the_right_one_may_begin_on_its_days()
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);
        managed.Review(plan, new(2026, 4, 10));

        managed.End(plan, new(2026, 4, 11), CasePlanEnd.Mistaken);
        var states = managed.Tasks.Where(task => task.Kind == CareTaskKind.CasePlanReview).Select(task => task.State).ToList();
        managed.Begin(new(2026, 3, 20), entered: new(2026, 4, 11));

        Assert.Equal([CareTaskState.Withdrawn, CareTaskState.Withdrawn], states);
        Assert.Equal((new DateOnly(2026, 3, 20), new DateOnly(2026, 6, 20), Rule), managed.Due());
        Assert.Equal(2, managed.Plans.Count);
    }

    [Fact]
    public void Given_consent_is_refused_When_it_is_given_again_Then_the_plan_has_rested_and_its_review_is_late_from_that_day_on()
    {
        var managed = ACase.Managed();
        managed.Begin(Monday);

        managed.RecordConsent(false, ACase.Signed(new(2026, 4, 1)), ACase.Doctor, ACase.Standards, new(2026, 4, 1));
        var (refused, begun) = (managed.Due(), AnExit.Refused(() => managed.Begin(new(2026, 4, 2))));
        managed.RecordConsent(true, ACase.Signed(new(2026, 9, 1)), ACase.Doctor, ACase.Standards, new(2026, 9, 1));

        var task = managed.Open(CareTaskKind.CasePlanReview)!;
        Assert.Null(refused);
        Assert.Equal("case.without-consent", begun);
        Assert.Equal((new DateOnly(2026, 6, 2), (DateOnly?)new DateOnly(2026, 8, 31)), (task.ClosesOn, task.QuietUntil));
        Assert.True(Lateness.IsLate(task, new(2026, 9, 1)));
    }

    [Fact]
    public void Given_a_patient_in_hospital_When_the_review_runs_out_Then_it_is_quiet_until_the_next_check_and_late_after_it()
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);

        managed.RecordFollowUp(ACase.Visit(new(2026, 5, 30), hospital: HospitalStay.InHospital), ACase.Doctor, ACase.Standards, new(2026, 5, 30));
        var task = managed.Open(CareTaskKind.CasePlanReview)!;
        var quiet = task.QuietUntil;

        Assert.Equal(CaseState.InHospital, managed.State);
        Assert.NotNull(quiet);
        Assert.False(Lateness.IsLate(task, quiet.Value));
        Assert.True(Lateness.IsLate(task, quiet.Value.AddDays(1)));
        managed.Review(plan, new(2026, 6, 3)); // a discharge is planned on the ward
        Assert.Equal(new DateOnly(2026, 9, 3), managed.Due()!.Value.By);
    }

    [Fact]
    public void Given_a_patient_who_died_When_the_death_is_recorded_or_taken_back_Then_the_review_goes_and_comes_and_what_happened_before_may_be_entered()
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);
        var death = managed.RecordDeath(new(new(2026, 5, 10), new(2026, 5, 12), DeathCause.Accident, null), null, ACase.Doctor, ACase.Standards, new(2026, 5, 12));

        var (dead, after) = (managed.Due(), AnExit.Refused(() => managed.Review(plan, new(2026, 5, 12))));
        managed.Review(plan, new(2026, 4, 10), entered: new(2026, 5, 13));
        managed.CancelDeath(death.Id, "误报", ACase.Doctor, ACase.Standards, new(2026, 5, 14));
        var alive = managed.Due();
        managed.RecordDeath(new(new(2026, 5, 15), new(2026, 5, 15), DeathCause.Accident, null), null, ACase.Doctor, ACase.Standards, new(2026, 5, 15));
        managed.End(plan, new(2026, 5, 15), CasePlanEnd.LeftManagement);

        Assert.Null(dead);
        Assert.Equal("case.closed", after);
        Assert.Equal((new DateOnly(2026, 4, 10), new DateOnly(2026, 7, 10), Rule), alive);
        Assert.Null(managed.Due());
    }

    [Fact]
    public void Given_a_patient_who_moves_When_the_other_side_takes_over_Then_the_plan_and_its_review_go_along()
    {
        var managed = AnExit.Offered();
        var plan = managed.Begin(new(2026, 6, 10));

        var before = managed.Open(CareTaskKind.CasePlanReview)!.CareTeamId;
        managed.DecideTransfer(true, null, AnExit.Receiver, ACase.Standards, new(2026, 6, 12));

        Assert.Equal((ACase.Team, ACase.OtherTeam, AnExit.There), (before, managed.Open(CareTaskKind.CasePlanReview)!.CareTeamId, managed.Open(CareTaskKind.CasePlanReview)!.AreaCode));
        managed.Review(plan, new(2026, 6, 20));
        Assert.Equal(new DateOnly(2026, 9, 20), managed.Due()!.Value.By);
    }

    [Fact]
    public void Given_a_lost_patient_When_found_again_Then_the_review_that_ran_out_is_late_from_that_day_on()
    {
        var managed = ACase.Managed();
        managed.Begin(new(2026, 1, 12));
        managed.ProposeLoss(LossCriterion.Missing, null, ACase.Doctor, ACase.Standards, new(2026, 3, 10));
        managed.DecideLoss(true, null, AnExit.Leader, ACase.Standards, new(2026, 3, 11));

        var lost = managed.Due();
        managed.RecordFound(new(2026, 8, 3), "在家中找到", ACase.Doctor, ACase.Standards, new(2026, 8, 3));

        Assert.Null(lost);
        Assert.Equal((new DateOnly(2026, 4, 12), (DateOnly?)new DateOnly(2026, 8, 2)), (managed.Open(CareTaskKind.CasePlanReview)!.ClosesOn, managed.Open(CareTaskKind.CasePlanReview)!.QuietUntil));
    }

    [Fact]
    public void Given_a_goal_of_medicine_When_a_psychiatrist_adds_a_measure_Then_it_is_another_version_that_nobody_has_agreed_yet()
    {
        var managed = ACase.Managed();
        var plan = managed.Begin(Monday);
        var on = new DateOnly(2026, 3, 20);

        managed.AddPlanMeasure(plan.Id, 1, new("复查血药浓度", 1, new(2026, 4, 1)), "加量后", ACase.Psychiatrist, ACase.Standards, on);

        Assert.Null(plan.Current().Agreed);
        Assert.Equal((on, new DateOnly(2026, 4, 1), AdviceSource.PlanMeasure), (managed.Advice[0].GivenOn, managed.Advice[0].ByOn, managed.Advice[0].Source));
        Assert.Equal((new DateOnly(2026, 3, 20), "复查血药浓度"), (managed.Open(CareTaskKind.AdviceToFollow)!.CycleOn, managed.Advice[0].Text));
        Assert.Equal([1, 2], plan.Current().Content.Goals[0].Measures.Select(measure => measure.No!.Value));
        Assert.Equal("plan.measure-not-medicine", AnExit.Refused(() => managed.AddPlanMeasure(plan.Id, 2, new("陪同", 1, new(2026, 4, 1)), "理由", ACase.Psychiatrist, ACase.Standards, on)));
        managed.Review(plan, new(2026, 4, 10), GoalDecision.Close);
        Assert.Equal("plan.goal-closed", AnExit.Refused(() => managed.AddPlanMeasure(plan.Id, 1, new("查血", 1, new(2026, 5, 1)), "理由", ACase.Psychiatrist, ACase.Standards, new(2026, 4, 11))));
    }

    private static IEnumerable<(DateOnly, DateOnly, CareTaskState, DateOnly?)> Rows(ManagedCase managed) =>
        managed.Tasks.Where(task => task.Kind == CareTaskKind.CasePlanReview).OrderBy(task => task.CycleOn).Select(task => (task.CycleOn, task.ClosesOn, task.State, task.State == CareTaskState.Done ? task.SettledOn : null));
}
