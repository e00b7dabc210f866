using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain.Referrals;

/// <summary>By when each end speaks, as rows of <c>db/reference/deadlines.csv</c>.</summary>
/// <param name="UrgentReceipt">The hospital confirms, or the team answers a refusal, where the referral is urgent.</param>
/// <param name="Receipt">The same where it is not.</param>
/// <param name="Outcome">The hospital's result, counted from the receipt.</param>
/// <param name="Status">The team learns the treatment status of an unstable patient, counted from the sending.</param>
/// <param name="Intake">The community takes over, or the hospital and the office answer a refusal.</param>
/// <remarks>Source: 3rd ed. (2017), "Classified intervention", for the status; 2018 norm, deadlines, for the intake; the others are the project's own and wait for confirmation.</remarks>
public sealed record ReferralTimes(Deadline UrgentReceipt, Deadline Receipt, Deadline Outcome, Deadline Status, Deadline Intake)
{
    public static ReferralTimes Of(IReadOnlyDictionary<string, Deadline> deadlines) => new(
        deadlines["referral-receipt.urgent"], deadlines["referral-receipt.working-days"], deadlines["referral-outcome.days"], deadlines["referral-status.days"], deadlines["card-acceptance.working-days"]);

    internal Deadline ReceiptOf(Referral referral) => referral.IsUrgent ? UrgentReceipt : Receipt;
}
