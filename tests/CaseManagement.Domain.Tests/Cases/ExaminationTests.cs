using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Examinations;

namespace CaseManagement.Domain.Tests.Cases;

public sealed class ExaminationTests
{
    private static readonly ExaminationInterval ToTheDay = new(12, UntilYearEnd: false);
    private static readonly DateOnly Consent = new(2024, 2, 29);

    public static TheoryData<string, string, string, string> Rhythm => new()
    {
        { "", "to-the-day", "2025-02-28", "physical-examination.consent.12-months" }, // consent on a leap day: the month is clamped
        { "", "year-end", "2025-12-31", "physical-examination.consent.12-months.year-end" },
        { "2025-01-10 done", "to-the-day", "2026-01-10", "physical-examination.done.12-months" },
        { "2025-01-10 refused", "to-the-day", "2026-01-10", "physical-examination.refused.12-months" },
        { "2025-01-10 not-possible", "to-the-day", "2025-02-28", "physical-examination.consent.12-months" }, // settles nothing
        { "2025-06-30 done", "to-the-day", "2026-06-30", "physical-examination.done.12-months" }, // late: counted from the day it was made
        { "2025-01-10 refused|2025-01-10 done", "to-the-day", "2026-01-10", "physical-examination.done.12-months" }, // persuaded on the same day
        { "2025-03-01 done|2025-01-10 refused", "to-the-day", "2026-03-01", "physical-examination.done.12-months" }, // entered behind another
        { "2024-02-29 done", "to-the-day", "2025-02-28", "physical-examination.done.12-months" }, // on the day of the consent
        { "2023-06-01 done", "to-the-day", "2024-06-01", "physical-examination.done.12-months" }, // from before the consent, and still holds
        { "2023-02-28 done", "to-the-day", "2025-02-28", "physical-examination.consent.12-months" }, // its year was over the day before the consent
    };

    [Theory]
    [MemberData(nameof(Rhythm))]
    public void Given_examinations_When_the_plan_is_derived_Then_one_is_open_with_its_last_day_and_its_rule(string examinations, string ends, string closesOn, string basis)
    {
        var facts = examinations.Split('|', StringSplitOptions.RemoveEmptyEntries).Select((each, number) => new ExaminationFact(
            new(new Guid(number + 1, 0, 0, new byte[8])), DateOnly.Parse(each[..10], System.Globalization.CultureInfo.InvariantCulture),
            each[11..] switch { "done" => ExaminationOutcome.Done, "refused" => ExaminationOutcome.Refused, _ => ExaminationOutcome.NotPossible })).ToList();

        var plan = ExaminationPlan.Derive(Consent, facts, _ => ToTheDay with { UntilYearEnd = ends == "year-end" });

        var open = Assert.Single(plan, task => task.Settled is null);
        Assert.Equal((closesOn, basis), ($"{open.ClosesOn:yyyy-MM-dd}", open.Basis));
        Assert.Equal(plan.Count, plan.Select(task => task.CycleOn).Distinct().Count());
        Assert.All(plan, task => Assert.True(task.OpensOn <= task.DueOn && task.DueOn <= task.ClosesOn));
    }

    [Fact]
    public void Given_a_refusal_When_it_is_corrected_to_done_and_cancelled_Then_the_year_is_counted_anew_each_time()
    {
        var managed = ACase.Managed();
        var refused = managed.RecordExamination(Refusal(new(2026, 3, 2)), ACase.Doctor, ACase.Standards, new(2026, 3, 2));
        var afterRefusal = Open(managed);

        var done = managed.CorrectExamination(refused.Id, Done(new(2026, 3, 4)), "日期写错", ACase.Doctor, ACase.Standards, new(2026, 3, 5));
        var afterDone = Open(managed);
        managed.CancelExamination(done.Id, "不是本人", ACase.Doctor, ACase.Standards, new(2026, 3, 6));

        Assert.Equal((new DateOnly(2027, 3, 2), new DateOnly(2027, 3, 4), new DateOnly(2027, 1, 5)), (afterRefusal.ClosesOn, afterDone.ClosesOn, Open(managed).ClosesOn));
        Assert.Equal((2, 0), (managed.Examinations.Count, managed.Examinations.Count(each => each.IsValid)));
    }

    [Fact]
    public void Given_a_stay_in_hospital_and_a_death_When_the_tasks_are_derived_Then_the_examination_is_quiet_and_then_not_asked_for()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(new(2027, 1, 4), hospital: Domain.FollowUps.HospitalStay.InHospital), ACase.Doctor, ACase.Standards, new(2027, 1, 4));
        var quiet = Open(managed);

        managed.RecordFollowUp(ACase.Death(new(2027, 1, 12)), ACase.Doctor, ACase.Standards, new(2027, 1, 12));

        Assert.False(Lateness.IsLate(quiet, new(2027, 1, 12)));
        Assert.Equal(new DateOnly(2027, 1, 18), quiet.QuietUntil);
        Assert.Equal(CareTaskState.Withdrawn, managed.Tasks.Single(task => task.Kind == CareTaskKind.PhysicalExamination).State);
        Refused("case.closed", () => managed.RecordExamination(Done(new(2027, 1, 13)), ACase.Doctor, ACase.Standards, new(2027, 1, 13)));
    }

    [Fact]
    public void Given_consent_is_taken_back_and_given_again_When_the_tasks_are_derived_Then_the_time_without_consent_asked_for_nothing()
    {
        var managed = ACase.Managed();
        managed.RecordConsent(agrees: false, ACase.Signed(new(2026, 6, 1)), ACase.Doctor, ACase.Standards, new(2026, 6, 1));
        var withdrawn = managed.Tasks.Single(task => task.Kind == CareTaskKind.PhysicalExamination).State;

        managed.RecordConsent(agrees: true, ACase.Signed(new(2028, 6, 1)), ACase.Doctor, ACase.Standards, new(2028, 6, 1));

        Assert.Equal(CareTaskState.Withdrawn, withdrawn);
        Assert.Equal((new DateOnly(2028, 6, 1), new DateOnly(2029, 6, 1)), (Open(managed).CycleOn, Open(managed).ClosesOn));
    }

    [Fact]
    public void Given_an_entry_that_cannot_be_so_When_it_is_recorded_Then_the_refusal_names_what_is_wrong()
    {
        var day = new DateOnly(2026, 3, 2);
        var done = Done(day);
        (string Code, ExaminationEntry Entry)[] wrong =
        [
            ("examination.in-future", done with { ExaminedOn = day.AddDays(1) }),
            ("examination.before-registration", done with { ExaminedOn = new(2026, 1, 4) }),
            ("examination.consent-missing", done with { ConsentBy = null }),
            ("examination.item-unanswered", done with { Findings = done.Findings! with { Ecg = " " } }),
            ("examination.item-unanswered", done with { Findings = null }),
            ("examination.item-contradiction", done with { Findings = done.Findings! with { NotDone = [ExaminationItem.Ecg] } }),
            ("examination.nothing-done", done with { Findings = new() { NotDone = Enum.GetValues<ExaminationItem>() } }),
            ("examination.blood-pressure", done with { Findings = done.Findings! with { DiastolicMmHg = null } }),
            ("examination.blood-pressure", done with { Findings = done.Findings! with { DiastolicMmHg = 120 } }),
            ("examination.findings-without-examination", done with { Outcome = ExaminationOutcome.NotPossible, Reason = "住院" }),
            ("examination.refusal-needs-signer", Refusal(day) with { SignerName = null }),
            ("signature.relation-missing", Refusal(day) with { Relation = null }),
            ("examination.signature-without-refusal", done with { Signer = Signer.Patient }),
            ("examination.reason-missing", new(day, ExaminationOutcome.NotPossible, null, null, "", null, null, null, false)),
        ];

        Assert.All(wrong, each => Refused(each.Code, () => ACase.Managed().RecordExamination(each.Entry, ACase.Doctor, ACase.Standards, day)));
    }

    private static CareTask Open(ManagedCase managed) => Assert.Single(managed.Tasks, task => task is { Kind: CareTaskKind.PhysicalExamination, State: CareTaskState.Open });

    private static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<RuleBrokenException>(act).Code);

    private static ExaminationEntry Done(DateOnly on) => new(on, ExaminationOutcome.Done, ExaminationConsent.Guardian, new()
    {
        General = "未见异常",
        SystolicMmHg = 120,
        DiastolicMmHg = 80,
        WeightKg = 62.5m,
        BloodCount = "未见异常",
        TransaminaseUnits = 21,
        GlucoseMmol = 5.2m,
        Ecg = "窦性心律",
    }, null, null, null, null, WithFollowUp: true);

    private static ExaminationEntry Refusal(DateOnly on) => new(on, ExaminationOutcome.Refused, null, null, null, Signer.Guardian, "测试母", "母亲", false);
}
