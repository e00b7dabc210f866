using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Exits;

namespace CaseManagement.Domain.Tests.Cases;

/// <summary>What settled a duty by mistake stays, cancelled with the reason, and the duty is owed again.</summary>
public sealed class CancelFactTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void Given_guidance_that_was_asked_for_When_the_advice_is_cancelled_Then_the_guidance_is_owed_again_and_nobody_follows_it()
    {
        var managed = ACase.Managed().Seen(Monday, Stability.BasicallyStable).Seen(new(2026, 3, 16), Stability.BasicallyStable);
        var advice = managed.RecordAdvice(new(2026, 3, 17), "换药", ACase.Psychiatrist, ACase.Standards, new(2026, 3, 17));
        Assert.Null(managed.Open(CareTaskKind.SpecialistReview));

        Cancel(managed, CaseFact.Advice, advice.Id);

        Assert.Equal((false, "看错病人", AnExit.Leader), (advice.IsValid, advice.CancelReason, advice.CancelledBy));
        Assert.NotNull(managed.Open(CareTaskKind.SpecialistReview));
        Assert.Null(managed.Open(CareTaskKind.AdviceToFollow));
        Assert.Equal("fact.cancelled", AnExit.Refused(() => Cancel(managed, CaseFact.Advice, advice.Id)));
        Assert.Equal("fact.cancelled", AnExit.Refused(() => managed.FollowAdvice(advice.Id, new(2026, 3, 18), null, ACase.Doctor, ACase.Standards, new(2026, 3, 18))));
    }

    [Fact]
    public void Given_advice_that_was_said_to_be_seen_to_When_that_is_cancelled_Then_it_is_owed_again_and_may_be_seen_to()
    {
        var managed = ACase.Managed().Seen(Monday, Stability.Unstable);
        var advice = managed.RecordAdvice(new(2026, 3, 3), "加量", ACase.Psychiatrist, ACase.Standards, new(2026, 3, 3));
        Assert.Equal("advice.not-done", AnExit.Refused(() => Cancel(managed, CaseFact.AdviceFollowed, advice.Id)));
        managed.FollowAdvice(advice.Id, new(2026, 3, 4), "已告知", ACase.Doctor, ACase.Standards, new(2026, 3, 4));

        Cancel(managed, CaseFact.AdviceFollowed, advice.Id);

        Assert.NotNull(managed.Open(CareTaskKind.AdviceToFollow));
        Assert.Equal((new DateOnly(2026, 3, 4), "已告知", "看错病人"), (Assert.Single(advice.Undone!).DoneOn, advice.Undone![0].DoneNote, advice.Undone[0].Mistake.Reason));
        managed.FollowAdvice(advice.Id, new(2026, 3, 5), null, ACase.Doctor, ACase.Standards, new(2026, 3, 5));
        Assert.Null(managed.Open(CareTaskKind.AdviceToFollow));
    }

    [Fact]
    public void Given_three_attempts_When_one_is_cancelled_Then_it_counts_no_more_for_a_loss_and_quietens_no_visit()
    {
        var managed = ACase.Managed().Seen(Monday).Tried(new(2026, 6, 3)).Tried(new(2026, 6, 5), ContactMeans.Visited).Tried(new(2026, 6, 9)).Tried(new(2026, 6, 10), outcome: ContactOutcome.DayAgreed, agreedOn: new(2026, 6, 14));
        var quiet = managed.Open(CareTaskKind.FollowUp)!.QuietUntil;

        Cancel(managed, CaseFact.Attempt, managed.Attempts[3].Id);
        Cancel(managed, CaseFact.Attempt, managed.Attempts[0].Id);

        Assert.Equal((new DateOnly(2026, 6, 13), null, 2), (quiet, managed.Open(CareTaskKind.FollowUp)!.QuietUntil, managed.FailedContacts.Days.Count));
        Assert.Equal("loss.attempts", AnExit.Refused(() => managed.ProposeLoss(LossCriterion.NotReached, null, ACase.Doctor, ACase.Standards, AnExit.Today)));
    }

    [Fact]
    public void Given_a_loss_that_everybody_was_told_of_When_one_of_that_was_a_mistake_Then_the_report_is_due_at_once_again()
    {
        var managed = AnExit.Lost(isTold: true);
        Assert.Equal("loss-search.1-month", managed.Open(CareTaskKind.LossSearch)!.Basis);

        Cancel(managed, CaseFact.Told, managed.Told[0].Id);

        Assert.Equal(ExitPlan.LossReport, managed.Open(CareTaskKind.LossSearch)!.Basis);
        Assert.Equal([Party.ComprehensiveGroup], MustBeTold.Left(managed.Exits[^1], managed.Told.Where(told => told.IsValid)));
    }

    [Fact]
    public void Given_an_emergency_whose_handling_has_ended_When_somebody_was_not_told_after_all_Then_it_goes_on_until_they_are()
    {
        var (managed, at) = (ACase.Managed(), new DateTimeOffset(Monday, new(9, 0), TimeSpan.FromHours(8)));
        var crisis = managed.StartCrisis(new(CrisisTrigger.DangerToOthers, CrisisSource.ByHand, at, ACase.Doctor), at, ACase.Standards, Monday);
        var parties = ACase.Standards.NotTold(crisis);
        foreach (var party in parties) Tell(party);
        managed.RecordCrisis(crisis.Id, new(new() { StartedAt = at, Scene = "在家砸物", Measures = "劝解", Reasons = [CrisisTrigger.DangerToOthers] }, at.AddHours(2), ACase.Doctor), ACase.Standards, Monday);
        End();

        Cancel(managed, CaseFact.CrisisTold, crisis.ToldId(0));

        Assert.Equal((CrisisState.Open, parties.Count), (crisis.State, crisis.Log.Told.Count));
        Assert.Equal([parties[0]], ACase.Standards.NotTold(crisis));
        Assert.NotNull(managed.Open(CareTaskKind.CrisisHandling));
        Assert.Equal("crisis.not-told", AnExit.Refused(End));
        Assert.Equal("fact.cancelled", AnExit.Refused(() => Cancel(managed, CaseFact.CrisisTold, crisis.ToldId(0))));
        Tell(parties[0]);
        End();
        Assert.Equal((CrisisState.Watched, null), (crisis.State, managed.Open(CareTaskKind.CrisisHandling)));

        void Tell(Party party) => managed.TellOfCrisis(crisis.Id, new(party, ToldHow.Call, ToldResult.Knows, at.AddHours(1), null, null, ACase.Doctor), at.AddHours(1));

        void End() => managed.EndCrisis(crisis.Id, new(CrisisOutcome.Settled, null, Monday, new(2026, 3, 4), ACase.Doctor), ACase.Standards, Monday);
    }

    [Theory]
    [InlineData(CaseFact.Advice)]
    [InlineData(CaseFact.AdviceFollowed)]
    [InlineData(CaseFact.Attempt)]
    [InlineData(CaseFact.Told)]
    [InlineData(CaseFact.CrisisTold)]
    public void Given_no_such_record_When_it_is_cancelled_Then_it_is_refused(CaseFact fact) => Assert.Equal("fact.unknown", AnExit.Refused(() => Cancel(ACase.Managed(), fact, Guid.NewGuid())));

    private static void Cancel(ManagedCase managed, CaseFact fact, Guid id) => managed.CancelFact(fact, id, "看错病人", AnExit.Leader, ACase.Standards, AnExit.Today);
}
