using CaseManagement.Application.Features.Meetings;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Tests.Features.Alerts;
using CaseManagement.Domain.Meetings;

namespace CaseManagement.Application.Tests.Features;

/// <summary>The record of a meeting that was a mistake, taken back.</summary>
public sealed class MeetingTakenBackTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Given_a_meeting_that_was_recorded_by_mistake_When_it_is_taken_back_Then_it_stays_written_the_group_has_not_met_by_it_and_only_what_was_open_is_given_up()
    {
        var (winter, spring) = (new DateOnly(2026, 1, 5), new DateOnly(2026, 4, 20));
        await using var slice = await Slice.CreateAsync(winter);
        var town = slice.Town;
        var right = await slice.Send(new RecordMeeting(town.Group.Id, winter, [town.Volunteer.Id]), town.Doctor);
        slice.Clock.Day = spring;
        var wrong = await slice.Send(new RecordMeeting(town.Group.Id, spring, [town.Volunteer.Id], Decisions: [new("联系民政", town.Doctor.Id, spring), new("订会议室", town.Doctor.Id, spring.AddDays(1))]), town.Doctor);
        var open = (await slice.Send(new ListMeetings())).Open;
        await slice.Send(new CloseDecision(open[0].Id, "已办"));

        Assert.Equal("meeting.not-yours", await slice.Refused(new TakeBackMeeting(wrong.Id, MeetingMistake.WrongDay, wrong.Version), town.Volunteer));
        Assert.False((await slice.Send(new ListMeetings(), town.Volunteer)).Meetings[0].MayTakeBack);
        var taken = await slice.Send(new TakeBackMeeting(wrong.Id, MeetingMistake.WrongDay, wrong.Version), town.Leader);

        var after = await slice.Send(new ListMeetings());
        Assert.Equal(1, taken.GivenUp);
        Assert.Empty(after.Open);
        Assert.Equal([(spring, MeetingMistake.WrongDay, false), ((DateOnly?)null, (MeetingMistake?)null, true)], after.Meetings.Select(meeting => (meeting.TakenBackOn, meeting.TakenBackFor, meeting.MayTakeBack)));
        Assert.Equal([("联系民政", "已办", false), ("订会议室", null, true)], after.Meetings[0].Decisions.Select(decision => (decision.Text, decision.Result, decision.IsGivenUp)));
        Assert.True(after.Groups.Single(group => group.Id == town.Group.Id) is { IsLate: true, LastOn: { Month: 1, Day: 5 } });
        Assert.Equal("meeting.taken-back", await slice.Refused(new TakeBackMeeting(wrong.Id, MeetingMistake.WrongDay), town.Leader));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new TakeBackMeeting(right.Id, MeetingMistake.NotHeld, right.Version + 1)));
        await slice.Send(new RecordMeeting(town.Group.Id, spring.AddDays(-1), [town.Volunteer.Id]));
        Assert.False((await slice.Send(new ListMeetings())).Groups.Single(group => group.Id == town.Group.Id).IsLate);
    }

    [Fact]
    public async Task Given_others_have_still_to_do_what_was_decided_When_whoever_recorded_it_takes_the_meeting_back_Then_it_is_left_to_the_leader_until_they_have_closed_it()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var town = slice.Town;
        var wrong = await slice.Send(new RecordMeeting(town.Group.Id, Today, [town.Volunteer.Id], Decisions: [new("看望", town.Volunteer.Id, Today), new("订会议室", town.Doctor.Id, Today)]), town.Doctor);

        Assert.False((await slice.Send(new ListMeetings(), town.Doctor)).Meetings[0].MayTakeBack);
        Assert.True((await slice.Send(new ListMeetings(), town.Leader)).Meetings[0].MayTakeBack);
        Assert.Equal("meeting.others-decisions", await slice.Refused(new TakeBackMeeting(wrong.Id, MeetingMistake.NotHeld), town.Doctor));
        var theirs = (await slice.Send(new ListMeetings(), town.Volunteer)).Open.Single(decision => decision.IsOwn);
        await slice.Send(new CloseDecision(theirs.Id, "不用了"), town.Volunteer);
        Assert.True((await slice.Send(new ListMeetings(), town.Doctor)).Meetings[0].MayTakeBack);

        Assert.Equal(1, (await slice.Send(new TakeBackMeeting(wrong.Id, MeetingMistake.NotHeld), town.Doctor)).GivenUp);
    }

    [Fact]
    public async Task Given_a_meeting_that_was_sent_without_a_key_and_taken_back_When_it_is_sent_again_Then_it_is_recorded_once_more()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var held = new RecordMeeting(slice.Town.Group.Id, Today, [slice.Town.Volunteer.Id]);
        var first = await slice.Send(held, slice.Town.Doctor);
        Assert.Equal("meeting.saved-already", await slice.Refused(held, slice.Town.Doctor));

        await slice.Send(new TakeBackMeeting(first.Id, MeetingMistake.NotHeld), slice.Town.Doctor);
        var again = await slice.Send(held, slice.Town.Doctor);

        Assert.NotEqual(first.Id, again.Id);
        Assert.Equal("meeting.saved-already", await slice.Refused(held, slice.Town.Doctor));

        await slice.Send(new TakeBackMeeting(again.Id, MeetingMistake.NotHeld), slice.Town.Doctor);
        var third = await slice.Send(held, slice.Town.Doctor);
        Assert.Equal(3, new[] { first.Id, again.Id, third.Id }.Distinct().Count());
    }

    [Fact]
    public async Task Given_two_meetings_of_a_day_without_keys_When_one_is_taken_back_and_the_other_is_sent_again_Then_the_other_is_there_once()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var town = slice.Town;
        var morning = new RecordMeeting(town.Group.Id, Today, [town.Volunteer.Id]);
        var wrong = await slice.Send(morning with { Guests = "张大姐" }, town.Doctor);
        await slice.Send(morning, town.Doctor);

        await slice.Send(new TakeBackMeeting(wrong.Id, MeetingMistake.NotHeld), town.Doctor);

        Assert.Equal("meeting.saved-already", await slice.Refused(morning, town.Doctor));
        Assert.Equal(2, (await slice.Send(new ListMeetings())).Meetings.Count);
    }
}
