using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain.Referrals;

/// <summary>What is and was due at both ends of the referrals of one case.</summary>
/// <remarks>
/// A pure function of what was said: the order of entry decides nothing. Of each kind at most one task is open, since at most one referral upwards waits; of the discharges of several hospitals the case keeps the one that is asked first.
/// A referral that was taken back asks for nothing more, and what was done for it stays done.
/// </remarks>
public static class ReferralPlan
{
    private const string Receipt = "referral-receipt";
    private const string Outcome = "referral-outcome";
    /// <summary>How the basis begins of what a declined referral asks of the team.</summary>
    public const string Declined = "referral-outcome.declined";

    private const string Intake = "discharge-intake";
    private const string Refused = "discharge-intake.refused";
    private const string Status = "hospital-check.referral";
    private const string Astray = "hospital-check.astray";

    /// <summary>Every basis that a plan can carry under these times.</summary>
    public static IReadOnlyList<string> Codes(ReferralTimes times) =>
    [
        .. from row in new (string Rule, Deadline By)[]
           {
               (Receipt, times.UrgentReceipt), (Receipt, times.Receipt), (Outcome, times.Outcome), (Declined, times.UrgentReceipt), (Declined, times.Receipt),
               (Intake, times.Intake), (Refused, times.Intake), (Status, times.Status), (Astray, times.UrgentReceipt), (Astray, times.Receipt),
           }
           from covered in row.By.Unit == DeadlineUnit.WorkingDays ? new[] { true, false } : [true]
           select Basis(row.Rule, row.By, covered),
    ];

    /// <summary>The last day on which the end that has to speak does so in time; null where nobody has. The task of the case may be another discharge's: of several that wait, the one that is asked first has it.</summary>
    public static DateOnly? DueOn(Referral referral, WorkingDayCalendar calendar, Func<DateOnly, ReferralTimes> timesOn) => !referral.IsWaiting ? null
        : Derive([referral], [], _ => null, _ => null, calendar, timesOn).Where(task => task.Settled is null && task.Kind == ReferralLoop.OwedTask(referral.Direction, referral.State)).Select(task => (DateOnly?)task.ClosesOn).LastOrDefault();

    /// <param name="seenOn">The days on which a follow-up in force found the patient.</param>
    /// <param name="classOn">The class that held on a day.</param>
    /// <param name="returnOf">The downward referral that answers an upward one.</param>
    internal static IEnumerable<PlannedTask> Derive(
        IReadOnlyList<Referral> referrals, IReadOnlyList<Settlement> seenOn, Func<DateOnly, Stability?> classOn, Func<Referral, Referral?> returnOf,
        WorkingDayCalendar calendar, Func<DateOnly, ReferralTimes> timesOn) =>
        from referral in referrals
        let stability = classOn(referral.SentOn)
        from task in referral.Direction == ReferralDirection.Up
            ? Up(referral, returnOf(referral), [.. referrals.Where(other => other != referral && IsInForce(other)).Select(other => new Settlement(other.SentOn, other.Id.Value))], seenOn, stability == Stability.Unstable, calendar, timesOn)
            : Down(referral, calendar, timesOn)
        where task.Settled is not null || IsInForce(referral)
        select task with { Class = stability };

    private static IEnumerable<PlannedTask> Up(
        Referral referral, Referral? answer, IReadOnlyList<Settlement> others, IReadOnlyList<Settlement> seenOn, bool isUnstable, WorkingDayCalendar calendar, Func<DateOnly, ReferralTimes> timesOn)
    {
        var (received, declined) = (Of(referral, ReferralMove.Receive), Of(referral, ReferralMove.Decline));
        var result = Earliest([Of(referral, ReferralMove.Outcome), answer is null ? null : new(answer.SentOn, answer.Id.Value)]);

        yield return Task(CareTaskKind.ReferralReceipt, Receipt, referral.SentOn, timesOn(referral.SentOn).ReceiptOf(referral), calendar, declined ?? received);
        if (declined is not null) yield return Task(CareTaskKind.ReferralOutcome, Declined, declined.On, timesOn(declined.On).ReceiptOf(referral), calendar, received ?? Of(referral, ReferralMove.Cancel));
        if (received is not null) yield return Task(CareTaskKind.ReferralOutcome, Outcome, received.On, timesOn(received.On).Outcome, calendar, result);

        // Whoever never came to the hospital, or was sent on elsewhere, is not known to be treated: both ends have spoken, and the team asks.
        var astray = referral.Said(ReferralMove.Outcome)?.Outcome is ReferralOutcome.NotArrived or ReferralOutcome.ReferredOn && answer is null ? Of(referral, ReferralMove.Outcome) : null;
        if (astray is not null)
        {
            yield return Task(
                CareTaskKind.HospitalCheck, Astray, astray.On, timesOn(astray.On).ReceiptOf(referral), calendar,
                Earliest([.. others.Where(anew => anew.On >= astray.On), .. seenOn.Where(seen => seen.On > astray.On)]));
        }

        if (isUnstable)
        {
            yield return Task(
                CareTaskKind.HospitalCheck, Status, referral.SentOn, timesOn(referral.SentOn).Status, calendar,
                Earliest([astray is null ? result : null, declined, .. seenOn.Where(seen => seen.On > referral.SentOn)]));
        }
    }

    private static IEnumerable<PlannedTask> Down(Referral referral, WorkingDayCalendar calendar, Func<DateOnly, ReferralTimes> timesOn)
    {
        var (received, declined) = (Of(referral, ReferralMove.Receive), Of(referral, ReferralMove.Decline));

        yield return Task(CareTaskKind.DischargeIntake, Intake, referral.SentOn, timesOn(referral.SentOn).Intake, calendar, declined ?? received);
        if (declined is not null) yield return Task(CareTaskKind.RefusedDischarge, Refused, declined.On, timesOn(declined.On).Intake, calendar, received ?? Of(referral, ReferralMove.Cancel));
    }

    private static bool IsInForce(Referral referral) => referral.Said(ReferralMove.Cancel) is null;

    private static PlannedTask Task(CareTaskKind kind, string rule, DateOnly from, Deadline by, WorkingDayCalendar calendar, Settlement? settled)
    {
        var last = by.From(from, calendar);
        return new(kind, from, from, last.On, last.On, Basis(rule, by, last.Covered), Settled: settled);
    }

    private static Settlement? Of(Referral referral, ReferralMove move) => referral.Said(move) is { } step ? new(step.HappenedOn, step.Id) : null;

    private static Settlement? Earliest(IEnumerable<Settlement?> settlements) => settlements.OfType<Settlement>().OrderBy(each => each.On).ThenBy(each => each.RecordId).FirstOrDefault();

    private static string Basis(string rule, Deadline by, bool covered) => by.Unit switch
    {
        DeadlineUnit.AtOnce => $"{rule}.at-once",
        DeadlineUnit.WorkingDays => $"{rule}.{by.Amount}-working-days{(covered ? "" : ".uncovered")}",
        _ => $"{rule}.{by.Amount}-days",
    };
}
