namespace CaseManagement.Domain.Alerts;

/// <summary>For how long an alert in somebody's hands keeps the ladder still, and after how long a closed one returns, as read from <c>db/reference/clinical-settings.csv</c>.</summary>
/// <remarks>Unit: calendar days; an urgent alert has less time than one to watch. Source: choices of this project, since no standard says it; to be confirmed.</remarks>
/// <param name="ClaimedWatchDays">Days after the claim for which nothing climbs.</param>
/// <param name="ClaimedUrgentDays">The same, urgent.</param>
/// <param name="AnsweredWatchDays">Days after the first answer for which nothing climbs.</param>
/// <param name="AnsweredUrgentDays">The same, urgent.</param>
/// <param name="ReturnsWatchDays">Days after a result or a dismissal after which the alert stands again while its cause is still there.</param>
/// <param name="ReturnsUrgentDays">The same, urgent.</param>
public sealed record AlertPatience(int ClaimedWatchDays, int ClaimedUrgentDays, int AnsweredWatchDays, int AnsweredUrgentDays, int ReturnsWatchDays, int ReturnsUrgentDays)
{
    public int Claimed(Severity severity) => severity == Severity.Urgent ? ClaimedUrgentDays : ClaimedWatchDays;

    public int Answered(Severity severity) => severity == Severity.Urgent ? AnsweredUrgentDays : AnsweredWatchDays;

    public int Returns(Severity severity) => severity == Severity.Urgent ? ReturnsUrgentDays : ReturnsWatchDays;
}
