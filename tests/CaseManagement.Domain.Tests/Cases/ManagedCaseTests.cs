using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Tests.Cases;

public sealed class ManagedCaseTests
{
    private static readonly DateOnly Today = new(2026, 12, 1);

    [Fact]
    public void Given_consent_When_nothing_else_has_happened_Then_the_first_visit_and_the_yearly_examination_are_due_and_nothing_else()
    {
        var managed = ACase.Managed();

        var task = managed.Tasks.MinBy(task => task.ClosesOn)!;

        // 5 January 2026 is a Monday; the tenth working day after it is the 19th, the fourteenth day too.
        Assert.Equal((CareTaskKind.FirstVisit, CareTaskState.Open, new DateOnly(2026, 1, 19)), (task.Kind, task.State, task.ClosesOn));
        Assert.Equal([CareTaskKind.FirstVisit, CareTaskKind.PhysicalExamination], managed.Tasks.Select(each => each.Kind).Order());
        Assert.Equal(CaseState.Managed, managed.State);
    }

    [Fact]
    public void Given_consent_refused_When_asked_again_and_agreed_Then_the_case_comes_under_management()
    {
        var managed = ACase.Managed(agrees: false);
        Assert.Equal(CaseState.RegisteredOnly, managed.State);
        Assert.Equal([CareTaskKind.RefusalWatch], managed.Tasks.Select(task => task.Kind));

        managed.RecordConsent(true, ACase.Signed(new(2026, 2, 2)), ACase.Doctor, ACase.Standards, new(2026, 2, 2));

        Assert.Equal(CaseState.Managed, managed.State);
        Assert.Equal(2, managed.Consents.Count);
        Assert.Single(managed.Tasks, task => task is { Kind: CareTaskKind.FirstVisit, State: CareTaskState.Open });
    }

    [Fact]
    public void Given_consent_When_withdrawn_later_Then_visits_are_no_longer_due_and_nothing_is_deleted()
    {
        var managed = ACase.Managed();

        managed.RecordConsent(false, ACase.Signed(new(2026, 2, 2)), ACase.Doctor, ACase.Standards, new(2026, 2, 2));

        Assert.Equal(CaseState.RegisteredOnly, managed.State);
        Assert.Equal([CareTaskState.Withdrawn, CareTaskState.Withdrawn], managed.Tasks.Where(task => task.Kind != CareTaskKind.RefusalWatch).Select(task => task.State));
        Assert.Equal(new DateOnly(2026, 8, 2), Assert.Single(managed.Tasks, task => task.Kind == CareTaskKind.RefusalWatch).ClosesOn);
    }

    [Theory]
    [InlineData(Stability.Unstable, "2026-03-16", "follow-up.unstable.14-days")]
    [InlineData(Stability.BasicallyStable, "2026-03-16", "follow-up.basically-stable.first.14-days")]
    [InlineData(Stability.Stable, "2026-06-02", "follow-up.stable.3-months")]
    public void Given_a_class_When_the_visit_is_recorded_Then_the_next_one_is_due_by_its_rule(Stability stability, string lastDay, string basis)
    {
        var managed = ACase.Managed();

        managed.RecordFollowUp(ACase.Visit(new(2026, 3, 2), stability), ACase.Doctor, ACase.Standards, Today);

        var next = Assert.Single(managed.Tasks, task => task is { Kind: CareTaskKind.FollowUp, State: CareTaskState.Open });
        Assert.Equal((DateOnly.Parse(lastDay, System.Globalization.CultureInfo.InvariantCulture), basis, stability), (next.ClosesOn, next.Basis, next.Class));
        Assert.Equal((stability, new DateOnly(2026, 3, 2)), (managed.Class, managed.LastSeenOn));
    }

    [Fact]
    public void Given_a_visit_400_days_late_When_it_is_recorded_Then_it_settles_what_was_late()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(new(2026, 2, 2), Stability.Unstable), ACase.Doctor, ACase.Standards, new(2026, 2, 2));
        var late = managed.Tasks.Single(task => task is { Kind: CareTaskKind.FollowUp, State: CareTaskState.Open });

        managed.RecordFollowUp(ACase.Visit(late.ClosesOn.AddDays(400)), ACase.Doctor, ACase.Standards, late.ClosesOn.AddDays(400));

        Assert.Equal((CareTaskState.Done, late.ClosesOn.AddDays(400)), (late.State, late.SettledOn));
    }

    [Fact]
    public void Given_a_visit_When_another_is_entered_behind_it_Then_the_one_open_task_still_counts_from_the_latest()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(new(2026, 3, 20)), ACase.Doctor, ACase.Standards, new(2026, 3, 20));

        managed.RecordFollowUp(ACase.Visit(new(2026, 3, 2), Stability.Unstable), ACase.Doctor, ACase.Standards, new(2026, 3, 21));

        var open = Assert.Single(managed.Tasks, task => task is { Kind: CareTaskKind.FollowUp, State: CareTaskState.Open });
        Assert.Equal((new DateOnly(2026, 3, 20), new DateOnly(2026, 6, 20)), (open.CycleOn, open.ClosesOn));
        var between = managed.Tasks.Single(task => task.Kind == CareTaskKind.FollowUp && task.CycleOn == new DateOnly(2026, 3, 2));
        Assert.Equal((CareTaskState.Done, new DateOnly(2026, 3, 20)), (between.State, between.SettledOn));
    }

    [Fact]
    public void Given_a_visit_When_it_is_cancelled_Then_what_was_due_before_it_is_due_again_and_the_record_is_kept()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(new(2026, 3, 2), Stability.Unstable), ACase.Doctor, ACase.Standards, new(2026, 3, 2));
        var wrong = managed.RecordFollowUp(ACase.Visit(new(2026, 3, 10)), ACase.Doctor, ACase.Standards, new(2026, 3, 10));

        managed.CancelFollowUp(wrong.Id, "记错了人", ACase.Doctor, ACase.Standards, new(2026, 3, 11));

        var open = Assert.Single(managed.Tasks, task => task is { Kind: CareTaskKind.FollowUp, State: CareTaskState.Open });
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 16)), (open.CycleOn, open.ClosesOn));
        Assert.Equal(2, managed.FollowUps.Count);
        Assert.Equal(Stability.Unstable, managed.Class);
    }

    [Fact]
    public void Given_a_correction_When_class_and_day_change_Then_the_old_record_stays_and_the_new_one_counts()
    {
        var managed = ACase.Managed();
        var mistaken = managed.RecordFollowUp(ACase.Visit(new(2026, 3, 2)), ACase.Doctor, ACase.Standards, new(2026, 3, 2));

        var right = managed.CorrectFollowUp(mistaken.Id, ACase.Visit(new(2026, 3, 3), Stability.Unstable), "日期与分类录错", ACase.Doctor, ACase.Standards, new(2026, 3, 4));

        Assert.Equal(mistaken.Id, right.Supersedes);
        Assert.False(mistaken.IsValid);
        var open = Assert.Single(managed.Tasks, task => task is { Kind: CareTaskKind.FollowUp, State: CareTaskState.Open });
        Assert.Equal(new DateOnly(2026, 3, 17), open.ClosesOn);
    }

    [Fact]
    public void Given_a_patient_in_hospital_When_recorded_Then_the_visit_clock_stops_and_somebody_asks_in_two_weeks()
    {
        var managed = ACase.Managed();
        managed.StartInjectionCourse(ACase.Prescription(new(2026, 3, 10)), ACase.Pp1m, ACase.Standards, new(2026, 3, 1));

        managed.RecordFollowUp(ACase.Visit(new(2026, 3, 2), Stability.Unstable, hospital: HospitalStay.InHospital), ACase.Doctor, ACase.Standards, new(2026, 3, 2));

        Assert.Equal(CaseState.InHospital, managed.State);
        Assert.DoesNotContain(managed.Tasks, task => task is { Kind: CareTaskKind.FollowUp, State: CareTaskState.Open });
        var check = Assert.Single(managed.Tasks, task => task is { Kind: CareTaskKind.HospitalCheck, State: CareTaskState.Open });
        Assert.Equal((new DateOnly(2026, 3, 16), null), (check.ClosesOn, check.QuietUntil));
        var injection = Assert.Single(managed.Tasks, task => task is { Kind: CareTaskKind.Injection, State: CareTaskState.Open });
        Assert.Equal(new DateOnly(2026, 3, 16), injection.QuietUntil);
        Assert.False(Lateness.IsLate(injection, new(2026, 3, 16)));
        Assert.True(Lateness.IsLate(injection, new(2026, 3, 17))); // nobody asked whether the patient still is in hospital
    }

    [Fact]
    public void Given_a_death_When_recorded_Then_nothing_is_due_and_a_mistaken_death_can_be_taken_back()
    {
        var managed = ACase.Managed();
        managed.SignAgreement(ACase.Team, ACase.Signed(new(2026, 1, 5)), new(2026, 1, 5), new(2027, 1, 4), ACase.Doctor, ACase.Standards, new(2026, 1, 5));
        managed.StartInjectionCourse(ACase.Prescription(new(2026, 3, 10)), ACase.Pp1m, ACase.Standards, new(2026, 3, 1));
        var death = managed.RecordFollowUp(ACase.Death(new(2026, 3, 20)), ACase.Doctor, ACase.Standards, new(2026, 3, 20));

        Assert.Equal(CaseState.Dead, managed.State);
        Assert.DoesNotContain(managed.Tasks, task => task.State == CareTaskState.Open);
        Assert.Equal("case.closed", Assert.Throws<RuleBrokenException>(() => managed.RecordFollowUp(ACase.Visit(new(2026, 3, 21)), ACase.Doctor, ACase.Standards, new(2026, 3, 21))).Code);

        managed.CancelFollowUp(death.Id, "误报", ACase.Doctor, ACase.Standards, new(2026, 3, 22));

        Assert.Equal(CaseState.Managed, managed.State);
        Assert.Equal(4, managed.Tasks.Count(task => task.State == CareTaskState.Open)); // first visit, injection, renewal, examination
    }

    [Fact]
    public void Given_a_patient_who_cannot_be_found_When_recorded_Then_the_visit_stays_due()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(new(2026, 3, 2), Stability.Unstable), ACase.Doctor, ACase.Standards, new(2026, 3, 2));

        managed.RecordFollowUp(ACase.Loss(new(2026, 3, 10)), ACase.Doctor, ACase.Standards, new(2026, 3, 10));

        var open = Assert.Single(managed.Tasks, task => task is { Kind: CareTaskKind.FollowUp, State: CareTaskState.Open });
        Assert.Equal(new DateOnly(2026, 3, 16), open.ClosesOn);
    }

    [Fact]
    public void Given_guidance_owed_When_a_psychiatrist_advises_Then_it_is_given()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(new(2026, 3, 2), Stability.Unstable), ACase.Doctor, ACase.Standards, new(2026, 3, 2));
        var review = managed.Tasks.Single(task => task.Kind == CareTaskKind.SpecialistReview);

        managed.RecordAdvice(new(2026, 3, 5), "维持原方案，加强监护。", ACase.Psychiatrist, ACase.Standards, new(2026, 3, 5));

        Assert.Equal((CareTaskState.Done, new DateOnly(2026, 3, 5)), (review.State, review.SettledOn));
    }

    [Fact]
    public void Given_a_visit_before_the_registration_When_recorded_Then_it_is_refused()
    {
        var managed = ACase.Managed();

        var refusal = Assert.Throws<RuleBrokenException>(() => managed.RecordFollowUp(ACase.Visit(new(2026, 1, 4)), ACase.Doctor, ACase.Standards, Today));

        Assert.Equal("follow-up.before-registration", refusal.Code);
    }

    [Fact]
    public void Given_any_change_When_it_is_made_Then_the_version_moves()
    {
        var managed = ACase.Managed();
        var before = managed.Version;

        managed.RecordFollowUp(ACase.Visit(new(2026, 3, 2)), ACase.Doctor, ACase.Standards, new(2026, 3, 2));

        Assert.True(managed.Version > before);
    }

    [Fact]
    public void Given_a_managed_patient_When_consent_is_given_once_more_Then_no_clock_starts_anew()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(new(2026, 1, 12)), ACase.Doctor, ACase.Standards, new(2026, 1, 12));

        managed.RecordConsent(true, ACase.Signed(new(2026, 2, 2)), ACase.Doctor, ACase.Standards, new(2026, 2, 2));

        var first = Assert.Single(managed.Tasks, task => task.Kind == CareTaskKind.FirstVisit);
        Assert.Equal((CareTaskState.Done, new DateOnly(2026, 1, 12)), (first.State, first.SettledOn));
    }

    [Fact]
    public void Given_visits_When_consent_is_withdrawn_Then_what_was_done_stays_done_and_nothing_more_is_due()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(new(2026, 1, 12), Stability.Unstable), ACase.Doctor, ACase.Standards, new(2026, 1, 12));
        managed.RecordFollowUp(ACase.Visit(new(2026, 1, 20)), ACase.Doctor, ACase.Standards, new(2026, 1, 20));

        managed.RecordConsent(false, ACase.Signed(new(2026, 2, 2)), ACase.Doctor, ACase.Standards, new(2026, 2, 2));

        Assert.Equal([CareTaskKind.CrisisRecord, CareTaskKind.RefusalWatch], managed.Tasks.Where(task => task.State == CareTaskState.Open).Select(task => task.Kind).Order()); // whoever refuses had an emergency all the same
        Assert.Equal((CareTaskState.Done, new DateOnly(2026, 1, 20)), (managed.Tasks.Single(task => task.Kind == CareTaskKind.FollowUp && task.CycleOn == new DateOnly(2026, 1, 12)).State, managed.Tasks.Single(task => task.Kind == CareTaskKind.FollowUp && task.CycleOn == new DateOnly(2026, 1, 12)).SettledOn));
    }

    [Fact]
    public void Given_a_danger_level_When_the_next_visit_does_not_ask_for_it_Then_it_is_unknown_and_not_as_before()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(new(2026, 1, 12)), ACase.Doctor, ACase.Standards, new(2026, 1, 12));
        var unasked = ACase.Visit(new(2026, 3, 2)) with { Findings = The.CalmFindings with { Risk = null }, OverrideReason = "电话随访，家属代答" };

        managed.RecordFollowUp(unasked, ACase.Doctor, ACase.Standards, new(2026, 3, 2));

        Assert.Null(managed.Risk);
    }

    [Fact]
    public void Given_a_visit_moved_by_a_day_When_it_is_corrected_Then_no_task_appears_that_no_record_ever_asked_for()
    {
        var managed = ACase.Managed();
        var mistaken = managed.RecordFollowUp(ACase.Visit(new(2026, 3, 2), Stability.BasicallyStable), ACase.Doctor, ACase.Standards, new(2026, 3, 2));
        var before = managed.Tasks.Count;

        managed.CorrectFollowUp(mistaken.Id, ACase.Visit(new(2026, 3, 3), Stability.BasicallyStable), "日期录错", ACase.Doctor, ACase.Standards, new(2026, 3, 4));

        Assert.Equal(before + 2, managed.Tasks.Count); // the follow-up and the guidance that count from the right day
        Assert.All(managed.Tasks.Where(task => task.State == CareTaskState.Withdrawn), task => Assert.Equal(new DateOnly(2026, 3, 2), task.CycleOn));
    }

    [Fact]
    public void Given_a_death_on_an_impossible_day_When_it_is_recorded_Then_it_is_refused()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(new(2026, 3, 2)), ACase.Doctor, ACase.Standards, new(2026, 3, 2));
        string Refusal(DateOnly died) => Assert.Throws<RuleBrokenException>(() => managed.RecordFollowUp(
            ACase.Death(new(2026, 3, 20)) with { Findings = ACase.Death(died).Findings }, ACase.Doctor, ACase.Standards, new(2026, 3, 20))).Code;

        Assert.Equal("follow-up.death-before-registration", Refusal(new(2026, 1, 4)));
        Assert.Equal("follow-up.death-before-visit", Refusal(new(2026, 3, 1)));
    }
}
