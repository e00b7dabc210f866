using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.People;
using CaseManagement.Application.Features.Teams;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features.Administration;

public sealed class PeopleTests
{
    [Fact]
    public async Task Given_a_new_doctor_When_added_Then_she_is_found_by_code_role_and_area_and_a_first_password_is_answered_once()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));

        var added = await slice.Send(Doctor(slice, "new-doctor", "新医生"), by: slice.Town.Administrator);

        Assert.NotEmpty(added.FirstPassword);
        foreach (var query in new ListStaff[] { new(Code: "new-"), new(Role: StaffRole.CareTeamMember), new(TestTown.Code) })
            Assert.Contains((await slice.Send(query, by: slice.Town.Administrator)).Rows, row => row.Id == added.Id && row.CareTeam == slice.Town.Team.Name);
        Assert.Empty((await slice.Send(new ListStaff(Code: "新"), by: slice.Town.Administrator)).Rows);
        Assert.DoesNotContain((await slice.Send(new ListStaff(TestTown.OtherTown), by: slice.Town.Administrator)).Rows, row => row.Id == added.Id);
    }

    [Fact]
    public async Task Given_many_people_When_paged_by_code_Then_each_comes_once()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var codes = new List<string>();
        for (string? after = null; ;)
        {
            var page = await slice.Send(new ListStaff(After: after, Take: 2), by: slice.Town.Administrator);
            codes.AddRange(page.Rows.Select(row => row.Code));
            if ((after = page.Next) is null) break;
        }

        Assert.Equal(await slice.Db(db => db.Staff.OrderBy(staff => staff.Code).Select(staff => staff.Code).ToListAsync()), codes);
    }

    [Theory]
    [InlineData(StaffRole.CareTeamMember, false, "staff-member.team-missing")]
    [InlineData(StaffRole.Psychiatrist, true, "staff-member.team-not-for-role")]
    public async Task Given_a_role_When_its_team_does_not_fit_Then_it_is_refused(StaffRole role, bool withTeam, string code)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() =>
            slice.Send(Doctor(slice, "x", "某人") with { Role = role, CareTeamId = withTeam ? slice.Town.Team.Id : null }, by: slice.Town.Administrator));

        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task Given_a_code_that_somebody_has_When_another_is_added_under_it_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(Doctor(slice, "doctor", "某人"), by: slice.Town.Administrator));

        Assert.Equal("staff-member.code-taken", refusal.Code);
    }

    [Fact]
    public async Task Given_the_last_two_of_a_team_with_a_patient_When_both_leave_Then_the_second_is_refused_and_the_patient_is_named_by_id()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var registered = await slice.Send(A.Registration());
        await slice.Send(new CloseStaffMember(slice.Town.Leader.Id), by: slice.Town.Administrator);

        var close = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new CloseStaffMember(slice.Town.Doctor.Id), by: slice.Town.Administrator));
        var move = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new MoveStaffMember(slice.Town.Doctor.Id, StaffRole.CareTeamMember, TestTown.Code, slice.Town.OtherTeam.Id), by: slice.Town.Administrator));

        Assert.Equal(("staff-member.last-of-team", "staff-member.last-of-team"), (close.Code, move.Code));
        Assert.Contains(close.Left.First, one => one.Kind == "managed-case" && one.CaseId == registered.CaseId && one.AreaCode == TestTown.Community);
        Assert.DoesNotContain("测试", close.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_alert_in_hand_When_its_doctor_leaves_Then_it_is_refused_until_the_alert_is_ended()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId));
        slice.Clock.Day = new(2026, 3, 25);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, null, CancellationToken.None);
        var alert = (await slice.Send(new ListAlerts(new()))).Rows[0];
        await slice.Send(new ClaimAlert(alert.Id));

        var refusal = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new CloseStaffMember(slice.Town.Doctor.Id), by: slice.Town.Administrator));
        await slice.Send(A.FollowUpOf(registered.CaseId) with { SeenOn = new(2026, 3, 25), Class = Stability.Stable });
        await slice.Send(new CloseStaffMember(slice.Town.Doctor.Id), by: slice.Town.Administrator);

        Assert.Equal(("staff-member.holds-alerts", "alert"), (refusal.Code, refusal.Left.First[0].Kind));
        Assert.Empty((await slice.Send(new ListStaff(Code: "doctor"), by: slice.Town.Administrator)).Rows);
        Assert.DoesNotContain((await slice.Send(new GetTeam(slice.Town.Team.Id), by: slice.Town.Officer)).Members, member => member.Id == slice.Town.Doctor.Id);
    }

    [Fact]
    public async Task Given_the_worker_of_a_grid_When_closed_Then_it_is_refused_and_the_grid_is_named()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));

        var refusal = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new CloseStaffMember(slice.Town.Volunteer.Id), by: slice.Town.Administrator));

        Assert.Equal(("staff-member.works-grid", slice.Town.Grid.Code), (refusal.Code, refusal.Left.First[0].Id));
    }

    [Fact]
    public async Task Given_the_last_psychiatrist_of_a_hospital_with_an_open_case_When_she_moves_or_is_closed_Then_it_is_refused_until_there_is_another()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var (last, admin) = (slice.Town.Psychiatrist, slice.Town.Administrator);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));

        var moved = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new MoveStaffMember(last.Id, StaffRole.PreventionOffice, TestTown.City), by: admin));
        var closed = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new CloseStaffMember(last.Id), by: admin));
        await slice.Send(new AddStaffMember("second", "新医师", StaffRole.Psychiatrist, TestTown.City, slice.Town.Hospital.Id), by: admin);
        await slice.Send(new CloseStaffMember(last.Id), by: admin);

        Assert.Equal(("staff-member.last-psychiatrist", "staff-member.last-psychiatrist"), (moved.Code, closed.Code));
        Assert.Equal((caseId, caseId), (moved.Left.First.Single().CaseId, closed.Left.First.Single().CaseId));
    }

    [Fact]
    public async Task Given_the_only_administrator_When_closed_by_one_who_left_a_moment_ago_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var gone = new StaffMember(StaffId.New(), "gone", "某人", StaffRole.Administrator, TestTown.City, slice.Town.Office.Id);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new CloseStaffMember(slice.Town.Administrator.Id), by: gone));

        Assert.Equal("staff-member.last-administrator", refusal.Code);
    }

    [Fact]
    public async Task Given_one_of_two_administrators_When_they_change_their_own_role_or_area_or_close_themselves_Then_it_is_refused_and_the_other_may()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var (mine, other) = (slice.Town.Administrator, new StaffMember(StaffId.New(), "other-admin", "某人", StaffRole.Administrator, TestTown.City, slice.Town.Office.Id));
        await slice.Add(other);

        var role = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new MoveStaffMember(mine.Id, StaffRole.PreventionOffice, mine.AreaCode), by: mine));
        var area = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new MoveStaffMember(mine.Id, mine.Role, TestTown.Code), by: mine));
        var close = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new CloseStaffMember(mine.Id), by: mine));
        await slice.Send(new MoveStaffMember(mine.Id, StaffRole.PreventionOffice, mine.AreaCode), by: other);

        Assert.All([role, area, close], refusal => Assert.Equal("staff-member.yourself", refusal.Code));
        Assert.Equal(StaffRole.PreventionOffice, await slice.Db(db => db.Staff.Where(staff => staff.Id == mine.Id).Select(staff => staff.Role).SingleAsync()));
    }

    [Fact]
    public async Task Given_an_officer_of_another_town_When_a_team_is_asked_for_Then_it_does_not_exist()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var stranger = new StaffMember(StaffId.New(), "stranger", "外人", StaffRole.PreventionOffice, TestTown.OtherTown, slice.Town.Office.Id);
        await slice.Add(stranger);

        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetTeam(slice.Town.Team.Id), by: stranger));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new CloseTeam(slice.Town.OtherTeam.Id), by: stranger));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new AddTeam("团队", TestTown.Code, slice.Town.Centre.Id), by: stranger));
        Assert.Empty((await slice.Send(new ListTeams(), by: stranger)).Rows);
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new ListStaff(), by: stranger));
    }

    [Fact]
    public async Task Given_an_account_When_it_is_reset_and_unlocked_Then_it_is_done_and_audited()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var added = await slice.Send(Doctor(slice, "new-doctor", "新医生"), by: slice.Town.Administrator);

        var reset = await slice.Send(new ResetPassword(added.Id), by: slice.Town.Administrator);
        await slice.Send(new ResetSecondFactor(added.Id), by: slice.Town.Administrator);
        await slice.Send(new UnlockAccount(added.Id), by: slice.Town.Administrator);

        Assert.NotEmpty(reset.FirstPassword);
        Assert.Equal(
            [nameof(AddStaffMember), nameof(ResetPassword), nameof(ResetSecondFactor), nameof(UnlockAccount)],
            await slice.Db(db => db.Audit.OrderBy(entry => entry.Id).Select(entry => entry.Request).ToListAsync()));
    }

    internal static AddStaffMember Doctor(Slice slice, string code, string name) => new(code, name, StaffRole.CareTeamMember, TestTown.Code, slice.Town.Centre.Id, slice.Town.Team.Id);
}
