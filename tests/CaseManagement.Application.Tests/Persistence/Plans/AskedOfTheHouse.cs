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
using CaseManagement.Application.Features.Exits;
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
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
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
internal sealed class AskedOfTheHouse
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
        var card = Domain.Cards.NationalCard.Follow(caseId, new(Domain.Cards.CardKind.FollowUp, visit.Id.Value, visit.Id.Value, Today, IsGone: false), [], town.Doctor.Id, slice.Clock.GetUtcNow())!;
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
            Assert.Single((await Send(new ListMeetings(), person)).Open);
            await Send(new PrepareMeeting(Town.Group.Id), person);
            Assert.Single((await Send(new ListSupported(), person)).Patients);
            return;
        }

        Assert.NotEmpty((await Send(new ListWorklist(new()), person)).Rows);
        await FindAsync(person);
        await Send(new CountWorklist(new()), person);
        await Send(new ListAlerts(new AlertFilter()), person);
        await Send(new ListAlerts(new AlertFilter(Open: false, CaseId: _case)), person);
        await Send(new CountAlerts(new AlertFilter()), person);
        await Send(new GetAlert(_case, await AlertOf(_case)), person);
        await Send(new GetCase(_case), person);
        await Send(new GetCaseAccess(_case), person);
        await Send(new GetSupport(_case), person);
        await Send(new GetCasePlan(_case), person);
        await Send(new GetReferral(_case, Referral), person);
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
            await Send(new ListReviews(After: "routine_638400000000000000_00000000000000000000000000000000"), person);
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
        foreach (var text in (string[])["测试", "试甲", "cs", "441900198005200019", "10000000001"])
        {
            await Send(new FindPatients(text), person);
            await Send(new FindPatients(text, TestTown.Code), person);
        }

        var patient = (await _slice.Db(db => db.Cases.Where(managed => managed.Id == _case).Select(managed => managed.PatientId).FirstAsync())).Value;
        foreach (var (way, text) in (((int, string)[])[(1, "10000000001"), (2, "测试"), (3, "测试"), (4, "cs"), (2, "cs")])) await Send(new FindPatients(text, After: $"{way}_{patient:N}"), person);
        await Send(new FindPatients(AreaCode: TestTown.Code), person);
        await Send(new FindPatients(AreaCode: TestTown.Code, After: $"5_{patient:N}"), person);
        await Send(new GetPapers(_case), person);
    }

    public async Task AdministrationAsync()
    {
        var admin = Town.Administrator;
        await Send(new ListStaff(TestTown.Code, Code: "d", After: "a"), admin);
        await Send(new GetStaffMember(Town.Doctor.Id), admin);
        await Send(new ListTeams(TestTown.Code), admin);
        await Send(new GetTeam(Town.Team.Id), admin);
        await Send(new GetGrid(Town.Grid.Code), admin);
        await Send(new ListGridsOfArea(TestTown.Code), admin);
        await Send(new ListGridOwners(TestTown.Code), admin);
        await Send(new ListCareGroups(TestTown.Code), admin);
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
        await Done(new(ReassignmentSource.Team, ReassignmentReason.TeamCloses, Town.OtherTeam.Id, To: [new(Town.Team.Id)]));
        await Done(new(ReassignmentSource.Team, ReassignmentReason.Balance, Town.OtherTeam.Id, To: [new(Town.Team.Id, TestTown.Community)]));
        await Done(new(ReassignmentSource.Area, ReassignmentReason.AreaRedrawn, AreaCode: TestTown.Code, To: [new(Town.Team.Id)]));
        await Done(new(ReassignmentSource.Area, ReassignmentReason.AreaRedrawn, AreaCode: Town.Grid.Code, IntoGrid: Town.SecondGrid.Code));
        await Done(new(ReassignmentSource.Unassigned, ReassignmentReason.QueueCleared, AreaCode: TestTown.Code, To: [new(Town.Team.Id)]));
        await Done(new(ReassignmentSource.Person, ReassignmentReason.PersonLeaves, StaffId: Town.Doctor.Id));
        await Send(new ListReassignments(), admin);
        await Send(new ListReassignments(Guid.CreateVersion7()), admin);
        foreach (var area in new[] { null, TestTown.Code })
        {
            await Send(new ListUnassigned(area), Town.Officer);
            await Send(new ListUnassigned(area, After: "2026-03-16_00000000000000000000000000000000"), Town.Officer);
        }

        async Task Done(ReassignmentOrder order)
        {
            var preview = await Send(new PreviewReassignment(order), admin);
            var done = await Send(new Reassign(order, preview.Token), admin);
            await Send(new UndoReassignment(done.Id), admin);
        }
    }

    private async Task WorkOf(StaffMember doctor, string town, string community, ManagedCaseId caseId)
    {
        var team = doctor.CareTeamId!.Value;
        foreach (var filter in new WorklistFilter[] { new(DueBand.Late), new(DueBand.Late, CareTeamId: team), new(DueBand.Today, AreaCode: town), new(DueBand.ThisWeek, CareTaskKind.Injection), new() })
        {
            await Send(new ListWorklist(filter), doctor);
            await Send(new ListWorklist(filter, After: "2026-03-16_00000000000000000000000000000000"), doctor);
            await Send(new CountWorklist(filter), doctor);
        }

        await Send(new ListAlerts(new AlertFilter(CareTeamId: team)), doctor);
        await Send(new ListAlerts(new AlertFilter(AreaCode: town), After: 1), doctor);
        await Send(new ListReferrals(new(AreaCode: town)), doctor);
        await Send(new ListReferrals(new(ReferralDirection.Down, team), After: "urgent_2026-03-01_00000000000000000000000000000000"), doctor);
        await Send(new CountReferrals(new()), doctor);
        foreach (var hands in Enum.GetValues<AlertHands>()) await Send(new ListAlerts(new AlertFilter(CareTeamId: team, Hands: hands, Tells: ToldRole.CareTeam, Severity: Severity.Urgent, Kind: CareTaskKind.FollowUp)), doctor);
        await Send(new CountAlerts(new AlertFilter(CareTeamId: team)), doctor);
        await Send(new GetAlert(caseId, await AlertOf(caseId)), doctor);
        await Send(new GetCase(caseId), doctor);
        await Send(new RevealIdentity(caseId, RevealReason.Visit), doctor);
        await Send(A.Registration($"测试乙{community}") with { AreaCode = community, Document = IdentityDocument.Passport, DocumentNumber = $"E{community}" }, doctor);
        await Send(new GetLastFollowUp(caseId), doctor);
        await Send(new RecordContactAttempt(caseId, _slice.Clock.GetUtcNow(), ContactMeans.Called, ContactAddress.PatientPhone, ContactOutcome.NobodyThere), doctor);
        await Send(new GetCaseExits(caseId), doctor);
        await Send(new GetCasePlan(caseId), doctor);
        foreach (var view in Enum.GetValues<DepartureView>())
        {
            await Send(new ListDepartures(view), doctor);
            await Send(new ListDepartures(view, After: caseId.Value), doctor);
        }

        await Send(new ListCrises(), doctor);
        await Send(new ListCrises(Domain.Crises.CrisisState.Open, After: "1_638400000000000000_00000000000000000000000000000000"), doctor);
        await Send(new ListClues(), doctor);
        await Send(new ListClues(town, After: "1_638400000000000000_00000000000000000000000000000000"), doctor);
        var crisis = await Send(new StartCrisis(caseId, Domain.Crises.CrisisTrigger.Relapse), doctor);
        await Send(new TellOfCrisis(caseId, crisis.Id, Domain.Telling.Party.Psychiatrist, Domain.Telling.ToldHow.Call, Domain.Crises.ToldResult.Knows), doctor);
        await Send(new GetCrisis(caseId, crisis.Id), doctor);
        var clue = await Send(new ReportClue(Domain.Clues.ClueSource.Hotline, "有人在桥上", community), doctor);
        await Send(new CheckClue(clue.Id, "无人"), doctor);
        await Send(new EndClue(clue.Id, Domain.Clues.ClueState.Dismissed, Dismissal: Domain.Clues.ClueDismissal.NobodyFound), doctor);
        await Send(A.ExaminationOf(caseId) with { ExaminedOn = Today }, doctor);
        await Send(A.FollowUpOf(caseId) with { SeenOn = Today }, doctor);
    }

    /// <summary>Both ends of a referral, until each has spoken.</summary>
    private async Task Loop()
    {
        await Send(new DeclineReferral(_case, Referral, Today, ReferralRefusal.NoBed), Town.Psychiatrist);
        await Send(new CancelReferral(_case, Referral, Today, "改为会诊"));
        var sent = await Send(A.ReferralOf(_case, Town.Hospital.Id) with { SentOn = Today });
        await Send(new ReceiveReferral(_case, sent.Id, Today), Town.Psychiatrist);
        await Send(new RecordReferralOutcome(_case, sent.Id, Today, ReferralOutcome.Outpatient), Town.Psychiatrist);
        var step = (await Send(new GetReferral(_case, sent.Id))).Steps[^1];
        await Send(new CorrectReferralStep(_case, sent.Id, step.Id, "误点", Today, ReferralOutcome.NoNeed), Town.Psychiatrist);
        await Send(A.DischargeOf(_case) with { SentOn = Today }, Town.Psychiatrist);
    }

    /// <summary>What stands around a patient, and a meeting that speaks of it.</summary>
    private async Task Supported()
    {
        var contact = await Send(new AddSupportContact(_case, Domain.Support.SupportRole.Police, "民警", "10000000009", 1));
        var changed = await Send(new ChangeSupportContact(_case, contact.Id, Domain.Support.SupportRole.Police, "民警", "10000000008", 1));
        await Send(new EndSupportContact(_case, changed.Id, Domain.Support.SupportContactEnd.NotReachable));
        await Send(new LogSupport(_case, Domain.Support.SupportMeans.Visit, Domain.Support.SupportSeen.AsUsual));
        var mark = await Send(new SetPairMark(_case, Domain.Support.PairReason.Threats, Today.AddDays(30)));
        await Send(new SetPairMark(_case, Domain.Support.PairReason.Threats, Today.AddDays(60), ExpectedVersion: mark.Version));
        var outing = await Send(new SetOut(_case, _slice.Clock.GetUtcNow().AddHours(1), "民警"));
        await Send(new GetSupport(_case));
        await Send(new ComeBack(_case, outing.Id));
        await Send(new EndPairMark(_case, "已稳定"));
        await Send(new FindCases("测试甲"));
        await Send(new FindCases(DocumentNumber: "441900198005200019"));
        await Send(new PrepareMeeting(Town.Group.Id));
        await Send(new RecordMeeting(Town.Group.Id, Today, [Town.Volunteer.Id], [_case], [new("走访", Town.Doctor.Id, Today, _case)]));
        var open = (await Send(new ListMeetings())).Open;
        await Send(new CloseDecision(open[0].Id, "已办"));
        await Send(new SetOut(_case, _slice.Clock.GetUtcNow().AddHours(1))); // of whom the night tells
    }

    /// <summary>What goes to the national platform, and what comes back.</summary>
    private async Task Cards()
    {
        await Send(new FindReportCard(_case), Town.Officer);
        await Send(new CancelReportCard(_case, "并无此卡"), Town.Officer);
        await Send(new TakePaperReport(_case, Today), Town.Officer);
        await Send(new FileReportCard(_case, new() { Kind = Domain.Cards.ReportKind.Registration, Department = Domain.Cards.ReportDepartment.Outpatient }), Town.Officer);
        var waits = (await Send(new ListCards(Domain.Cards.CardState.ToCheck, After: new Guid("00000001-0000-7000-8000-000000000000")))).Rows.FirstOrDefault(row => row.CaseId == _case)!;
        await Send(new ListCards(Domain.Cards.CardState.Accepted, Domain.Cards.CardKind.FollowUp));
        await Send(new CheckCard(_case, waits.Id));
        var refused = await _slice.Db(async db =>
        {
            var card = await db.NationalCards.FirstAsync(card => card.Id == waits.Id);
            if (!card.IsWaiting) throw new InvalidOperationException("This card has left.");
            card.Check([], _slice.Clock.GetUtcNow());
            card.Left(_slice.Clock.GetUtcNow());
            card.Answer(accepted: false, "E1", _slice.Clock.GetUtcNow());
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            return card.Id;
        });
        await Send(new ResendCard(_case, refused));
    }

    /// <summary>What a psychiatrist says, and what becomes of it.</summary>
    private async Task Reviewed()
    {
        var review = await Send(new GetReview(_case));
        await Send(new FollowAdvice(_case, review.Advice[0].Id, Today));
        await Send(new RecordGuidance(_case, _slice.Clock.GetUtcNow(), GuidanceMeans.Video, Town.Psychiatrist.Id, "核对用药"));
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
