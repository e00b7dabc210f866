using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Audit;
using CaseManagement.Application.Features.CasePlans;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.DecisionSupport;
using CaseManagement.Application.Features.Desk;
using CaseManagement.Application.Features.Examinations;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Application.Tests.Features.Batches;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Audit;

/// <summary>Every request leaves exactly the entry that it should.</summary>
public sealed class EntryTests
{
    [Fact]
    public async Task Given_the_thread_of_a_case_When_each_request_is_sent_Then_each_leaves_one_entry_of_its_kind_about_its_case()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var walked = new HashSet<string>();
        var (doctor, psychiatrist, officer, admin) = (slice.Town.Doctor, slice.Town.Psychiatrist, slice.Town.Officer, slice.Town.Administrator);
        var window = new JobWindow(new(2026, 3, 2), new(2026, 3, 2));

        var registered = await Sent(A.Registration(), doctor, AuditKind.Command);
        var caseId = registered.CaseId;
        await Sent(new RecordConsent(caseId, true, new Signature(Signer.Guardian, "测试母", "母亲", new(2026, 3, 1))), doctor, AuditKind.Command, caseId);
        var agreement = await Sent(new SignAgreement(caseId, slice.Town.Team.Id, new Signature(Signer.Patient, "测试甲", null, new(2026, 3, 1)), new(2026, 3, 1), new(2027, 2, 28)), doctor, AuditKind.Command, caseId);
        await Sent(new EndAgreement(caseId, agreement.Id, new(2026, 3, 2), AgreementEnd.MovedAway), doctor, AuditKind.Command, caseId);
        await Sent(new ProposeGrid(caseId), doctor, AuditKind.Read, caseId);
        await Sent(new FillInSupplementaryForm(caseId, new SupplementaryInput()), doctor, AuditKind.Command, caseId);
        await Sent(new GetSupplementaryForm(caseId), doctor, AuditKind.Read, caseId);
        await Sent(new RecordDocument(caseId, IdentityDocument.Passport, "P12345678"), doctor, AuditKind.Command, caseId);
        await Sent(new ConfirmGrid(caseId, slice.Town.Grid.Code), doctor, AuditKind.Command, caseId);
        var sent = await Sent(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "请会诊"), doctor, AuditKind.Command, caseId); // before the visit, which would send the case by itself
        var visit = await Sent(A.UnstableFollowUpOf(caseId), doctor, AuditKind.Command, caseId);
        var corrected = await Sent(new CorrectFollowUp(caseId, visit.Id, "日期写错", A.Monday, A.UnstableFollowUpOf(caseId).Outcome, A.UnstableFindings, A.UnstableFollowUpOf(caseId).Class), doctor, AuditKind.Command, caseId);
        await Sent(new GetLastFollowUp(caseId), doctor, AuditKind.Read, caseId);
        var route = await Sent(new SetNoticeRoute(TestTown.City, Party.Police, NoticeChannel.WebHook, "https://police.example.cn/in"), admin, AuditKind.Command, subject: "notice-route:");
        var crisis = await Sent(new StartCrisis(caseId, CrisisTrigger.SelfHarm), doctor, AuditKind.Command, caseId);
        foreach (var party in crisis.NotTold) await Sent(new TellOfCrisis(caseId, crisis.Id, party, ToldHow.Call, ToldResult.Knows), doctor, AuditKind.Command, caseId);
        await Sent(new RecordCrisis(caseId, crisis.Id, A.CrisisRecord(slice.Clock.GetUtcNow())), doctor, AuditKind.Command, caseId);
        await Sent(new EndCrisis(caseId, crisis.Id, CrisisOutcome.Settled, new(2026, 3, 5)), doctor, AuditKind.Command, caseId);
        await Sent(new PlanCrisisVisit(caseId, crisis.Id, new(2026, 3, 4)), doctor, AuditKind.Command, caseId);
        await Sent(new GetCrisis(caseId, crisis.Id), doctor, AuditKind.Read, caseId);
        await Sent(new ListNotices(), psychiatrist, AuditKind.Search);
        await Sent(new AcknowledgeNotice(caseId, Notice.IdOf(crisis.Id.Value, Party.Psychiatrist, NoticeChannel.InApp)), psychiatrist, AuditKind.Command, caseId);
        var police = Notice.IdOf(crisis.Id.Value, Party.Police, NoticeChannel.WebHook);
        await Sent(new ReceiveNotice(police, slice.Services.GetRequiredService<INoticeReceipts>().TokenFor(police)), doctor, AuditKind.Command, caseId, "notice:");
        await slice.Db(db => db.Notices.Where(notice => notice.Id == police).ExecuteUpdateAsync(notice => notice.SetProperty(x => x.State, NoticeState.Dead)));
        await Sent(new ReplayNotice(police), admin, AuditKind.Command, caseId, "notice:");
        await Sent(new EndNoticeRoute(route.Id), admin, AuditKind.Command, subject: "notice-route:");
        await Sent(new ListCrises(), doctor, AuditKind.Search);
        await slice.Send(A.FollowUpOf(caseId));
        await Sent(new CloseCrisis(caseId, crisis.Id, "平稳"), doctor, AuditKind.Command, caseId);
        var plan = await Sent(A.PlanOf(caseId, new(2026, 3, 1)), doctor, AuditKind.Command, caseId);
        await Sent(new ReviewCasePlan(caseId, plan.Id, A.Monday, A.PlanReviewed), doctor, AuditKind.Command, caseId);
        var plans = await Sent(new GetCasePlan(caseId), doctor, AuditKind.Read, caseId);
        await Sent(new CancelPlanReview(caseId, plan.Id, plans.Plans[0].Reviews[0].Id, "不是本人"), doctor, AuditKind.Command, caseId);
        await Sent(new ChangeCasePlan(caseId, plan.Id, A.Plan(A.Monday), new Signature(Signer.Patient, "测试甲", null, A.Monday), "换目标"), doctor, AuditKind.Command, caseId);
        await Sent(new AddPlanMeasure(caseId, plan.Id, 3, "查血", 1, new(2026, 4, 1), "加量"), psychiatrist, AuditKind.Command, caseId);
        await Sent(new EndCasePlan(caseId, plan.Id, A.Monday, CasePlanEnd.EndedBySigner, "家属不同意抽血"), doctor, AuditKind.Command, caseId);
        var clue = await Sent(new ReportClue(ClueSource.Hotline, "有人在桥上", TestTown.Community), officer, AuditKind.Command, subject: "clue:");
        await Sent(new ListClues(), officer, AuditKind.Search);
        await Sent(new CheckClue(clue.Id, "无人"), officer, AuditKind.Command, subject: $"clue:{clue.Id.Value}");
        await Sent(new SendForDiagnosis(clue.Id, "市精神卫生中心", A.Monday), officer, AuditKind.Command, subject: $"clue:{clue.Id.Value}");
        await Sent(new EndClue(clue.Id, ClueState.Dismissed, Dismissal: ClueDismissal.NobodyFound, Note: "未确诊"), officer, AuditKind.Command, subject: $"clue:{clue.Id.Value}");
        await Sent(new ReopenClue(clue.Id, "又来电"), officer, AuditKind.Command, subject: $"clue:{clue.Id.Value}");
        var examined = await Sent(A.ExaminationOf(caseId), doctor, AuditKind.Command, caseId);
        var examinedAgain = await Sent(new CorrectPhysicalExamination(caseId, examined.Id, "日期写错", A.Monday, ExaminationOutcome.NotPossible, Reason: "家属不在"), doctor, AuditKind.Command, caseId);
        await Sent(new CancelPhysicalExamination(caseId, examinedAgain.Id, "不是本人"), doctor, AuditKind.Command, caseId);
        await Sent(new GetFollowUpPrint(caseId, corrected.Id), doctor, AuditKind.Read, caseId);
        await Sent(new GetCaseAccess(caseId), doctor, AuditKind.Read, caseId);
        var assigned = await Sent(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 6, 30)), doctor, AuditKind.Command, caseId);
        await Sent(new FindPatients("测试"), officer, AuditKind.Search);
        await Sent(new GetPapers(caseId), officer, AuditKind.Read, caseId);
        await Sent(new GetFindingsOverTime(caseId), officer, AuditKind.Read, caseId);
        await Sent(new EndCareGroupAssignment(caseId, assigned.Id), doctor, AuditKind.Command, caseId);
        await Sent(new RecordAdvice(caseId, A.Monday, "复诊"), psychiatrist, AuditKind.Command, caseId);
        var advice = await slice.Db(db => db.Cases.AsNoTracking().Where(managed => managed.Id == caseId).SelectMany(managed => managed.Advice).Where(each => each.PlanId == null).Select(each => each.Id).FirstAsync());
        await Sent(new CancelFact(caseId, CaseFact.Advice, advice, "看错病人"), psychiatrist, AuditKind.Command, caseId);
        var course = await Sent(new StartInjectionCourse(caseId, "pp1m-janssen", A.Monday, 100, RenalBand.Normal, OralToleratedOn: new(2026, 1, 10)), psychiatrist, AuditKind.Command, caseId);
        await Sent(new GetInjectionAdvice(caseId, course.Id), doctor, AuditKind.Read, caseId);
        var given = await Sent(new GiveInjection(caseId, course.Id, A.Monday, 150, InjectionSite.DeltoidLeft, "B1"), doctor, AuditKind.Command, caseId);
        var again = await Sent(new CorrectInjection(caseId, course.Id, given.Id, "批号写错", A.Monday, 150, InjectionSite.DeltoidRight, "B2"), doctor, AuditKind.Command, caseId);
        await Sent(new CancelInjection(caseId, course.Id, again.Id, "没有打"), doctor, AuditKind.Command, caseId);
        await Sent(new ChangePrescription(caseId, course.Id, A.Monday, 75, RenalBand.Normal), psychiatrist, AuditKind.Command, caseId);
        await Sent(new StopInjectionCourse(caseId, course.Id, A.Monday, "换药"), psychiatrist, AuditKind.Command, caseId);
        await Sent(new GetCase(caseId), doctor, AuditKind.Read, caseId);
        await Sent(new NameCases([caseId]), officer, AuditKind.Search);
        await Sent(new RevealIdentity(caseId, RevealReason.Visit), doctor, AuditKind.Command, caseId);
        await Sent(new EndSpecialistAccess(caseId, sent.Id), doctor, AuditKind.Command, caseId);

        var stranger = new StaffMember(StaffId.New(), "stranger", "远科员", StaffRole.PreventionOffice, TestTown.OtherTown, slice.Town.Centre.Id);
        await slice.Add(stranger);
        await Sent(new AskEmergencyAccess(GrantReason.DangerToSelf, "自伤", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Sex.Male), stranger, AuditKind.Command, caseId, "case-grant:");
        await Sent(new AskEmergencyAccess(GrantReason.DangerToSelf, "自伤", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Sex.Male), stranger, AuditKind.Command, caseId); // is open already
        var opened = await Sent(new ListEmergencyAccess(), officer, AuditKind.Search);
        await Sent(new CountDesk(), officer, AuditKind.Search);
        await Sent(new ListTownsByLateness(), officer, AuditKind.Search);
        await Sent(new ReviewEmergencyAccess(opened.Rows[0].Id, AccessVerdict.Justified, "属实"), officer, AuditKind.Command, caseId, $"case-grant:{opened.Rows[0].Id.Value}");

        slice.Clock.Day = new(2026, 3, 30);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, new(2026, 3, 30), TestContext.Current.CancellationToken);
        walked.Add(nameof(SweepOverdue)); // by the timetable itself; an administrator starts it through the timetable
        var alerts = await Sent(new ListAlerts(new()), doctor, AuditKind.Search);
        await Sent(new ListAlerts(new(CaseId: caseId)), doctor, AuditKind.Search, caseId);
        var alert = alerts.Rows[0];
        await Sent(new ClaimAlert(alert.Id), doctor, AuditKind.Command, caseId, $"alert:{alert.Id}");
        await Sent(new AnswerAlert(alert.Id, AlertReason.DayAgreed, null), doctor, AuditKind.Command, caseId, $"alert:{alert.Id}");
        await Sent(new ResolveAlert(alert.Id, AlertResult.Arranged, null), doctor, AuditKind.Command, caseId, $"alert:{alert.Id}");
        await slice.Db(db => db.Alerts.Where(row => row.Id == alert.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, AlertState.Answered))); // as if it were open still
        await Sent(new CountAlerts(new()), doctor, AuditKind.Search);
        await Sent(new HandOverAlert(alert.Id, slice.Town.Leader.Id, AlertHandOver.Absent, null), doctor, AuditKind.Command, caseId, $"alert:{alert.Id}");
        await Sent(new DismissAlert(alert.Id, AlertDismissal.NotOurs, null), slice.Town.Leader, AuditKind.Command, caseId, $"alert:{alert.Id}");
        await Sent(new GetAlert(caseId, alert.Id), doctor, AuditKind.Read, caseId);
        await Sent(new CancelFollowUp(caseId, corrected.Id, "没有见到"), doctor, AuditKind.Command, caseId);
        await Sent(new ListWorklist(new()), doctor, AuditKind.Search);
        await Sent(new CountWorklist(new()), officer, AuditKind.Search);

        var (leader, at) = (slice.Town.Leader, slice.Clock.GetUtcNow());
        await Sent(new RecordContactAttempt(caseId, at, ContactMeans.Called, ContactAddress.PatientPhone, ContactOutcome.NobodyThere), doctor, AuditKind.Command, caseId);
        var loss = await Sent(new ProposeLoss(caseId, LossCriterion.Missing), doctor, AuditKind.Command, caseId);
        await Sent(new DecideLoss(caseId, true), leader, AuditKind.Command, caseId);
        await Sent(new RecordTold(caseId, ToldAbout.Loss, loss.Id, Party.Police, ToldHow.Call, at), doctor, AuditKind.Command, caseId);
        await Sent(new ListDepartures(DepartureView.Lost), officer, AuditKind.Search);
        await Sent(new RecordFound(caseId, new(2026, 3, 30), "自行回家"), doctor, AuditKind.Command, caseId);
        await Sent(new OfferTransfer(caseId, null, "外省某市"), doctor, AuditKind.Command, caseId);
        await Sent(new WithdrawTransfer(caseId, "不搬了"), doctor, AuditKind.Command, caseId);
        await Sent(new OfferTransfer(caseId, null, "外省某市"), doctor, AuditKind.Command, caseId);
        await Sent(new DecideTransfer(caseId, false, "对方不接收"), doctor, AuditKind.Command, caseId);
        await Sent(new GetCaseExits(caseId), doctor, AuditKind.Read, caseId);
        var death = await Sent(new RecordDeath(caseId, new(2026, 3, 30), new(2026, 3, 30), DeathCause.Accident), doctor, AuditKind.Command, caseId);
        await Sent(new CancelDeath(caseId, death.Id, "误报"), doctor, AuditKind.Command, caseId);
        await Sent(new CloseCase(caseId, DeletionReason.WrongEntry), officer, AuditKind.Command, caseId);
        await Sent(new ReopenCase(caseId, "并非重复"), officer, AuditKind.Command, caseId);
        await slice.Send(new SetOut(caseId, slice.Clock.GetUtcNow().AddHours(1)), doctor);
        slice.Clock.Move(TimeSpan.FromHours(2));
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync("tell-of-outings", null, TestContext.Current.CancellationToken);
        Assert.Equal((nameof(TellOfOutings), (ManagedCaseId?)caseId), ((await slice.Entries())[^1].Request, (await slice.Entries())[^1].CaseId));
        walked.Add(nameof(TellOfOutings)); // by the timetable itself, which sees everybody; where all are back it leaves none
        await SentByTimetable(new Beat("node"));
        await slice.Db(db => db.Notices.Where(notice => notice.Id == police).ExecuteUpdateAsync(notice => notice.SetProperty(x => x.State, NoticeState.Waiting).SetProperty(x => x.NextAt, slice.Clock.GetUtcNow())));
        await slice.Add(Domain.Cards.NationalCard.Follow(await slice.PlaceOf(caseId), new(Domain.Cards.CardKind.FollowUp, Guid.NewGuid(), Guid.NewGuid(), A.Monday, IsGone: false), [], doctor.Id, slice.Clock.GetUtcNow())!);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync("send-cards", null, TestContext.Current.CancellationToken); // an administrator sees no card
        Assert.True(walked.Add((await slice.Entries())[^1].Request));
        await slice.Waiting(Domain.Batches.BatchKind.AreaImport, officer, []); // who may not: the work itself leaves no entry
        await SentByTimetable(new RunBatches());
        await SentByTimetable(new SendNotices()); // with nothing to send it leaves none
        await SentByTimetable(new RollAgreements(window));
        await SentByTimetable(new VerifyPromises(window));
        await SentByTimetable(new ImportAreas(new MemoryStream("code,name,parent_code\n44,广东省,\n"u8.ToArray()), _ => { }));
        await Sent(new RunJob("heartbeat"), admin, AuditKind.Command, subject: "job:heartbeat");
        await slice.Services.GetRequiredService<IJobRunner>().EndedAsync("heartbeat");
        await slice.Add(new QuarantinedRow("RollAgreements", caseId, "case.closed", slice.Clock.GetUtcNow()));
        var aside = await Sent(new ListQuarantine(), admin, AuditKind.Search);
        await Sent(new ClearQuarantined(aside.Rows[0].Id, "已更正"), admin, AuditKind.Command, caseId, $"quarantined-row:{aside.Rows[0].Id}");
        await Sent(new VerifyAudit(), admin, AuditKind.Command);
        await Sent(new SearchAudit(new()), admin, AuditKind.Search);

        Assert.Equal(Chains.Audited("Access", "Alerts", "Audit", "CasePlans", "Cases", "Clues", "Crises", "Desk", "Examinations", "Exits", "FollowUps", "Injections", "Jobs", "Notices", "Patients", "Places", "Worklist"), walked.Order());
        Assert.Equal((0L, null), await Found(slice));

        async Task<TAnswer> Sent<TAnswer>(IRequest<TAnswer> request, StaffMember by, AuditKind kind, ManagedCaseId? about = null, string? subject = null)
        {
            var before = (await slice.Entries()).Count;
            var answer = await slice.Send(request, by);

            var entry = Assert.Single((await slice.Entries()).Skip(before), entry => entry.Actor == by.Id); // what a started job writes is the timetable's
            Assert.Equal((request.GetType().Name, kind, by.Id), (entry.Request, entry.Kind, entry.Actor));
            if (answer is PatientRegistered who) (about, subject) = (who.CaseId, $"patient:{who.PatientId.Value}");
            Assert.Equal((entry.Request, about, subject is null), (entry.Request, entry.CaseId, entry.Subject is null));
            Assert.StartsWith(subject ?? "", entry.Subject ?? "", StringComparison.Ordinal);
            walked.Add(entry.Request);

            return answer;
        }

        Task<TAnswer> SentByTimetable<TAnswer>(IRequest<TAnswer> request) => Sent(request, admin, AuditKind.Command);
    }

    [Fact]
    public async Task Given_what_shows_no_person_When_it_is_asked_for_Then_it_leaves_no_entry()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));

        await slice.Send(new ListAreas(null));
        await slice.Send(new ListCareTeams(TestTown.Code));
        await slice.Send(new ListGrids(TestTown.Community));
        await slice.Send(new ProposeClass(A.CalmFindings, A.Monday));
        await slice.Send(new AdviseInjection(A.Monday, "pp1m-janssen"));

        Assert.Empty(await slice.Entries());
    }

    [Fact]
    public async Task Given_a_search_When_it_is_made_Then_the_entry_says_which_filters_and_how_many_rows_and_never_a_term()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId));

        await slice.Send(new ListWorklist(new(DueBand.Late, CareTaskKind.FollowUp, AreaCode: TestTown.Code)));
        await slice.Send(new SearchAudit(new(Actor: "doctor", Kind: AuditKind.Search)), by: slice.Town.Administrator);

        var entries = await slice.Entries();
        await slice.Send(new FindPatients("测试", TestTown.Code));
        Assert.Equal("""{"text":true,"areaCode":true,"shown":1}""", (await slice.Entries())[^1].Detail);
        Assert.Equal("""{"band":"late","kind":"follow-up","areaCode":true,"shown":1}""", entries[^2].Detail);
        Assert.Equal("""{"actor":true,"kind":"search","shown":1}""", entries[^1].Detail);
    }

    [Fact]
    public async Task Given_a_read_that_finds_nothing_When_it_is_refused_Then_it_leaves_no_entry()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));

        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new GetCase(ManagedCaseId.New())));

        Assert.Empty(await slice.Entries());
    }

    [Fact]
    public async Task Given_a_command_that_is_refused_When_the_next_one_of_its_scope_is_saved_Then_only_that_one_leaves_an_entry()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 12));
        var registered = await slice.Send(A.Registration());
        await using var scope = slice.Services.CreateAsyncScope();
        var session = Guid.NewGuid();
        Get<CurrentActor>().Is(Acting.As(slice.Town.Doctor, session));
        await Assert.ThrowsAsync<RuleBrokenException>(() => Get<IMediator>().Send(A.FollowUpOf(registered.CaseId) with { SeenOn = new(2026, 1, 4) }, TestContext.Current.CancellationToken));

        await Get<IMediator>().Send(A.FollowUpOf(registered.CaseId), TestContext.Current.CancellationToken);

        var entries = await slice.Entries();
        Assert.Equal([nameof(RegisterPatient), nameof(RecordFollowUp)], entries.Select(entry => entry.Request));
        Assert.Equal(session, entries[1].SessionId);

        T Get<T>() where T : notnull => scope.ServiceProvider.GetRequiredService<T>();
    }

    private static async Task<(long, long?)> Found(Slice slice)
    {
        var found = await slice.Check();
        return (found.Broken, found.First);
    }

    [Fact]
    public void Given_every_request_that_is_audited_When_its_area_is_read_Then_a_thread_walks_it()
    {
        var walked = Chains.Audited("Access", "Alerts", "Audit", "Cards", "CasePlans", "Cases", "Clues", "Crises", "Desk", "Examinations", "Exits", "FollowUps", "Injections", "Jobs", "Notices", "Patients", "Places", "Referrals", "Reviews", "Support", "Meetings", "Worklist")
            .Concat(Chains.Audited("Institutions", "Teams", "People", "Grids", "CareGroups", "Settings", "Reassignments", "Batches")).Concat(Chains.Audited("Accounts")).Concat(Chains.Audited("Keys"));

        Assert.True(Chains.Audited().Count > 60);
        Assert.Equal(Chains.Audited(), walked.Order());
    }
}
