using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Desk;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.People;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features;

/// <summary>What leaves one pair of hands arrives in another: clues, outings, notices, and what a closed case leaves behind.</summary>
public sealed class ThreadTests
{
    [Fact]
    public async Task Given_a_registered_patient_When_found_unstable_Then_the_next_follow_up_is_due_in_two_weeks_and_late_the_day_after()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 16));
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId) with { SeenOn = new(2026, 3, 2) });

        var onTheLastDay = await slice.Send(new ListWorklist(new(DueBand.Late, CareTaskKind.FollowUp)));
        slice.Clock.Day = new(2026, 3, 17);
        var onTheFirstDayLate = await slice.Send(new ListWorklist(new(DueBand.Late, CareTaskKind.FollowUp)));

        Assert.Empty(onTheLastDay.Rows);
        var late = Assert.Single(onTheFirstDayLate.Rows);
        Assert.Equal((1, "follow-up.unstable.14-days", new DateOnly(2026, 3, 16)), (late.DaysLate, late.Reason.Basis, late.Reason.ClosesOn));
    }

    [Fact]
    public async Task Given_a_clue_that_is_no_emergency_When_it_is_matched_Then_the_patients_team_has_it_on_the_case_until_it_says_what_came_of_it_and_a_wrong_end_is_undone()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var heard = await slice.Send(new ReportClue(ClueSource.Other, "测试甲几天没出门", TestTown.OtherCommunity), slice.Town.Officer);
        await slice.Send(new CheckClue(heard.Id, "是测试甲"), slice.Town.Officer);

        var matched = await slice.Send(new EndClue(heard.Id, ClueState.Matched, caseId), slice.Town.Officer);

        var (row, onCase) = (Assert.Single((await slice.Send(new ListClues(About: caseId))).Rows), Assert.Single((await slice.Send(new GetCase(caseId))).Clues));
        Assert.Equal((ClueState.Matched, TestTown.Community, slice.Town.Team.Name, "测试甲"), (row.State, row.AreaCode, row.Owner, row.Name));
        Assert.Equal((heard.Id, row.DueOn, 0), (onCase.Id, onCase.DueOn, onCase.DaysLate));
        Assert.Equal((1, 0), ((await slice.Send(new CountDesk())).OpenClues, (await slice.Send(new ListCrises())).Total));
        var settled = await slice.Send(new EndClue(heard.Id, ClueState.Settled, Note: "已随访，平稳", ExpectedVersion: matched.Version));
        var ended = Assert.Single((await slice.Send(new ListClues(Ended: true))).Rows);
        Assert.Equal((ClueState.Settled, "已随访，平稳", 0), (ended.State, ended.EndNote, (await slice.Send(new ListClues())).Total));
        var reopened = await slice.Send(new ReopenClue(heard.Id, "又听说", settled.Version));
        Assert.Equal((ClueState.Matched, heard.Id), (reopened.State, Assert.Single((await slice.Send(new GetCase(caseId))).Clues).Id));
        await slice.Send(new ReopenClue(heard.Id, "不是此人", reopened.Version));
        var again = Assert.Single((await slice.Send(new ListClues(), slice.Town.Officer)).Rows);
        Assert.Equal((ClueState.Checked, null, TestTown.OtherCommunity), (again.State, again.CaseId, again.AreaCode)); // back to whoever had it
        Assert.Equal([ClueState.Matched, ClueState.Settled, ClueState.Matched, ClueState.Checked], again.Steps.Select(step => step.State));
        Assert.Empty((await slice.Send(new GetCase(caseId))).Clues);
    }

    [Fact]
    public async Task Given_a_clue_of_another_town_When_it_is_handed_on_Then_it_is_open_there_and_gone_here_and_only_out_of_the_system_it_has_its_end()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        await slice.Town.AddStrangerAsync(slice);
        var heard = await slice.Send(new ReportClue(ClueSource.Hotline, "有人持刀", TestTown.Community, Trigger: CrisisTrigger.DangerToOthers));
        await slice.Send(new CheckClue(heard.Id, "住在南城"));
        slice.Clock.Day = A.Monday.AddDays(1);

        var handed = await slice.Send(new EndClue(heard.Id, ClueState.HandedOn, ToAreaCode: TestTown.OtherTownCommunity, Note: "已电话告知"));

        var row = Assert.Single((await slice.Send(new ListClues(), slice.Town.Stranger)).Rows);
        Assert.Equal((ClueState.Open, TestTown.OtherTownCommunity, A.Monday.AddDays(1)), (handed.State, row.AreaCode, row.DueOn));
        Assert.Equal((ClueState.HandedOn, "已电话告知", "住在南城"), (row.Steps[0].State, row.Steps[0].Note, row.Steps[0].Found));
        Assert.Equal(0, (await slice.Send(new ListClues())).Total);
        await slice.Send(new CheckClue(heard.Id, "已去过"), slice.Town.Stranger);
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new EndClue(heard.Id, ClueState.HandedOn, ToAreaCode: "441900999"), slice.Town.Stranger));
        Assert.Equal("clue.handed-to-nobody", (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new EndClue(heard.Id, ClueState.HandedOn), slice.Town.Stranger))).Code);
        await slice.Send(new EndClue(heard.Id, ClueState.HandedOn, Note: "邻市公安"), slice.Town.Stranger);
        Assert.Equal("邻市公安", Assert.Single((await slice.Send(new ListClues(Ended: true), slice.Town.Stranger)).Rows).EndNote);
    }

    [Fact]
    public async Task Given_an_emergency_that_began_by_a_clue_When_it_was_none_of_this_patients_Then_the_clue_is_looked_into_again()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var heard = await slice.Send(new ReportClue(ClueSource.Hotline, "有人打砸", TestTown.Community, Trigger: CrisisTrigger.DangerToOthers));
        await slice.Send(new CheckClue(heard.Id, "像是测试甲"));
        await slice.Send(new EndClue(heard.Id, ClueState.Matched, caseId));
        Assert.Equal(0, (await slice.Send(new ListClues())).Total);

        await slice.Send(new EndCrisis(caseId, Assert.Single((await slice.Send(new ListCrises())).Rows).Id, CrisisOutcome.Mistaken, Note: "不是此人"));

        var row = Assert.Single((await slice.Send(new ListClues())).Rows);
        Assert.Equal((heard.Id, ClueState.Checked, null, A.Monday), (row.Id, row.State, row.CaseId, row.DueOn));
        Assert.Equal("不是此人", row.Steps[^1].Note);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("派出所已处置，已送回家", 0)]
    public async Task Given_a_clue_that_sounds_like_an_emergency_When_the_person_is_registered_by_it_Then_one_begins_unless_it_was_handled(string? handled, int emergencies)
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var heard = await slice.Send(new ReportClue(ClueSource.Hotline, "有人打砸", TestTown.Community, Trigger: CrisisTrigger.DangerToOthers));
        await slice.Send(new CheckClue(heard.Id, "已确诊，未登记"));

        var registered = await slice.Send(A.Registration() with { FromClue = heard.Id, ClueHandled = handled });

        var crises = (await slice.Send(new ListCrises())).Rows;
        Assert.Equal(emergencies, crises.Count);
        foreach (var crisis in crises) Assert.Equal((CrisisTrigger.DangerToOthers, CrisisSource.Hotline), (await slice.Send(new GetCrisis(registered.CaseId, crisis.Id))).Causes.Select(cause => (cause.Trigger, cause.Source)).Single());
        Assert.Equal((ClueState.Registered, handled), Assert.Single((await slice.Send(new ListClues(Ended: true))).Rows) is var row ? (row.State, row.EndNote) : default);
        Assert.Equal("clue.registered", (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new ReopenClue(heard.Id, "录错了")))).Code);
    }

    [Fact]
    public async Task Given_closer_visits_after_an_emergency_When_the_care_group_looks_Then_it_sees_when_the_team_comes()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.FollowUpOf(caseId) with { SeenOn = A.Monday });
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 12, 31)));
        var crisis = await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers));
        foreach (var party in crisis.NotTold) await slice.Send(new TellOfCrisis(caseId, crisis.Id, party, ToldHow.Call, ToldResult.Knows));
        await slice.Send(new RecordCrisis(caseId, crisis.Id, A.CrisisRecord(slice.Clock.GetUtcNow())));

        await slice.Send(new EndCrisis(caseId, crisis.Id, CrisisOutcome.Settled, A.Monday.AddDays(3)));

        Assert.Equal(A.Monday.AddDays(3), Assert.Single((await slice.Send(new ListSupported(), slice.Town.Volunteer)).Patients).Next!.LastOn);
    }

    [Fact]
    public async Task Given_somebody_who_is_not_back_When_the_leader_has_acknowledged_it_Then_they_stand_on_the_desks_until_they_are_and_the_office_hears_of_it_too()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var (caseId, leader, officer) = ((await slice.Send(A.Registration())).CaseId, slice.Town.Leader, slice.Town.Officer);
        var outing = await slice.Send(new SetOut(caseId, slice.Clock.GetUtcNow().AddHours(1), "护士"));
        Assert.Equal(0, (await slice.Send(new CountDesk(), leader)).LateOutings);
        slice.Clock.Move(TimeSpan.FromMinutes(61));
        await RunAsync(slice, "tell-of-outings");
        var notice = Assert.Single((await slice.Send(new ListNotices(), leader)).Rows);
        await slice.Send(new AcknowledgeNotice(caseId, notice.Id), leader);
        Assert.Empty((await slice.Send(new ListNotices(), officer)).Rows);

        slice.Clock.Move(TimeSpan.FromMinutes(60));
        await RunAsync(slice, "tell-of-outings");
        await RunAsync(slice, "tell-of-outings");

        Assert.Equal((NoticeEvent.NotBack, outing.Id.Value), Assert.Single((await slice.Send(new ListNotices(), officer)).Rows) is var told ? (told.Event, told.EventId) : default);
        foreach (var person in (StaffMember[])[leader, officer])
        {
            var list = await slice.Send(new ListNotices(), person);
            Assert.Equal(((int?)1, outing.Id), ((await slice.Send(new CountDesk(), person)).LateOutings, Assert.Single(list.Out).Id));
        }

        Assert.Null((await slice.Send(new CountDesk())).LateOutings); // for the leader and the office
        await slice.Send(new ComeBack(caseId, outing.Id));
        Assert.Equal((0, 0), ((await slice.Send(new CountDesk(), officer)).LateOutings, (await slice.Send(new ListNotices(), leader)).Out.Count));
    }

    [Fact]
    public async Task Given_a_notice_that_nobody_has_acknowledged_When_its_reader_leaves_Then_the_office_has_it_the_next_night_and_once()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var outing = await slice.Send(new SetOut(caseId, slice.Clock.GetUtcNow().AddHours(1)));
        slice.Clock.Move(TimeSpan.FromMinutes(61));
        await RunAsync(slice, "tell-of-outings");
        await RunAsync(slice, JobNames.Sweep, A.Monday);
        var before = (await slice.Send(new ListNotices(), slice.Town.Officer)).Total;
        await slice.Send(new CloseStaffMember(slice.Town.Leader.Id), slice.Town.Administrator);

        slice.Clock.Day = A.Monday.AddDays(1);
        await RunAsync(slice, JobNames.Sweep, A.Monday.AddDays(1));
        await RunAsync(slice, JobNames.Sweep, A.Monday.AddDays(1));

        Assert.Equal((0, outing.Id.Value), (before, Assert.Single((await slice.Send(new ListNotices(), slice.Town.Officer)).Rows).EventId));
    }

    [Fact]
    public async Task Given_a_patient_who_is_registered_twice_When_one_is_closed_Then_the_one_that_stays_is_named_and_stands()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var (stays, twice, closed) = ((await slice.Send(A.Registration())).CaseId, (await slice.Send(A.Registration("测试乙"))).CaseId, (await slice.Send(A.Registration("测试丙"))).CaseId);
        await slice.Send(new CloseCase(closed, DeletionReason.WrongEntry), slice.Town.Leader);

        Assert.Equal("exit.duplicate-of-what", await Refused(new CloseCase(twice, DeletionReason.Duplicate)));
        Assert.Equal("exit.duplicate-of-closed", await Refused(new CloseCase(twice, DeletionReason.Duplicate, DuplicateOf: closed)));
        Assert.Equal("exit.duplicate-unknown", await Refused(new CloseCase(twice, DeletionReason.Duplicate, DuplicateOf: ManagedCaseId.New())));
        await slice.Town.AddStrangerAsync(slice);
        var strange = (await slice.Send(A.Registration("测试丁") with { AreaCode = TestTown.OtherTownCommunity }, slice.Town.Stranger)).CaseId; // it is there, and the leader does not see it
        Assert.Equal("exit.duplicate-unknown", await Refused(new CloseCase(twice, DeletionReason.Duplicate, DuplicateOf: strange)));
        await slice.Send(new CloseCase(twice, DeletionReason.Duplicate, DuplicateOf: stays), slice.Town.Leader);

        Assert.Equal((CaseState.Deleted, stays), await slice.Send(new GetCaseExits(twice), slice.Town.Leader) is var exits ? (exits.State, exits.Exits[0].DuplicateOf!.Value) : default);

        async Task<string> Refused(CloseCase command) => (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(command, slice.Town.Leader))).Code;
    }

    [Theory]
    [InlineData(StaffRole.Administrator)]
    [InlineData(StaffRole.Psychiatrist)]
    public async Task Given_the_last_two_of_a_role_When_one_leaves_Then_whoever_lets_the_other_go_at_the_same_time_comes_too_late(StaffRole role)
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var first = role == StaffRole.Administrator ? slice.Town.Administrator : slice.Town.Psychiatrist;
        var second = new StaffMember(StaffId.New(), "second", "另一位", role, first.AreaCode, first.InstitutionId);
        await slice.Add(second);
        var before = await VersionAsync();

        await slice.Send(new CloseStaffMember(second.Id), slice.Town.Administrator);

        Assert.True(await VersionAsync() > before);

        Task<long> VersionAsync() => slice.Db(db => db.Staff.Where(staff => staff.Id == first.Id).Select(staff => staff.Version).SingleAsync());
    }

    private static Task<JobCounts> RunAsync(Slice slice, string job, DateOnly? day = null) => slice.Services.GetRequiredService<IJobRunner>().RunAsync(job, day, TestContext.Current.CancellationToken);
}
