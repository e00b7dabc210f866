using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Audit;
using CaseManagement.Application.Features.CasePlans;
using CaseManagement.Application.Features.Cards;
using CaseManagement.Application.Features.CareGroups;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.DecisionSupport;
using CaseManagement.Application.Features.Desk;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Grids;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Application.Features.Institutions;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.Meetings;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.People;
using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Features.Rules;
using CaseManagement.Application.Features.Settings;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Features.Teams;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Jobs;
using CaseManagement.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Persistence.Plans;

/// <summary>Everything that is asked of the product in a day and a night, for hearing the statements behind it; a little town and a big city are asked the same.</summary>
internal sealed partial class AskedOfTheHouse
{
    public static readonly DateOnly Today = new(2026, 3, 20);

    /// <summary>Jobs that read all there is, and why they must.</summary>
    public static readonly IReadOnlyDictionary<string, string> ReadEverything = new Dictionary<string, string>
    {
        ["agreement-renewals"] = "every agreement in force is compared with the team of its case",
        [JobNames.Verify] = "every case, every open task and every follow-up is judged anew, by night",
        [JobNames.VerifyAudit] = "a chain is proven from its first link to its last",
    };

    private readonly Slice _slice;
    private readonly ManagedCaseId _case;
    private readonly InjectionCourseId _course;
    private readonly StaffMember _near;
    private readonly StaffMember _far;

    private AskedOfTheHouse(Slice slice, ManagedCaseId caseId, InjectionCourseId course, StaffMember near, StaffMember far) => (_slice, _case, _course, _near, _far) = (slice, caseId, course, near, far);

    private FollowUpId Visit { get; init; }

    /// <summary>One that nobody has answered.</summary>
    private ReferralId Referral { get; init; }

    /// <summary>The requests that have been sent.</summary>
    public HashSet<Type> Sent { get; } = [];

    private TestTown Town => _slice.Town;

    /// <summary>One case of the little town that everybody may see by one way or another.</summary>
    public static async Task<AskedOfTheHouse> ArrangeAsync(Slice slice)
    {
        var town = slice.Town;
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var near = new StaffMember(StaffId.New(), "near-office", "本镇科员", StaffRole.PreventionOffice, TestTown.Code, town.Office.Id);
        var far = new StaffMember(StaffId.New(), "far-office", "外镇科员", StaffRole.PreventionOffice, TestTown.OtherTown, town.Office.Id);
        var visit = await slice.Send(A.UnstableFollowUpOf(caseId)); // opens a review, and so the case to the hospital
        await slice.Send(new AssignCareGroup(caseId, town.Group.Id, new(2026, 12, 31)));
        await slice.Send(A.PlanOf(caseId, Today));
        await slice.Send(new ConfirmGrid(caseId, town.Grid.Code));
        await slice.Send(new RecordAdvice(caseId, Today, "照旧"), town.Psychiatrist);
        var course = (await slice.Send(new StartInjectionCourse(caseId, "pp1m-janssen", Today, 100, RenalBand.Normal, Today.AddDays(-60)))).Id;
        var referral = await slice.Send(A.ReferralOf(caseId, town.Hospital.Id));
        var card = Domain.Cards.NationalCard.Follow(await slice.PlaceOf(caseId), new(Domain.Cards.CardKind.FollowUp, visit.Id.Value, visit.Id.Value, Today, IsGone: false), [], town.Doctor.Id, slice.Clock.GetUtcNow())!;
        await slice.Add(near, far, card, new QuarantinedRow("agreement-renewals", caseId, "case.closed", slice.Clock.GetUtcNow()));
        var asked = new AskedOfTheHouse(slice, caseId, course, near, far) { Visit = visit.Id, Referral = referral.Id };
        await slice.Send(new SendToSpecialist(caseId, town.Hospital.Id, "是否换药？"));
        await asked.FoundAway(far);
        await asked.Run(JobNames.Sweep, Today.AddDays(-1));

        return asked;
    }

    /// <summary>What a team does from morning to evening, and whoever watches over it.</summary>
    /// <param name="city">Its first team is asked too.</param>
    public async Task DailyWorkAsync(BigCity? city = null)
    {
        await WorkOf(Town.Doctor, TestTown.Code, TestTown.Community, _case);
        if (city is not null) await WorkOf(city.Doctor, BigCity.FirstTown, BigCity.FirstCommunity, city.Case);
        await Send(new ProposeGrid(_case));
        await Send(new GetInjectionAdvice(_case, _course));
        await Send(new ListPsychiatrists());
        await Send(new GetFollowUpPrint(_case, Visit));
        await Loop();
        await Send(new GetSupplementaryForm(_case));
        await Reviewed();
        await Supported();
        await Cards();
        await Send(new FillInSupplementaryForm(_case, new SupplementaryInput()));
        await Send(new ProposeClass(A.CalmFindings, Today)); // these two ask the database nothing
        await Send(new AdviseInjection(Today, "pp1m-janssen"));
        await Send(new NameCases([_case]));
        await Send(new GetAccount());
        await Send(new ListSessions());
        foreach (var filter in new AuditFilter[] { new(), new(Actor: "doctor"), new(CaseId: _case), new(Request: nameof(GetCase)), new(Kind: AuditKind.Read), new(From: Today.AddDays(-1), To: Today), new(Actor: "doctor", From: Today.AddDays(-1)) })
        {
            await Send(new SearchAudit(filter), Town.Administrator);
            await Send(new SearchAudit(filter, After: 5), Town.Administrator);
        }
    }

    public async Task NightAsync()
    {
        foreach (var job in Timetable.Rows.Where(row => !ReadEverything.ContainsKey(row.Name))) await Run(job.Name, Today.AddDays(1));
    }

    /// <summary>What somebody whose scope is of this kind sees.</summary>
    public async Task OfScopeAsync(ScopeKind kind)
    {
        var person = kind switch
        {
            ScopeKind.CareGroup => Town.Volunteer,
            ScopeKind.Specialist => Town.Psychiatrist,
            ScopeKind.AreaOrEmergency => _far,
            _ => _near,
        };
        if (kind is ScopeKind.CareGroup)
        {
            Assert.Single((await Send(new ListSupported(), person)).Patients);
            Assert.Single((await Send(new ListSupported("测试"), person)).Patients);
            await Send(new ReportSign(_case, Domain.Crises.CareSign.StoppedMedicine), person);
            await Send(new TakeBackSign(_case, "点错了"), person);
            await Send(new LogSupport(_case, Domain.Support.SupportMeans.Phone, Domain.Support.SupportSeen.AsUsual), person);
            await Send(new RecordMeeting(Town.Group.Id, Today, [person.Id], [_case], [new("走访", person.Id, Today)]), person);
            var given = Assert.Single((await Send(new ListMeetings(), person)).Open);
            Assert.NotEmpty((await Send(new ListMeetings(Hand: given.Id), person)).Takers);
            await Send(new ListMeetings("own_2026-03-01_00000000000000000000000000000000", "2026-03-01_00000000000000000000000000000000", "2026-03-01_00000000000000000000000000000000"), person);
            await Send(new PrepareMeeting(Town.Group.Id), person);
            Assert.Single((await Send(new ListSupported(), person)).Patients);
            return;
        }

        Assert.NotEmpty((await Send(new ListWorklist(new()), person)).Rows);
        await FindAsync(person);
        await Send(new CountWorklist(new()), person);
        await Send(new ListWorklist(new(DueBand.Late), After: "2_2026-03-16_00000000000000000000000000000000", UrgentFirst: true), person);
        await Send(new ListWorklist(new(DueBand.Late, CareTaskKind.ReferralReceipt), UrgentFirst: true), person);
        await Send(new ListAlerts(new AlertFilter()), person);
        await Send(new ListAlerts(new AlertFilter(Open: false, CaseId: _case)), person);
        await Send(new CountAlerts(new AlertFilter()), person);
        await Send(new GetAlert(_case, await AlertOf(_case)), person);
        await Send(new GetCase(_case), person);
        await Send(new GetCaseAccess(_case), person);
        await Send(new GetSupport(_case), person);
        await Send(new GetCasePlan(_case), person);
        await Send(new GetReferral(_case, Referral), person);
        Assert.NotNull((await Send(new FindOwedReferral(_case, CareTaskKind.ReferralReceipt), person)).Id);
        Assert.NotEmpty((await Send(new ListReferrals(new()), person)).Rows);
        await Send(new ListReferrals(new(ReferralDirection.Up), After: "routine_2026-03-01_00000000000000000000000000000000"), person);
        await Send(new CountReferrals(new()), person);
        await Send(new ListCrises(), person);
        Assert.NotEmpty((await Send(new ListCards(), person)).Rows);
        var cards = await Send(new GetCaseCards(_case), person);
        await Send(new GetCard(_case, cards.Cards[0].Id), person);
        await Send(new ListNotices(), person);
        await Send(new ListNotices(After: "0_1_00000000000000000000000000000000"), person);
        await FoundAway(person);
        await Send(new GetReview(_case), person);
        if (kind is ScopeKind.Specialist)
        {
            Assert.NotEmpty((await Send(new ListReviews(), person)).Rows);
            await Send(new ListReviews(After: "2_2026-03-01_00000000000000000000000000000000"), person);
            return;
        }

        await Send(new ListEmergencyAccess(), person);
        await Send(new CountDesk(), person);
        await Send(new ListClues(), person);
    }

    /// <summary>Each way of looking for a patient, and the page behind the first.</summary>
    private async Task FindAsync(StaffMember person)
    {
        Assert.NotEmpty((await Send(new FindPatients("测试"), person)).Rows);
        foreach (var text in (string[])["测试", "试甲", "cs", "441900198005200019", "10000000001", "东城"])
        {
            await Send(new FindPatients(text), person);
            await Send(new FindPatients(text, TestTown.Code), person);
        }

        var patient = (await _slice.Db(db => db.Cases.Where(managed => managed.Id == _case).Select(managed => managed.PatientId).FirstAsync())).Value;
        foreach (var (way, text) in (((int, string)[])[(1, "10000000001"), (2, "测试"), (3, "测试"), (4, "cs"), (2, "cs")])) await Send(new FindPatients(text, After: $"{way}_{patient:N}"), person);
        await Send(new FindPatients(AreaCode: TestTown.Code), person);
        await Send(new FindPatients(AreaCode: TestTown.Code, After: $"5_{patient:N}"), person);
        await Send(new GetPapers(_case), person);
        await Send(new GetFindingsOverTime(_case), person);
    }

    public async Task AdministrationAsync()
    {
        var admin = Town.Administrator;
        await Send(new ListStaff(TestTown.Code, Code: "d", After: "a"), admin);
        await Send(new GetStaffMember(Town.Doctor.Id), admin);
        await Send(new ListTeams(TestTown.Code), admin);
        await Send(new ListTeams(Leaderless: true), admin);
        await Send(new GetTeam(Town.Team.Id), admin);
        await Send(new GetGrid(Town.Grid.Code), admin);
        await Send(new ListGridsOfArea(TestTown.Code), admin);
        await Send(new ListGridOwners(TestTown.Code), admin);
        await Send(new ListCareGroups(TestTown.Code), admin);
        await Send(new ListCareGroups(Unserved: true), admin);
        await Send(new GetCareGroup(Town.Group.Id), admin);
        await Send(new ListInstitutions(TestTown.Code), admin);
        await Send(new ListAreas(TestTown.City), admin);
        await Send(new ListCareTeams(TestTown.Community), admin);
        await Send(new ListGrids(TestTown.Community), admin);
        await Send(new RedrawGrid(Town.Grid.Code, "网格", [], Town.OtherTeam.Id), admin);
        await Send(new ChangeTeam(Town.OtherTeam.Id, "团队", TestTown.Code, [TestTown.Code]), admin);
        await Assert.ThrowsAsync<LeavesBehindException>(() => Send(new CloseTeam(Town.OtherTeam.Id), admin));
        await Assert.ThrowsAsync<LeavesBehindException>(() => Send(new CloseStaffMember(Town.Neighbour.Id), admin));
        await ReassignmentAsync();
        await Send(new CloseGrid(Town.SecondGrid.Code), admin);
        await Send(new ListRules(), admin);
        await Send(new ListClinicalSettings(), admin);
        await Send(new ListSettingChanges(), admin);
        await Send(new ListSettingChanges("first-visit.days", After: Guid.CreateVersion7()), admin);
        await Send(new ListJobs(), admin);
        await Send(new ListJobRuns("sweep", After: 5), admin);
        await Send(new ListQuarantine(After: 5), admin);
        await Send(new ListDeadNotices(), admin);
        await Send(new ListDeadNotices(After: Guid.CreateVersion7()), admin);
        await Send(new ListNoticeRoutes(), admin);
        await Send(new ListNoticeRoutes(Ended: true), admin);
    }

    /// <summary>There and back, of every kind; and who waits.</summary>
    private async Task ReassignmentAsync()
    {
        var admin = Town.Administrator;
        foreach (var year in Enumerable.Range(1960, 4)) await Send(A.Registration($"测试{year}") with { BornOn = new(year, 1, 1) }, Town.Doctor); // a load can be evened
        await Done(new(ReassignmentSource.Team, ReassignmentReason.TeamCloses, Town.OtherTeam.Id, To: [new(Town.Team.Id)]), () => Done(new(ReassignmentSource.Team, ReassignmentReason.Balance, Town.Team.Id, To: [new(Town.OtherTeam.Id, TestTown.Community)])));
        await Done(new(ReassignmentSource.Area, ReassignmentReason.AreaRedrawn, AreaCode: TestTown.Code, To: [new(Town.Team.Id)]));
        await Done(new(ReassignmentSource.Area, ReassignmentReason.AreaRedrawn, AreaCode: Town.Grid.Code, IntoGrid: Town.SecondGrid.Code));
        await Done(new(ReassignmentSource.Unassigned, ReassignmentReason.QueueCleared, AreaCode: TestTown.Code, To: [new(Town.Team.Id)]));
        await Done(new(ReassignmentSource.Person, ReassignmentReason.PersonLeaves, StaffId: Town.Doctor.Id));
        await BatchesAsync(admin);
        foreach (var area in new[] { null, TestTown.Code })
        {
            await Send(new ListUnassigned(area), Town.Officer);
            await Send(new ListUnassigned(area, After: "2026-03-16_00000000000000000000000000000000"), Town.Officer);
            await Send(new ListCrises(Domain.Crises.CrisisState.Open, AreaCode: area), Town.Officer);
        }

        Assert.NotEmpty((await Send(new ListTownsByLateness(), Town.Officer)).Rows);

        async Task Done(ReassignmentOrder order, Func<Task>? meanwhile = null)
        {
            var preview = await Send(new PreviewReassignment(order), admin);
            var done = await Send(new Reassign(order, preview.Token), admin);
            if (meanwhile is not null) await meanwhile();
            await Send(new UndoReassignment(done.Id), admin);
        }
    }

    private Task<long> AlertOf(ManagedCaseId caseId) => _slice.Db(db => db.Alerts.Where(alert => alert.CaseId == caseId).Select(alert => alert.Id).FirstAsync());

    private Task FoundAway(StaffMember person) => Send(new AskEmergencyAccess(GrantReason.FoundAway, "在车站", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Domain.Patients.Sex.Male), person);

    private Task<JobCounts> Run(string job, DateOnly day) => _slice.Services.GetRequiredService<IJobRunner>().RunAsync(job, day, TestContext.Current.CancellationToken);

    private Task<TAnswer> Send<TAnswer>(IRequest<TAnswer> request, StaffMember? by = null)
    {
        Sent.Add(request.GetType());
        return _slice.Send(request, by);
    }
}
