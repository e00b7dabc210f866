using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Grids;
using CaseManagement.Application.Features.People;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Features.Teams;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Features;

/// <summary>A team is closed while a case is nobody's: whichever way the case comes back, it is not to that team.</summary>
public sealed class ComingBackTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData("told without a visit")]
    [InlineData("told at a visit")]
    [InlineData("corrected")]
    [InlineData("reopened")]
    public async Task Given_a_signed_patient_whose_team_closed_meanwhile_When_the_case_comes_back_Then_the_agreement_has_ended_with_the_team_and_the_team_of_the_place_answers(string way)
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new SignAgreement(caseId, slice.Town.OtherTeam.Id, new Signature(Signer.Patient, "测试甲", null, Today), Today, new(2027, 3, 1)));
        var back = await Leave(slice, caseId, way);
        await CloseTheOtherTeam(slice);
        slice.Clock.Day = new(2026, 3, 9);

        await back();

        var managed = await Case(slice, caseId);
        Assert.Equal((CaseState.Managed, slice.Town.Team.Id, null), (managed.State, managed.CareTeamId!.Value, managed.UnassignedOn));
        Assert.Equal((new DateOnly(2026, 3, 8), AgreementEnd.TeamClosed), managed.Agreements.Select(agreement => (agreement.EndedOn!.Value, agreement.EndReason!.Value)).Single());
        var open = managed.Tasks.Where(task => task.State == CareTaskState.Open).ToList();
        Assert.All(open, task => Assert.Equal(slice.Town.Team.Id, task.CareTeamId));
        Assert.Contains(open, task => task.Basis == AgreementTerms.TeamClosedBasis); // the new team is to sign
    }

    [Fact]
    public async Task Given_a_place_that_no_team_covers_any_more_When_a_case_comes_back_to_it_Then_it_waits_in_the_queue_of_the_office_with_its_tasks()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new ConfirmGrid(caseId, slice.Town.SecondGrid.Code));
        await slice.Send(new CloseCase(caseId, DeletionReason.WrongEntry), slice.Town.Officer);
        await slice.Send(new CloseGrid(slice.Town.SecondGrid.Code), slice.Town.Administrator);
        await slice.Db(async db =>
        {
            await db.Catchments.ExecuteDeleteAsync();
            return await db.Staff.Where(staff => staff.CareTeamId == slice.Town.Team.Id).ExecuteUpdateAsync(set => set.SetProperty(staff => staff.ClosedOn, Today));
        });

        await slice.Send(new ReopenCase(caseId, "误关"), slice.Town.Officer);

        var managed = await Case(slice, caseId);
        Assert.Equal((null, Today, TestTown.Community, null), (managed.CareTeamId, managed.UnassignedOn!.Value, managed.AreaCode, managed.Grid));
        Assert.Equal(caseId, Assert.Single((await slice.Send(new ListUnassigned(), slice.Town.Officer)).Rows).CaseId);
    }

    [Fact]
    public async Task Given_a_team_that_is_still_there_When_a_case_comes_back_Then_it_is_theirs_as_before()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new SignAgreement(caseId, slice.Town.OtherTeam.Id, new Signature(Signer.Patient, "测试甲", null, Today), Today, new(2027, 3, 1)));
        var back = await Leave(slice, caseId, "told without a visit");

        await back();

        var managed = await Case(slice, caseId);
        Assert.Equal((slice.Town.OtherTeam.Id, null), (managed.CareTeamId!.Value, managed.Agreements.Single().EndedOn));
    }

    private static async Task<Func<Task>> Leave(Slice slice, ManagedCaseId caseId, string way)
    {
        if (way == "reopened")
        {
            await slice.Send(new CloseCase(caseId, DeletionReason.WrongEntry), slice.Town.Officer);
            return () => slice.Send(new ReopenCase(caseId, "误关"), slice.Town.Officer);
        }

        if (way == "told without a visit")
        {
            var death = await slice.Send(new RecordDeath(caseId, Today, Today, DeathCause.Accident));
            return () => slice.Send(new CancelDeath(caseId, death.Id, "误报"));
        }

        var told = await slice.Send(A.FollowUpOf(caseId) with { SeenOn = Today, Outcome = FollowUpOutcome.Dead, Findings = new() { DiedOn = Today, DeathCause = DeathCause.Accident }, Class = null });
        return way == "corrected"
            ? () => slice.Send(new CorrectFollowUp(caseId, told.Id, "误报", Today, FollowUpOutcome.Seen, A.CalmFindings, Stability.Stable))
            : () => slice.Send(new CancelFollowUp(caseId, told.Id, "误报"));
    }

    private static async Task CloseTheOtherTeam(Slice slice)
    {
        var (town, admin) = (slice.Town, slice.Town.Administrator);
        await slice.Send(new RedrawGrid(town.GridOfOtherTown.Code, town.GridOfOtherTown.Name, [], town.Team.Id, null, null), admin);
        await slice.Send(new MoveStaffMember(town.Neighbour.Id, StaffRole.CareTeamMember, TestTown.Code, town.Team.Id), admin);
        await slice.Send(new CloseTeam(town.OtherTeam.Id), admin);
    }

    private static Task<ManagedCase> Case(Slice slice, ManagedCaseId caseId) => slice.Db(db => db.Cases.AsNoTracking().SingleAsync(managed => managed.Id == caseId));
}
