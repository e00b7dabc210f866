using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Tests.Cases;
using FsCheck;
using FsCheck.Fluent;

namespace CaseManagement.Domain.Tests.Referrals;

/// <summary>Whatever two ends say, in whatever order and on whatever days: nothing that waits is without a task, and nobody is dropped.</summary>
public sealed class ReferralPropertyTests
{
    private sealed record Act(int What, int Which, int Day, int Code);

    [Fact]
    public void Given_any_acts_of_both_ends_When_each_that_is_let_through_is_done_Then_what_waits_has_one_open_task_and_nobody_is_dropped()
    {
        var acts = (from what in Gen.Choose(0, 9) from which in Gen.Choose(0, 3) from day in Gen.Choose(0, 60) from code in Gen.Choose(0, 3) select new Act(what, which, day, code)).ListOf().ToArbitrary();
        var (closed, waiting) = (0, 0);

        Prop.ForAll(acts, all =>
        {
            var done = new List<Act>();
            var managed = Play(done);
            foreach (var act in all.Take(16))
            {
                try
                {
                    Do(managed, act);
                    done.Add(act);
                }
                catch (RuleBrokenException)
                {
                    managed = Play(done); // a case that refused is not saved
                }

                Judge(managed);
            }

            closed += managed.Referrals.Count(referral => referral.State == ReferralState.Closed);
            waiting += managed.Referrals.Count(referral => referral.IsWaiting);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

        Assert.True(closed > 10 && waiting > 10, $"{closed} closed, {waiting} waiting");
    }

    private static void Judge(ManagedCase managed)
    {
        var open = managed.Tasks.Where(task => task.State == CareTaskState.Open).ToList();
        foreach (var twins in open.GroupBy(task => task.Kind)) Assert.Single(twins);
        foreach (var same in managed.Tasks.GroupBy(task => (task.Kind, task.CycleOn))) Assert.Single(same);

        foreach (var referral in managed.Referrals.Where(referral => referral.IsWaiting))
            Assert.Contains(open, task => task.Kind == referral switch
            {
                { Direction: ReferralDirection.Down, State: ReferralState.Declined } => CareTaskKind.RefusedDischarge,
                { Direction: ReferralDirection.Down } => CareTaskKind.DischargeIntake,
                { State: ReferralState.Sent } => CareTaskKind.ReferralReceipt,
                _ => CareTaskKind.ReferralOutcome,
            });
        Assert.Equal(managed.Referrals.Count(referral => referral is { Direction: ReferralDirection.Up, IsWaiting: true }), open.Count(task => task.Kind is CareTaskKind.ReferralReceipt or CareTaskKind.ReferralOutcome));
        Assert.Equal( // each hospital discharges for itself, and of several that wait one is asked at a time
            managed.Referrals.Where(referral => referral is { Direction: ReferralDirection.Down, IsWaiting: true }).Select(referral => ReferralLoop.OwedTask(referral.Direction, referral.State)).Distinct().Count(),
            open.Count(task => task.Kind is CareTaskKind.DischargeIntake or CareTaskKind.RefusedDischarge));
        Assert.All(managed.Referrals, referral =>
        {
            var isReturned = managed.Referrals.Any(down => down.AnswersId == referral.Id && down.Said(ReferralMove.Cancel) is null);
            var bothSpoke = referral.Said(ReferralMove.Cancel) is null && referral.Said(ReferralMove.Receive) is not null
                && (referral.Direction == ReferralDirection.Down || isReturned || referral.Said(ReferralMove.Outcome) is not null);
            Assert.Equal(bothSpoke, referral.State == ReferralState.Closed);
        });

        if (managed.State == CaseState.Managed) Assert.Contains(open, task => task.Kind is CareTaskKind.FollowUp or CareTaskKind.FirstVisit);
        if (managed.State == CaseState.InHospital) Assert.Contains(open, task => task.Kind == CareTaskKind.HospitalCheck);
    }

    private static ManagedCase Play(IEnumerable<Act> acts)
    {
        var managed = ACase.Managed();
        foreach (var act in acts) Do(managed, act);

        return managed;
    }

    private static void Do(ManagedCase managed, Act act)
    {
        var on = AReferral.SentOn.AddDays(act.Day);
        var last = managed.Referrals.Count > 0 ? managed.Referrals[Math.Max(0, managed.Referrals.Count - 1 - act.Which)] : null;
        switch (act.What)
        {
            case 0 or 1: managed.Send(on, urgent: act.Code == 0, to: act.Code == 1 ? AReferral.OtherHospital : AReferral.Hospital); break;
            case 2: managed.HandBack(on, act.Code == 0 ? null : on.AddDays(-act.Code), act.Which == 3 ? AReferral.OtherPsychiatrist : AReferral.Psychiatrist, wasInpatient: true); break;
            case 3: managed.Visit(on, (Stability)(1 + (act.Code % 3)), act.Which == 0 ? VisitMode.Telephone : VisitMode.Home, act.Which == 1 ? HospitalStay.InHospital : HospitalStay.None); break;
            case 9 when last is not null:
                var step = last.Steps[act.Code % last.Steps.Count];
                managed.CorrectReferralStep(last.Id, step.Id, AReferral.Word(last.Direction, step.Move, on), "日期录错", Party(last, step.Move), ACase.Standards, AReferral.Today);
                break;
            default:
                if (last is null) break;
                var move = act.What switch { 4 or 5 => ReferralMove.Receive, 6 => ReferralMove.Decline, 7 => ReferralMove.Outcome, _ => ReferralMove.Cancel };
                managed.Say(last, move, on, act.Code < 2 ? ReferralOutcome.Admitted : ReferralOutcome.NotArrived, Party(last, move));
                break;
        }
    }

    private static ReferralParty Party(Referral referral, ReferralMove move) => ReferralLoop.SaidBy(referral.Direction, move) == ReferralEnd.Community ? AReferral.Doctor
        : referral.HospitalId == AReferral.Hospital ? AReferral.Psychiatrist : AReferral.OtherPsychiatrist;
}
