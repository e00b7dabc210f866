using System.Globalization;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Testing;

namespace CaseManagement.Domain.Tests.Crises;

public sealed class ClueTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("check", "Checked")]
    [InlineData("match", "clue.not-checked")]
    [InlineData("hand", "clue.not-checked")]
    [InlineData("dismiss", "clue.not-checked")]
    [InlineData("check check", "clue.checked")]
    [InlineData("check match", "Matched")]
    [InlineData("check hand", "HandedOn")]
    [InlineData("check dismiss", "Dismissed")]
    [InlineData("check other", "clue.dismissal-needs-note")]
    [InlineData("check nobody", "clue.handed-to-nobody")]
    [InlineData("check match dismiss", "clue.ended")]
    [InlineData("check dismiss check", "clue.checked")]
    [InlineData("send", "clue.not-checked")]
    [InlineData("check send", "SentForDiagnosis")]
    [InlineData("check send dismiss", "clue.result-missing")]
    [InlineData("check send none", "Dismissed")]
    [InlineData("check send hand", "HandedOn")]
    [InlineData("check send early", "clue.confirmed-before-sent")]
    [InlineData("check send confirm none", "clue.confirmed")]
    [InlineData("check send confirm register", "Registered")]
    [InlineData("check register", "Registered")]
    [InlineData("register", "clue.not-checked")]
    [InlineData("check match send", "clue.ended")]
    [InlineData("reopen", "clue.not-ended")]
    [InlineData("check reopen", "clue.not-ended")]
    [InlineData("check match reopen", "Checked")]
    [InlineData("check dismiss reopen match", "Matched")]
    [InlineData("check send none reopen", "SentForDiagnosis")]
    [InlineData("check register reopen", "clue.registered")]
    [InlineData("check settle", "clue.settled-without-patient")]
    public void Given_a_clue_When_steps_are_taken_Then_each_is_allowed_or_refused(string steps, string expected)
    {
        var clue = new Clue(ClueId.New(), ClueSource.Hotline, Now, TestTown.Community, null, null, "有人持刀", CrisisTrigger.DangerToOthers, ACase.Doctor, Now, ACase.Standards);

        var refused = Record.Exception(() =>
        {
            foreach (var step in steps.Split(' ')) Take(clue, step);
        }) as RuleBrokenException;

        Assert.Equal(expected, refused?.Code ?? clue.State.ToString());
    }

    [Fact]
    public void Given_a_sign_about_a_patient_When_it_is_matched_to_another_Then_it_is_refused()
    {
        var clue = Clue.OfPatient(ClueId.New(), ClueHandsTests.Case(TestTown.Community, ACase.OtherTeam), CareSign.Missing, null, ACase.Doctor, Now, ACase.Standards);
        clue.Check("三天未见", ACase.Doctor, Now, ACase.Standards);

        var refused = Assert.Throws<RuleBrokenException>(() => clue.Match(ACase.Managed(), null, ACase.Doctor, Now));

        Assert.Equal(("clue.other-patient", ClueState.Checked), (refused.Code, clue.State));
    }

    [Theory]
    [InlineData("441900", 0, "clue.area-too-wide")]
    [InlineData(TestTown.Community, 1, "clue.in-future")]
    public void Given_a_clue_that_belongs_to_nobody_or_to_tomorrow_When_it_is_made_Then_it_is_refused(string area, int hoursAhead, string code)
    {
        var refused = Assert.Throws<RuleBrokenException>(() => new Clue(ClueId.New(), ClueSource.Other, Now.AddHours(hoursAhead), area, null, null, "听说", null, ACase.Doctor, Now, ACase.Standards));

        Assert.Equal(code, refused.Code);
    }

    [Theory]
    [InlineData(null, "2026-03-09", "2026-06-30")] // five working days, and the next quarter
    [InlineData(CrisisTrigger.DangerToOthers, "2026-03-02", "2026-03-02")]
    public void Given_a_clue_When_it_is_heard_and_checked_Then_each_has_a_last_day_and_what_sounds_like_an_emergency_has_the_day_itself(CrisisTrigger? trigger, string check, string end)
    {
        var clue = new Clue(ClueId.New(), ClueSource.Hotline, Now.ToOffset(TimeSpan.FromHours(8)), TestTown.Community, null, null, "有人持刀", trigger, ACase.Doctor, Now, ACase.Standards);

        var first = clue.DueOn;
        clue.Check("查过了", ACase.Doctor, Now.AddDays(3).ToOffset(TimeSpan.FromHours(8)), ACase.Standards);
        var checkedBy = clue.DueOn;
        clue.SendForDiagnosis("精神卫生中心", new(2026, 3, 6), null, ACase.Standards);
        clue.SendForDiagnosis("精神卫生中心", new(2026, 4, 20), null, ACase.Standards); // said again, and no more time for it

        var (heard, last) = (DateOnly.Parse(check, CultureInfo.InvariantCulture), DateOnly.Parse(end, CultureInfo.InvariantCulture));
        Assert.Equal((heard, last, last), (first, checkedBy, clue.DueOn));
    }

    [Theory]
    [InlineData(CareSign.Missing, true, "2026-03-02", "2026-03-02", "2026-03-06")]
    [InlineData(CareSign.LockedUp, false, "2026-03-09", "2026-06-30", "2026-03-13")]
    [InlineData(CareSign.StoppedMedicine, false, "2026-03-09", "2026-06-30", "2026-03-13")]
    public void Given_a_sign_about_a_patient_When_it_is_heard_checked_and_opened_again_Then_one_who_is_missing_is_looked_for_on_the_day_itself(CareSign sign, bool isUrgent, string heard, string checkedBy, string again)
    {
        var at = Now.ToOffset(TimeSpan.FromHours(8));
        var clue = Clue.OfPatient(ClueId.New(), ACase.Managed(), sign, null, ACase.Doctor, at, ACase.Standards);

        var first = clue.DueOn;
        clue.Check("两天没回家", ACase.Doctor, at.AddDays(1), ACase.Standards);
        var second = clue.DueOn;
        clue.Settle("已找到", ACase.Doctor, at.AddDays(2));
        clue.Reopen("又走了", ACase.Doctor, at.AddDays(4), ACase.Standards);

        Assert.Equal((isUrgent, Day(heard), Day(checkedBy), Day(again)), (clue.IsUrgent, first, second, clue.DueOn));

        static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 7, ToldRole.CareTeam)]
    [InlineData(false, 15, ToldRole.CareTeam, ToldRole.TeamLeader, ToldRole.PreventionOffice)]
    [InlineData(true, 1, ToldRole.CareTeam, ToldRole.TeamLeader)]
    [InlineData(true, 8, ToldRole.CareTeam, ToldRole.TeamLeader, ToldRole.PreventionOffice)]
    public void Given_a_clue_that_is_late_When_the_days_pass_Then_it_climbs_to_the_leader_and_the_office_sooner_where_it_sounds_like_an_emergency(bool isUrgent, int daysLate, params ToldRole[] told) =>
        Assert.Equal(told, ClueTimes.Told(new(2026, 3, 9), isUrgent, ACase.Standards, new DateOnly(2026, 3, 9).AddDays(daysLate)));

    [Fact]
    public void Given_a_reporter_When_they_say_where_a_clue_comes_from_Then_a_member_of_a_care_group_speaks_for_the_group_alone()
    {
        Assert.Equal([ClueSource.CareGroup], ClueSources.Of(StaffRole.CareGroupMember));
        Assert.All((StaffRole[])[StaffRole.CareTeamMember, StaffRole.TeamLeader, StaffRole.PreventionOffice], role => Assert.Equal(Enum.GetValues<ClueSource>(), ClueSources.Of(role)));
    }

    private static void Take(Clue clue, string step)
    {
        switch (step)
        {
            case "check": clue.Check("查过了", ACase.Doctor, Now, ACase.Standards); break;
            case "match": clue.Match(ACase.Managed(), null, ACase.Doctor, Now); break;
            case "hand": clue.HandOut("民政", ACase.Doctor, Now); break;
            case "reopen": clue.Reopen("弄错了", ACase.Doctor, Now.AddHours(1), ACase.Standards); break;
            case "settle": clue.Settle("已上门", ACase.Doctor, Now); break;
            case "nobody": clue.HandOut(" ", ACase.Doctor, Now); break;
            case "send": clue.SendForDiagnosis("精神卫生中心", new(2026, 3, 3), null, ACase.Standards); break;
            case "early": clue.SendForDiagnosis("精神卫生中心", new(2026, 3, 3), new(2026, 3, 2), ACase.Standards); break;
            case "confirm":
                clue.SendForDiagnosis("精神卫生中心", new(2026, 3, 3), new(2026, 3, 10), ACase.Standards);
                Assert.Equal(new DateOnly(2026, 3, 17), clue.DueOn); // five working days
                break;
            case "none": clue.Dismiss(ClueDismissal.NotADisorder, "医院排除", ACase.Doctor, Now); break;
            case "register": clue.Register(ManagedCaseId.New(), null, ACase.Doctor, Now); break;
            case "other": clue.Dismiss(ClueDismissal.Other, null, ACase.Doctor, Now); break;
            default: clue.Dismiss(ClueDismissal.Mistaken, null, ACase.Doctor, Now); break;
        }
    }
}
