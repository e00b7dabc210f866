using CaseManagement.Domain.CareTasks;

namespace CaseManagement.Domain.Referrals;

/// <summary>The life of a referral as one table: what may be said in which state, by whom, and when both ends have spoken.</summary>
/// <remarks>
/// Upwards the loop closes when the hospital has confirmed the receipt and a result or a downward referral is recorded; downwards when the community has taken the patient over.
/// A refusal closes nothing: the referral is the sender's again, or the other end takes it after all.
/// Source: a local norm of two-way referral (S8); the record and its end are the project's own.
/// </remarks>
public static class ReferralLoop
{
    /// <param name="said">Every move in force.</param>
    /// <param name="isReturned">A downward referral that was not taken back answers it.</param>
    public static ReferralState StateOf(ReferralDirection direction, IReadOnlyCollection<ReferralMove> said, bool isReturned)
    {
        if (said.Contains(ReferralMove.Cancel)) return ReferralState.Cancelled;
        if (!said.Contains(ReferralMove.Receive)) return said.Contains(ReferralMove.Decline) ? ReferralState.Declined : ReferralState.Sent;

        return direction == ReferralDirection.Down || isReturned || said.Contains(ReferralMove.Outcome) ? ReferralState.Closed : ReferralState.Received;
    }

    /// <summary>The end that says a move.</summary>
    public static ReferralEnd SaidBy(ReferralDirection direction, ReferralMove move)
    {
        var sender = direction == ReferralDirection.Up ? ReferralEnd.Community : ReferralEnd.Hospital;
        return move is ReferralMove.Send or ReferralMove.Cancel ? sender : Other(sender);
    }

    /// <summary>The end that has to speak next; null where nobody has.</summary>
    public static ReferralEnd? WaitsFor(ReferralDirection direction, ReferralState state) => state switch
    {
        ReferralState.Sent or ReferralState.Received => SaidBy(direction, ReferralMove.Receive),
        ReferralState.Declined => SaidBy(direction, ReferralMove.Cancel),
        _ => null,
    };

    /// <summary>The task that is open while somebody has to speak.</summary>
    public static CareTaskKind OwedTask(ReferralDirection direction, ReferralState state) => (direction, state) switch
    {
        (ReferralDirection.Down, ReferralState.Declined) => CareTaskKind.RefusedDischarge,
        (ReferralDirection.Down, _) => CareTaskKind.DischargeIntake,
        (_, ReferralState.Sent) => CareTaskKind.ReferralReceipt,
        _ => CareTaskKind.ReferralOutcome,
    };

    /// <summary>How a referral stands while its hospital owes such a task: the one direction and state in which that is open and the hospital has to speak.</summary>
    /// <exception cref="InvalidOperationException">No hospital owes such a task of a referral.</exception>
    public static (ReferralDirection Direction, ReferralState State) OwedByHospital(CareTaskKind kind) => (
        from direction in Enum.GetValues<ReferralDirection>()
        from state in Enum.GetValues<ReferralState>()
        where WaitsFor(direction, state) == ReferralEnd.Hospital && OwedTask(direction, state) == kind
        select (direction, state)).Single();

    /// <param name="state">By what was said; death changes nothing of what may be recorded late.</param>
    /// <exception cref="RuleBrokenException">The move does not fit the state.</exception>
    public static void Require(ReferralDirection direction, ReferralState state, bool isReturned, ReferralMove move)
    {
        Rule.Require(move != ReferralMove.Send, "referral.sent-already", "This referral has been sent already.");
        Rule.Require(direction == ReferralDirection.Up || move is not (ReferralMove.Outcome or ReferralMove.Return), "referral.wrong-direction", "Only a referral to the hospital has a result.");
        Rule.Require(state != ReferralState.Cancelled, "referral.cancelled", "This referral was taken back.");
        Rule.Require(state != ReferralState.Sent || move is not (ReferralMove.Outcome or ReferralMove.Return), "referral.not-received", "The receipt is confirmed before a result is recorded.");
        Rule.Require(state != ReferralState.Declined || move is ReferralMove.Receive or ReferralMove.Cancel, "referral.declined", "This referral was declined.");
        Rule.Require(state is ReferralState.Sent or ReferralState.Declined || move is not (ReferralMove.Receive or ReferralMove.Decline), "referral.received-already", "The receipt of this referral has been confirmed already.");
        Rule.Require(state != ReferralState.Closed || (move == ReferralMove.Return && !isReturned), "referral.closed", "Both ends have spoken; this referral is closed.");
    }

    /// <summary>Whether a move may be said as a referral stands, for offering it; a downward referral in answer has a form of its own.</summary>
    public static bool Offers(ReferralDirection direction, ReferralState state, ReferralMove move) => move switch
    {
        ReferralMove.Receive => state is ReferralState.Sent or ReferralState.Declined,
        ReferralMove.Decline => state is ReferralState.Sent,
        ReferralMove.Outcome => direction == ReferralDirection.Up && state is ReferralState.Received,
        ReferralMove.Cancel => state < ReferralState.Closed,
        _ => false,
    };

    /// <summary>The order in which moves happen, whatever the order in which they are entered.</summary>
    internal static int Order(ReferralMove move) => move switch
    {
        ReferralMove.Send => 0,
        ReferralMove.Decline => 1,
        ReferralMove.Receive => 2,
        ReferralMove.Outcome => 3,
        ReferralMove.Return => 4,
        _ => 5,
    };

    private static ReferralEnd Other(ReferralEnd end) => end == ReferralEnd.Hospital ? ReferralEnd.Community : ReferralEnd.Hospital;
}
