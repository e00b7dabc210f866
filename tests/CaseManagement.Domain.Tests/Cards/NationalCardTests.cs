using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Domain.Tests.Exits;
using CaseManagement.Domain.Tests.Referrals;

namespace CaseManagement.Domain.Tests.Cards;

/// <summary>The life of a card in the queue, and which facts of a case put one there.</summary>
public sealed class NationalCardTests
{
    private static readonly CardWish Wish = new(CardKind.FollowUp, new("019b8e2a-0000-7000-8000-00000000000a"), new("019b8e2a-0000-7000-8000-00000000000a"), ACard.Today, IsGone: false);
    private static readonly CardWish Corrected = Wish with { SubjectId = new("019b8e2a-0000-7000-8000-00000000000b") };
    private static readonly CardWish Gone = Wish with { IsGone = true };

    [Fact]
    public void Given_a_card_that_has_not_left_When_its_record_is_corrected_or_cancelled_Then_it_gives_way_and_the_platform_hears_of_none()
    {
        var first = ACard.Waiting(Wish);
        var second = NationalCard.Follow(CardPlace.Of(first), Corrected, [first], ACase.Doctor, ACard.Now)!;

        Assert.Equal((CardState.Replaced, CardPurpose.New, (NationalCardId?)null), (first.State, second.Purpose, second.ReplacesId));
        Assert.NotEqual(first.Id, second.Id);
        Assert.Null(NationalCard.Follow(CardPlace.Of(first), Gone, [first, second], ACase.Doctor, ACard.Now));
        Assert.Equal(CardState.Replaced, second.State);
    }

    [Fact]
    public void Given_a_card_that_left_When_its_record_is_corrected_and_then_cancelled_Then_each_new_card_names_the_one_before()
    {
        var first = ACard.Sent(Wish);
        var second = ACard.Sent(Corrected, [first], ACard.Now.AddDays(1));
        var third = ACard.Sent(Gone, [first, second], ACard.Now.AddDays(2));
        var fourth = NationalCard.Follow(CardPlace.Of(first), Wish, [first, second, third], ACase.Doctor, ACard.Now)!;

        Assert.Equal((CardPurpose.Correction, first.Id), (second.Purpose, second.ReplacesId));
        Assert.Equal((CardPurpose.Cancellation, second.Id), (third.Purpose, third.ReplacesId));
        Assert.Equal((CardPurpose.New, (NationalCardId?)null), (fourth.Purpose, fourth.ReplacesId)); // the platform was told to drop it
        Assert.Equal(4, new[] { first.Id, second.Id, third.Id, fourth.Id }.Distinct().Count());
    }

    [Fact]
    public void Given_a_card_When_it_fails_its_check_Then_it_cannot_be_sent_until_it_was_checked_again_and_lacks_nothing()
    {
        var card = ACard.Waiting();

        card.Check([new("risk", CardSheet.Missing, CardMend.FollowUp)], ACard.Now);

        Assert.Equal((CardState.Failing, (DateTimeOffset?)null), (card.State, card.NextAt));
        Assert.Equal(["risk:card.missing"], card.Faults);
        Assert.Equal("card.not-ready", Assert.Throws<RuleBrokenException>(() => card.Begin(ACard.Now, NoticePatience.Default)).Code);

        card.LookAgain();
        Assert.Equal(CardState.ToCheck, card.State);
        card.Check([], ACard.Now);
        card.Begin(ACard.Now, NoticePatience.Default);
        Assert.Equal((CardState.Ready, 1), (card.State, card.Attempts));
    }

    [Fact]
    public void Given_a_card_that_nobody_takes_When_it_is_tried_again_and_again_Then_it_waits_longer_and_is_never_given_up()
    {
        var card = ACard.Waiting();
        card.Check([], ACard.Now);

        for (var time = 0; time < 50; time++)
        {
            card.Begin(ACard.Now, NoticePatience.Default);
            card.Stayed("fault-IOException");
        }

        Assert.Equal((CardState.Ready, ACard.Now + NoticePatience.Default.LongestWait), (card.State, card.NextAt));
    }

    [Fact]
    public void Given_a_sent_card_When_answers_come_twice_or_in_another_order_Then_the_first_counts_and_is_kept_as_it_came()
    {
        var card = ACard.Sent(Wish);

        Assert.True(card.Answer(accepted: false, "E1007", ACard.Now));
        Assert.False(card.Answer(accepted: true, "0", ACard.Now.AddDays(1)));

        Assert.Equal((CardState.Refused, "E1007", (DateTimeOffset?)ACard.Now), (card.State, card.AnswerCode, card.AnsweredAt));
        Assert.Equal("card.has-left", Assert.Throws<RuleBrokenException>(() => card.Check([], ACard.Now)).Code);
    }

    [Fact]
    public void Given_a_card_that_was_replaced_while_it_was_on_its_way_When_its_answer_comes_Then_the_answer_is_kept_and_it_stays_replaced()
    {
        var first = ACard.Sent(Wish);
        NationalCard.Follow(CardPlace.Of(first), Corrected, [first], ACase.Doctor, ACard.Now);

        Assert.True(first.Answer(accepted: false, "E1", ACard.Now));

        Assert.Equal((CardState.Replaced, "E1"), (first.State, first.AnswerCode));
    }

    [Fact]
    public void Given_a_card_on_its_way_When_its_record_is_corrected_before_anybody_knows_whether_it_left_Then_the_new_card_names_it_and_one_that_stayed_is_not_named()
    {
        var (onItsWay, stayed) = (ACard.Waiting(Wish), ACard.Waiting(Wish));
        foreach (var card in (NationalCard[])[onItsWay, stayed])
        {
            card.Check([], ACard.Now);
            card.Begin(ACard.Now, NoticePatience.Default);
        }

        stayed.Stayed("fault-IOException");
        var after = NationalCard.Follow(CardPlace.Of(onItsWay), Corrected, [onItsWay], ACase.Doctor, ACard.Now)!;
        onItsWay.Left(ACard.Now);

        Assert.Equal((CardPurpose.Correction, onItsWay.Id, CardState.Replaced), (after.Purpose, after.ReplacesId, onItsWay.State));
        Assert.Equal(ACard.Now, onItsWay.SentAt);
        Assert.Equal(CardPurpose.New, NationalCard.Follow(CardPlace.Of(stayed), Corrected, [stayed], ACase.Doctor, ACard.Now)!.Purpose);
    }

    [Fact]
    public void Given_a_cancellation_that_was_refused_When_it_is_sent_anew_Then_it_names_the_card_that_the_platform_still_has()
    {
        var first = ACard.Sent(Wish);
        var gone = ACard.Sent(Gone, [first], ACard.Now.AddDays(1));
        first.Answer(accepted: true, "0", ACard.Now);
        gone.Answer(accepted: false, "E9", ACard.Now.AddDays(1));

        var anew = NationalCard.Follow(CardPlace.Of(first), Gone, [first, gone], ACase.Doctor, ACard.Now.AddDays(2))!;

        Assert.Equal((CardPurpose.Cancellation, first.Id, CardState.ToCheck), (anew.Purpose, anew.ReplacesId, anew.State));
        Assert.Equal(CardState.Replaced, gone.State);
    }

    [Fact]
    public void Given_an_accepted_card_whose_correction_was_refused_When_it_is_corrected_again_or_cancelled_Then_the_accepted_one_is_named()
    {
        foreach (var wish in (CardWish[])[Wish, Gone])
        {
            var first = ACard.Sent(Wish);
            first.Answer(accepted: true, "0", ACard.Now);
            var refused = ACard.Sent(Corrected, [first], ACard.Now.AddDays(1));
            refused.Answer(accepted: false, "E9", ACard.Now.AddDays(1));

            var third = NationalCard.Follow(CardPlace.Of(first), wish, [first, refused], ACase.Doctor, ACard.Now.AddDays(2))!;

            Assert.Equal((first.Id, CardState.Replaced, true), (third.ReplacesId, first.State, first.Accepted));
        }
    }

    [Fact]
    public void Given_a_first_card_that_was_refused_When_it_is_corrected_or_cancelled_Then_another_goes_as_new_and_nothing_asks_for_it_to_be_dropped()
    {
        var first = ACard.Sent(Wish);
        first.Answer(accepted: false, "E9", ACard.Now);

        var second = NationalCard.Follow(CardPlace.Of(first), Corrected, [first], ACase.Doctor, ACard.Now)!;

        Assert.Equal((CardPurpose.New, (NationalCardId?)null), (second.Purpose, second.ReplacesId));
        Assert.Null(NationalCard.Follow(CardPlace.Of(first), Gone, [first, second], ACase.Doctor, ACard.Now));
    }

    [Fact]
    public void Given_a_card_that_waits_behind_one_on_its_way_When_that_one_is_refused_Then_it_names_what_the_platform_has_and_a_cancellation_of_nothing_is_not_sent()
    {
        foreach (var hasOne in (bool[])[true, false])
        {
            var first = ACard.Sent(Wish);
            first.Answer(hasOne, "0", ACard.Now);
            var second = ACard.Sent(Corrected, [first], ACard.Now.AddDays(1));
            foreach (var wish in (CardWish[])[Wish, Gone])
            {
                var waits = NationalCard.Follow(CardPlace.Of(first), wish, [first, second], ACase.Doctor, ACard.Now.AddDays(2))!;
                Assert.Equal(second.Id, waits.ReplacesId);
                second.Answer(accepted: false, "E9", ACard.Now.AddDays(2));

                NationalCard.AimAnew([first, second, waits]);

                Assert.Equal(wish.IsGone && !hasOne ? CardState.Replaced : CardState.ToCheck, waits.State);
                if (waits.State == CardState.ToCheck) Assert.Equal((hasOne ? first.Id : (NationalCardId?)null, wish.IsGone ? CardPurpose.Cancellation : hasOne ? CardPurpose.Correction : CardPurpose.New), (waits.ReplacesId, waits.Purpose));
                second = ACard.Sent(Corrected, [first], ACard.Now.AddDays(1));
            }
        }
    }

    [Fact]
    public void Given_an_attempt_that_may_have_arrived_When_the_next_one_fails_Then_it_may_have_left_all_the_same_until_an_answer_comes()
    {
        var (late, killed) = (ACard.Waiting(Wish), ACard.Waiting(Wish));
        foreach (var card in (NationalCard[])[late, killed])
        {
            card.Check([], ACard.Now);
            card.Begin(ACard.Now, NoticePatience.Default);
        }

        late.Stayed(NationalCard.TimedOut);
        foreach (var card in (NationalCard[])[late, killed]) // of one nobody wrote down how it ended
        {
            card.Begin(ACard.Now, NoticePatience.Default);
            card.Stayed("fault-IOException");

            Assert.True(card.MayHaveLeft);
            Assert.Equal(card.Id, NationalCard.Follow(CardPlace.Of(card), Corrected, [card], ACase.Doctor, ACard.Now)!.ReplacesId);
            Assert.True(card.Answer(accepted: false, "E1", ACard.Now));
            Assert.Equal(CardPurpose.New, NationalCard.Follow(CardPlace.Of(card), Corrected, [card], ACase.Doctor, ACard.Now)!.Purpose);
        }
    }

    [Fact]
    public void Given_a_card_that_was_dropped_after_it_had_left_When_the_platform_accepts_it_Then_it_is_accepted_and_nothing_says_that_it_does_not_go()
    {
        var (taken, refused) = (ACard.Sent(Wish), ACard.Sent(Wish));
        foreach (var card in (NationalCard[])[taken, refused])
        {
            card.TellUnanswered(ACard.Now);
            card.GoAgain();
            card.Check([new("risk", CardSheet.Missing, CardMend.FollowUp)], ACard.Now);
            card.Drop(CardDrop.NotTakenThere, ACase.Doctor, ACard.Now);
        }

        Assert.True(taken.Answer(accepted: true, "0", ACard.Now.AddDays(1)));
        Assert.True(refused.Answer(accepted: false, "E1", ACard.Now.AddDays(1)));

        Assert.Equal((CardState.Accepted, (CardDrop?)null, (DateTimeOffset?)null), (taken.State, taken.DropReason, taken.DroppedAt));
        Assert.Equal((CardState.Dropped, (CardDrop?)CardDrop.NotTakenThere), (refused.State, refused.DropReason));
    }

    [Fact]
    public void Given_a_record_that_somebody_entered_on_the_platform_itself_When_it_is_corrected_or_cancelled_Then_the_card_is_kept_aside_for_a_person_and_never_goes_beside_it()
    {
        foreach (var wish in (CardWish[])[Corrected, Gone])
        {
            var entered = ACard.Sent(Wish);
            entered.Answer(accepted: false, "E1", ACard.Now);
            entered.Drop(CardDrop.EnteredThere, ACase.Doctor, ACard.Now);

            var after = NationalCard.Follow(CardPlace.Of(entered), wish, [entered], ACase.Doctor, ACard.Now)!;
            NationalCard.AimAnew([entered, after]);
            after.Check([], ACard.Now);
            after.LookAgain();
            after.Check([], ACard.Now);

            Assert.Equal((CardState.Failing, wish.IsGone ? CardPurpose.Cancellation : CardPurpose.Correction, true, CardState.Dropped), (after.State, after.Purpose, after.IsKeptAside, entered.State));
            after.Drop(CardDrop.EnteredThere, ACase.Doctor, ACard.Now);
            Assert.True(NationalCard.Follow(CardPlace.Of(entered), Corrected, [entered, after], ACase.Doctor, ACard.Now)!.IsKeptAside);
        }
    }

    [Fact]
    public void Given_a_record_that_was_said_to_be_entered_there_by_mistake_When_its_card_is_taken_up_Then_it_stands_refused_again_or_what_waits_behind_it_goes_as_new()
    {
        NationalCard alone = Entered(), before = Entered();
        var after = NationalCard.Follow(CardPlace.Of(before), Corrected, [before], ACase.Doctor, ACard.Now)!;
        after.Check([], ACard.Now);

        NationalCard.TakeUp(alone, [alone]);
        NationalCard.TakeUp(before, [before, after]);
        after.Check([], ACard.Now);

        Assert.Equal((CardState.Refused, null), (alone.State, alone.DropReason));
        Assert.Equal((CardState.Replaced, CardState.Ready, CardPurpose.New, false), (before.State, after.State, after.Purpose, after.IsKeptAside));
        Assert.Equal("card.not-dropped", Assert.Throws<RuleBrokenException>(() => NationalCard.TakeUp(alone, [alone])).Code);

        static NationalCard Entered()
        {
            var card = ACard.Sent(Wish);
            card.Answer(accepted: false, "E1", ACard.Now);
            card.Drop(CardDrop.EnteredThere, ACase.Doctor, ACard.Now);
            return card;
        }
    }

    [Fact]
    public void Given_a_card_that_was_dropped_for_another_reason_When_its_record_is_corrected_Then_the_next_card_goes_as_new()
    {
        var dropped = ACard.Sent(Wish);
        dropped.Answer(accepted: false, "E1", ACard.Now);
        dropped.Drop(CardDrop.NoDocument, ACase.Doctor, ACard.Now);

        var after = NationalCard.Follow(CardPlace.Of(dropped), Corrected, [dropped], ACase.Doctor, ACard.Now)!;

        Assert.Equal((CardPurpose.New, false), (after.Purpose, after.IsKeptAside));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(NationalCard.TimedOut)]
    [InlineData("fault-IOException")]
    public void Given_a_card_of_which_nobody_wrote_down_that_it_left_When_its_answer_comes_Then_it_counts_and_the_card_is_not_sent_again(string? fault)
    {
        var card = ACard.Waiting(Wish);
        card.Check([], ACard.Now);
        card.Begin(ACard.Now, NoticePatience.Default);
        if (fault is not null) card.Stayed(fault);

        Assert.True(card.Answer(accepted: true, "0000", ACard.Now.AddHours(1)));

        Assert.Equal((CardState.Accepted, "0000", ACard.Now.AddHours(1), null, null), (card.State, card.AnswerCode, card.SentAt, card.NextAt, card.Fault));
        card.Left(ACard.Now.AddHours(2)); // whoever sent it says so only now
        Assert.Equal((CardState.Accepted, ACard.Now.AddHours(1)), (card.State, card.SentAt));
    }

    [Theory]
    [InlineData("E1007", "E1007")]
    [InlineData("err.10_7-b", "err.10_7-b")]
    [InlineData("", NationalCard.UnreadableCode)]
    [InlineData("张三的身份证号有误", NationalCard.UnreadableCode)]
    [InlineData("bad id 110105", NationalCard.UnreadableCode)]
    [InlineData("<b>E1</b>", NationalCard.UnreadableCode)]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeef", NationalCard.UnreadableCode)]
    public void Given_an_answer_When_its_code_is_no_code_Then_that_is_kept_instead_of_what_it_says(string came, string kept)
    {
        var card = ACard.Sent(Wish);

        card.Answer(accepted: false, came, ACard.Now);

        Assert.Equal((CardState.Refused, kept), (card.State, card.AnswerCode));
    }

    [Fact]
    public void Given_a_card_that_never_left_When_an_answer_to_it_comes_Then_it_changes_nothing() => Assert.False(ACard.Waiting().Answer(accepted: true, "0", ACard.Now));

    [Fact]
    public void Given_a_follow_up_When_it_is_recorded_corrected_and_cancelled_Then_each_is_a_wish_of_one_thread()
    {
        var managed = ACase.Managed();
        var visit = managed.RecordFollowUp(ACase.Visit(new(2026, 3, 3)), ACase.Doctor, ACase.Standards, ACard.Today);
        var other = managed.CorrectFollowUp(visit.Id, ACase.Visit(new(2026, 3, 4)), "录错", ACase.Doctor, ACase.Standards, ACard.Today);
        managed.CancelFollowUp(other.Id, "录错", ACase.Doctor, ACase.Standards, ACard.Today);

        Assert.Equal(
            [new(CardKind.FollowUp, visit.Id.Value, visit.Id.Value, new(2026, 3, 3), false), new(CardKind.FollowUp, other.Id.Value, visit.Id.Value, new(2026, 3, 4), false), new CardWish(CardKind.FollowUp, other.Id.Value, visit.Id.Value, new(2026, 3, 4), true)],
            managed.TakeCardWishes());
    }

    [Fact]
    public void Given_a_discharge_When_it_is_sent_Then_its_card_says_so_and_when_it_is_taken_back_nothing_is_left_to_say()
    {
        var managed = ACard.Case();
        var sent = managed.SendDownReferral(AReferral.DischargeForm(new(2026, 3, 17), new(2026, 3, 16), wasInpatient: true), AReferral.Psychiatrist, ACase.Standards, ACard.Today);

        var sheet = ACard.Sheet(CardKind.Discharge, sent.Id.Value, managed);
        Assert.Empty(sheet.Faults);
        Assert.Equal((CardKind.Discharge, false), (managed.TakeCardWishes().Single().Kind, false));

        managed.AnswerReferral(sent.Id, ReferralMove.Cancel, new(new(2026, 3, 18), Note: "录错"), AReferral.Psychiatrist, ACase.Standards, ACard.Today);
        Assert.True(managed.TakeCardWishes().Single().IsGone);
        Assert.Null(NationalCards.Of(CardKind.Discharge, sent.Id.Value, ACard.Source(managed)));
    }

    [Fact]
    public void Given_an_emergency_When_its_record_is_written_Then_its_card_says_what_the_record_says()
    {
        var managed = ACard.Case();
        var at = new DateTimeOffset(2026, 3, 19, 10, 0, 0, TimeSpan.FromHours(8));
        var crisis = managed.StartCrisis(new(CrisisTrigger.Relapse, CrisisSource.ByHand, at, ACase.Doctor), at, ACase.Standards, ACard.Today);
        managed.RecordCrisis(crisis.Id, new(new() { StartedAt = at, Scene = "家中", Measures = "劝导", Reasons = [CrisisTrigger.Relapse], DiagnosisConfirmed = true }, at.AddHours(2), ACase.Doctor), ACase.Standards, ACard.Today);

        var sheet = ACard.Sheet(CardKind.Emergency, crisis.Id.Value, managed);

        Assert.Empty(sheet.Faults);
        Assert.Equal(("2026-03-19T10:00", 3, 1), (sheet.Value("started-at")!.Text, sheet.Value("reasons")!.Codes.Single().SentAs, sheet.Value("diagnosis-confirmed")!.Codes.Single().SentAs));
        Assert.Equal([CardKind.Emergency], managed.TakeCardWishes().Select(wish => wish.Kind));
    }

    [Fact]
    public void Given_a_move_When_the_other_side_takes_over_Then_a_card_goes_and_it_does_not_before()
    {
        var managed = AnExit.In(CaseState.Transferring);
        managed.TakeCardWishes();
        var move = managed.OpenMove!;

        managed.DecideTransfer(true, null, AnExit.Receiver, ACase.Standards, AnExit.Today);

        Assert.Equal(new CardWish(CardKind.MoveOut, move.Id, move.Id, AnExit.Today, false), managed.TakeCardWishes().Single());
        Assert.NotNull(NationalCards.Of(CardKind.MoveOut, move.Id, ACard.Source(managed)));
    }
}
