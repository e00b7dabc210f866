using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain;

/// <summary>Every number and reading of the follow-up rules that a health bureau may set, as read from <c>db/reference/clinical-settings.csv</c>.</summary>
/// <param name="Edition">The editions of the standards that the settings follow; kept with every follow-up that was judged by them.</param>
/// <param name="DueSoonDays">Days before the last day on time from which a task is shown as due soon.</param>
/// <param name="AgeBoundYears">Years of age beyond which an identity number is asked about, never refused.</param>
/// <param name="Agreement">How long a service agreement may run, and when its renewal is due.</param>
/// <param name="Examination">How long "once a year" lasts for the physical examination.</param>
/// <param name="Alerts">How long the ladder waits for whoever has an alert in hand, and when a closed one returns.</param>
public sealed record ClinicalSettings(
    string Edition,
    FollowUpIntervals FollowUp,
    ClassificationReadings Classification,
    int DueSoonDays,
    int AgeBoundYears,
    Cases.AgreementTerms Agreement,
    Examinations.ExaminationInterval Examination,
    Alerts.AlertPatience Alerts)
{
    /// <summary>How patients who cannot be reached, refuse or move are looked after.</summary>
    public required Exits.ExitSettings Exits { get; init; }

    /// <summary>Calendar months within which a case plan is reviewed.</summary>
    public required int PlanReviewMonths { get; init; }

    /// <summary>How a care group works: outings, marks, signs and meetings.</summary>
    public required Support.SupportSettings Support { get; init; }

    /// <summary>Who must be told of an emergency; the rows of <c>db/reference/crisis-telling.csv</c> that say so.</summary>
    public Crises.TellingMatrix Telling { get; init; } = Crises.TellingMatrix.Empty;

    /// <summary>Every deadline of <c>db/reference/deadlines.csv</c> by its code, also those that nothing counts yet.</summary>
    public IReadOnlyDictionary<string, Deadline> Deadlines { get; init; } = new Dictionary<string, Deadline>();
}
