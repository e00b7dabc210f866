using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Testing;

namespace CaseManagement.Domain.Tests.Crises;

/// <summary>A clue goes from hand to hand and is lost in none of them.</summary>
public sealed class ClueHandsTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly StaffId Officer = StaffId.New();

    [Fact]
    public void Given_a_clue_that_is_no_emergency_When_it_is_matched_Then_it_stays_open_with_whoever_looks_after_the_patient_until_they_say_what_came_of_it()
    {
        var (clue, managed) = (Checked(null), Case("441900003002", ACase.OtherTeam));
        var due = clue.DueOn;

        clue.Match(managed, "是本辖区患者", ACase.Doctor, Monday);

        Assert.Equal((ClueState.Matched, null, managed.Id, "441900003002", ACase.OtherTeam, due), (clue.State, clue.EndedAt, clue.CaseId, clue.AreaCode, clue.CareTeamId, clue.DueOn));
        Assert.Null(clue.Starts(ACase.Doctor, Monday));
        Assert.Equal("clue.settled-needs-result", Refused(() => clue.Settle(" ", Officer, Monday)));
        Assert.Equal("clue.goes-with-patient", Refused(() => clue.HandOn(TestTown.Community, ACase.Team, null, Officer, Monday, ACase.Standards)));
        clue.Settle("已随访，病情平稳", Officer, Monday.AddDays(1));
        Assert.Equal((ClueState.Settled, "已随访，病情平稳", Monday.AddDays(1)), (clue.State, clue.EndNote, clue.EndedAt));
    }

    [Theory]
    [InlineData(ClueSource.Hotline, CrisisSource.Hotline)]
    [InlineData(ClueSource.CareGroup, CrisisSource.CareGroup)]
    [InlineData(ClueSource.Clinic, CrisisSource.ByHand)]
    public void Given_a_clue_that_sounds_like_an_emergency_When_it_is_matched_Then_one_begins_that_knows_the_clue_and_the_clue_has_its_end(ClueSource source, CrisisSource begins)
    {
        var clue = Checked(CrisisTrigger.SelfHarm, source);

        clue.Match(Case(TestTown.Community, ACase.OtherTeam), null, ACase.Doctor, Monday);

        Assert.Equal((ClueState.Matched, Monday, ACase.Team), (clue.State, clue.EndedAt, clue.CareTeamId));
        Assert.Equal(new CrisisCause(CrisisTrigger.SelfHarm, begins, Monday, Officer, Note: "有人在桥上", ClueId: clue.Id), clue.Starts(Officer, Monday));
    }

    [Theory]
    [InlineData(null, "2026-03-13")] // five working days of their own
    [InlineData(CrisisTrigger.DangerToOthers, "2026-03-06")]
    public void Given_a_checked_clue_When_it_is_handed_on_to_another_place_Then_it_is_looked_into_there_in_the_time_that_a_clue_has(CrisisTrigger? trigger, string due)
    {
        var clue = Checked(trigger);

        clue.HandOn("441900004001", null, "住在东坑", ACase.Doctor, Monday.AddDays(4), ACase.Standards);

        Assert.Equal((ClueState.Open, null, "441900004001", null, DateOnly.Parse(due, null)), (clue.State, clue.EndedAt, clue.AreaCode, clue.CareTeamId, clue.DueOn));
        var step = Assert.Single(clue.Steps!);
        Assert.Equal((ClueState.HandedOn, "住在东坑", "查过了", ACase.Doctor), (step.State, step.Note, step.Found, step.By));
        Assert.Equal("clue.not-checked", Refused(() => clue.Dismiss(ClueDismissal.Mistaken, null, Officer, Monday)));
        clue.Check("已上门", Officer, Monday.AddDays(5), ACase.Standards);
        Assert.Equal("clue.same-place", Refused(() => clue.HandOn("441900004001", null, null, Officer, Monday, ACase.Standards)));
        Assert.Equal("clue.area-too-wide", Refused(() => clue.HandOn("441900", null, null, Officer, Monday, ACase.Standards)));
    }

    [Fact]
    public void Given_somebody_who_was_sent_to_a_hospital_When_the_clue_is_handed_on_Then_the_answer_is_still_due_by_its_day()
    {
        var clue = Checked(null);
        clue.SendForDiagnosis("精神卫生中心", new(2026, 3, 3), null, ACase.Standards);
        var due = clue.DueOn;

        clue.HandOn("441900004001", ACase.OtherTeam, null, ACase.Doctor, Monday.AddDays(4), ACase.Standards);

        Assert.Equal((ClueState.SentForDiagnosis, due, ACase.OtherTeam), (clue.State, clue.DueOn, clue.CareTeamId));
    }

    [Fact]
    public void Given_a_wrong_end_When_the_clue_is_opened_again_Then_it_is_due_anew_and_both_are_kept()
    {
        var clue = Checked(CrisisTrigger.DangerToOthers);
        clue.Dismiss(ClueDismissal.NobodyFound, "查无此人", ACase.Doctor, Monday);
        Assert.Equal("clue.reopening-needs-reason", Refused(() => clue.Reopen("", Officer, Monday.AddDays(1), ACase.Standards)));

        clue.Reopen("邻居又来电", Officer, Monday.AddDays(1), ACase.Standards);

        Assert.Equal((ClueState.Checked, null, null, null, new DateOnly(2026, 3, 3)), (clue.State, clue.EndedAt, clue.Dismissal, clue.EndNote, clue.DueOn));
        Assert.Equal([(ClueState.Dismissed, ClueDismissal.NobodyFound, "查无此人"), (ClueState.Checked, null, "邻居又来电")], clue.Steps!.Select(step => (step.State, step.Dismissal, step.Note)));
    }

    [Fact]
    public void Given_a_clue_that_was_matched_to_the_wrong_patient_When_it_is_opened_again_Then_it_is_about_nobody_and_a_sign_stays_its_patients()
    {
        var (managed, clue) = (Case("441900004001", ACase.OtherTeam), Checked(null));
        clue.Match(managed, null, ACase.Doctor, Monday);
        var sign = Clue.OfPatient(ClueId.New(), managed, CareSign.Missing, null, Officer, Monday, ACase.Standards);
        sign.Check("在家", ACase.Doctor, Monday, ACase.Standards);
        Assert.Equal("clue.known-patient", Refused(() => sign.Match(managed, null, ACase.Doctor, Monday)));
        sign.Settle("在家", ACase.Doctor, Monday);

        clue.Reopen("同名", ACase.Doctor, Monday.AddDays(1), ACase.Standards);
        sign.Reopen("又走了", ACase.Doctor, Monday.AddDays(1), ACase.Standards);

        Assert.Equal((ClueState.Checked, null, TestTown.Community, ACase.Team), (clue.State, clue.CaseId, clue.AreaCode, clue.CareTeamId)); // back to whoever had it
        Assert.Equal((ClueState.Checked, managed.Id), (sign.State, sign.CaseId));
    }

    internal static ManagedCase Case(string areaCode, CareTeamId team) => new(
        ManagedCaseId.New(), PatientId.New(), areaCode, new Diagnosis(Disorder.Schizophrenia, "F20", "精神卫生中心", new(2020, 1, 15)), new SupplementaryForm(), team, ACase.RegisteredOn);

    private static Clue Checked(CrisisTrigger? trigger, ClueSource source = ClueSource.Hotline)
    {
        var clue = new Clue(ClueId.New(), source, Monday.AddHours(-1), TestTown.Community, ACase.Team, null, "有人在桥上", trigger, ACase.Doctor, Monday.AddHours(-1), ACase.Standards);
        clue.Check("查过了", ACase.Doctor, Monday.AddMinutes(-30), ACase.Standards);

        return clue;
    }

    private static string Refused(Action act) => Assert.Throws<RuleBrokenException>(act).Code;
}
