using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Desk;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.People;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Features.Teams;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Reassignments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features.Reassignments;

public sealed class ReassignTests
{
    [Fact]
    public async Task Given_a_team_with_everything_When_it_closes_Then_all_of_it_goes_as_it_was_previewed_and_is_as_its_facts_would_have_it()
    {
        var (slice, cases) = await ATown.BuildAsync();
        await using var town = slice;
        var (order, other) = (ATown.Closes(slice), slice.Town.OtherTeam.Id);

        var preview = await slice.Look(order);
        var done = await slice.Do(order);

        Assert.Equal((6, preview.Tasks, preview.Alerts, 3, 0), (done.Cases, done.Tasks, done.Alerts, done.Agreements, done.Unassigned));
        Assert.Equal((preview.Cases, preview.Agreements, preview.Unassigned, 6, 6), (done.Cases, done.Agreements, done.Unassigned, preview.Rows.Count, preview.Teams.Single().Taken));
        Assert.True(done.Tasks >= 6 && done.Alerts >= 2, $"{done}");
        Assert.Equal(0, await slice.Db(db => db.Cases.CountAsync(managed => managed.CareTeamId != other)));
        Assert.Equal(0, await slice.Db(db => db.CareTasks.CountAsync(task => task.State == CareTaskState.Open && task.CareTeamId != other)));
        Assert.Equal(0, await slice.Db(db => db.Alerts.CountAsync(alert => alert.State < AlertState.Resolved && (alert.CareTeamId != other || alert.ClaimedBy != null))));
        Assert.Equal(0, await slice.Db(db => db.CaseGrants.CountAsync(grant => grant.CareTeamId != other)) + await slice.Db(db => db.Referrals.CountAsync(referral => referral.CareTeamId != other)));
        Assert.Equal(other, await slice.Db(db => db.NationalCards.Select(card => card.CareTeamId).SingleAsync()));
        Assert.Equal([AlertActKind.Claimed, AlertActKind.Reassigned], await slice.Db(db => db.AlertActs.OrderBy(act => act.Id).Select(act => act.Kind).ToListAsync()));
        Assert.Equal(0, await slice.Db(db => db.CareTasks.CountAsync(task => task.HeldUntil > ATown.Today))); // nobody has it in hand
        var renewals = await slice.Db(db => db.CareTasks.Where(task => task.Kind == CareTaskKind.AgreementRenewal && task.State == CareTaskState.Open).OrderBy(task => task.CaseId).ToListAsync());
        Assert.All(renewals, task => Assert.Equal((AgreementTerms.TeamClosedBasis, ATown.Today), (task.Basis, task.DueOn)));
        Assert.Equal([.. new[] { cases[0], cases[1] }.OrderBy(id => id.Value)], renewals.Select(task => task.CaseId));
        await slice.RequireAsDerived();
    }

    [Fact]
    public async Task Given_a_team_that_has_been_reassigned_When_its_people_have_moved_Then_it_closes_and_the_nightly_check_finds_nothing()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;

        await slice.Do(ATown.Closes(slice));
        foreach (var member in new[] { slice.Town.Doctor, slice.Town.Leader }) await slice.Send(new MoveStaffMember(member.Id, member.Role, TestTown.Code, slice.Town.OtherTeam.Id), slice.Town.Administrator);
        await slice.Send(new CloseTeam(slice.Town.Team.Id), slice.Town.Administrator);
        var checkedAll = await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Verify, null, TestContext.Current.CancellationToken);

        Assert.Equal(0, checkedAll.Failed);
    }

    [Fact]
    public async Task Given_somebody_who_has_died_with_an_emergency_not_yet_recorded_When_the_team_closes_Then_that_record_is_the_new_teams()
    {
        var (slice, cases) = await ATown.BuildAsync();
        await using var town = slice;
        await slice.Send(new RecordDeath(cases[4], ATown.Today, ATown.Today, DeathCause.Accident));

        var done = await slice.Do(ATown.Closes(slice));

        var left = await slice.Db(db => db.CareTasks.Where(task => task.CaseId == cases[4] && task.State == CareTaskState.Open).Select(task => new { task.Kind, task.CareTeamId }).ToListAsync());
        Assert.Equal([(CareTaskKind.CrisisRecord, slice.Town.OtherTeam.Id)], left.Select(task => (task.Kind, task.CareTeamId!.Value)));
        Assert.Equal(6, done.Cases);
        Assert.Equal(0, await slice.Db(db => db.CareTasks.CountAsync(task => task.State == CareTaskState.Open && task.CareTeamId == slice.Town.Team.Id)));
    }

    [Fact]
    public async Task Given_a_team_with_a_cap_When_more_come_Then_the_rest_waits_in_the_queue_from_that_day_until_somebody_has_room()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;
        await Cap(slice, 2);

        var done = await slice.Do(ATown.Closes(slice));
        var queue = await slice.Send(new ListUnassigned(), slice.Town.Officer);
        var first = await slice.Send(new ListUnassigned(Take: 3), slice.Town.Officer);
        var second = await slice.Send(new ListUnassigned(After: first.Next, Take: 3), slice.Town.Officer);
        var count = (await slice.Send(new CountDesk(), slice.Town.Officer)).Unassigned;
        var failed = (await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Verify, null, TestContext.Current.CancellationToken)).Failed;
        await Cap(slice, 5);
        var given = await slice.Do(new(ReassignmentSource.Unassigned, ReassignmentReason.QueueCleared, AreaCode: TestTown.Code, To: [new(slice.Town.OtherTeam.Id)]));

        Assert.Equal((6, 4, 4, 4, 0), (done.Cases, done.Unassigned, queue.Total, count, failed));
        Assert.Equal(queue.Rows.Select(row => row.CaseId), first.Rows.Concat(second.Rows).Select(row => row.CaseId));
        Assert.Equal([.. queue.Rows.Select(row => row.Class == Stability.Unstable).OrderDescending()], queue.Rows.Select(row => row.Class == Stability.Unstable)); // the urgent first
        Assert.Contains(queue.Rows, row => row is { Class: Stability.Unstable, Next: { DaysLate: > 0, Band: DueBand.Late } });
        Assert.Contains(queue.Rows, row => row.Class != Stability.Unstable);
        Assert.All(queue.Rows, row => Assert.Equal((ATown.Today, 0, UnassignedReason.NoRoom), (row.Since, row.Days, row.Reason)));
        Assert.Equal((3, 1), (given.Cases, (await slice.Send(new ListUnassigned(), slice.Town.Officer)).Total));
        await slice.RequireAsDerived();
    }

    [Fact]
    public async Task Given_somebody_whom_no_team_covers_When_they_are_registered_Then_they_stand_in_the_queue_at_once_and_leave_it_with_a_grid()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await slice.Db(db => db.Catchments.ExecuteDeleteAsync());

        var id = (await slice.Send(A.Registration())).CaseId;
        var waiting = (await slice.Send(new ListUnassigned(TestTown.Code), slice.Town.Officer)).Rows.Single();
        await slice.Send(new ConfirmGrid(id, slice.Town.Grid.Code), slice.Town.Officer);

        Assert.Equal((id, UnassignedReason.NobodyThere, "测试甲"), (waiting.CaseId, waiting.Reason, waiting.Name));
        Assert.Equal(0, (await slice.Send(new CountDesk(), slice.Town.Officer)).Unassigned);
    }

    [Fact]
    public async Task Given_a_preview_When_a_patient_comes_meanwhile_Then_nothing_is_done()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;
        var order = ATown.Closes(slice);

        var preview = await slice.Look(order);
        await slice.Send(A.Registration("测试后来"));
        var before = await slice.Everything();

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new Reassign(order, preview.Token), slice.Town.Officer));
        Assert.Equal(before, await slice.Everything());
    }

    [Fact]
    public async Task Given_a_preview_When_two_do_it_at_once_Then_one_does_it_and_the_other_is_told()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;
        var order = ATown.Closes(slice);
        var token = (await slice.Look(order)).Token;

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            try
            {
                await slice.Send(new Reassign(order, token), slice.Town.Officer);
                return true;
            }
            catch (ChangedMeanwhileException)
            {
                return false;
            }
        })));

        Assert.Single(both, done => done);
        Assert.Equal(1, await slice.Db(db => db.Reassignments.CountAsync()));
    }

    [Fact]
    public async Task Given_a_reassignment_When_it_is_killed_half_way_Then_nothing_of_it_is_there_and_it_can_be_done_again()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;
        var order = ATown.Closes(slice);
        var token = (await slice.Look(order)).Token;
        var (before, entries) = (await slice.Everything(), await slice.Db(db => db.Audit.CountAsync()));

        using (new Stops(slice, "UPDATE \"CaseGrant\"")) await Assert.ThrowsAnyAsync<Exception>(() => slice.Send(new Reassign(order, token), slice.Town.Officer));
        var (after, then) = (await slice.Everything(), await slice.Db(db => db.Audit.CountAsync()));
        var done = await slice.Send(new Reassign(order, token), slice.Town.Officer);

        Assert.Equal(before, after);
        Assert.Equal((entries, 6), (then, done.Cases));
    }

    [Fact]
    public async Task Given_a_grid_that_is_merged_into_another_When_it_is_done_and_undone_Then_everybody_has_moved_with_their_history_and_back()
    {
        var (slice, cases) = await ATown.BuildAsync();
        await using var town = slice;
        var (grid, into) = (slice.Town.Grid.Code, slice.Town.SecondGrid.Code);
        var before = await slice.Everything();

        var done = await slice.Do(new(ReassignmentSource.Area, ReassignmentReason.AreaRedrawn, AreaCode: grid, IntoGrid: into));
        var merged = await slice.Db(db => db.Cases.AsNoTracking().SingleAsync(managed => managed.Id == cases[0]));
        await slice.RequireAsDerived();
        await slice.Send(new UndoReassignment(done.Id), slice.Town.Officer);
        var back = await slice.Db(db => db.Cases.AsNoTracking().SingleAsync(managed => managed.Id == cases[0]));

        Assert.Equal((2, into, into, 2), (done.Cases, merged.AreaCode, merged.Grid?.GridCode, merged.GridAssignments.Count));
        Assert.All(merged.Tasks.Where(task => task.State == CareTaskState.Open), task => Assert.Equal(into, task.AreaCode));
        Assert.Equal((grid, grid, 3), (back.AreaCode, back.Grid?.GridCode, back.GridAssignments.Count));
        Assert.Equal(before, await slice.Everything());
    }

    [Fact]
    public async Task Given_an_area_that_goes_to_another_team_When_it_is_reassigned_Then_whoever_has_signed_stays_and_the_places_go()
    {
        var (slice, cases) = await ATown.BuildAsync();
        await using var town = slice;

        var done = await slice.Do(new(ReassignmentSource.Area, ReassignmentReason.AreaRedrawn, AreaCode: TestTown.Code, To: [new(slice.Town.OtherTeam.Id)]));

        Assert.Equal((4, 0), (done.Cases, done.Agreements));
        Assert.Equal([.. cases.Take(2).OrderBy(id => id.Value)], await slice.Db(db => db.Cases.Where(managed => managed.CareTeamId == slice.Town.Team.Id).OrderBy(managed => managed.Id).Select(managed => managed.Id).ToListAsync()));
        Assert.Equal(0, await slice.Db(db => db.Grids.CountAsync(grid => grid.CareTeamId != slice.Town.OtherTeam.Id)) + await slice.Db(db => db.Catchments.CountAsync(area => area.CareTeamId != slice.Town.OtherTeam.Id)));
        await slice.RequireAsDerived();
    }

    [Fact]
    public async Task Given_a_team_with_more_When_the_load_is_balanced_Then_those_without_an_agreement_move_until_it_is_even_and_never_further()
    {
        var (slice, cases) = await ATown.BuildAsync();
        await using var town = slice;
        ReassignmentOrder Balance(Domain.Staff.CareTeam from, Domain.Staff.CareTeam to) => new(ReassignmentSource.Team, ReassignmentReason.Balance, from.Id, To: [new(to.Id)]);
        var (team, other) = (slice.Town.Team, slice.Town.OtherTeam);

        var fewer = (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Look(Balance(other, team)))).Code;
        var preview = await slice.Look(Balance(team, other));
        var done = await slice.Do(Balance(team, other));
        var even = (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Look(Balance(team, other)))).Code;

        Assert.Equal(("reassignment.giver-has-fewer", "reassignment.giver-has-fewer"), (fewer, even));
        Assert.Equal((new GiverLoad(team.Id, team.Name, 6, 3, 3), 3, 0, 0), (preview.Giver, preview.Teams.Single().After, preview.Unassigned, preview.Agreements));
        Assert.Equal((3, other.Id), (preview.Shares.Sum(share => share.Cases), preview.Shares.Select(share => share.CareTeamId).Distinct().Single())); // who stays is given to nobody
        Assert.Equal((3, 3, 0), (done.Cases, await slice.Db(db => db.Cases.CountAsync(managed => managed.CareTeamId == team.Id)), await slice.Db(db => db.Cases.CountAsync(managed => managed.CareTeamId == null))));
        Assert.Equal(2, await slice.Db(db => db.Cases.CountAsync(managed => managed.CareTeamId == team.Id && cases.Take(2).Contains(managed.Id)))); // who has signed stays
        await slice.RequireAsDerived();
    }

    [Fact]
    public async Task Given_a_person_who_leaves_When_their_work_goes_to_a_colleague_Then_alerts_and_grids_do_and_they_can_leave()
    {
        var (slice, _) = await ATown.BuildAsync();
        await using var town = slice;
        var colleague = new Domain.Staff.StaffMember(Domain.Staff.StaffId.New(), "colleague", "新医生", slice.Town.Doctor.Role, TestTown.Code, slice.Town.Centre.Id, slice.Town.Team.Id);
        await slice.Add(colleague);

        var done = await slice.Do(new(ReassignmentSource.Person, ReassignmentReason.PersonLeaves, StaffId: slice.Town.Doctor.Id, ToStaffId: colleague.Id));
        var held = await slice.Db(db => db.Alerts.CountAsync(alert => alert.ClaimedBy == colleague.Id && alert.State == AlertState.Claimed && db.CareTasks.Any(task => task.Id == alert.TaskId && task.HeldUntil == alert.HeldUntil)));
        var act = await slice.Db(db => db.AlertActs.OrderBy(act => act.Id).LastAsync());
        await slice.Send(new CloseStaffMember(slice.Town.Doctor.Id), slice.Town.Administrator);

        Assert.Equal((0, 1, 1), (done.Cases, done.Alerts, held));
        Assert.Equal((AlertActKind.Reassigned, slice.Town.Officer.Id, colleague.Id), (act.Kind, act.By, act.To));
    }

    [Theory]
    [InlineData(ReassignmentSource.Team, ReassignmentReason.QueueCleared, "reassignment.reason")]
    [InlineData(ReassignmentSource.Area, ReassignmentReason.AreaRedrawn, "text.missing")]
    [InlineData(ReassignmentSource.Person, ReassignmentReason.PersonLeaves, "text.missing")]
    public async Task Given_an_order_that_says_too_little_When_it_is_looked_at_Then_it_is_refused(ReassignmentSource from, ReassignmentReason reason, string code)
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));

        var refusal = await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => slice.Look(new(from, reason, slice.Town.Team.Id, To: [new(slice.Town.OtherTeam.Id)])));

        Assert.Contains(refusal.Errors, error => error.ErrorCode == code);
    }

    [Fact]
    public async Task Given_somebody_of_another_town_When_they_ask_for_this_one_Then_it_does_not_exist()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var far = new Domain.Staff.StaffMember(Domain.Staff.StaffId.New(), "far", "外镇科员", Domain.Staff.StaffRole.PreventionOffice, TestTown.OtherTown, slice.Town.Office.Id);
        await slice.Add(far);

        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new PreviewReassignment(ATown.Closes(slice)), far));
        Assert.Equal("reassignment.to-itself", (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Look(ATown.Closes(slice) with { To = [new(slice.Town.Team.Id)] }))).Code);
    }

    private static Task Cap(Slice slice, int cap) => slice.Send(new ChangeTeam(slice.Town.OtherTeam.Id, "第二团队", TestTown.Code, [.. slice.Db(db => db.Catchments.Where(area => area.CareTeamId == slice.Town.OtherTeam.Id).Select(area => area.AreaCode).ToListAsync()).GetAwaiter().GetResult()], CaseCap: cap), slice.Town.Administrator);
}
