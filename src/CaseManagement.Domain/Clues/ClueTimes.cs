using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain.Clues;

/// <summary>By when somebody looks into a clue and brings it to its end, and who is told when nobody has.</summary>
/// <remarks>
/// What is urgent (<see cref="Clue.IsUrgent"/>: it sounds like an emergency, or a patient is missing): on the day itself, until it has an end. All else: the check within some working days and no later than the next screening of clues; what was checked has its end by the screening after that,
/// and so has whoever was sent for a diagnosis. Whoever has a confirmed disorder is registered within some working days of it, which the norm says of those who were handled in an emergency (our reading: of all).
/// Who is told: what is late without a patient climbs like a late follow-up; what is urgent like the record of an emergency. Unit: calendar days, by <c>escalation-ladder.csv</c>.
/// Source: quarterly screening, norm of 2018, deadlines; no source gives a time for one clue: <c>clue-check</c> of <c>deadlines.csv</c> is a rule of this project.
/// </remarks>
public static class ClueTimes
{
    public const string UrgentKey = "clue-check.urgent";
    public const string CheckKey = "clue-check.working-days";
    public const string ScreeningKey = "clue-screening.quarters";
    public const string RegistrationKey = "emergency-registration.working-days";

    internal static DateOnly ToCheck(DateOnly heardOn, bool isUrgent, Standards standards)
    {
        var deadlines = standards.On(heardOn).Deadlines;
        return isUrgent ? deadlines[UrgentKey].From(heardOn) : Deadline.Earlier(heardOn, standards.Calendar, deadlines[CheckKey], deadlines[ScreeningKey]).On;
    }

    internal static DateOnly ToEnd(DateOnly day, Standards standards) => standards.On(day).Deadlines[ScreeningKey].From(day);

    internal static DateOnly ToRegister(DateOnly confirmedOn, Standards standards) => standards.On(confirmedOn).Deadlines[RegistrationKey].From(confirmedOn, standards.Calendar).On;

    /// <summary>Calendar days since the last day on time; 0 while it is on time.</summary>
    public static int DaysLate(DateOnly dueOn, DateOnly today) => Math.Max(0, today.DayNumber - dueOn.DayNumber);

    /// <summary>Who has been told by a day, one after another; nobody while it is on time.</summary>
    public static IEnumerable<ToldRole> Told(DateOnly dueOn, bool isUrgent, Standards standards, DateOnly today) =>
        standards.Ladder.For(isUrgent ? CareTaskKind.CrisisRecord : CareTaskKind.FollowUp, null).Where(step => DaysLate(dueOn, today) >= step.DaysLate).Select(step => step.Tells);
}
