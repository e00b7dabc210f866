using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.People;
using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Features.Alerts;

/// <summary>A step that names somebody who is not there tells the office: no rung of the ladder hangs in the air, and the top one is never empty.</summary>
public sealed class NobodyToldTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task Given_a_case_with_or_without_team_and_leader_When_its_visit_is_late_Then_the_sweep_tells_whom_the_rule_names_and_says_why(bool hasTeam, bool hasLeader)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await slice.AnUnstablePatient();
        if (!hasLeader) await slice.Send(new CloseStaffMember(slice.Town.Leader.Id), slice.Town.Administrator);
        if (!hasTeam) await LoseTheTeam(slice);

        await slice.Night(17);

        var rows = (await slice.Send(new ListAlerts(new AlertFilter(CaseId: caseId, Kind: CareTaskKind.FollowUp)), slice.Town.Officer)).Rows;
        Assert.Equal(
            [Told.Reached(ToldRole.CareTeam, hasTeam, hasLeader, specialistSees: true), Told.Reached(ToldRole.TeamLeader, hasTeam, hasLeader, specialistSees: true)],
            rows.OrderBy(row => row.Step).Select(row => row.Tells));
        Assert.All(rows, row => Assert.Equal((row.Tells == ToldRole.PreventionOffice, true), (row.InsteadOfTeam, row.MayAnswer)));
        Assert.Equal(hasLeader, rows.All(row => row.Tells != ToldRole.PreventionOffice));
    }

    [Fact]
    public async Task Given_alerts_that_told_a_leader_or_a_team_When_there_is_none_any_more_Then_the_next_night_passes_them_to_the_office_but_not_out_of_its_own_hands()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.AnUnstablePatient();
        await slice.AnUnstablePatient("测试乙");
        await slice.Night(17);
        var (raised, taken) = (await slice.OfVisits()).Where(alert => alert.Tells == ToldRole.TeamLeader).ToList() is [var first, var second] ? (first, second) : default;
        await slice.Send(new ClaimAlert(taken!.Id), slice.Town.Officer);
        await slice.Send(new CloseStaffMember(slice.Town.Leader.Id), slice.Town.Administrator);

        await slice.Night(18);

        var alerts = await slice.OfVisits();
        Assert.Equal((ToldRole.PreventionOffice, AlertState.Raised), alerts.Where(alert => alert.Id == raised!.Id).Select(alert => (alert.Tells, alert.State)).Single());
        Assert.Equal([AlertActKind.PassedToOffice], await slice.Acts(raised!));
        Assert.Equal((ToldRole.TeamLeader, slice.Town.Officer.Id), alerts.Where(alert => alert.Id == taken.Id).Select(alert => (alert.Tells, alert.ClaimedBy!.Value)).Single());
        Assert.Equal(2, alerts.Count(alert => alert.Tells == ToldRole.CareTeam));

        await LoseTheTeam(slice);
        await slice.Night(19);
        Assert.DoesNotContain(await slice.OfVisits(), alert => alert.Tells == ToldRole.CareTeam);
        Assert.Equal(0, (await slice.Night(19)).Found);
    }

    [Fact]
    public async Task Given_a_leader_with_an_alert_for_leaders_in_hand_When_made_a_doctor_of_the_same_team_Then_it_is_refused_until_the_alert_is_handed_over()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.AnUnstablePatient();
        await slice.Night(17);
        var (ofTeam, ofLeader) = (await slice.OfVisit(ToldRole.CareTeam), await slice.OfVisit(ToldRole.TeamLeader));
        await slice.Send(new ClaimAlert(ofTeam.Id), slice.Town.Leader);
        await slice.Send(new ClaimAlert(ofLeader.Id), slice.Town.Leader);
        var down = new MoveStaffMember(slice.Town.Leader.Id, StaffRole.CareTeamMember, TestTown.Code, slice.Town.Team.Id);

        var refusal = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(down, slice.Town.Administrator));
        await slice.Send(new HandOverAlert(ofLeader.Id, slice.Town.Officer.Id, AlertHandOver.Absent, null), slice.Town.Leader);
        await slice.Send(down, slice.Town.Administrator);

        Assert.Equal(("staff-member.holds-alerts", $"{ofLeader.Id}"), (refusal.Code, refusal.Left.First.Single().Id));
        Assert.Equal(slice.Town.Leader.Id, (await slice.OfVisit(ToldRole.CareTeam)).ClaimedBy);
    }

    [Fact]
    public async Task Given_the_last_of_a_prevention_office_When_they_leave_or_take_a_smaller_area_Then_it_is_refused_while_a_patient_would_have_nobody_at_the_top()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var (last, admin) = (slice.Town.Officer, slice.Town.Administrator);
        var caseId = (await slice.Send(A.Registration())).CaseId;

        var closed = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new CloseStaffMember(last.Id), admin));
        var changed = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new MoveStaffMember(last.Id, StaffRole.Administrator, TestTown.City), admin));
        var moved = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new MoveStaffMember(last.Id, StaffRole.PreventionOffice, TestTown.OtherTown), admin));
        await slice.Send(new AddStaffMember("town-office", "镇科员", StaffRole.PreventionOffice, TestTown.Code, slice.Town.Office.Id), admin);
        await slice.Send(new MoveStaffMember(last.Id, StaffRole.PreventionOffice, TestTown.OtherTown), admin);
        await slice.Send(new CloseStaffMember(last.Id), admin);

        Assert.All([closed, changed, moved], refusal => Assert.Equal(("staff-member.last-officer", caseId), (refusal.Code, refusal.Left.First.Single().CaseId!.Value)));
    }

    /// <summary>As for a patient who came from a place that no team covers.</summary>
    private static Task<int> LoseTheTeam(Slice slice) => slice.Db(async db =>
    {
        await db.CareTasks.ExecuteUpdateAsync(set => set.SetProperty(task => task.CareTeamId, (CareTeamId?)null));
        return await db.Alerts.ExecuteUpdateAsync(set => set.SetProperty(alert => alert.CareTeamId, (CareTeamId?)null));
    });
}
