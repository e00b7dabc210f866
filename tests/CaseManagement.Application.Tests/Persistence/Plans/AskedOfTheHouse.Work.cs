using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cards;
using CaseManagement.Application.Features.CasePlans;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Meetings;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Persistence.Plans;

// The day of one doctor, with everything that others do for the same patient.
internal sealed partial class AskedOfTheHouse
{
    private async Task WorkOf(StaffMember doctor, string town, string community, ManagedCaseId caseId)
    {
        var team = doctor.CareTeamId!.Value;
        foreach (var filter in new WorklistFilter[] { new(DueBand.Late), new(DueBand.Late, CareTeamId: team), new(DueBand.Today, AreaCode: town), new(DueBand.ThisWeek, CareTaskKind.Injection), new() })
        {
            await Send(new ListWorklist(filter), doctor);
            await Send(new ListWorklist(filter, After: "1_2026-03-16_00000000000000000000000000000000", UrgentFirst: true), doctor);
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
        await Send(new SendForDiagnosis(clue.Id, "精神卫生中心", Today), doctor);
        await Send(new EndClue(clue.Id, Domain.Clues.ClueState.Dismissed, Dismissal: Domain.Clues.ClueDismissal.NobodyFound, Note: "未确诊"), doctor);
        await Send(new ListClues(town, Ended: true), doctor);
        await Send(new ListClues(After: "0_638400000000000000_00000000000000000000000000000000", Ended: true), doctor);
        await Send(new ReopenClue(clue.Id, "又来电"), doctor);
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
        await Send(A.DischargeOf(_case, wasInpatient: true) with { SentOn = Today }, Town.Psychiatrist);
        var silent = new Institution(InstitutionId.New(), "第二精神卫生中心", InstitutionKind.SpecialistHospital, TestTown.City);
        await _slice.Add(silent);
        var elsewhere = await Send(A.ReferralOf(_case, silent.Id) with { SentOn = Today });
        await Send(new RecordHospitalWord(_case, elsewhere.Id, ReferralMove.Decline, Today, "住院部李医生", Domain.Telling.ToldHow.Call, Refusal: ReferralRefusal.NoBed));
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
        await Send(new PrepareMeeting(Town.Group.Id));
        await Send(new RecordMeeting(Town.Group.Id, Today, [Town.Volunteer.Id], [_case], [new("走访", Town.Doctor.Id, Today, _case)], Key: Guid.CreateVersion7()));
        var open = (await Send(new ListMeetings())).Open;
        await Send(new ListMeetings(Hand: open[0].Id));
        await Send(new HandDecision(open[0].Id, Town.Doctor.Id));
        await Send(new CloseDecision(open[0].Id, "已办"));
        var mistaken = await Send(new RecordMeeting(Town.Group.Id, Today, [Town.Volunteer.Id], Decisions: [new("订会议室", Town.Doctor.Id, Today)], Key: Guid.CreateVersion7()));
        await Send(new TakeBackMeeting(mistaken.Id, Domain.Meetings.MeetingMistake.EnteredTwice));
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
        await Send(new ListCards(CareTeamId: Town.Team.Id));
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
        var anew = await Send(new ResendCard(_case, refused));
        await Send(new CheckCard(_case, anew.CardId)); // it lacks the number of a document
        await Send(new DropCard(_case, anew.CardId, Domain.Cards.CardDrop.NoDocument));
        await Send(new TakeUpCard(_case, anew.CardId, Domain.Cards.CardTakenUp.Mistaken));
        await Send(new CheckCard(_case, anew.CardId));
        await Send(new DropCard(_case, anew.CardId, Domain.Cards.CardDrop.NoDocument));
        await _slice.Add(Domain.Cards.NationalCard.Follow(await _slice.PlaceOf(_case), new(Domain.Cards.CardKind.FollowUp, Visit.Value, Guid.CreateVersion7(), Today, IsGone: false), [], Town.Doctor.Id, _slice.Clock.GetUtcNow())!); // something is left to do
        await Send(new RecordDocument(_case, Domain.Patients.IdentityDocument.Passport, "P12345678"));
    }

    /// <summary>What a psychiatrist says, and what becomes of it.</summary>
    private async Task Reviewed()
    {
        var review = await Send(new GetReview(_case));
        await Send(new FollowAdvice(_case, review.Advice[0].Id, Today));
        await Send(new CancelFact(_case, CaseFact.Advice, review.Advice[0].Id, "看错病人"), Town.Psychiatrist);
        await Send(new RecordGuidance(_case, _slice.Clock.GetUtcNow(), GuidanceMeans.Video, Town.Psychiatrist.Id, "核对用药"));
    }
}
