using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain.Exits;

/// <summary>How patients who cannot be reached, refuse or move are looked after; values of <c>db/reference/clinical-settings.csv</c> and <c>deadlines.csv</c>.</summary>
/// <param name="LossAttempts">Days in a row without success before "not reached" may be said; several attempts of a day are one.</param>
/// <param name="LossMeans">Different means among them.</param>
/// <param name="SearchMonths">Calendar months from one search for a lost patient to the next.</param>
/// <param name="RefusalWatchMonths">Calendar months after which a patient who refused is asked again.</param>
/// <param name="RefusalWatchDangerousDays">Days after which a dangerous patient who refused is asked again.</param>
/// <param name="QuietDays">The longest quiet that one attempt gives, in calendar days after it.</param>
/// <param name="QuietMostDays">How long after its last day on time a visit may be quiet at most, in calendar days, however often a day is agreed.</param>
/// <param name="AcceptanceWorkingDays">Within which the other side takes over or sends back a patient who moves.</param>
public sealed record ExitSettings(int LossAttempts, int LossMeans, int SearchMonths, int RefusalWatchMonths, int RefusalWatchDangerousDays, int QuietDays, int QuietMostDays, int AcceptanceWorkingDays)
{
    /// <summary>Whoever refuses while an emergency is open, whatever its cause, is taken as dangerous (project reading R62); not before the first day of that reading.</summary>
    public bool OpenEmergencyEndangers { get; init; }

    internal Deadline Acceptance => Deadline.InWorkingDays(AcceptanceWorkingDays);
}
