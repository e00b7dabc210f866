using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

using Severity = CaseManagement.Domain.Alerts.Severity;

namespace CaseManagement.Application.Features.Alerts;

/// <summary>In whose hands an alert is, for whoever asks.</summary>
public enum AlertHands
{
    /// <summary>无人认领</summary>
    Nobody = 1,

    /// <summary>我的</summary>
    Mine = 2,

    /// <summary>他人已认领</summary>
    Another = 3,
}

/// <summary>Which alerts are asked for; what is null does not narrow.</summary>
/// <param name="Open">Those that are closed, which pile up over the years, are asked for one case at a time.</param>
public sealed record AlertFilter(
    bool Open = true, CareTeamId? CareTeamId = null, string? AreaCode = null, ToldRole? Tells = null, ManagedCaseId? CaseId = null, Severity? Severity = null, CareTaskKind? Kind = null, AlertHands? Hands = null);

internal sealed class AlertFilterValidator : AbstractValidator<AlertFilter>
{
    public AlertFilterValidator()
    {
        RuleFor(x => x.Tells).Known();
        RuleFor(x => x.Severity).Known();
        RuleFor(x => x.Kind).Known();
        RuleFor(x => x.Hands).Known();
        RuleFor(x => x.CaseId).NotNull().As("alert.closed-of-one-case").When(x => !x.Open);
        RuleFor(x => x.AreaCode!).Matches("^[0-9][0-9-]*$").As("area.code").When(x => x.AreaCode is not null);
    }
}

internal static class AlertsMatching
{
    /// <summary>Kinds that one hospital owes, whoever else sees the case.</summary>
    private static readonly List<CareTaskKind> OwedByOne = [.. SpecialistReach.OfAReferral, CareTaskKind.SpecialistQuestion];

    /// <summary>What both the list and its numbers are: one query.</summary>
    /// <param name="me">Whoever asks.</param>
    public static IQueryable<Alert> Matching(this IQueryable<Alert> alerts, AlertFilter filter, StaffId me)
    {
        alerts = filter.Open ? alerts.Where(alert => alert.State < AlertState.Resolved) : alerts.Where(alert => alert.State >= AlertState.Resolved);
        if (filter.CareTeamId is { } team) alerts = alerts.Where(alert => alert.CareTeamId == team);
        if (filter.Tells is { } tells) alerts = alerts.Where(alert => alert.Tells == tells);
        if (filter.CaseId is { } caseId) alerts = alerts.Where(alert => alert.CaseId == caseId);
        if (filter.Severity is { } severity) alerts = alerts.Where(alert => alert.Severity == severity);
        if (filter.Kind is { } kind) alerts = alerts.Where(alert => alert.Kind == kind);
        alerts = filter.Hands switch
        {
            AlertHands.Nobody => alerts.Where(alert => alert.ClaimedBy == null),
            AlertHands.Mine => alerts.Where(alert => alert.ClaimedBy == me),
            AlertHands.Another => alerts.Where(alert => alert.ClaimedBy != null && alert.ClaimedBy != me),
            _ => alerts,
        };

        return alerts.Within(filter.AreaCode, alert => alert.AreaCode);
    }

    /// <summary>Without what another hospital is told of its own lateness, where a psychiatrist asks: a question that was put there, a referral that waits there.</summary>
    public static IQueryable<Alert> ToldTo(this IQueryable<Alert> alerts, ICaseDb db, IActor actor, TimeProvider clock)
    {
        if (actor.Role != StaffRole.Psychiatrist) return alerts;

        var (own, owed, me) = (db.CareTasks.OfHospital(db, new(actor.Acting, clock.GetUtcNow(), [])), OwedByOne, actor.StaffId);
        return alerts.Where(alert => alert.Tells != ToldRole.Specialist || alert.State >= AlertState.Resolved || alert.ClaimedBy == me || !owed.Contains(alert.Kind) || own.Any(task => task.Id == alert.TaskId));
    }
}
