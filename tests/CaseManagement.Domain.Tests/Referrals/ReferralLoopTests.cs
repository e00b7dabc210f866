using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Tests.Cases;
using FsCheck;
using FsCheck.Fluent;

namespace CaseManagement.Domain.Tests.Referrals;

public sealed class ReferralLoopTests
{
    private const ReferralDirection Up = ReferralDirection.Up;
    private const ReferralDirection Down = ReferralDirection.Down;

    /// <summary>Every move in every state: the state it leads to, or the code with which it is refused.</summary>
    [Theory]
    [InlineData(Up, "", "sent-already", "Received", "Declined", "not-received", "Cancelled", "not-received")]
    [InlineData(Up, "Receive", "sent-already", "received-already", "received-already", "Closed", "Cancelled", "Closed")]
    [InlineData(Up, "Decline", "sent-already", "Received", "declined", "declined", "Cancelled", "declined")]
    [InlineData(Up, "Decline Receive", "sent-already", "received-already", "received-already", "Closed", "Cancelled", "Closed")]
    [InlineData(Up, "Receive Outcome", "sent-already", "received-already", "received-already", "closed", "closed", "Closed")]
    [InlineData(Up, "Receive Return", "sent-already", "received-already", "received-already", "closed", "closed", "closed")]
    [InlineData(Up, "Receive Outcome Return", "sent-already", "received-already", "received-already", "closed", "closed", "closed")]
    [InlineData(Up, "Cancel", "sent-already", "cancelled", "cancelled", "cancelled", "cancelled", "cancelled")]
    [InlineData(Up, "Receive Cancel", "sent-already", "cancelled", "cancelled", "cancelled", "cancelled", "cancelled")]
    [InlineData(Up, "Decline Cancel", "sent-already", "cancelled", "cancelled", "cancelled", "cancelled", "cancelled")]
    [InlineData(Down, "", "sent-already", "Closed", "Declined", "wrong-direction", "Cancelled", "wrong-direction")]
    [InlineData(Down, "Receive", "sent-already", "received-already", "received-already", "wrong-direction", "closed", "wrong-direction")]
    [InlineData(Down, "Decline", "sent-already", "Closed", "declined", "wrong-direction", "Cancelled", "wrong-direction")]
    [InlineData(Down, "Decline Receive", "sent-already", "received-already", "received-already", "wrong-direction", "closed", "wrong-direction")]
    [InlineData(Down, "Cancel", "sent-already", "cancelled", "cancelled", "wrong-direction", "cancelled", "wrong-direction")]
    public void Given_what_was_said_When_each_move_is_tried_Then_it_leads_on_or_is_refused_by_its_code(
        ReferralDirection direction, string said, string send, string receive, string decline, string outcome, string cancel, string @return)
    {
        var moves = said.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ReferralMove>).ToList();

        Assert.Equal([send, receive, decline, outcome, cancel, @return], Enum.GetValues<ReferralMove>().Select(move => Try(direction, moves, move)));
    }

    [Theory]
    [InlineData(Up, ReferralState.Sent, ReferralEnd.Hospital)]
    [InlineData(Up, ReferralState.Received, ReferralEnd.Hospital)]
    [InlineData(Up, ReferralState.Declined, ReferralEnd.Community)]
    [InlineData(Down, ReferralState.Sent, ReferralEnd.Community)]
    [InlineData(Down, ReferralState.Declined, ReferralEnd.Hospital)]
    [InlineData(Up, ReferralState.Closed, null)]
    [InlineData(Down, ReferralState.Closed, null)]
    [InlineData(Up, ReferralState.Cancelled, null)]
    [InlineData(Up, ReferralState.Ended, null)]
    public void Given_a_state_When_it_is_asked_who_speaks_next_Then_it_is_one_end_or_none(ReferralDirection direction, ReferralState state, ReferralEnd? end) =>
        Assert.Equal(end, ReferralLoop.WaitsFor(direction, state));

    [Fact]
    public void Given_any_moves_that_are_let_through_When_the_loop_is_asked_Then_it_is_closed_exactly_when_both_ends_have_spoken()
    {
        var games = (from direction in Gen.Elements(Up, Down) from tries in Gen.Elements(Enum.GetValues<ReferralMove>()).ListOf() select (direction, Tries: tries.ToList())).ToArbitrary();
        var closed = 0;

        Prop.ForAll(games, game =>
        {
            var said = new List<ReferralMove>();
            foreach (var move in game.Tries) if (char.IsUpper(Try(game.direction, said, move)[0])) said.Add(move);

            var hospitalHasIt = said.Contains(ReferralMove.Receive);
            var bothSpoke = hospitalHasIt && !said.Contains(ReferralMove.Cancel) && (game.direction == Down || said.Contains(ReferralMove.Outcome) || said.Contains(ReferralMove.Return));
            var isClosed = ReferralLoop.StateOf(game.direction, said, said.Contains(ReferralMove.Return)) == ReferralState.Closed;
            if (isClosed) closed++;
            Assert.Equal(bothSpoke, isClosed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

        Assert.True(closed > 20);
    }

    [Fact]
    public void Given_a_referral_When_the_other_end_or_another_hospital_speaks_Then_it_is_refused()
    {
        var managed = ACase.Managed();
        var up = managed.Send();

        foreach (var move in (ReferralMove[])[ReferralMove.Receive, ReferralMove.Decline, ReferralMove.Outcome])
        {
            AReferral.Refuses("referral.not-your-end", () => managed.Say(up, move, AReferral.SentOn, by: AReferral.Doctor));
            AReferral.Refuses("referral.other-hospital", () => managed.Say(up, move, AReferral.SentOn, by: AReferral.OtherPsychiatrist));
        }

        AReferral.Refuses("referral.not-your-end", () => managed.Say(up, ReferralMove.Cancel, AReferral.SentOn, by: AReferral.Psychiatrist));
        AReferral.Refuses("referral.not-your-end", () => managed.SendReferral(AReferral.Hospital, AReferral.Entry(), AReferral.Psychiatrist, ACase.Standards, AReferral.Today));
        AReferral.Refuses("referral.not-your-end", () => managed.HandBack(AReferral.SentOn, by: AReferral.Doctor));
        AReferral.Refuses("referral.no-hospital", () => managed.HandBack(AReferral.SentOn, by: AReferral.Psychiatrist with { InstitutionId = null }));
    }

    [Fact]
    public void Given_an_entry_that_lacks_something_When_it_is_sent_Then_it_is_refused_by_its_code()
    {
        var managed = ACase.Managed();
        var (up, down) = (AReferral.Entry(), AReferral.DischargeForm(AReferral.SentOn, new(2026, 3, 1), wasInpatient: true));

        AReferral.Refuses("referral.reason-missing", () => SendUp(up with { Reasons = [] }));
        AReferral.Refuses("referral.reason-of-other-direction", () => SendUp(up with { Reasons = [ReferralReason.Discharged] }));
        AReferral.Refuses("referral.reason-of-other-direction", () => SendDown(down with { Reasons = [ReferralReason.LockedUp] }));
        AReferral.Refuses("referral.summary-missing", () => SendUp(up with { Summary = " " }));
        AReferral.Refuses("referral.plan-missing", () => SendDown(down with { Plan = null }));
        AReferral.Refuses("referral.plan-missing", () => SendUp(up with { Plan = "复诊" }));
        AReferral.Refuses("discharge.day-missing", () => SendDown(down with { DischargedOn = null }));
        AReferral.Refuses("discharge.day-without-discharge", () => SendDown(down with { Reasons = [ReferralReason.Rehabilitation] }));
        AReferral.Refuses("discharge.after-sending", () => SendDown(down with { DischargedOn = AReferral.SentOn.AddDays(1) }));
        AReferral.Refuses("referral.before-registration", () => SendUp(up with { SentOn = ACase.RegisteredOn.AddDays(-1) }));
        AReferral.Refuses("referral.in-future", () => SendUp(up with { SentOn = AReferral.Today.AddDays(1) }));

        void SendUp(ReferralEntry entry) => managed.SendReferral(AReferral.Hospital, entry, AReferral.Doctor, ACase.Standards, AReferral.Today);
        void SendDown(ReferralEntry entry) => managed.SendDownReferral(entry, AReferral.Psychiatrist, ACase.Standards, AReferral.Today);
    }

    [Fact]
    public void Given_an_answer_that_lacks_something_When_it_is_given_Then_it_is_refused_by_its_code()
    {
        var managed = ACase.Managed();
        var up = managed.Send();

        AReferral.Refuses("referral.refusal-missing", () => Answer(ReferralMove.Decline, new(AReferral.SentOn)));
        AReferral.Refuses("referral.refusal-missing", () => Answer(ReferralMove.Receive, new(AReferral.SentOn, Refusal: ReferralRefusal.NoBed)));
        AReferral.Refuses("referral.refusal-of-other-end", () => Answer(ReferralMove.Decline, new(AReferral.SentOn, Refusal: ReferralRefusal.NotInArea)));
        AReferral.Refuses("referral.other-needs-note", () => Answer(ReferralMove.Decline, new(AReferral.SentOn, Refusal: ReferralRefusal.Other)));
        AReferral.Refuses("referral.outcome-missing", () => Answer(ReferralMove.Receive, new(AReferral.SentOn, ReferralOutcome.NoNeed)));
        AReferral.Refuses("referral.cancel-needs-reason", () => Answer(ReferralMove.Cancel, new(AReferral.SentOn)));
        AReferral.Refuses("referral.out-of-order", () => Answer(ReferralMove.Receive, new(AReferral.SentOn.AddDays(-1))));
        AReferral.Refuses("referral.unknown", () => managed.AnswerReferral(new(Guid.NewGuid()), ReferralMove.Receive, new(AReferral.SentOn), AReferral.Psychiatrist, ACase.Standards, AReferral.Today));

        void Answer(ReferralMove move, ReferralWord word) => managed.AnswerReferral(up.Id, move, word, AReferral.Speaker(Up, move), ACase.Standards, AReferral.Today);
    }

    private static string Try(ReferralDirection direction, IReadOnlyCollection<ReferralMove> said, ReferralMove move)
    {
        var isReturned = said.Contains(ReferralMove.Return);
        try
        {
            ReferralLoop.Require(direction, ReferralLoop.StateOf(direction, said, isReturned), isReturned, move);
            return ReferralLoop.StateOf(direction, [.. said, move], isReturned || move == ReferralMove.Return).ToString();
        }
        catch (RuleBrokenException broken)
        {
            return broken.Code["referral.".Length..];
        }
    }
}
