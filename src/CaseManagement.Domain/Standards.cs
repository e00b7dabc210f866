using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain;

/// <summary>The standards of care in force: every clinical number, calendar, label and ladder, as read from the reference data and set since.</summary>
/// <param name="Settings">Those of today; what happened on another day is judged by those of that day.</param>
/// <param name="Formulary">By the labels of today; each product answers for another day by the label of that day.</param>
/// <param name="Ladder">Of today; it answers for another day by the edition of that day.</param>
public sealed record Standards(ClinicalSettings Settings, WorkingDayCalendar Calendar, Formulary Formulary, EscalationLadder Ladder)
{
    /// <summary>The settings through time; where nothing else is known, one edition holds for ever.</summary>
    public DatedSettings Dated { get; init; } = new(Settings, []);

    /// <summary>The edition and the settings in force on a day.</summary>
    public ClinicalSettings On(DateOnly day) => Dated.On(day);

    /// <summary>Who should know of an emergency and does not, by what held when it began.</summary>
    public IReadOnlyList<Telling.Party> NotTold(Crises.CrisisResponse crisis) => On(crisis.StartedOn).Telling.NotTold(crisis.Log);

    /// <summary>The same standards as they stand on a day.</summary>
    public Standards AsOf(DateOnly today) => this with { Settings = On(today), Formulary = Formulary.On(today), Ladder = Ladder.On(today) };
}
