using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Meetings;

/// <summary>A meeting of a care group, and its decisions from the day they are made to their result.</summary>
public sealed class GroupMeetingTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly StaffId Owner = StaffId.New();
    private static readonly ManagedCaseId Spoken = new(Guid.NewGuid());

    [Fact]
    public void Given_a_decision_When_days_pass_Then_it_is_late_from_the_day_after_its_last_one_and_stays_open_however_late()
    {
        var decision = Decided(Monday.AddDays(7));

        Assert.Equal((0, 1, 400), (decision.DaysLate(Monday.AddDays(7)), decision.DaysLate(Monday.AddDays(8)), decision.DaysLate(Monday.AddDays(407))));
        decision.Close("已办", Owner, isAbove: false, Monday.AddDays(407));
        Assert.Equal((0, (DateOnly?)Monday.AddDays(407), "已办"), (decision.DaysLate(Monday.AddDays(500)), decision.DoneOn, decision.Result));
    }

    [Fact]
    public void Given_a_decision_When_another_closes_it_Then_only_whoever_leads_or_the_office_may_and_nobody_closes_it_twice_or_without_a_word()
    {
        var decision = Decided(Monday.AddDays(7));

        Assert.Equal("decision.not-yours", Assert.Throws<RuleBrokenException>(() => decision.Close("已办", ACase.Doctor, isAbove: false, Monday)).Code);
        Assert.Equal("decision.needs-result", Assert.Throws<RuleBrokenException>(() => decision.Close(" ", Owner, isAbove: false, Monday)).Code);
        decision.Close("由团队长办结", ACase.Doctor, isAbove: true, Monday);
        Assert.Equal("decision.closed", Assert.Throws<RuleBrokenException>(() => decision.Close("再办", Owner, isAbove: false, Monday)).Code);
    }

    [Fact]
    public void Given_a_decision_When_it_is_about_somebody_who_was_not_spoken_about_or_due_before_the_meeting_Then_it_is_refused()
    {
        var meeting = Meeting();

        Assert.Equal("decision.other-case", Assert.Throws<RuleBrokenException>(() => new GroupDecision(GroupDecisionId.New(), meeting, "走访", Owner, Monday, new(Guid.NewGuid()))).Code);
        Assert.Equal("decision.due-before", Assert.Throws<RuleBrokenException>(() => new GroupDecision(GroupDecisionId.New(), meeting, "走访", Owner, Monday.AddDays(-1), null)).Code);
        Assert.Equal(Spoken, new GroupDecision(GroupDecisionId.New(), meeting, "走访", Owner, Monday, Spoken).CaseId);
    }

    [Fact]
    public void Given_a_meeting_When_nobody_took_part_or_its_day_is_to_come_or_the_group_had_closed_Then_it_is_refused()
    {
        var closed = Group();
        closed.Close(Monday.AddDays(-1));

        Assert.Equal("meeting.nobody", Assert.Throws<RuleBrokenException>(() => Meeting(people: [])).Code);
        Assert.Equal("meeting.in-future", Assert.Throws<RuleBrokenException>(() => Meeting(heldOn: Monday.AddDays(1))).Code);
        Assert.Equal("care-group.closed", Assert.Throws<RuleBrokenException>(() => Meeting(closed)).Code);
        Assert.Equal(Monday.AddDays(-1), Meeting(closed, Monday.AddDays(-1)).HeldOn);
    }

    [Fact]
    public void Given_the_months_between_two_meetings_When_the_month_is_shorter_Then_the_next_is_by_its_end() =>
        Assert.Equal((new DateOnly(2026, 2, 28), new DateOnly(2026, 6, 2)), (GroupMeeting.NextBy(new(2025, 11, 30), 3), GroupMeeting.NextBy(Monday, 3)));

    [Fact]
    public void Given_a_patient_named_twice_When_the_meeting_is_recorded_Then_they_stand_in_it_once() => Assert.Equal(Spoken, Assert.Single(Meeting().Cases).CaseId);

    private static GroupDecision Decided(DateOnly dueOn) => new(GroupDecisionId.New(), Meeting(), "走访", Owner, dueOn, null);

    private static CareGroup Group() => new(CareGroupId.New(), "测试小组", "441900003001");

    private static GroupMeeting Meeting(CareGroup? group = null, DateOnly? heldOn = null, IReadOnlyList<string>? people = null) =>
        new(GroupMeetingId.New(), group ?? Group(), heldOn ?? Monday, people ?? ["测试志愿者"], null, [Spoken, Spoken], ACase.Doctor, new(Monday, new(10, 0), TimeSpan.FromHours(8)), Monday);
}
