using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Access;

public sealed class CaseGrantTests
{
    private static readonly DateOnly Today = new(2026, 3, 20);

    [Fact]
    public async Task Given_a_patient_assigned_to_a_care_group_When_a_member_looks_Then_the_few_facts_are_there_until_the_last_day()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId));
        Assert.Empty((await slice.Send(new ListSupported(), slice.Town.Volunteer)).Patients);

        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, UntilOn: new(2026, 3, 25)));

        var patient = Assert.Single((await slice.Send(new ListSupported(), slice.Town.Volunteer)).Patients);
        Assert.Equal((caseId, "测试甲", Domain.Patients.Sex.Male, 1980, "东城大道1号"), (patient.CaseId, patient.Name, patient.Sex!.Value, patient.BirthYear!.Value, patient.Address));
        Assert.Equal((new SupportedGuardian("测试母", "母亲", "10000000002"), new NextVisit(new(2026, 3, 16), new(2026, 3, 16), true, null), DangerBand.Urgent, "东城第一团队"), (patient.Guardian, patient.Next, patient.Danger!.Value, patient.CareTeam));
        slice.Clock.Day = new(2026, 3, 25);
        Assert.Single((await slice.Send(new ListSupported(), slice.Town.Volunteer)).Patients);
        slice.Clock.Day = new(2026, 3, 26);
        Assert.Empty((await slice.Send(new ListSupported(), slice.Town.Volunteer)).Patients);
    }

    [Fact]
    public async Task Given_an_assignment_When_it_is_ended_or_the_membership_is_Then_the_member_sees_the_patient_no_more()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var police = new StaffMember(StaffId.New(), "police", "民警", StaffRole.CareGroupMember, TestTown.Community, slice.Town.Office.Id);
        await slice.Add(police, new CareGroupMembership(CareGroupMembershipId.New(), slice.Town.Group.Id, police.Id, MemberKind.Police, new(2026, 1, 1), untilOn: new(2026, 3, 21)));
        var given = await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, UntilOn: new(2026, 12, 31)));

        Assert.Single((await slice.Send(new ListSupported(), police)).Patients);
        slice.Clock.Day = new(2026, 3, 22);
        Assert.Empty((await slice.Send(new ListSupported(), police)).Patients);
        Assert.Single((await slice.Send(new ListSupported(), slice.Town.Volunteer)).Patients);

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new EndCareGroupAssignment(caseId, given.Id, given.Version + 1)));
        await slice.Send(new EndCareGroupAssignment(caseId, given.Id, given.Version));

        Assert.Empty((await slice.Send(new ListSupported(), slice.Town.Volunteer)).Patients);
        var twice = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new EndCareGroupAssignment(caseId, given.Id)));
        Assert.Equal("grant.ended", twice.Code);
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, UntilOn: new(2026, 12, 31)));
    }

    [Fact]
    public async Task Given_an_assignment_When_made_twice_at_the_same_moment_Then_it_is_made_once()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 6).Select(_ => Task.Run(async () =>
        {
            try
            {
                await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, UntilOn: new(2026, 12, 31)));
                return true;
            }
            catch (Exception fault) when (fault is ChangedMeanwhileException or RuleBrokenException { Code: "care-group.assigned-already" })
            {
                return false;
            }
        })));

        Assert.Equal(1, outcomes.Count(made => made));
        Assert.Equal(1, await slice.Db(db => db.CaseGrants.CountAsync()));
    }

    [Theory]
    [InlineData("2026-03-19")]
    [InlineData("2029-03-21")]
    public async Task Given_an_assignment_without_a_sensible_end_When_made_Then_it_is_refused(string until)
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;

        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() =>
            slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task Given_a_group_of_another_town_When_assigned_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var other = new CareGroup(CareGroupId.New(), "鸿福关爱帮扶小组", TestTown.OtherTownCommunity);
        await slice.Add(other);

        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new AssignCareGroup(caseId, other.Id, new(2026, 12, 31))));

        Assert.Equal("care-group.other-town", refused.Code);
    }

    [Fact]
    public async Task Given_a_case_sent_with_a_question_When_the_hospital_looks_Then_its_psychiatrists_see_it_until_it_is_ended()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCase(caseId), slice.Town.Psychiatrist));

        var given = await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));

        await slice.Send(new GetCase(caseId), slice.Town.Psychiatrist);
        var twice = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "还有？")));
        Assert.Equal("specialist.sees-already", twice.Code);
        await slice.Send(new RecordAdvice(caseId, Today, "维持原方案"), slice.Town.Psychiatrist);
        await slice.Send(new GetCase(caseId), slice.Town.Psychiatrist);
        var access = await slice.Send(new GetCaseAccess(caseId));
        Assert.Equal(("精神卫生中心", "是否换药？"), (access.Grants.Single().To, access.Grants.Single().Note));
        Assert.Equal((slice.Town.Group.Id, slice.Town.Hospital.Id), (access.CareGroups.Single().Id, access.Hospitals.Single().Id));
        await slice.Send(new EndSpecialistAccess(caseId, given.Id));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCase(caseId), slice.Town.Psychiatrist));
    }

    [Fact]
    public async Task Given_a_review_that_falls_due_When_the_visit_is_saved_Then_the_narrowest_hospital_sees_the_case_until_some_days_after_the_advice()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (near, caseId) = (new Institution(InstitutionId.New(), "东城精神科", InstitutionKind.SpecialistHospital, TestTown.Code), (await slice.Send(A.Registration())).CaseId);
        var psychiatrist = new StaffMember(StaffId.New(), "near", "近处医师", StaffRole.Psychiatrist, TestTown.Code, near.Id);
        await slice.Add(near, psychiatrist);

        await OpenReview(slice, caseId);

        var grant = await slice.Db(db => db.CaseGrants.SingleAsync());
        Assert.Equal((GrantKind.Specialist, near.Id, GrantReason.ReviewDue, null), (grant.Kind, grant.InstitutionId, grant.Reason, grant.UntilAt));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCase(caseId), slice.Town.Psychiatrist));
        await slice.Send(new RecordAdvice(caseId, slice.Clock.Day, "加强随访"), psychiatrist);
        Assert.Equal(Clock.EndOf(slice.Clock.Day.AddDays(30)), (await slice.Db(db => db.CaseGrants.SingleAsync())).UntilAt);
        slice.Clock.Day = slice.Clock.Day.AddDays(30);
        await slice.Send(new GetCase(caseId), psychiatrist);
        slice.Clock.Day = slice.Clock.Day.AddDays(1);
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCase(caseId), psychiatrist));
    }

    [Fact]
    public async Task Given_a_narrower_hospital_where_no_psychiatrist_works_When_a_review_falls_due_Then_the_one_where_somebody_works_sees_the_case()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var empty = new Institution(InstitutionId.New(), "岗贝医院", InstitutionKind.SpecialistHospital, TestTown.Community);
        var gone = new StaffMember(StaffId.New(), "gone", "已离职", StaffRole.Psychiatrist, TestTown.Community, empty.Id);
        gone.Close(Today);
        await slice.Add(empty, gone);

        var caseId = (await slice.Send(A.Registration())).CaseId;
        await OpenReview(slice, caseId);

        Assert.Equal(slice.Town.Hospital.Id, (await slice.Db(db => db.CaseGrants.SingleAsync())).InstitutionId);
    }

    [Fact]
    public async Task Given_a_review_that_is_open_When_more_is_recorded_Then_the_hospital_is_not_given_the_case_twice()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await OpenReview(slice, caseId);

        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = slice.Clock.Day.AddDays(-1) });
        await slice.Send(new RecordConsent(caseId, true, A.Registration().Consent.Signature with { SignedOn = new(2026, 1, 6) }));

        Assert.Equal(1, await slice.Db(db => db.CaseGrants.CountAsync(grant => grant.Reason == GrantReason.ReviewDue)));
    }

    [Fact]
    public async Task Given_grants_of_a_case_When_the_case_moves_to_another_grid_and_team_Then_they_move_with_it()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));
        await slice.Add(new Domain.Places.Grid($"{TestTown.Community}-03", "岗贝第三网格", [], slice.Town.OtherTeam.Id, null, null));

        await slice.Send(new ConfirmGrid(caseId, $"{TestTown.Community}-03"));

        var grant = await slice.Db(db => db.CaseGrants.SingleAsync());
        Assert.Equal(($"{TestTown.Community}-03", slice.Town.OtherTeam.Id), (grant.AreaCode, grant.CareTeamId));
    }

    [Fact]
    public async Task Given_a_doctor_of_another_town_When_registering_here_Then_it_is_not_permitted()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var stranger = new StaffMember(StaffId.New(), "stranger", "外镇医生", StaffRole.CareTeamMember, TestTown.OtherTown, slice.Town.Centre.Id, slice.Town.OtherTeam.Id);

        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(A.Registration(), stranger));
        await slice.Send(A.Registration(), slice.Town.Officer);
    }

    [Fact]
    public async Task Given_the_sweep_When_somebody_else_than_the_timetable_runs_it_Then_it_refuses() =>
        await Assert.ThrowsAsync<NotPermittedException>(async () =>
        {
            await using var slice = await Slice.CreateAsync(Today);
            await slice.Send(new Application.Features.Jobs.SweepOverdue(new(Today, Today)), slice.Town.Administrator);
        });

    /// <summary>An unstable visit asks for a psychiatrist's guidance.</summary>
    private static async Task OpenReview(Slice slice, ManagedCaseId caseId)
    {
        await slice.Send(A.FollowUpOf(caseId) with { SeenOn = slice.Clock.Day, Findings = A.BasicallyStableFindings, Class = Stability.BasicallyStable }); // danger 1: guidance, and no emergency

        Assert.True(await HasReview(slice, caseId));
    }

    private static Task<bool> HasReview(Slice slice, ManagedCaseId caseId) =>
        slice.Db(db => db.CareTasks.AnyAsync(task => task.CaseId == caseId && task.Kind == CareTaskKind.SpecialistReview && task.State == CareTaskState.Open));
}
