using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.CareGroups;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Grids;
using CaseManagement.Application.Features.Institutions;
using CaseManagement.Application.Features.People;
using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Features.Teams;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Features.Administration;

public sealed class PlacesTests
{
    [Fact]
    public async Task Given_a_grid_with_patients_When_its_team_changes_Then_those_without_an_agreement_follow_with_their_tasks_and_the_others_stay()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var free = await InGrid(slice, "测试甲");
        var signed = await InGrid(slice, "测试乙");
        await slice.Send(new SignAgreement(signed, slice.Town.Team.Id, new Signature(Signer.Patient, "测试乙", null, new(2026, 3, 2)), new(2026, 3, 2), new(2027, 3, 1)));

        await slice.Send(Redraw(slice, slice.Town.OtherTeam.Id), by: slice.Town.Administrator);

        var teams = await slice.Db(db => db.Cases.AsNoTracking().ToDictionaryAsync(managed => managed.Id));
        Assert.Equal((slice.Town.OtherTeam.Id, slice.Town.Team.Id), (teams[free].CareTeamId, teams[signed].CareTeamId));
        Assert.All(teams.Values, managed => Assert.All(managed.Tasks.Where(task => task.State == CareTaskState.Open), task => Assert.Equal(managed.CareTeamId, task.CareTeamId)));
    }

    [Fact]
    public async Task Given_a_team_that_answers_for_everything_When_it_is_closed_Then_each_kind_is_named_until_all_is_handed_over()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await InGrid(slice, "测试甲");
        var homeless = (await slice.Send(A.Registration("测试乙"))).CaseId;
        var (team, other, admin) = (slice.Town.Team.Id, slice.Town.OtherTeam.Id, slice.Town.Administrator);
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 12, 31)));
        await slice.Send(new ReportSign(caseId, CareSign.Missing), slice.Town.Volunteer);
        var heard = await slice.Send(new ReportClue(ClueSource.Other, "听说有人被关锁", TestTown.Community));
        var refused = new List<string>();

        async Task Close()
        {
            var refusal = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new CloseTeam(team), by: admin));
            refused.Add(refusal.Code);
        }

        await Close();
        await slice.Send(Redraw(slice, other), by: admin);
        await Close();
        await slice.Send(new ChangeTeam(other, slice.Town.OtherTeam.Name, TestTown.Code, [TestTown.Code]), by: admin);
        await Close();
        await slice.Send(new CheckClue(heard.Id, "无此人"));
        await slice.Send(new EndClue(heard.Id, ClueState.Dismissed, Dismissal: ClueDismissal.NobodyFound));
        await Close();
        await slice.Send(new RedrawGrid(slice.Town.SecondGrid.Code, "第二网格", [], other), by: admin);
        await Close();
        foreach (var member in new[] { slice.Town.Doctor, slice.Town.Leader }) await slice.Send(new MoveStaffMember(member.Id, member.Role, TestTown.Code, other), by: admin);
        await slice.Send(new CloseTeam(team), by: admin);

        Assert.Equal(["team.has-patients", "team.has-patients", "team.has-clues", "team.has-grids", "team.has-members"], refused);
        Assert.Equal(other, await slice.Db(db => db.Clues.Where(clue => clue.CaseId == caseId).Select(clue => clue.CareTeamId!.Value).SingleAsync())); // it went with its patient
        var cases = await slice.Db(db => db.Cases.AsNoTracking().Where(managed => managed.Id == caseId || managed.Id == homeless).ToListAsync());
        Assert.All(cases, managed => Assert.Equal(other, managed.CareTeamId));
        Assert.DoesNotContain(await slice.Send(new ListCareTeams(TestTown.Code)), row => row.Id == team);
        var signs = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new SignAgreement(caseId, team, new Signature(Signer.Patient, "测试甲", null, new(2026, 3, 2)), new(2026, 3, 2), new(2027, 3, 1))));
        Assert.Equal("team.closed", signs.Code);
    }

    [Fact]
    public async Task Given_a_town_that_one_team_covers_When_the_team_gives_it_up_Then_it_is_refused_and_the_town_is_named()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));

        var refusal = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new ChangeTeam(slice.Town.Team.Id, "团队", TestTown.Code, []), by: slice.Town.Officer));

        Assert.Equal(("team.covers-areas", TestTown.Code), (refusal.Code, refusal.Left.First.Single().Id));
    }

    [Fact]
    public async Task Given_a_community_When_a_team_takes_it_and_gives_it_up_Then_its_people_go_there_and_back_to_the_team_of_the_town()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var registered = await slice.Send(A.Registration());
        async Task<CareTeamId?> Team() => (await slice.Db(db => db.Cases.AsNoTracking().SingleAsync(managed => managed.Id == registered.CaseId))).CareTeamId;

        await slice.Send(new ChangeTeam(slice.Town.OtherTeam.Id, "第二团队", TestTown.Code, [TestTown.Community]), by: slice.Town.Officer);
        var taken = await Team();
        await slice.Send(new ChangeTeam(slice.Town.OtherTeam.Id, "第二团队", TestTown.Code, []), by: slice.Town.Officer);

        Assert.Equal((slice.Town.OtherTeam.Id, slice.Town.Team.Id), (taken, await Team()));
    }

    [Fact]
    public async Task Given_a_specialist_hospital_When_a_family_doctor_team_is_put_under_it_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));

        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new AddTeam("新团队", TestTown.Code, slice.Town.Hospital.Id), by: slice.Town.Administrator));

        Assert.Equal("team.specialist-hospital", refused.Code);
    }

    [Fact]
    public async Task Given_a_team_without_anybody_When_a_grid_or_a_community_is_given_to_it_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var empty = await slice.Send(new AddTeam("空团队", TestTown.Code, slice.Town.Centre.Id), by: slice.Town.Officer);

        foreach (var give in new Func<Task>[]
        {
            () => slice.Send(Redraw(slice, empty.Id), by: slice.Town.Officer),
            () => slice.Send(new AddGrid($"{TestTown.Community}-09", "新网格", [], empty.Id), by: slice.Town.Officer),
            () => slice.Send(new ChangeTeam(empty.Id, "空团队", TestTown.Code, [TestTown.Community]), by: slice.Town.Officer),
        })
            Assert.Equal("team.no-members", (await Assert.ThrowsAsync<RuleBrokenException>(give)).Code);
    }

    [Fact]
    public async Task Given_a_grid_When_patients_live_in_it_Then_it_is_not_closed_and_afterwards_it_is_offered_to_nobody()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await InGrid(slice, "测试甲");

        var refusal = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new CloseGrid(slice.Town.Grid.Code), by: slice.Town.Administrator));
        await slice.Send(new ConfirmGrid(caseId, slice.Town.SecondGrid.Code));
        await slice.Send(new CloseGrid(slice.Town.Grid.Code), by: slice.Town.Administrator);

        Assert.Equal(("grid.has-patients", caseId), (refusal.Code, refusal.Left.First.Single().CaseId));
        Assert.DoesNotContain(await slice.Send(new ListGrids(TestTown.Community)), grid => grid.Code == slice.Town.Grid.Code);
        Assert.Equal("grid.closed", (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new ConfirmGrid(caseId, slice.Town.Grid.Code)))).Code);
    }

    [Fact]
    public async Task Given_a_stale_version_When_a_team_is_changed_Then_somebody_saved_first()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.Send(new ChangeTeam(slice.Town.Team.Id, "新名", TestTown.Code, [TestTown.Code], ExpectedVersion: 1), by: slice.Town.Officer);

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new ChangeTeam(slice.Town.Team.Id, "别名", TestTown.Code, [TestTown.Code], ExpectedVersion: 1), by: slice.Town.Officer));
    }

    [Fact]
    public async Task Given_a_team_When_its_load_is_shown_Then_each_number_opens_into_the_worklist_of_the_team()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        for (var i = 0; i < 3; i++) await slice.Send(A.UnstableFollowUpOf((await slice.Send(A.Registration($"测试{i}"))).CaseId));

        var load = (await slice.Send(new GetTeam(slice.Town.Team.Id), by: slice.Town.Administrator)).Load;

        Assert.Equal(3, load.Cases);
        var counts = await slice.Send(new CountWorklist(new(CareTeamId: slice.Town.Team.Id)), by: slice.Town.Officer);
        Assert.Equal(counts.Bands, load.Tasks);
        Assert.True(load.LateTasks > 0);
    }

    [Fact]
    public async Task Given_names_that_were_added_in_no_order_When_teams_groups_and_institutions_are_listed_Then_they_stand_by_name_and_pages_lose_and_repeat_none()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var admin = slice.Town.Administrator;
        foreach (var name in new[] { "C", "A", "B", "A" })
        {
            var centre = await slice.Send(new AddInstitution(name, InstitutionKind.CommunityHealthCentre, TestTown.OtherTown), by: admin);
            await slice.Send(new AddTeam(name, TestTown.OtherTown, centre.Id), by: admin);
            await slice.Send(new AddCareGroup(name, TestTown.OtherTown), by: admin);
        }

        string[] byName = ["A", "A", "B", "C"];
        Assert.Equal(byName, await Paged(async after => await slice.Send(new ListTeams(TestTown.OtherTown, After: after, Take: 1), by: admin), page => (page.Rows.Select(row => row.Name), page.Next)));
        Assert.Equal(byName, await Paged(async after => await slice.Send(new ListCareGroups(TestTown.OtherTown, After: after, Take: 1), by: admin), page => (page.Rows.Select(row => row.Name), page.Next)));
        Assert.Equal(byName, await Paged(async after => await slice.Send(new ListInstitutions(TestTown.OtherTown, After: after, Take: 1), by: admin), page => (page.Rows.Select(row => row.Name), page.Next)));

        static async Task<List<string>> Paged<T>(Func<string?, Task<T>> ask, Func<T, (IEnumerable<string> Names, string? Next)> read)
        {
            var (names, after) = (new List<string>(), (string?)null);
            do
            {
                var (these, next) = read(await ask(after));
                names.AddRange(these);
                after = next;
            }
            while (after is not null);

            return names;
        }
    }

    [Fact]
    public async Task Given_an_empty_town_When_institution_team_doctor_and_grid_are_added_Then_they_are_there_in_this_order()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var admin = slice.Town.Administrator;

        var centre = await slice.Send(new AddInstitution("南城中心", InstitutionKind.CommunityHealthCentre, TestTown.OtherTown), by: admin);
        var team = await slice.Send(new AddTeam("南城团队", TestTown.OtherTown, centre.Id), by: admin);
        await slice.Send(new AddStaffMember("nancheng", "何医生", StaffRole.CareTeamMember, TestTown.OtherTown, centre.Id, team.Id), by: admin);
        await slice.Send(new ChangeTeam(team.Id, "南城团队", TestTown.OtherTown, [TestTown.OtherTown]), by: admin);
        var grid = await slice.Send(new AddGrid($"{TestTown.OtherTownCommunity}-02", "鸿福二", ["鸿福路"], team.Id), by: admin);

        Assert.Contains((await slice.Send(new ListInstitutions(TestTown.OtherTown), by: admin)).Rows, row => row.Id == centre.Id);
        var leaderless = await slice.Send(new ListTeams(Leaderless: true), by: admin);
        Assert.Contains(leaderless.Rows, row => row.Id == team.Id);
        Assert.DoesNotContain(leaderless.Rows, row => row.Id == slice.Town.Team.Id);
        Assert.Equal(leaderless.Rows.Count, leaderless.Leaderless);
        Assert.Equal((1, 1), ((await slice.Send(new ListTeams(TestTown.OtherTown), by: admin)).Rows.Single().Members, (int)(await slice.Send(new GetGrid(grid.Code), by: admin)).Version));
        Assert.Equal(2, (await slice.Send(new ListGridsOfArea(TestTown.OtherTown), by: admin)).Rows.Count);
        Assert.Contains((await slice.Send(new ListGridOwners(TestTown.OtherTown), by: admin)).Teams, owner => owner.Id == team.Id);
    }

    [Fact]
    public async Task Given_a_care_group_that_a_patient_is_assigned_to_When_its_last_member_leaves_or_it_is_closed_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var (group, officer) = (slice.Town.Group.Id, slice.Town.Officer);
        var registered = await slice.Send(A.Registration());
        await slice.Send(new AssignCareGroup(registered.CaseId, group, new(2026, 12, 31), null), by: officer);
        foreach (var grid in new[] { slice.Town.Grid, slice.Town.SecondGrid }) await slice.Send(new RedrawGrid(grid.Code, grid.Name, [], slice.Town.Team.Id), by: officer);
        var member = (await slice.Send(new GetCareGroup(group), by: officer)).Members.Single();

        var ended = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new EndMembership(group, member.Id, new(2026, 3, 2)), by: officer));
        var left = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new CloseStaffMember(slice.Town.Volunteer.Id), by: slice.Town.Administrator));
        var closed = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new CloseCareGroup(group), by: officer));
        await slice.Send(new AddGroupMember(group, slice.Town.Doctor.Id, MemberKind.PreventionDoctor, new(2026, 3, 2)), by: officer); // whose role sees nothing through the group
        var moved = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new MoveStaffMember(slice.Town.Volunteer.Id, StaffRole.PreventionOffice, TestTown.Code), by: slice.Town.Administrator));
        var police = new StaffMember(StaffId.New(), "police", "民警", StaffRole.CareGroupMember, TestTown.Community, slice.Town.Office.Id);
        await slice.Add(police);
        await slice.Send(new AddGroupMember(group, police.Id, MemberKind.Police, new(2026, 3, 2)), by: officer);
        await slice.Send(new MoveStaffMember(slice.Town.Volunteer.Id, StaffRole.PreventionOffice, TestTown.Code), by: slice.Town.Administrator);
        await slice.Send(new EndMembership(group, member.Id, new(2026, 3, 2)), by: officer);

        Assert.Equal(("care-group.last-member", "care-group.last-member", "care-group.has-patients"), (ended.Code, left.Code, closed.Code));
        Assert.Equal("care-group.last-member", moved.Code);
        Assert.Equal((registered.CaseId, registered.CaseId), (closed.Left.First.Single().CaseId, moved.Left.First.Single().CaseId));
    }

    [Fact]
    public async Task Given_a_specialist_hospital_When_an_officer_adds_it_Then_it_is_refused_and_an_administrator_may()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var hospital = new AddInstitution("岗贝医院", InstitutionKind.SpecialistHospital, TestTown.Community);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(hospital, by: slice.Town.Officer));
        var added = await slice.Send(hospital, by: slice.Town.Administrator);

        Assert.Equal("institution.hospital-by-administrator", refusal.Code);
        Assert.Equal(added.Id, await slice.Db(db => db.Institutions.Where(institution => institution.AreaCode == TestTown.Community).Select(institution => institution.Id).SingleAsync()));
    }

    [Fact]
    public async Task Given_a_care_group_When_it_is_added_changed_and_closed_Then_it_is_listed_until_then()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var officer = slice.Town.Officer;

        var added = await slice.Send(new AddCareGroup("新小组", TestTown.OtherCommunity), by: officer);
        await slice.Send(new AddGroupMember(added.Id, slice.Town.Volunteer.Id, MemberKind.Police, new(2026, 3, 2)), by: officer);
        await slice.Send(new ChangeCareGroup(added.Id, "小组", TestTown.OtherCommunity), by: officer);
        var before = await slice.Send(new ListCareGroups(TestTown.OtherCommunity), by: officer);
        await slice.Send(new CloseCareGroup(added.Id), by: officer);

        Assert.Equal("小组", before.Rows.Single().Name);
        Assert.Empty((await slice.Send(new ListCareGroups(TestTown.OtherCommunity), by: officer)).Rows);
        Assert.Equal(new DateOnly(2026, 3, 2), (await slice.Send(new GetCareGroup(added.Id), by: officer)).Members.Single().UntilOn);
        var refusal = await Assert.ThrowsAsync<LeavesBehindException>(() => slice.Send(new CloseCareGroup(slice.Town.Group.Id), by: officer));
        Assert.Equal(("care-group.has-grids", 2), (refusal.Code, refusal.Left.Total));
    }

    private static RedrawGrid Redraw(Slice slice, CareTeamId team) => new(slice.Town.Grid.Code, slice.Town.Grid.Name, ["东城大道"], team, slice.Town.Group.Id, slice.Town.Volunteer.Id);

    private static async Task<ManagedCaseId> InGrid(Slice slice, string name)
    {
        var registered = await slice.Send(A.Registration(name));
        await slice.Send(new ConfirmGrid(registered.CaseId, slice.Town.Grid.Code));

        return registered.CaseId;
    }
}
