using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Grids;
using CaseManagement.Application.Features.People;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Features.Teams;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features.Administration;

/// <summary>Whatever administrators do in whatever order, nobody is left without an owner.</summary>
public sealed class OwnerPropertyTests
{
    private const int Steps = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Given_a_random_town_When_people_teams_and_grids_are_moved_closed_and_redrawn_at_random_Then_everybody_has_an_owner_after_each_step(int seed)
    {
        await using var slice = await ATown(seed);
        var dice = new Random(seed);
        var (done, refused) = (0, 0);
        var cameBack = new HashSet<ManagedCaseId>();

        for (var step = 0; step < Steps; step++)
        {
            try
            {
                await Something(slice, dice, step, cameBack);
                done++;
            }
            catch (Exception fault) when (fault is RuleBrokenException or NotFoundException)
            {
                refused++;
            }

            await RequireOwners(slice, cameBack, $"seed {seed}, step {step}");
        }

        Assert.True(done > 5, $"{done} of {Steps} done");
        Assert.True(refused > 5, $"{refused} of {Steps} refused");
    }

    /// <summary>Patients in grids and in none, some with an agreement, some late with an alert in hand.</summary>
    private static async Task<Slice> ATown(int seed)
    {
        var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var dice = new Random(seed * 7919);
        for (var i = 0; i < 8; i++)
        {
            var registered = await slice.Send(A.Registration($"测试{i}"));
            if (dice.Next(3) > 0) await slice.Send(new ConfirmGrid(registered.CaseId, dice.Next(2) == 0 ? slice.Town.Grid.Code : slice.Town.SecondGrid.Code));
            if (dice.Next(3) == 0)
                await slice.Send(new SignAgreement(registered.CaseId, dice.Next(2) == 0 ? slice.Town.Team.Id : slice.Town.OtherTeam.Id, new Signature(Signer.Patient, "测试", null, new(2026, 3, 2)), new(2026, 3, 2), new(2027, 3, 1)));
            if (dice.Next(2) == 0) await slice.Send(A.UnstableFollowUpOf(registered.CaseId), by: slice.Town.Doctor);
        }

        slice.Clock.Day = new(2026, 3, 25);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, null, CancellationToken.None);
        foreach (var alert in (await slice.Send(new ListAlerts(new()), by: slice.Town.Officer)).Rows.Where(_ => dice.Next(2) == 0))
            await slice.Send(new ClaimAlert(alert.Id), by: dice.Next(2) == 0 || alert.Tells is ToldRole.PreventionOffice or ToldRole.Specialist ? slice.Town.Officer : slice.Town.Leader);

        return slice;
    }

    private static async Task Something(Slice slice, Random dice, int step, HashSet<ManagedCaseId> cameBack)
    {
        var admin = slice.Town.Administrator;
        var staff = await slice.Db(db => db.Staff.AsNoTracking().Where(staff => staff.ClosedOn == null && staff.Role != StaffRole.Administrator).OrderBy(staff => staff.Code).ToListAsync());
        var teams = await slice.Db(db => db.CareTeams.AsNoTracking().OrderBy(team => team.Id).ToListAsync());
        var grids = await slice.Db(db => db.Grids.AsNoTracking().OrderBy(grid => grid.Code).ToListAsync());
        var (person, team, grid) = (Any(staff), Any(teams), Any(grids));

        switch (dice.Next(14))
        {
            case 0: await slice.Send(new MoveStaffMember(person.Id, person.Role, person.AreaCode, StaffMember.IsOfTeam(person.Role) ? team.Id : null), by: admin); break;
            case 1: await slice.Send(new MoveStaffMember(person.Id, StaffRole.PreventionOffice, TestTown.Code), by: admin); break;
            case 2: await slice.Send(new CloseStaffMember(person.Id), by: admin); break;
            case 3: await slice.Send(new AddStaffMember($"person-{step}", "新人", StaffRole.CareTeamMember, TestTown.Code, slice.Town.Centre.Id, team.Id), by: admin); break;
            case 4: await slice.Send(new AddTeam($"团队{step}", TestTown.Code, slice.Town.Centre.Id), by: admin); break;
            case 5: await slice.Send(new ChangeTeam(team.Id, team.Name, TestTown.Code, [.. new[] { TestTown.Code, TestTown.Community, TestTown.OtherCommunity }.Where(_ => dice.Next(2) == 0)]), by: admin); break;
            case 6: await slice.Send(new CloseTeam(team.Id), by: admin); break;
            case 9:
                var order = new ReassignmentOrder(ReassignmentSource.Team, ReassignmentReason.TeamCloses, team.Id, To: [new(Any(teams).Id)]);
                await slice.Send(new Reassign(order, (await slice.Send(new PreviewReassignment(order), by: admin)).Token), by: admin);
                break;
            case 10:
                if ((await slice.Send(new ListReassignments(), by: admin)).Rows.FirstOrDefault(row => row.MayBeUndone) is { } last) await slice.Send(new UndoReassignment(last.Id), by: admin);
                break;
            case 11 or 12 or 13: await LeaveOrComeBack(slice, dice, cameBack); break;
            case 7: await slice.Send(new RedrawGrid(grid.Code, grid.Name, [], team.Id, null, dice.Next(2) == 0 ? person.Id : null), by: admin); break;
            default: await slice.Send(new CloseGrid(grid.Code), by: admin); break;
        }

        T Any<T>(List<T> some) => some[dice.Next(some.Count)];
    }

    /// <summary>A patient dies, is closed as a mistake, or comes back to whatever is there by then.</summary>
    private static async Task LeaveOrComeBack(Slice slice, Random dice, HashSet<ManagedCaseId> cameBack)
    {
        var cases = await slice.Db(db => db.Cases.AsNoTracking().OrderBy(managed => managed.Id).ToListAsync());
        var (managed, today) = (cases[dice.Next(cases.Count)], slice.Clock.Today());
        var open = managed.Exits.LastOrDefault(exit => exit is { EndedOn: null, Accepted: true } or { Kind: ExitKind.Death, EndedOn: null });
        var isAtAVisit = dice.Next(2) == 0;
        if (managed.State.IsClosed()) cameBack.Add(managed.Id); // to whatever is there: they alone may find nobody

        switch (managed.State)
        {
            case CaseState.Dead when open is null: await slice.Send(new CancelFollowUp(managed.Id, managed.FollowUps.Last(visit => visit.IsValid && visit.Outcome == FollowUpOutcome.Dead).Id, "误报")); break;
            case CaseState.Dead: await slice.Send(new CancelDeath(managed.Id, open.Id, "误报")); break;
            case CaseState.Deleted: await slice.Send(new ReopenCase(managed.Id, "误关"), by: slice.Town.Officer); break;
            case var _ when dice.Next(2) == 0: await slice.Send(new CloseCase(managed.Id, DeletionReason.WrongEntry), by: slice.Town.Officer); break;
            case var _ when isAtAVisit: await slice.Send(A.FollowUpOf(managed.Id) with { SeenOn = today, Outcome = FollowUpOutcome.Dead, Findings = new() { DiedOn = today, DeathCause = DeathCause.Accident }, Class = null }); break;
            default: await slice.Send(new RecordDeath(managed.Id, today, today, DeathCause.Accident)); break;
        }
    }

    private static async Task RequireOwners(Slice slice, HashSet<ManagedCaseId> cameBack, string when) => await slice.Db(async db =>
    {
        var waiting = (await db.Cases.Where(managed => managed.UnassignedOn != null).Select(managed => managed.Id).ToListAsync()).FindAll(id => !cameBack.Contains(id));
        Assert.True(waiting.Count == 0, $"a patient in the queue whom nobody let come back: {when}");
        var open = db.CareTeams.Where(team => team.ClosedOn == null && db.Staff.Any(staff => staff.CareTeamId == team.Id && staff.ClosedOn == null));
        Assert.True(0 == await db.Cases.Where(CaseStates.IsOurs).CountAsync(managed => managed.UnassignedOn == null && !open.Any(team => team.Id == managed.CareTeamId)), $"a patient without an owner: {when}");
        Assert.True(0 == await db.CareTasks.CountAsync(task => task.State == Domain.CareTasks.CareTaskState.Open && !open.Any(team => team.Id == task.CareTeamId) && !db.Cases.Any(managed => managed.Id == task.CaseId && managed.UnassignedOn != null)), $"a task without an owner: {when}");
        Assert.True(0 == await db.Cases.Where(CaseStates.IsOurs).CountAsync(managed => managed.Agreements.Any(agreement => agreement.EndedOn == null && !open.Any(team => team.Id == agreement.CareTeamId))), $"an agreement with nobody: {when}");
        Assert.True(0 == await db.Grids.CountAsync(grid => grid.ClosedOn == null && !open.Any(team => team.Id == grid.CareTeamId)), $"a grid without an owner: {when}");
        Assert.True(0 == await db.Catchments.CountAsync(area => !open.Any(team => team.Id == area.CareTeamId)), $"a community without an owner: {when}");
        Assert.True(0 == await db.Alerts.CountAsync(alert => alert.State < AlertState.Resolved && alert.ClaimedBy != null && !db.Staff.Any(staff => staff.Id == alert.ClaimedBy && staff.ClosedOn == null)), $"an alert in nobody's hands: {when}");
        return 0;
    });
}
