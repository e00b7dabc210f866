using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;

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

    [Fact]
    public void Given_random_histories_When_anything_is_done_Then_nobody_is_dropped_nothing_lingers_and_nothing_is_asked_twice()
    {
        var met = new HashSet<CaseState>();
        for (var seed = 1; seed <= 250; seed++)
        {
            var (random, managed, day) = (new Random(seed), ACase.Managed(agrees: seed % 7 != 0), ACase.RegisteredOn);
            var said = new List<string>();
            for (var n = 0; n < 30; n++)
            {
                day = day.AddDays(random.Next(0, 25));
                said.Add(Act(random, managed, day));
                met.Add(managed.State);
                Judge(managed, day, $"seed {seed}: {string.Join(", ", said)} -> {managed.State}");
            }
        }

        Assert.Equal(Enum.GetValues<CaseState>().Length, met.Count);
    }

    private static void Judge(ManagedCase managed, DateOnly today, string history)
    {
        var all = managed.Tasks.Where(task => task.State == CareTaskState.Open).ToList();
        Assert.Equal(managed.Crises.Count(crisis => crisis is { State: CrisisState.Open, RecordedOn: null }), all.Count(task => task.Kind == CareTaskKind.CrisisRecord)); // how an emergency came about is asked even of those who left
        var open = all.Where(task => task.Kind != CareTaskKind.CrisisRecord).ToList();
        Assert.True(open.GroupBy(task => task.Kind).All(kind => kind.Count() == 1), history);
        Assert.True(open.DistinctBy(task => (task.Kind, task.CycleOn)).Count() == open.Count && open.All(task => task.CycleOn <= task.OpensOn && task.OpensOn <= task.DueOn && task.DueOn <= task.ClosesOn), history);
        Assert.True(open.All(task => task.CareTeamId is not null), history);
        Assert.True(managed.State == CaseState.Lost == open.Exists(task => task.Kind == CareTaskKind.LossSearch), history);
        if (managed.State.IsClosed())
        {
            Assert.True(open.Count == 0 && (managed.DiedOn is not null || managed.Exits.Any(exit => exit.Holds)), history);
            return;
        }

        Assert.True(Asked[managed.State].All(kinds => open.Exists(task => kinds.Contains(task.Kind))), history);
        Assert.True(managed.State != CaseState.Lost || open.Count == 1, history);
        Assert.True(open.All(task => task.QuietUntil is null || task.QuietUntil < today.AddDays(60)), history); // every pause has an end
    }

    private static string Act(Random random, ManagedCase managed, DateOnly on)
    {
        var (by, standards) = (ACase.Doctor, ACase.Standards);
        var act = random.Next(16);
        try
        {
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
                case 12: managed.WithdrawTransfer("不搬", by, standards, on); break;
                case 13 when random.Next(4) == 0: managed.RecordDeath(new(on, on, DeathCause.Accident, null), null, by, standards, on); break;
                case 13: managed.CancelDeath(managed.Exits.LastOrDefault(exit => exit.Kind == ExitKind.Death)?.Id ?? default, "误报", by, standards, on); break;
                case 14 when random.Next(4) == 0: managed.Close(DeletionReason.Duplicate, null, by, standards, on); break;
                case 14: managed.Reopen("恢复", by, standards, on); break;
                default:
                    if (managed.Exits.LastOrDefault(exit => exit.Kind is ExitKind.Loss or ExitKind.Transfer or ExitKind.TransferOut) is not { } last) break;
                    foreach (var party in Enum.GetValues<Party>().Where(_ => random.Next(3) > 0))
                        managed.RecordTold(new(last.Kind == ExitKind.Loss ? ToldAbout.Loss : ToldAbout.LeavingArea, last.Id, party, ToldHow.InWriting, on, new DateTimeOffset(on, default, default)), by, standards, on);
                    break;
            }

            return $"{act}@{on:MM-dd}";
        }
        catch (RuleBrokenException broken)
        {
            return $"({act} {broken.Code})";
        }
    }
}
