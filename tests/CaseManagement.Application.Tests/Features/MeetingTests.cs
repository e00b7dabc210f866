using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.CareGroups;
using CaseManagement.Application.Features.Desk;
using CaseManagement.Application.Features.Meetings;
using CaseManagement.Application.Features.People;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Features;

/// <summary>Meetings of a care group, from the day to the result of the last decision.</summary>
public sealed class MeetingTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Given_a_group_that_has_not_met_When_it_meets_and_decides_Then_the_decision_waits_at_its_owner_gets_late_and_is_closed_once()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (town, caseId) = (slice.Town, (await slice.Send(A.Registration())).CaseId);
        await slice.Send(new AssignCareGroup(caseId, town.Group.Id, new(2026, 12, 31)));
        Assert.True((await slice.Send(new ListMeetings(), town.Officer)).Groups.Single(group => group.Id == town.Group.Id) is { IsLate: true, NextBy: null });

        await slice.Send(new RecordMeeting(town.Group.Id, Today, [town.Volunteer.Id], [caseId], [new("上门看望", town.Volunteer.Id, Today.AddDays(7), caseId), new("联系民政", town.Doctor.Id, Today.AddDays(3))], "司法所"), town.Volunteer);

        slice.Clock.Day = Today.AddDays(9);
        var (mine, doctors) = (await slice.Send(new ListMeetings(), town.Volunteer), await slice.Send(new ListMeetings()));
        Assert.Equal([("上门看望", 2, true, true, "测试甲"), ("联系民政", 6, false, false, null)], mine.Open.Select(row => (row.Text, row.DaysLate, row.IsOwn, row.MayClose, row.Name)));
        Assert.Equal("联系民政", doctors.Open[0].Text);
        Assert.Equal((1, 1, 2), ((await slice.Send(new CountDesk())).LateDecisions, (await slice.Send(new ListSupported(), town.Volunteer)).LateDecisions, (await slice.Send(new CountDesk(), town.Leader)).LateDecisions));
        Assert.True(doctors.Groups.Single(group => group.Id == town.Group.Id) is { IsLate: false, LastOn: { Day: 2 }, NextBy: { Month: 6, Day: 2 } });
        Assert.Equal("decision.not-yours", await Refused(slice, new CloseDecision(mine.Open[1].Id, "已办", mine.Open[1].Version), town.Volunteer));
        await slice.Send(new CloseDecision(mine.Open[0].Id, "已看望", mine.Open[0].Version), town.Volunteer);
        await slice.Send(new CloseDecision(mine.Open[1].Id, "由组长办结", mine.Open[1].Version), town.Leader);
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new CloseDecision(mine.Open[0].Id, "再办", mine.Open[0].Version), town.Leader));

        var after = await slice.Send(new ListMeetings(), town.Officer);
        Assert.Empty(after.Open);
        Assert.Equal(("周阿姨", "司法所", 1), (Assert.Single(after.Meetings[0].TookPart), after.Meetings[0].Guests, after.Meetings[0].Spoken));
        Assert.Equal(["由组长办结", "已看望"], after.Meetings[0].Decisions.Select(decision => decision.Result));
    }

    [Fact]
    public async Task Given_an_assignment_that_ends_within_the_notice_When_team_or_office_looks_Then_it_is_listed_until_it_ends_and_members_have_no_such_list()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (town, soon, later) = (slice.Town, (await slice.Send(A.Registration())).CaseId, (await slice.Send(A.Registration("测试乙"))).CaseId);
        var given = await slice.Send(new AssignCareGroup(soon, town.Group.Id, Today.AddDays(30)));
        await slice.Send(new AssignCareGroup(later, town.Group.Id, Today.AddDays(31)));

        var (doctors, members) = (await slice.Send(new ListMeetings()), await slice.Send(new ListMeetings(), town.Volunteer));
        slice.Clock.Day = Today.AddDays(1);
        var both = await slice.Send(new ListMeetings(), town.Officer);
        var next = await slice.Send(new ListMeetings(EndingAfter: $"{Today.AddDays(30):yyyy-MM-dd}_{both.Ending[0].Id.Value:N}"));
        await slice.Send(new EndCareGroupAssignment(soon, given.Id, given.Version));

        Assert.Equal((1, soon, "测试甲", town.Group.Name, Today.AddDays(30)), (doctors.EndingTotal, doctors.Ending[0].CaseId, doctors.Ending[0].Name, doctors.Ending[0].Group!, doctors.Ending[0].LastOn));
        Assert.Equal((0, 0), (members.EndingTotal, members.Ending.Count));
        Assert.Equal([soon, later], both.Ending.Select(row => row.CaseId));
        Assert.Equal([later], next.Ending.Select(row => row.CaseId));
        Assert.Equal([later], (await slice.Send(new ListMeetings())).Ending.Select(row => row.CaseId));
    }

    [Fact]
    public async Task Given_a_quarter_has_passed_When_the_office_looks_Then_the_group_should_have_met_from_the_day_after()
    {
        await using var slice = await Slice.CreateAsync(Today);
        await slice.Send(new RecordMeeting(slice.Town.Group.Id, Today, [slice.Town.Volunteer.Id]));

        slice.Clock.Day = new(2026, 6, 2);
        var lastDay = (await slice.Send(new ListMeetings(), slice.Town.Officer)).Groups.Single(group => group.Id == slice.Town.Group.Id).IsLate;
        slice.Clock.Day = new(2026, 6, 3);
        var dayAfter = (await slice.Send(new ListMeetings(), slice.Town.Officer)).Groups.Single(group => group.Id == slice.Town.Group.Id).IsLate;

        Assert.Equal((false, true), (lastDay, dayAfter));
    }

    [Fact]
    public async Task Given_who_and_what_does_not_belong_When_a_meeting_is_recorded_Then_it_is_refused_and_others_groups_do_not_exist()
    {
        await using var slice = await Slice.CreateAsync(Today);
        await slice.Town.AddStrangerAsync(slice);
        var (town, caseId) = (slice.Town, (await slice.Send(A.Registration())).CaseId);
        var meeting = new RecordMeeting(town.Group.Id, Today, [town.Volunteer.Id]);

        Assert.Equal("meeting.not-assigned", await Refused(slice, meeting with { Cases = [caseId] }));
        Assert.Equal("meeting.not-a-member", await Refused(slice, meeting with { Members = [town.Doctor.Id] }));
        Assert.Equal("meeting.nobody", await Refused(slice, meeting with { Members = [] }));
        Assert.Equal("meeting.in-future", await Refused(slice, meeting with { HeldOn = Today.AddDays(1) }));
        Assert.Equal("decision.owner", await Refused(slice, meeting with { Decisions = [new("走访", town.Stranger!.Id, Today)] }));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(meeting, town.Stranger));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new PrepareMeeting(town.Group.Id), town.Stranger));
        Assert.DoesNotContain((await slice.Send(new ListMeetings(), town.Stranger)).Groups, group => group.Id == town.Group.Id);
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(meeting, town.Psychiatrist));
    }

    [Fact]
    public async Task Given_a_patient_who_is_assigned_no_more_When_the_group_reads_its_meetings_Then_of_what_was_decided_about_them_only_that_there_is_something_is_left()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (town, caseId) = (slice.Town, (await slice.Send(A.Registration())).CaseId);
        var assigned = await slice.Send(new AssignCareGroup(caseId, town.Group.Id, new(2026, 12, 31)));
        await slice.Send(new RecordMeeting(town.Group.Id, Today, [town.Volunteer.Id], [caseId], [new("上门看望", town.Volunteer.Id, Today, caseId), new("送药", town.Doctor.Id, Today, caseId), new("订会议室", town.Doctor.Id, Today.AddDays(1))]), town.Volunteer);
        var before = await slice.Send(new ListMeetings(), town.Volunteer);
        var given = before.Open.Single(row => row.Text == "送药");
        await slice.Send(new CloseDecision(given.Id, "已送", given.Version));

        slice.Clock.Move(TimeSpan.FromHours(1));
        await slice.Send(new EndCareGroupAssignment(caseId, assigned.Id));

        var page = await slice.Send(new ListMeetings(), town.Volunteer);
        Assert.Equal([((string?)null, (string?)null, null), ("订会议室", null, null)], page.Open.Select(row => (row.Text, row.Name, row.CaseId)));
        Assert.Equal([null, null, "订会议室"], page.Meetings[0].Decisions.Select(decision => decision.Text));
        Assert.All(page.Meetings[0].Decisions, decision => Assert.Null(decision.Result));
        Assert.Empty(page.Meetings[0].Names);
        var team = await slice.Send(new ListMeetings());
        Assert.Equal([("订会议室", null), ("上门看望", "测试甲")], team.Open.Select(row => (row.Text, row.Name)));
        Assert.Contains("已送", team.Meetings[0].Decisions.Select(decision => decision.Result));
    }

    [Theory]
    [InlineData(MemberKind.Volunteer, true)]
    [InlineData(MemberKind.Family, false)]
    public async Task Given_a_decision_about_a_patient_When_a_member_of_a_kind_reads_it_Then_the_table_says_whether_and_ones_own_is_read_always(MemberKind kind, bool reads)
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (town, caseId) = (slice.Town, (await slice.Send(A.Registration())).CaseId);
        await slice.Send(new AssignCareGroup(caseId, town.Group.Id, new(2026, 12, 31)));
        await slice.Send(new RecordMeeting(town.Group.Id, Today, [town.Volunteer.Id], [caseId], [new("上门看望", town.Volunteer.Id, Today, caseId), new("送药", town.Doctor.Id, Today, caseId)]));
        await slice.Db(db => db.Memberships.Where(member => member.StaffId == town.Volunteer.Id).ExecuteUpdateAsync(set => set.SetProperty(member => member.Kind, kind)));

        var open = (await slice.Send(new ListMeetings(), town.Volunteer)).Open;

        Assert.Equal(["上门看望", reads ? "送药" : null], open.Select(row => row.Text));
    }

    [Fact]
    public async Task Given_patients_who_come_and_go_When_an_earlier_meeting_is_written_down_Then_those_count_who_were_assigned_on_its_day()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (town, caseId) = (slice.Town, (await slice.Send(A.Registration())).CaseId);
        slice.Clock.Day = Today.AddDays(5);
        var assigned = await slice.Send(new AssignCareGroup(caseId, town.Group.Id, new(2026, 12, 31)));
        slice.Clock.Day = Today.AddDays(10);
        await slice.Send(new EndCareGroupAssignment(caseId, assigned.Id));
        slice.Clock.Day = Today.AddDays(20);
        var meeting = new RecordMeeting(town.Group.Id, Today, [town.Volunteer.Id], [caseId]);

        var before = await Refused(slice, meeting with { HeldOn = Today.AddDays(4) });
        var after = await Refused(slice, meeting with { HeldOn = Today.AddDays(11) });
        foreach (var day in (int[])[5, 8, 10]) await slice.Send(meeting with { HeldOn = Today.AddDays(day) });

        Assert.Equal(("meeting.not-assigned", "meeting.not-assigned"), (before, after));
        Assert.Equal(3, (await slice.Send(new ListMeetings())).Meetings.Count(held => held.Names.Count == 1));
    }

    [Fact]
    public async Task Given_more_than_a_page_When_a_member_turns_the_pages_Then_ones_own_come_first_and_every_decision_and_meeting_comes_once()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var town = slice.Town;
        for (var meeting = 0; meeting < 5; meeting++)
            foreach (var owner in (StaffMember[])[town.Doctor, town.Volunteer, town.Doctor, town.Doctor, town.Doctor])
                await slice.Send(new RecordMeeting(town.Group.Id, Today, [town.Volunteer.Id], Decisions: [.. Enumerable.Range(0, 3).Select(day => new DecisionMade("走访", owner.Id, Today.AddDays(day)))], Key: Guid.NewGuid()));

        var first = await slice.Send(new ListMeetings(), town.Volunteer);
        var second = await slice.Send(new ListMeetings(first.OpenNext, After: first.Next), town.Volunteer);

        Assert.Equal((75, 75, 50, 25, 20, 5), (first.OpenTotal, second.OpenTotal, first.Open.Count, second.Open.Count, first.Meetings.Count, second.Meetings.Count));
        Assert.Equal((15, true), (first.Open.Count(row => row.IsOwn), first.Open.Take(15).All(row => row.IsOwn)));
        Assert.Equal((75, 25), (first.Open.Concat(second.Open).DistinctBy(row => row.Id).Count(), first.Meetings.Concat(second.Meetings).DistinctBy(row => row.Id).Count()));
        Assert.Equal([.. Enumerable.Range(0, 15).Select(row => Today.AddDays(row / 5)), .. Enumerable.Range(0, 60).Select(row => Today.AddDays(row / 20))], first.Open.Concat(second.Open).Select(row => row.DueOn));
        Assert.Equal((null, null), (second.OpenNext, second.Next));
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => slice.Send(new ListMeetings("2026-03-02"), town.Volunteer));
    }

    [Fact]
    public async Task Given_a_decision_that_is_not_done_When_its_owner_leaves_Then_it_is_given_on_first_and_then_waits_at_another()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var town = slice.Town;
        await town.AddStrangerAsync(slice);
        await slice.Send(new RecordMeeting(town.Group.Id, Today, [town.Volunteer.Id], Decisions: [new("联系民政", town.Doctor.Id, Today.AddDays(3))]));
        var decision = (await slice.Send(new ListMeetings())).Open[0];

        var leaves = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new CloseStaffMember(town.Doctor.Id), town.Administrator));
        Assert.Equal(("staff-member.owns-decisions", "group-decision", $"{decision.Id.Value}"), (leaves.Code, leaves.Left.First[0].Kind, leaves.Left.First[0].Id));
        Assert.Equal("decision.not-yours", await Refused(slice, new HandDecision(decision.Id, town.Volunteer.Id), town.Volunteer));
        Assert.Equal("decision.owner", await Refused(slice, new HandDecision(decision.Id, town.Stranger!.Id)));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new HandDecision(decision.Id, town.Volunteer.Id), town.Stranger));
        var handed = await slice.Send(new HandDecision(decision.Id, town.Volunteer.Id, decision.Version), town.Leader);
        await slice.Send(new CloseStaffMember(town.Doctor.Id), town.Administrator);

        Assert.Equal(town.Volunteer.Id, handed.OwnerId);
        Assert.True(Assert.Single((await slice.Send(new ListMeetings(), town.Volunteer)).Open).IsOwn);
    }

    [Fact]
    public async Task Given_a_decision_that_is_not_done_When_its_owner_leaves_the_group_Then_it_is_given_on_first_and_can_be_given_on_after_the_group_has_closed()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var town = slice.Town;
        await slice.Send(new RecordMeeting(town.Group.Id, Today, [town.Volunteer.Id], Decisions: [new("联系民政", town.Volunteer.Id, Today.AddDays(3))]));
        var decision = (await slice.Send(new ListMeetings())).Open[0];
        var term = (await slice.Send(new GetCareGroup(town.Group.Id), town.Officer)).Members.Single();

        var leaves = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new EndMembership(town.Group.Id, term.Id, Today), town.Officer));
        var doctorsBefore = (await slice.Send(new ListMeetings(Hand: decision.Id))).Takers;
        await slice.Send(new HandDecision(decision.Id, town.Doctor.Id, decision.Version), town.Leader);
        await slice.Send(new EndMembership(town.Group.Id, term.Id, Today), town.Officer);
        await slice.Db(db => db.CareGroups.Where(group => group.Id == town.Group.Id).ExecuteUpdateAsync(set => set.SetProperty(group => group.ClosedOn, Today)));
        var (leaders, doctors) = ((await slice.Send(new ListMeetings(Hand: decision.Id), town.Leader)).Takers, (await slice.Send(new ListMeetings(Hand: decision.Id))).Takers);

        await slice.Db(db => db.GroupDecisions.ExecuteUpdateAsync(set => set.SetProperty(row => row.OwnerId, town.Volunteer.Id))); // whose term ends by itself, on the day that was fixed for it
        slice.Clock.Day = Today.AddDays(1);
        var (late, counted, mine) = (await slice.Send(new ListMeetings(Show: DecisionView.Late), town.Leader), (await slice.Send(new CountDesk(), town.Leader)).LateDecisions, await slice.Send(new ListMeetings(Show: DecisionView.Mine), town.Leader));

        Assert.Equal((true, true, 1, 1, 0), (Assert.Single(late.Open).IsOrphaned, late.Open[0].MayClose, late.OpenTotal, counted, mine.OpenTotal));
        Assert.Equal(("staff-member.owns-decisions", $"{decision.Id.Value}"), (leaves.Code, leaves.Left.First[0].Id));
        Assert.Empty(doctorsBefore); // whose it is not, and who does not lead
        Assert.All([leaders, doctors], people => Assert.Contains(people, person => person.Id == town.Leader.Id));
    }

    [Fact]
    public async Task Given_one_form_When_it_is_sent_twice_Then_there_is_one_meeting_and_another_form_makes_another()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var meeting = new RecordMeeting(slice.Town.Group.Id, Today, [slice.Town.Volunteer.Id], Key: Guid.NewGuid());

        await slice.Send(meeting);
        var again = await Refused(slice, meeting);
        await slice.Send(meeting with { Key = Guid.NewGuid() });
        await slice.Send(meeting with { Key = null });
        var keyless = await Refused(slice, meeting with { Key = null });
        await slice.Send(meeting with { Key = null, Guests = "张大姐" });

        Assert.Equal(("meeting.saved-already", "meeting.saved-already", 4), (again, keyless, (await slice.Send(new ListMeetings())).Meetings.Count));
    }

    private static async Task<string> Refused<TAnswer>(Slice slice, IRequest<TAnswer> request, StaffMember? by = null) => (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(request, by))).Code;
}
