using CaseManagement.Domain.Cards;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Cards;

public sealed class ReportCardTests
{
    private static readonly StaffId Office = StaffId.New();

    /// <summary>Registered on 5 January 2026 with a diagnosis of some day.</summary>
    private static ManagedCase Confirmed(DateOnly confirmedOn, ReportStanding? standing = null, bool agrees = true)
    {
        var managed = new ManagedCase(new(Guid.NewGuid()), new(Guid.NewGuid()), "441900003001", new(Disorder.Bipolar, "F31", "精神卫生中心", confirmedOn), new SupplementaryForm(), ACase.Team, ACase.RegisteredOn);
        managed.RecordConsent(agrees, ACase.Signed(ACase.RegisteredOn), ACase.Doctor, ACase.Standards, ACase.RegisteredOn);
        managed.OweReport(standing, ACase.Doctor, ACase.Standards, ACase.RegisteredOn);

        return managed;
    }

    private static List<CareTask> Reports(ManagedCase managed, CareTaskKind kind = CareTaskKind.ReportCard) => [.. managed.Tasks.Where(task => task.Kind == kind).OrderBy(task => task.CycleOn)];

    [Theory]
    [InlineData("2026-01-05", null, "2026-01-19")] // ten working days after a Monday
    [InlineData("2025-12-22", null, "2026-01-06")] // 1 to 3 January are a holiday, Sunday the 4th is worked
    [InlineData("2020-01-15", ReportStanding.Owed, "2020-01-29")] // no holiday notice is kept for that year
    public void Given_a_confirmed_diagnosis_When_the_patient_is_registered_Then_the_card_is_due_ten_working_days_after_the_confirmation(string confirmedOn, ReportStanding? standing, string closesOn)
    {
        var managed = Confirmed(Day(confirmedOn), standing);

        var task = Assert.Single(Reports(managed));

        Assert.Equal((Day(confirmedOn), Day(closesOn)), (task.CycleOn, task.ClosesOn));
        Assert.StartsWith("report-card.10-working-days", task.Basis);
    }

    [Theory]
    [InlineData("2020-01-15", null)]
    [InlineData("2026-01-05", ReportStanding.ThereAlready)]
    public void Given_a_diagnosis_that_was_reported_where_it_was_made_When_the_patient_is_registered_Then_no_card_is_owed(string confirmedOn, ReportStanding? standing)
    {
        var managed = Confirmed(Day(confirmedOn), standing);

        Assert.Empty(Reports(managed));
        Assert.Equal(standing is not null, managed.Reporting?.Card?.IsElsewhere == true);
    }

    [Fact]
    public void Given_a_patient_who_refuses_management_When_the_card_is_owed_Then_it_is_asked_for_all_the_same()
    {
        var managed = Confirmed(new(2026, 1, 5), agrees: false);

        Assert.Equal(CareTaskState.Open, Assert.Single(Reports(managed)).State);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(400)]
    public void Given_a_card_that_is_owed_When_it_is_filed_in_time_or_long_after_Then_the_task_is_done_and_one_card_goes(int days)
    {
        var managed = Confirmed(new(2026, 1, 5));
        var on = new DateOnly(2026, 1, 5).AddDays(days);

        var card = managed.FileReport(ACard.Form, null, null, ACase.Psychiatrist, ACase.Standards, on);

        Assert.Equal((CareTaskState.Done, on), (Reports(managed)[0].State, Reports(managed)[0].SettledOn));
        Assert.Equal([new CardWish(CardKind.Report, card.Id, card.Id, new(2026, 1, 5), IsGone: false)], managed.TakeCardWishes());
        Assert.Empty(managed.TakeCardWishes());
    }

    [Fact]
    public void Given_a_card_When_another_is_filed_without_a_reason_Then_the_one_that_is_there_is_found_first()
    {
        var managed = Confirmed(new(2026, 1, 5));
        managed.FindReport(Office, ACase.Standards, ACard.Today);

        Assert.Equal("report.there-already", Assert.Throws<RuleBrokenException>(() => managed.FileReport(ACard.Form, null, null, ACase.Psychiatrist, ACase.Standards, ACard.Today)).Code);
        Assert.Equal("report.there-already", Assert.Throws<RuleBrokenException>(() => managed.TakePaperReport(ACard.Today, Office, ACase.Standards, ACard.Today)).Code);
        Assert.Equal("report.there-already", Assert.Throws<RuleBrokenException>(() => managed.FindReport(Office, ACase.Standards, ACard.Today)).Code);
        Assert.Equal(CareTaskState.Done, Reports(managed)[0].State);
        Assert.Empty(managed.TakeCardWishes());
    }

    [Fact]
    public void Given_a_card_on_paper_When_it_arrives_Then_the_hospital_has_done_its_part_and_the_office_enters_it_within_five_working_days()
    {
        var managed = Confirmed(new(2026, 1, 5));

        var paper = managed.TakePaperReport(new(2026, 1, 12), Office, ACase.Standards, new(2026, 1, 12));

        Assert.Collection(Reports(managed),
            sent => Assert.Equal((CareTaskState.Done, new DateOnly(2026, 1, 12)), (sent.State, sent.SettledOn)),
            entry => Assert.Equal((CareTaskState.Open, new DateOnly(2026, 1, 19), "report-card.paper.5-working-days"), (entry.State, entry.ClosesOn, entry.Basis)));

        var entered = managed.FileReport(ACard.Form, null, null, Office, ACase.Standards, new(2026, 1, 20));

        Assert.Equal(paper.Id, entered.Id);
        Assert.All(Reports(managed), task => Assert.Equal(CareTaskState.Done, task.State));
        Assert.Single(managed.Reporting!.Cards);
    }

    [Fact]
    public void Given_a_paper_card_that_arrives_on_the_day_of_the_diagnosis_When_tasks_are_derived_Then_what_is_still_owed_stands_for_the_day()
    {
        var managed = Confirmed(new(2026, 1, 5));

        managed.TakePaperReport(new(2026, 1, 5), Office, ACase.Standards, new(2026, 1, 5));

        Assert.Equal((CareTaskState.Open, "report-card.paper.5-working-days"), (Assert.Single(Reports(managed)).State, Reports(managed)[0].Basis));
    }

    [Fact]
    public void Given_another_diagnosis_after_a_review_When_the_card_is_corrected_Then_the_case_has_the_new_diagnosis_and_the_old_card_is_kept_with_the_reason()
    {
        var managed = Confirmed(new(2026, 1, 5));
        var old = managed.FileReport(ACard.Form, null, null, ACase.Psychiatrist, ACase.Standards, new(2026, 1, 6));
        managed.TakeCardWishes();

        var corrected = managed.FileReport(ACard.Form, new(Disorder.Schizophrenia, "F20", "精神卫生中心", new(2026, 3, 2)), "复核后更正", ACase.Psychiatrist, ACase.Standards, ACard.Today);

        Assert.Equal(Disorder.Schizophrenia, managed.Diagnosis.Disorder);
        Assert.Equal(("复核后更正", ACard.Today, Disorder.Bipolar), (managed.Reporting!.Cards[0].CancelReason, managed.Reporting.Cards[0].CancelledOn, managed.Reporting.Cards[0].Diagnosis.Disorder));
        Assert.Equal(old.Id, corrected.Supersedes);
        var wish = Assert.Single(managed.TakeCardWishes());
        Assert.Equal((corrected.Id, old.Id, false), (wish.SubjectId, wish.ThreadId, wish.IsGone));
        Assert.Equal((CareTaskState.Done, new DateOnly(2026, 1, 6)), (Reports(managed)[0].State, Reports(managed)[0].SettledOn ?? default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Given_no_card_yet_or_one_on_paper_When_it_is_filed_with_another_diagnosis_Then_a_reason_is_asked_for_and_the_one_before_is_kept(bool onPaper)
    {
        var managed = Confirmed(new(2026, 1, 5));
        var (before, other) = (managed.Diagnosis, managed.Diagnosis with { Disorder = Disorder.Schizophrenia, Icd10 = "F20" });
        if (onPaper) managed.TakePaperReport(new(2026, 1, 12), Office, ACase.Standards, new(2026, 1, 12));

        Assert.Equal("report.diagnosis-needs-reason", Assert.Throws<RuleBrokenException>(() => managed.FileReport(ACard.Form, other, " ", ACase.Psychiatrist, ACase.Standards, ACard.Today)).Code);
        Assert.Equal(before, managed.Diagnosis);
        var card = managed.FileReport(ACard.Form, other, "复核后更正", ACase.Psychiatrist, ACase.Standards, ACard.Today);

        Assert.Equal((other, other), (managed.Diagnosis, card.Diagnosis));
        Assert.Equal(new PastDiagnosis(before, "复核后更正", ACase.Psychiatrist, ACard.Today), Assert.Single(managed.Reporting!.Rediagnoses!));
    }

    [Fact]
    public void Given_no_card_yet_When_it_is_filed_with_the_diagnosis_that_is_registered_Then_no_reason_is_asked_for()
    {
        var managed = Confirmed(new(2026, 1, 5));

        managed.FileReport(ACard.Form, managed.Diagnosis with { }, null, ACase.Psychiatrist, ACase.Standards, ACard.Today);

        Assert.Null(managed.Reporting!.Rediagnoses);
    }

    [Fact]
    public void Given_a_card_that_should_not_be_there_When_it_is_cancelled_Then_nothing_is_owed_any_more_and_the_platform_is_told()
    {
        var managed = Confirmed(new(2026, 1, 5));
        var card = managed.FileReport(ACard.Form, null, null, ACase.Psychiatrist, ACase.Standards, new(2026, 1, 6));
        managed.TakeCardWishes();

        managed.CancelReport("排除诊断", ACase.Psychiatrist, ACase.Standards, ACard.Today);

        Assert.DoesNotContain(Reports(managed), task => task.State == CareTaskState.Open);
        Assert.Null(managed.Reporting!.Card);
        Assert.Equal((card.Id, true), (managed.TakeCardWishes().Single().SubjectId, managed.Reporting.Cards[0].CancelReason == "排除诊断"));
        Assert.Equal("report.none", Assert.Throws<RuleBrokenException>(() => managed.CancelReport("再撤", ACase.Psychiatrist, ACase.Standards, ACard.Today)).Code);
    }

    [Fact]
    public void Given_a_card_that_came_back_When_its_record_is_corrected_Then_whoever_had_to_mend_it_has_done_so_and_another_refusal_is_another_task()
    {
        var managed = ACase.Managed();
        var visit = managed.RecordFollowUp(ACase.Visit(new(2026, 3, 3)), ACase.Doctor, ACase.Standards, new(2026, 3, 3));
        var card = NationalCard.Follow(CardPlace.Of(managed), managed.TakeCardWishes().Single(), [], ACase.Doctor, ACard.Now)!;

        managed.CardCameBack(card, CardTrouble.Refused, ACase.Standards, new(2026, 3, 9));
        managed.CardCameBack(card, CardTrouble.Refused, ACase.Standards, new(2026, 3, 9));

        var task = Assert.Single(Reports(managed, CareTaskKind.CardToMend));
        Assert.Equal((CareTaskState.Open, new DateOnly(2026, 3, 16), "card-to-mend.refused.5-working-days"), (task.State, task.ClosesOn, task.Basis));

        managed.CorrectFollowUp(visit.Id, ACase.Visit(new(2026, 3, 3)), "补录", ACase.Doctor, ACase.Standards, new(2026, 3, 10));
        Assert.Equal((CareTaskState.Done, new DateOnly(2026, 3, 10)), (task.State, task.SettledOn));

        managed.CardCameBack(card, CardTrouble.Failing, ACase.Standards, new(2026, 3, 11));
        Assert.Equal(2, Reports(managed, CareTaskKind.CardToMend).Count);
        Assert.True(managed.CardWasMended(card, ACase.Standards, new(2026, 3, 12)));
        Assert.False(managed.CardWasMended(card, ACase.Standards, new(2026, 3, 12)));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
