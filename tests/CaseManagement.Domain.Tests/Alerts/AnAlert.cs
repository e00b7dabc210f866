using System.Reflection;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Tests.Alerts;

/// <summary>An alert as the database gives it: raised by a step of the ladder.</summary>
internal static class AnAlert
{
    public static readonly StaffId Doctor = StaffId.New();
    public static readonly StaffId Colleague = StaffId.New();
    public static readonly AlertPatience Patience = new(ClaimedWatchDays: 3, ClaimedUrgentDays: 1, AnsweredWatchDays: 7, AnsweredUrgentDays: 3, ReturnsWatchDays: 7, ReturnsUrgentDays: 3);
    public static readonly DateOnly Monday = new(2026, 3, 2);

    public static Alert Telling(ToldRole tells, Severity severity = Severity.Watch)
    {
        var alert = (Alert)Activator.CreateInstance(typeof(Alert), nonPublic: true)!;
        Set(nameof(Alert.Tells), tells);
        Set(nameof(Alert.Severity), severity);
        Set(nameof(Alert.State), AlertState.Raised);
        return alert;

        void Set(string property, object value) => typeof(Alert).GetProperty(property, BindingFlags.Public | BindingFlags.Instance)!.SetValue(alert, value);
    }

    public static ActedBy By(StaffId staff, DateOnly on, StaffRole role = StaffRole.CareTeamMember) => new(staff, role, new DateTimeOffset(on, new(9, 0), TimeSpan.Zero), on);

    public static Alert Claimed(DateOnly on, Severity severity = Severity.Watch)
    {
        var alert = Telling(ToldRole.CareTeam, severity);
        alert.Claim(By(Doctor, on), Patience);
        return alert;
    }

    public static Alert Answered(DateOnly on, Severity severity = Severity.Watch)
    {
        var alert = Claimed(on, severity);
        alert.Answer(AlertReason.DayAgreed, null, By(Doctor, on), Patience);
        return alert;
    }
}
