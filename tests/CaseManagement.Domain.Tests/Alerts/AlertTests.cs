using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Tests.Alerts;

public sealed class AlertTests
{
    private static readonly DateOnly Monday = AnAlert.Monday;

    [Theory]
    [InlineData(Severity.Watch, 3, 7)]
    [InlineData(Severity.Urgent, 1, 3)]
    public void Given_an_alert_When_it_is_taken_and_answered_Then_it_is_held_for_the_days_of_its_weight(Severity severity, int claimed, int answered)
    {
        var alert = AnAlert.Claimed(Monday, severity);
        var first = alert.HeldUntil;

        alert.Answer(AlertReason.DayAgreed, null, AnAlert.By(AnAlert.Doctor, Monday.AddDays(1)), AnAlert.Patience);

        Assert.Equal((Monday.AddDays(claimed), Monday.AddDays(1 + answered)), (first, alert.HeldUntil));
    }

    [Fact]
    public void Given_an_answered_alert_When_the_answer_is_written_again_Then_the_clock_is_not_set_back()
    {
        var alert = AnAlert.Answered(Monday);

        alert.Answer(AlertReason.NotReached, null, AnAlert.By(AnAlert.Doctor, Monday.AddDays(5)), AnAlert.Patience);
        alert.Claim(AnAlert.By(AnAlert.Doctor, Monday.AddDays(6)), AnAlert.Patience);

        Assert.Equal((Monday.AddDays(7), AlertReason.NotReached, AlertState.Answered), (alert.HeldUntil, alert.Reason, alert.State));
    }

    [Fact]
    public void Given_a_taken_alert_When_its_holder_hands_it_over_Then_the_colleague_has_what_is_left_of_the_days_and_the_act_says_to_whom_and_why()
    {
        var alert = AnAlert.Answered(Monday);

        alert.HandOver(AnAlert.Colleague, StaffRole.CareTeamMember, AlertHandOver.Absent, "休假", AnAlert.By(AnAlert.Doctor, Monday.AddDays(2)), AnAlert.Patience);

        Assert.Equal((AlertState.Claimed, AnAlert.Colleague, Monday.AddDays(7)), (alert.State, alert.ClaimedBy, alert.HeldUntil));
        var act = alert.Acts[^1];
        Assert.Equal((AlertActKind.HandedOver, AnAlert.Doctor, AnAlert.Colleague, (int)AlertHandOver.Absent, "休假"), (act.Kind, act.By, act.To, act.Code, act.Note));
    }

    [Fact]
    public void Given_a_taken_alert_When_the_leader_gives_it_to_another_Then_the_days_begin_anew()
    {
        var alert = AnAlert.Claimed(Monday);

        alert.HandOver(AnAlert.Colleague, StaffRole.CareTeamMember, AlertHandOver.Abandoned, null, AnAlert.By(StaffId.New(), Monday.AddDays(9), StaffRole.TeamLeader), AnAlert.Patience);

        Assert.Equal(Monday.AddDays(12), alert.HeldUntil);
    }

    [Theory]
    [InlineData(3, "alert.not-theirs-to-hand-over")] // it is held through the third day
    [InlineData(4, null)]
    public void Given_an_alert_that_another_has_When_a_colleague_of_the_same_rung_passes_it_on_Then_only_after_its_days_are_over(int day, string? refused)
    {
        var alert = AnAlert.Claimed(Monday);

        var broken = Record.Exception(() => alert.HandOver(AnAlert.Colleague, StaffRole.CareTeamMember, AlertHandOver.Abandoned, null, AnAlert.By(AnAlert.Colleague, Monday.AddDays(day)), AnAlert.Patience));

        Assert.Equal(refused, (broken as RuleBrokenException)?.Code);
    }

    [Fact]
    public void Given_an_alert_for_the_leader_When_it_is_handed_to_somebody_without_the_rung_or_to_who_has_it_Then_it_is_refused()
    {
        var leader = StaffId.New();
        var alert = AnAlert.Telling(ToldRole.TeamLeader);
        alert.Claim(AnAlert.By(leader, Monday, StaffRole.TeamLeader), AnAlert.Patience);

        Assert.Equal("alert.colleague-may-not", To(AnAlert.Colleague, StaffRole.CareTeamMember));
        Assert.Equal("alert.colleague-may-not", To(AnAlert.Colleague, StaffRole.Psychiatrist));
        Assert.Equal("alert.has-it-already", To(leader, StaffRole.TeamLeader));

        string To(StaffId staff, StaffRole role) => Assert.Throws<RuleBrokenException>(() =>
            alert.HandOver(staff, role, AlertHandOver.Absent, null, AnAlert.By(leader, Monday, StaffRole.TeamLeader), AnAlert.Patience)).Code;
    }

    [Theory]
    [InlineData(Severity.Watch, 7)]
    [InlineData(Severity.Urgent, 3)]
    public void Given_an_alert_When_it_is_dismissed_Then_it_holds_nothing_and_has_a_day_to_return(Severity severity, int days)
    {
        var alert = AnAlert.Claimed(Monday, severity);

        alert.Dismiss(AlertDismissal.InHandElsewhere, null, AnAlert.By(AnAlert.Doctor, Monday), AnAlert.Patience);

        Assert.Equal((AlertState.Dismissed, null, Monday.AddDays(days)), (alert.State, alert.HeldUntil, alert.ReturnsOn));
    }

    [Fact]
    public void Given_a_closed_alert_When_anything_is_done_about_it_Then_it_is_refused()
    {
        var alert = AnAlert.Answered(Monday);
        var doctor = AnAlert.By(AnAlert.Doctor, Monday);
        alert.Resolve(AlertResult.Seen, null, doctor, AnAlert.Patience);

        Action[] again =
        [
            () => alert.Claim(doctor, AnAlert.Patience),
            () => alert.Answer(AlertReason.Away, null, doctor, AnAlert.Patience),
            () => alert.HandOver(AnAlert.Colleague, StaffRole.CareTeamMember, AlertHandOver.Absent, null, doctor, AnAlert.Patience),
            () => alert.Resolve(AlertResult.Seen, null, doctor, AnAlert.Patience),
            () => alert.Dismiss(AlertDismissal.NotOurs, null, doctor, AnAlert.Patience),
        ];

        Assert.All(again, act => Assert.Equal("alert.closed", Assert.Throws<RuleBrokenException>(act).Code));
    }

    [Fact]
    public void Given_other_as_a_reason_When_nothing_is_written_Then_it_is_refused()
    {
        var alert = AnAlert.Answered(Monday);
        var doctor = AnAlert.By(AnAlert.Doctor, Monday);

        Action[] wordless =
        [
            () => alert.Answer(AlertReason.Other, " ", doctor, AnAlert.Patience),
            () => alert.HandOver(AnAlert.Colleague, StaffRole.CareTeamMember, AlertHandOver.Other, null, doctor, AnAlert.Patience),
            () => alert.Resolve(AlertResult.Other, null, doctor, AnAlert.Patience),
            () => alert.Dismiss(AlertDismissal.Other, "", doctor, AnAlert.Patience),
        ];

        Assert.All(wordless, act => Assert.Equal("alert.other-needs-note", Assert.Throws<RuleBrokenException>(act).Code));
        Assert.Equal("alert.wrong-needs-note", Assert.Throws<RuleBrokenException>(() => alert.Dismiss(AlertDismissal.WronglyRaised, " ", doctor, AnAlert.Patience)).Code);
    }

    [Theory]
    [InlineData(StaffRole.CareTeamMember, "alert.tells-another")]
    [InlineData(StaffRole.Psychiatrist, "alert.tells-another")]
    [InlineData(StaffRole.TeamLeader, null)]
    [InlineData(StaffRole.PreventionOffice, null)]
    public void Given_an_alert_for_the_leader_When_it_is_dismissed_Then_only_by_the_rung_it_tells_or_above(StaffRole role, string? refused)
    {
        var alert = AnAlert.Telling(ToldRole.TeamLeader);

        var broken = Record.Exception(() => alert.Dismiss(AlertDismissal.WronglyRaised, "日期填错", AnAlert.By(AnAlert.Doctor, Monday, role), AnAlert.Patience));

        Assert.Equal(refused, (broken as RuleBrokenException)?.Code);
    }

    [Theory]
    [InlineData(6, AlertState.Dismissed)] // gone before it would have stood again
    [InlineData(7, AlertState.CauseGone)] // the night of that day was missed
    [InlineData(8, AlertState.CauseGone)]
    public void Given_a_dismissed_alert_When_its_cause_goes_Then_nothing_is_left_to_return_and_missed_nights_are_made_up(int day, AlertState state)
    {
        var alert = AnAlert.Telling(ToldRole.CareTeam);
        alert.Dismiss(AlertDismissal.NotOurs, null, AnAlert.By(AnAlert.Doctor, Monday), AnAlert.Patience);

        alert.CauseIsGone(DateTimeOffset.UnixEpoch, Monday.AddDays(day));

        Assert.Equal((state, null), (alert.State, alert.ReturnsOn));
    }

    [Fact]
    public void Given_an_alert_When_its_life_goes_on_Then_each_thing_done_is_one_act_more()
    {
        var alert = AnAlert.Answered(Monday);
        alert.HandOver(AnAlert.Colleague, StaffRole.CareTeamMember, AlertHandOver.KnowsThePatient, null, AnAlert.By(AnAlert.Doctor, Monday), AnAlert.Patience);
        alert.Answer(AlertReason.Away, "在外地", AnAlert.By(AnAlert.Colleague, Monday.AddDays(1)), AnAlert.Patience);

        alert.Resolve(AlertResult.Arranged, null, AnAlert.By(AnAlert.Colleague, Monday.AddDays(1)), AnAlert.Patience);

        Assert.Equal([AlertActKind.Claimed, AlertActKind.Answered, AlertActKind.HandedOver, AlertActKind.Answered, AlertActKind.Resolved], alert.Acts.Select(act => act.Kind));
    }
}
