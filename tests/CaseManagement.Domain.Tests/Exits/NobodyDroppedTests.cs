using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Domain.Tests.Referrals;

namespace CaseManagement.Domain.Tests.Exits;

/// <summary>Promise 1 over random histories: whatever is done in whatever order, everybody has exactly what their state asks for, or has left by a named exit.</summary>
public sealed class NobodyDroppedTests
{
    private static readonly Dictionary<CaseState, CareTaskKind[][]> Asked = new()
    {
        [CaseState.Managed] = [[CareTaskKind.FollowUp, CareTaskKind.FirstVisit]],
        [CaseState.InHospital] = [[CareTaskKind.HospitalCheck]],
        [CaseState.RegisteredOnly] = [[CareTaskKind.RefusalWatch]],
        [CaseState.Lost] = [[CareTaskKind.LossSearch]],
        [CaseState.Transferring] = [[CareTaskKind.TransferAcceptance], [CareTaskKind.FollowUp, CareTaskKind.FirstVisit, CareTaskKind.HospitalCheck, CareTaskKind.RefusalWatch]],
    };

    private static readonly CareTaskKind[] BetweenHouses = [CareTaskKind.ReferralReceipt, CareTaskKind.ReferralOutcome, CareTaskKind.DischargeIntake, CareTaskKind.RefusedDischarge];

    private static readonly ManagedCaseId Survivor = ManagedCaseId.New();

    private static CareTaskKind OwedFor(Referral referral) => referral switch
    {
        { Direction: ReferralDirection.Down, State: ReferralState.Declined } => CareTaskKind.RefusedDischarge,
        { Direction: ReferralDirection.Down } => CareTaskKind.DischargeIntake,
        { State: ReferralState.Sent } => CareTaskKind.ReferralReceipt,
        _ => CareTaskKind.ReferralOutcome,
    };

    [Fact]
    public void Given_random_histories_When_anything_is_done_Then_nobody_is_dropped_nothing_lingers_and_nothing_is_asked_twice()
    {
        var (met, referrals, plans) = (new HashSet<CaseState>(), new HashSet<ReferralState>(), new List<Domain.CasePlans.CasePlan>());
        var (twice, asked) = (0, 0);
        for (var seed = 1; seed <= 300; seed++)
        {
            var (random, managed, day) = (new Random(seed), ACase.Managed(agrees: seed % 7 != 0), ACase.RegisteredOn);
            var (said, done) = (new List<string>(), new List<(int Luck, DateOnly On)>());
            for (var n = 0; n < 40; n++)
            {
                day = day.AddDays(random.Next(0, 25));
                var act = (Luck: random.Next(), On: day);
                try
                {
                    said.Add(Act(new Random(act.Luck), managed, act.On));
                    done.Add(act);
                }
                catch (RuleBrokenException broken)
                {
                    said.Add($"({broken.Code})");
                    managed = Played(seed, done); // a case that refused is not saved
                }

                met.Add(managed.State);
                referrals.UnionWith(managed.Referrals.Select(referral => referral.State));
                Judge(managed, day, $"seed {seed}: {string.Join(", ", said)} -> {managed.State}");
            }

            plans.AddRange(managed.Plans);
            asked += managed.Questions?.Asked.Count ?? 0;
            twice += managed.Exits.Count(exit => exit.DuplicateOf is not null);
        }

        Assert.Equal(Enum.GetValues<CaseState>().Length, met.Count);
        Assert.All([plans.Count(plan => plan.Log.Reviews.Any(review => review.IsValid)), plans.Count(plan => plan.EndedOn is not null), plans.Count(plan => plan.Log.Versions.Count > 1)], number => Assert.InRange(number, 20, plans.Count)); // three times as many are met; the bound says that these acts take hold
        Assert.Equal(Enum.GetValues<ReferralState>().Length, referrals.Count);
        Assert.True(twice > 5, $"{twice} closed as duplicates");
        Assert.True(asked > 20, $"{asked} questions");
    }

    private static ManagedCase Played(int seed, List<(int Luck, DateOnly On)> acts)
    {
        var managed = ACase.Managed(agrees: seed % 7 != 0);
        foreach (var (luck, on) in acts) Act(new Random(luck), managed, on);

        return managed;
    }

    private static void Judge(ManagedCase managed, DateOnly today, string history)
    {
        var all = managed.Tasks.Where(task => task.State == CareTaskState.Open).ToList();
        var emergencies = managed.State == CaseState.Deleted ? [] : managed.Crises.Where(crisis => crisis.State == CrisisState.Open).ToList();
        Assert.Equal(emergencies.Count(crisis => crisis.RecordedOn is null), all.Count(task => task.Kind == CareTaskKind.CrisisRecord)); // how an emergency came about is asked even of those who left
        Assert.Equal(emergencies.Count(crisis => crisis.RecordedOn is not null), all.Count(task => task.Kind == CareTaskKind.CrisisHandling)); // and that somebody ends it
        Assert.Equal(managed.HasCardToMend ? 1 : 0, all.Count(task => task.Kind == CareTaskKind.CardToMend)); // whatever became of the patient
        Assert.Equal(OwesReport(managed) && !managed.State.IsClosed() ? 1 : 0, all.Count(task => task.Kind == CareTaskKind.ReportCard));
        Assert.True((managed.State.IsClosed() ? [] : Owed(managed)).SequenceEqual(all.Where(task => task.Kind == CareTaskKind.SpecialistQuestion).Select(task => task.CycleOn).Order()), history); // each day's questions are one, wherever the patient is
        var open = all.Where(task => task.Kind is not (CareTaskKind.CrisisRecord or CareTaskKind.CrisisHandling or CareTaskKind.CardToMend or CareTaskKind.ReportCard or CareTaskKind.SpecialistQuestion)).ToList();
        Assert.True(open.GroupBy(task => task.Kind).All(kind => kind.Count() == 1), history);
        Assert.True(open.DistinctBy(task => (task.Kind, task.CycleOn)).Count() == open.Count && open.All(task => task.CycleOn <= task.OpensOn && task.OpensOn <= task.DueOn && task.DueOn <= task.ClosesOn), history);
        Assert.True(open.All(task => task.CareTeamId is not null), history);
        Assert.True(managed.Plans.Count(plan => plan.EndedOn is null) <= 1, history);
        Assert.True(open.Exists(task => task.Kind == CareTaskKind.CasePlanReview) == (managed.PlanInForce() is not null && managed.LatestConsent() is { Agrees: true } && managed.State != CaseState.Lost && !managed.State.IsClosed()), history);
        Assert.True(managed.State == CaseState.Lost == open.Exists(task => task.Kind == CareTaskKind.LossSearch), history);
        var waiting = managed.Referrals.Where(referral => referral.IsWaiting).ToLookup(referral => referral.Direction, OwedFor);
        Assert.True(open.Where(task => BetweenHouses.Contains(task.Kind)).Select(task => task.Kind).Order().SequenceEqual(waiting[ReferralDirection.Up].Concat(waiting[ReferralDirection.Down].Distinct()).Order()), history); // of several discharges one is asked at a time; of a referral to a hospital there is one
        if (managed.State.IsClosed())
        {
            Assert.True(open.Count == 0 && (managed.DiedOn is not null || managed.Exits.Any(exit => exit.Holds)), history);
            return;
        }

        Assert.True(Asked[managed.State].All(kinds => open.Exists(task => kinds.Contains(task.Kind))), history);
        Assert.True(managed.State != CaseState.Lost || open.All(task => task.Kind == CareTaskKind.LossSearch || BetweenHouses.Contains(task.Kind)), history);
        Assert.True(open.All(task => task.QuietUntil is null || task.QuietUntil < today.AddDays(60)), history); // every pause has an end
    }

    private static string Act(Random random, ManagedCase managed, DateOnly on)
    {
        var (by, standards) = (ACase.Doctor, ACase.Standards);
        var act = random.Next(29);
        switch (act)
        {
            case 0 or 1: managed.RecordFollowUp(ACase.Visit(on, (Stability)random.Next(1, 4), (VisitMode)random.Next(1, 4), random.Next(4) == 0 ? HospitalStay.InHospital : HospitalStay.None), by, standards, on); break;
            case 2: managed.RecordFollowUp(ACase.Loss(on), by, standards, on); break;
            case 3: managed.CancelFollowUp(managed.FollowUps.LastOrDefault(visit => visit.IsValid)?.Id ?? default, "录错", by, standards, on); break;
            case 4 or 5: managed.RecordAttempt(random.Next(3) == 0 ? AnExit.Attempt(on, ContactMeans.Called, ContactOutcome.DayAgreed, on.AddDays(random.Next(1, 30))) : AnExit.Attempt(on, (ContactMeans)random.Next(1, 6), (ContactOutcome)random.Next(3, 9)), by, standards, on); break;
            case 6: managed.ProposeLoss((LossCriterion)random.Next(1, 5), null, by, standards, on); break;
            case 7: managed.DecideLoss(random.Next(4) > 0, "理由", AnExit.Leader, standards, on); break;
            case 8: managed.RecordFound(on, "找到", by, standards, on); break;
            case 9: managed.RecordConsent(random.Next(3) > 0, ACase.Signed(on), by, standards, on); break;
            case 10: managed.OfferTransfer(random.Next(4) == 0 ? AnExit.Elsewhere : new(managed.AreaCode == AnExit.There ? "441900003001" : AnExit.There, random.Next(2) == 0 ? ACase.Team : ACase.OtherTeam, "新址"), null, by, standards, on); break;
            case 11: managed.DecideTransfer(random.Next(2) == 0, "对方已确认", AnExit.Receiver, standards, on); break;
            case 12 when random.Next(2) == 0:
                var at = new DateTimeOffset(on, new(10, 0), TimeSpan.FromHours(8));
                managed.StartCrisis(new(CrisisTrigger.SelfHarm, CrisisSource.CareGroup, at, AnExit.Leader), at, standards, on);
                if (random.Next(3) > 0) managed.TakeBackSign(AnExit.Leader, "点错了", at.AddMinutes(1), 15, standards, on);
                break;
            case 12: managed.WithdrawTransfer("不搬", by, standards, on); break;
            case 13 when random.Next(4) == 0: managed.RecordDeath(new(on, on, DeathCause.Accident, null), null, by, standards, on); break;
            case 13: managed.CancelDeath(managed.Exits.LastOrDefault(exit => exit.Kind == ExitKind.Death)?.Id ?? default, "误报", by, standards, on); break;
            case 14 when random.Next(4) == 0:
                var isTwice = random.Next(2) == 0;
                managed.Close(isTwice ? DeletionReason.Duplicate : DeletionReason.WrongEntry, isTwice ? Survivor : null, null, by, standards, on);
                break;
            case 14: managed.Reopen("恢复", by, standards, on); break;
            case 15 when random.Next(3) == 0:
                if (managed.Advice.LastOrDefault(advice => advice.IsOwed) is { } owed && random.Next(2) == 0) managed.FollowAdvice(owed.Id, on, null, by, standards, on);
                else managed.RecordAdvice(on, "复诊", ACase.Psychiatrist, standards, on);
                break;
            case 15 when random.Next(2) == 0: managed.FollowArea(random.Next(2) == 0 ? ACase.Team : ACase.OtherTeam, on); break;
            case 15: managed.RedirectOffer(ACase.OtherTeam); break;
            case 28: return Ask(random, managed, on);
            case > 25: return Report(random, managed, on);
            case > 22: return CasePlans.APlan.Act(random, managed, on);
            case >= 16: Refer(random, act, managed, on); break;
            default:
                if (managed.Exits.LastOrDefault(exit => exit.Kind is ExitKind.Loss or ExitKind.Transfer or ExitKind.TransferOut) is not { } last) break;
                foreach (var party in Enum.GetValues<Party>().Where(_ => random.Next(3) > 0))
                    managed.RecordTold(new(last.Kind == ExitKind.Loss ? ToldAbout.Loss : ToldAbout.LeavingArea, last.Id, party, ToldHow.InWriting, on, new DateTimeOffset(on, default, default)), by, standards, on);
                break;
        }

        return $"{act}@{on:MM-dd}";
    }

    private static bool OwesReport(ManagedCase managed) => managed.Reporting is { } reporting && (reporting.Card is { PaperOn: not null, FiledOn: null } || (reporting.OwedFrom is not null && reporting.Card is null));

    private static IEnumerable<DateOnly> Owed(ManagedCase managed) => (managed.Questions?.Asked ?? []).Where(question => question is { AnsweredOn: null, EndedOn: null }).Select(question => question.AskedOn).Distinct().Order();

    /// <summary>What hospitals are asked, and what becomes of the questions.</summary>
    private static string Ask(Random random, ManagedCase managed, DateOnly on)
    {
        var (standards, act) = (ACase.Standards, random.Next(5));
        List<Domain.Access.CaseGrantId> some = [.. (managed.Questions?.Asked ?? []).Where(_ => random.Next(2) == 0).Select(question => question.GrantId)];
        switch (act)
        {
            case < 2:
                var id = new byte[16];
                random.NextBytes(id);
                managed.AskSpecialist(new(new Guid(id)), standards, on);
                break;
            case 2: managed.QuestionsAnswered(some, on, standards, on); break;
            case 3 when some.Count > 0: managed.QuestionEnded(some[0], standards, on); break;
            default: managed.QuestionsAskedAgain(some, standards, on); break;
        }

        return $"ask-{act}@{on:MM-dd}";
    }

    /// <summary>What becomes of the report card, and of cards that came back.</summary>
    private static string Report(Random random, ManagedCase managed, DateOnly on)
    {
        var (by, standards, act) = (ACase.Doctor, ACase.Standards, random.Next(7));
        var card = Domain.Cards.NationalCard.Follow(Domain.Cards.CardPlace.Of(managed), new(Domain.Cards.CardKind.FollowUp, Guid.Empty, new($"00000000-0000-7000-8000-00000000000{random.Next(4)}"), on, false), [], by, new(on, default, default))!;
        switch (act)
        {
            case 0: managed.OweReport(random.Next(2) == 0 ? Domain.Cards.ReportStanding.Owed : null, by, standards, on); break;
            case 1: managed.TakePaperReport(on, by, standards, on); break;
            case 2: managed.FindReport(by, standards, on); break;
            case 3: managed.FileReport(new() { Kind = Domain.Cards.ReportKind.Registration, Department = Domain.Cards.ReportDepartment.Inpatient }, random.Next(3) == 0 ? managed.Diagnosis with { Disorder = Disorder.Bipolar } : null, random.Next(2) == 0 ? "更正" : null, by, standards, on); break;
            case 4: managed.CancelReport("误报", by, standards, on); break;
            case 5: managed.CardCameBack(card, random.Next(2) == 0 ? Domain.Cards.CardTrouble.Failing : Domain.Cards.CardTrouble.Refused, standards, on); break;
            default: managed.CardWasMended(card, standards, on); break;
        }

        return $"report-{act}@{on:MM-dd}";
    }

    /// <summary>What either end of a referral does: sends, hands back, answers, takes back, corrects; now and then from paper of some days ago.</summary>
    private static void Refer(Random random, int act, ManagedCase managed, DateOnly today)
    {
        var (standards, on) = (ACase.Standards, random.Next(3) == 0 ? today.AddDays(-random.Next(20)) : today);
        var last = managed.Referrals.Count == 0 ? null : managed.Referrals[random.Next(4) > 0 ? ^1 : random.Next(managed.Referrals.Count)];
        switch (act)
        {
            case 16 or 17: managed.SendReferral(random.Next(4) > 0 ? AReferral.Hospital : AReferral.OtherHospital, AReferral.Entry(on, random.Next(3) == 0), AReferral.Doctor, standards, today); break;
            case 18: managed.SendDownReferral(AReferral.DischargeForm(on, random.Next(3) == 0 ? null : on.AddDays(-random.Next(15)), wasInpatient: true), random.Next(4) > 0 ? AReferral.Psychiatrist : AReferral.OtherPsychiatrist, standards, today); break;
            case 22 when last is not null:
                var step = last.Steps[random.Next(last.Steps.Count)];
                managed.CorrectReferralStep(last.Id, step.Id, AReferral.Word(last.Direction, step.Move, on, (ReferralOutcome)random.Next(1, 6)), "录错", Speaker(last, step.Move), standards, today);
                break;
            default:
                if (last is null) break;
                var move = last.State switch
                {
                    ReferralState.Sent => random.Next(4) == 0 ? ReferralMove.Decline : ReferralMove.Receive,
                    ReferralState.Received => random.Next(8) == 0 ? ReferralMove.Cancel : ReferralMove.Outcome,
                    _ => random.Next(2) == 0 ? ReferralMove.Cancel : ReferralMove.Receive,
                };
                managed.AnswerReferral(last.Id, move, AReferral.Word(last.Direction, move, on, (ReferralOutcome)random.Next(1, 6)), Speaker(last, move), standards, today);
                break;
        }
    }

    private static ReferralParty Speaker(Referral referral, ReferralMove move) => ReferralLoop.SaidBy(referral.Direction, move) == ReferralEnd.Community ? AReferral.Doctor
        : referral.HospitalId == AReferral.Hospital ? AReferral.Psychiatrist : AReferral.OtherPsychiatrist;
}
