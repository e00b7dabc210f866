using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Access;

/// <summary>Three hours stay three hours.</summary>
public sealed class OnlyInAnEmergencyTests
{
    private static readonly DateOnly Today = new(2026, 3, 20);

    private static AskEmergencyAccess Asked => new(GrantReason.FoundAway, "在车站被发现，需要知道用药", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Sex.Male);

    [Fact]
    public async Task Given_a_case_open_in_an_emergency_When_the_stranger_decides_what_lasts_Then_it_is_refused_and_nothing_has_changed()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, stranger) = ((await slice.Send(A.Registration())).CaseId, await Stranger(slice));
        await slice.Send(Asked, stranger);

        await Refused(slice, Sign(caseId, stranger.CareTeamId!.Value), stranger);
        await Refused(slice, new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 6, 30)), stranger);
        await Refused(slice, new SendToSpecialist(caseId, slice.Town.Hospital.Id, "请会诊"), stranger);
        await Refused(slice, new ConfirmGrid(caseId, slice.Town.Grid.Code), stranger);

        slice.Clock.Move(TimeSpan.FromHours(3));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCase(caseId), stranger));
        Assert.Equal([GrantKind.Emergency], await slice.Db(db => db.CaseGrants.Select(grant => grant.Kind).ToListAsync()));
    }

    [Fact]
    public async Task Given_a_case_open_in_an_emergency_When_the_stranger_cares_for_the_patient_Then_that_is_recorded()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, stranger) = ((await slice.Send(A.Registration())).CaseId, await Stranger(slice));
        await slice.Send(Asked, stranger);

        await slice.Send(A.FollowUpOf(caseId), stranger);
        var shown = await slice.Send(new RevealIdentity(caseId, RevealReason.TelephoneContact), stranger);

        Assert.Equal("10000000001", shown.Phone);
    }

    [Fact]
    public async Task Given_a_case_open_in_an_emergency_When_the_same_person_decides_about_a_case_of_their_own_Then_nothing_stands_in_the_way()
    {
        await using var slice = await Slice.CreateAsync(Today);
        await slice.Send(A.Registration());
        var stranger = await Stranger(slice);
        var own = await slice.Send(A.Registration("测试乙") with { AreaCode = TestTown.OtherTownCommunity }, stranger);
        await slice.Send(Asked, stranger);

        var signed = await slice.Send(Sign(own.CaseId, stranger.CareTeamId!.Value), stranger);

        Assert.NotEqual(default, signed.Id);
    }

    [Fact]
    public async Task Given_a_case_open_to_a_psychiatrist_in_an_emergency_When_a_course_is_prescribed_Then_it_is_refused_until_the_case_is_sent_to_the_hospital()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var psychiatrist = slice.Town.Psychiatrist;
        await slice.Send(Asked, psychiatrist);
        var course = new StartInjectionCourse(caseId, "pp1m-janssen", Today, 100, RenalBand.Normal, OralToleratedOn: new(2026, 1, 10));

        await slice.Send(new RecordAdvice(caseId, Today, "先稳定情绪"), psychiatrist);
        await Refused(slice, course, psychiatrist);
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "请会诊"));
        var started = await slice.Send(course, psychiatrist);

        Assert.NotEqual(default, started.Id);
    }

    [Fact]
    public void Given_all_commands_on_a_case_When_it_is_asked_which_are_done_in_emergencies_Then_it_is_the_care_of_the_moment_only()
    {
        var commands = typeof(ICaseCommand).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(ICaseCommand))).ToList();

        Assert.True(commands.Count > 10);
        Assert.Equal(
            [nameof(AcknowledgeNotice), nameof(ComeBack), nameof(GiveInjection), nameof(RecordAdvice), nameof(RecordCrisis), nameof(RecordFollowUp), nameof(RevealIdentity), nameof(SetOut), nameof(StartCrisis), nameof(TellOfCrisis)],
            commands.Where(type => type.IsAssignableTo(typeof(IDoneInEmergencies))).Select(type => type.Name).Order());
    }

    [Fact]
    public async Task Given_a_case_open_in_an_emergency_When_the_stranger_takes_its_alert_Then_it_is_refused_and_the_list_offers_it_to_its_own_team_only()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, stranger) = ((await slice.Send(A.Registration())).CaseId, await Stranger(slice));
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, null, CancellationToken.None);
        await slice.Send(Asked, stranger);
        var filter = new AlertFilter(CaseId: caseId, Tells: ToldRole.CareTeam);
        var seen = Assert.Single((await slice.Send(new ListAlerts(filter), stranger)).Rows);

        await Refused(slice, new ClaimAlert(seen.Id), stranger);
        await Refused(slice, new AnswerAlert(seen.Id, AlertReason.Away, null), stranger);
        await Refused(slice, new ResolveAlert(seen.Id, AlertResult.Seen, null), stranger);
        await Refused(slice, new DismissAlert(seen.Id, AlertDismissal.NotOurs, null), stranger);
        await Refused(slice, new HandOverAlert(seen.Id, slice.Town.Doctor.Id, AlertHandOver.Absent, null), stranger);

        Assert.False(seen.MayAnswer);
        Assert.True(Assert.Single((await slice.Send(new ListAlerts(filter))).Rows).MayAnswer);
        await slice.Send(new ClaimAlert(seen.Id));
    }

    [Fact]
    public async Task Given_a_case_open_in_an_emergency_When_it_is_looked_at_Then_it_says_until_when_and_a_colleague_at_home_reads_nothing_of_it()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, stranger) = ((await slice.Send(A.Registration())).CaseId, await Stranger(slice));
        var given = await slice.Send(Asked, stranger);

        var story = await slice.Send(new GetCase(caseId), stranger);
        var rows = (await slice.Send(new ListWorklist(new()), stranger)).Rows;

        Assert.NotNull(given.UntilAt);
        Assert.Equal(given.UntilAt, story.EmergencyUntil);
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(given.UntilAt, row.EmergencyUntil));
        Assert.Null((await slice.Send(new GetCase(caseId))).EmergencyUntil);
        Assert.All((await slice.Send(new ListWorklist(new()))).Rows, row => Assert.Null(row.EmergencyUntil));
    }

    [Fact]
    public void Given_all_commands_When_one_names_an_alert_Then_it_is_held_back_in_an_emergency()
    {
        var commands = typeof(IAlertCommand).Assembly.GetTypes().Where(type => type.IsClass && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICommand<>))).ToList();
        var ofAlerts = commands.Where(type => type.GetProperty(nameof(IAlertCommand.AlertId)) is not null).ToList();

        Assert.Equal(5, ofAlerts.Count);
        Assert.All(ofAlerts, type => Assert.True(type.IsAssignableTo(typeof(IAlertCommand)) && !type.IsAssignableTo(typeof(IDoneInEmergencies)), type.Name));
    }

    [Fact]
    public async Task Given_an_access_that_was_not_justified_When_the_same_person_asks_again_Then_they_wait_thirty_days_and_a_colleague_does_not()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, stranger) = ((await slice.Send(A.Registration())).CaseId, await Stranger(slice));
        await slice.Send(Asked, stranger);
        var row = Assert.Single((await slice.Send(new ListEmergencyAccess(), slice.Town.Officer)).Rows);
        await slice.Send(new ReviewEmergencyAccess(row.Id, AccessVerdict.NotJustified, "患者当时在家", row.Version), slice.Town.Officer);

        slice.Clock.Move(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(Asked, stranger));
        var colleague = await slice.Send(Asked, slice.Town.Psychiatrist);
        slice.Clock.Move(TimeSpan.FromSeconds(1));
        var later = await slice.Send(Asked, stranger);

        Assert.Equal("emergency.not-justified-before", refused.Code);
        Assert.Equal((caseId, caseId), (colleague.CaseId, later.CaseId));
        Assert.NotNull(later.UntilAt);
    }

    [Fact]
    public async Task Given_an_access_that_was_justified_When_the_same_person_asks_again_Then_it_is_opened_again()
    {
        await using var slice = await Slice.CreateAsync(Today);
        await slice.Send(A.Registration());
        var stranger = await Stranger(slice);
        await slice.Send(Asked, stranger);
        var row = Assert.Single((await slice.Send(new ListEmergencyAccess(), slice.Town.Officer)).Rows);
        await slice.Send(new ReviewEmergencyAccess(row.Id, AccessVerdict.Justified, "属实", row.Version), slice.Town.Officer);
        slice.Clock.Move(TimeSpan.FromHours(4));

        Assert.NotNull((await slice.Send(Asked, stranger)).UntilAt);
    }

    private static SignAgreement Sign(ManagedCaseId caseId, CareTeamId team) =>
        new(caseId, team, new Signature(Signer.Patient, "测试甲", null, Today), Today, new(2027, 3, 19));

    private static async Task Refused<TAnswer>(Slice slice, MediatR.IRequest<TAnswer> command, StaffMember by)
    {
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(command, by));
        Assert.Equal("access.emergency-only", refused.Code);
    }

    /// <summary>A doctor of another town, who is no colleague of the patient's team.</summary>
    private static async Task<StaffMember> Stranger(Slice slice)
    {
        var team = new CareTeam(CareTeamId.New(), "南城第一团队", TestTown.OtherTown, slice.Town.Centre.Id);
        var stranger = new StaffMember(StaffId.New(), "stranger", "外镇医生", StaffRole.CareTeamMember, TestTown.OtherTown, slice.Town.Centre.Id, team.Id);
        await slice.Add(team, stranger);

        return stranger;
    }
}
