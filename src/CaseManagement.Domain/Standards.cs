using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Places;

namespace CaseManagement.Domain;

/// <summary>The standards of care in force: every clinical number, calendar, label and ladder, as read from the reference data.</summary>
public sealed record Standards(ClinicalSettings Settings, WorkingDayCalendar Calendar, Formulary Formulary, EscalationLadder Ladder);
