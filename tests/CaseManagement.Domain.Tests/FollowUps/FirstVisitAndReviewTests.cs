using System.Globalization;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.FollowUps;

public sealed class FirstVisitAndReviewTests
{
    private static FollowUpPlan Derive(DateOnly consent, FollowUpFacts[] followUps, params AdviceGiven[] advice) =>
        FollowUpPlan.Derive(consent, followUps, advice, The.Calendar, The.Intervals);

    private static List<PlannedTask> Of(FollowUpPlan plan, CareTaskKind kind) => [.. plan.Tasks.Where(task => task.Kind == kind)];

    [Theory]
    [InlineData("2026-02-13", "2026-02-27", "first-visit.14-days")]                     // ten working days would end on 5 March: Spring Festival
    [InlineData("2026-03-03", "2026-03-17", "first-visit.10-working-days")]             // the two agree
    [InlineData("2026-03-07", "2026-03-20", "first-visit.10-working-days")]             // a Saturday: working days end a day earlier
    [InlineData("2026-12-21", "2027-01-04", "first-visit.10-working-days.uncovered")]   // no notice for 2027
    [InlineData("2026-12-01", "2026-12-15", "first-visit.10-working-days")]
    [InlineData("2026-09-21", "2026-10-05", "first-visit.14-days")]                     // National Day
    public void Given_consent_When_the_plan_is_derived_Then_the_first_visit_is_due_by_the_earlier_of_the_two(string consent, string last, string basis)
    {
        var plan = Derive(DateOnly.Parse(consent), []);

        var first = Assert.Single(plan.Tasks);
        Assert.Equal((CareTaskKind.FirstVisit, DateOnly.Parse(last), basis), (first.Kind, first.ClosesOn, first.Basis));
        Assert.Equal((DateOnly.Parse(consent), DateOnly.Parse(consent), first.ClosesOn), (first.CycleOn, first.OpensOn, first.DueOn));
    }

    [Fact]
    public void Given_a_call_and_then_a_visit_When_the_plan_is_derived_Then_only_the_visit_settles_the_first_visit()
    {
        var visit = The.Visit(new(2026, 3, 12), Stability.Stable, VisitMode.Clinic);

        var plan = Derive(new(2026, 3, 2), [The.Visit(new(2026, 3, 5), Stability.Stable, VisitMode.Telephone), visit]);

        Assert.Equal(new Settlement(new(2026, 3, 12), visit.Id.Value), Assert.Single(Of(plan, CareTaskKind.FirstVisit)).Settled);
    }

    [Fact]
    public void Given_a_discharge_learnt_by_telephone_When_the_plan_is_derived_Then_the_patient_is_to_be_seen_again()
    {
        var plan = Derive(
            new(2026, 3, 2),
            [
                The.Visit(new(2026, 3, 3), Stability.Unstable, hospital: HospitalStay.InHospital),
                The.Visit(new(2026, 3, 17), Stability.BasicallyStable, VisitMode.Telephone, HospitalStay.Discharged),
            ]);

        var again = Of(plan, CareTaskKind.FirstVisit)[1];
        Assert.Equal((new DateOnly(2026, 3, 17), new DateOnly(2026, 3, 31), "first-visit.discharge.10-working-days", (Settlement?)null), (again.CycleOn, again.ClosesOn, again.Basis, again.Settled));
    }

    [Fact]
    public void Given_a_discharge_seen_at_a_visit_When_the_plan_is_derived_Then_that_visit_was_the_first()
    {
        var plan = Derive(
            new(2026, 3, 2),
            [
                The.Visit(new(2026, 3, 3), Stability.Unstable, hospital: HospitalStay.InHospital),
                The.Visit(new(2026, 3, 17), Stability.BasicallyStable, VisitMode.Home, HospitalStay.Discharged),
            ]);

        Assert.Single(Of(plan, CareTaskKind.FirstVisit));
    }

    [Theory]
    [InlineData("2026-03-10", "2026-03-16", "first-visit.10-working-days")] // the deadline of the consent has not passed: it stays, being the earlier
    [InlineData("2026-05-20", "2026-06-03", "first-visit.discharge.10-working-days")] // it lapsed during the stay: the discharge sets a new one
    public void Given_a_first_visit_still_owed_When_a_discharge_is_learnt_of_by_telephone_Then_what_lapsed_in_hospital_does_not_come_back_late(string learnt, string last, string basis)
    {
        var learntOn = DateOnly.Parse(learnt);
        var call = The.Visit(learntOn, Stability.BasicallyStable, VisitMode.Telephone, HospitalStay.Discharged);

        var firsts = Of(Derive(new(2026, 3, 2), [The.Visit(new(2026, 3, 3), Stability.Unstable, VisitMode.Telephone, HospitalStay.InHospital), call]), CareTaskKind.FirstVisit);

        var owed = Assert.Single(firsts, task => task.Settled is null);
        Assert.Equal((DateOnly.Parse(last), basis), (owed.ClosesOn, owed.Basis));
        Assert.All(firsts.Where(task => task != owed), lapsed => Assert.Equal(new Settlement(learntOn, call.Id.Value), lapsed.Settled));
    }

    [Fact]
    public void Given_a_first_visit_that_lapsed_in_hospital_When_the_patient_is_seen_after_the_discharge_Then_the_visit_settles_the_newer_deadline()
    {
        var call = The.Visit(new(2026, 5, 20), Stability.BasicallyStable, VisitMode.Telephone, HospitalStay.Discharged);
        var visit = The.Visit(new(2026, 5, 28), Stability.BasicallyStable);

        var firsts = Of(Derive(new(2026, 3, 2), [visit, call, The.Visit(new(2026, 3, 3), Stability.Unstable, VisitMode.Telephone, HospitalStay.InHospital)]), CareTaskKind.FirstVisit);

        Assert.Equal([new(2026, 3, 2), new(2026, 5, 20)], firsts.Select(task => task.CycleOn));
        Assert.Equal([new Settlement(new(2026, 5, 20), call.Id.Value), new Settlement(new(2026, 5, 28), visit.Id.Value)], firsts.Select(task => task.Settled));
    }

    [Fact]
    public void Given_a_first_visit_still_owed_When_the_patient_is_in_hospital_Then_it_is_quiet_until_somebody_asks()
    {
        var plan = Derive(new(2026, 3, 2), [The.Visit(new(2026, 3, 3), Stability.Unstable, VisitMode.Telephone, HospitalStay.InHospital)]);

        Assert.Equal(new DateOnly(2026, 3, 17), Assert.Single(Of(plan, CareTaskKind.FirstVisit)).QuietUntil);
    }

    [Theory]
    [InlineData(Stability.Unstable, 3, "specialist-review.unstable")]
    [InlineData(Stability.BasicallyStable, 1, "specialist-review.basically-stable.first.danger")]
    [InlineData(Stability.BasicallyStable, null, "specialist-review.basically-stable.first.danger")]
    [InlineData(Stability.BasicallyStable, 0, null)]
    [InlineData(Stability.Stable, 0, null)]
    public void Given_a_first_visit_of_a_class_When_the_plan_is_derived_Then_the_psychiatrist_is_asked_where_the_norm_says(Stability stability, int? risk, string? basis)
    {
        var plan = Derive(new(2026, 3, 3), [The.Visit(new(2026, 3, 3), stability, risk: risk)]);

        var review = Of(plan, CareTaskKind.SpecialistReview).SingleOrDefault();
        Assert.Equal((basis, basis is null ? (DateOnly?)null : new(2026, 3, 17)), (review?.Basis, review?.ClosesOn));
    }

    [Theory]
    [InlineData(7, "2026-03-10", "specialist-review.basically-stable.first.danger.7-days")]
    [InlineData(14, "2026-03-17", "specialist-review.basically-stable.first.danger")]
    [InlineData(28, "2026-03-17", "specialist-review.basically-stable.first.danger")] // never later than the next visit
    public void Given_another_figure_for_danger_1_to_2_When_the_plan_is_derived_Then_the_guidance_is_due_by_the_earlier_of_it_and_the_next_visit(int days, string closesOn, string basis)
    {
        var visit = The.Visit(new(2026, 3, 3), Stability.BasicallyStable, risk: 2);
        var intervals = The.Intervals with { DangerGuidanceDays = days };

        var plan = FollowUpPlan.Derive(new(2026, 3, 3), [visit], [], The.Calendar, intervals);

        var review = Assert.Single(Of(plan, CareTaskKind.SpecialistReview));
        Assert.Equal((DateOnly.Parse(closesOn, CultureInfo.InvariantCulture), basis), (review.ClosesOn, review.Basis));
        Assert.Equal(basis, FollowUpPlan.After(visit, [], intervals).Review);
        Assert.Contains(basis, DueRules.Codes(intervals));
        Assert.NotNull(StandardsReader.Rules().Find(basis));
    }

    [Fact]
    public void Given_reviews_still_owed_When_further_visits_need_one_Then_none_is_asked_twice_until_advice_is_given()
    {
        var visits = new[]
        {
            The.Visit(new(2026, 3, 3), Stability.BasicallyStable), The.Visit(new(2026, 3, 17), Stability.BasicallyStable),
            The.Visit(new(2026, 4, 17), Stability.BasicallyStable), The.Visit(new(2026, 5, 15), Stability.BasicallyStable),
        };
        var early = new AdviceGiven(Guid.CreateVersion7(), new(2026, 3, 16));
        var advice = new AdviceGiven(Guid.CreateVersion7(), new(2026, 4, 20));

        var reviews = Of(Derive(new(2026, 3, 3), visits, advice, early), CareTaskKind.SpecialistReview);

        Assert.Equal([new(2026, 3, 17), new(2026, 5, 15)], reviews.Select(review => review.CycleOn));
        Assert.Equal([new Settlement(new(2026, 4, 20), advice.Id), null], reviews.Select(review => review.Settled));
        Assert.Equal(new DateOnly(2026, 4, 17), reviews[0].ClosesOn);
        Assert.All(reviews, review => Assert.Equal("specialist-review.basically-stable.repeated", review.Basis));
    }

    [Fact]
    public void Given_advice_on_the_day_of_the_visit_When_the_plan_is_derived_Then_it_settles_the_review()
    {
        var advice = new AdviceGiven(Guid.CreateVersion7(), new(2026, 3, 3));

        var plan = Derive(new(2026, 3, 3), [The.Visit(new(2026, 3, 3), Stability.Unstable, risk: 3)], advice);

        Assert.Equal(new Settlement(new(2026, 3, 3), advice.Id), Assert.Single(Of(plan, CareTaskKind.SpecialistReview)).Settled);
    }
}
