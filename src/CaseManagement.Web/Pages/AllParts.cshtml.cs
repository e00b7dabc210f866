using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Web.Pages.Cases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseManagement.Web.Pages;

/// <summary>Every part that pages are made of, with invented people; there only where the program is developed.</summary>
[AllowAnonymous]
internal sealed class AllPartsModel(Days days) : PageModel
{
    private const string Basis = "follow-up.stable.3-months";

    public Person Somebody { get; } = new("李示例", Sex.Male, new(1982, 5, 4), "4419**********1234");

    public AlertRow Alert => new(1, 1, AlertState.Raised, Severity.Urgent, ToldRole.TeamLeader, 2, days.Today.AddDays(-2), new(Guid.Empty), "张示例", CareTaskKind.FollowUp, days.Today.AddDays(-9), null, null, null, null, null)
    {
        AgeDays = 2,
        Next = new(days.Today.AddDays(3), ToldRole.PreventionOffice),
    };

    /// <summary>One of each band, the latest first.</summary>
    public IReadOnlyList<Due> Dues =>
    [
        Due.Of(DueBand.Late, CareTaskKind.Injection, 12, days.Today.AddDays(-14), days.Today.AddDays(-12), ToldRole.TeamLeader),
        Due.Of(DueBand.Late, CareTaskKind.FollowUp, 1, days.Today.AddDays(-3), days.Today.AddDays(-1), null),
        Due.Of(DueBand.Today, CareTaskKind.FollowUp, 0, days.Today.AddDays(-1), days.Today.AddDays(2), null),
        Due.Of(DueBand.ThisWeek, CareTaskKind.FollowUp, 0, days.Today.AddDays(4), days.Today.AddDays(6), null),
        Due.Of(DueBand.Paused, CareTaskKind.FollowUp, 0, days.Today.AddDays(4), days.Today.AddDays(6), null),
    ];

    public Reasoned Reason => new(CareTaskKind.FollowUp, new(Basis, days.Today.AddMonths(-3), days.Today.AddDays(-3), days.Today, days.Today, null, null));

    public IReadOnlyList<TimelineEntry> Timeline =>
    [
        new(days.Today, "follow-up", Guid.Empty, Class: Stability.BasicallyStable, Risk: new RiskLevel(1), Outcome: FollowUpOutcome.Seen),
        new(days.Today.AddDays(-14), "follow-up", Guid.Empty, Cancelled: true),
        new(days.Today.AddMonths(-14), "alert", Guid.Empty, Kind: CareTaskKind.FollowUp, Told: ToldRole.CareTeam, Text: "已电话联系监护人"),
    ];

    public DateTimeOffset Moment => new(days.Today.ToDateTime(new(9, 30)), TimeSpan.Zero);

    /// <summary>A dose three weeks ago, and the window of the next around the day a week from now.</summary>
    public WindowCalendar? Window => WindowCalendar.Of(new(days.Today.AddDays(2), days.Today.AddDays(7), days.Today.AddDays(10)), days.Today, days.Today.AddDays(3), [days.Today.AddDays(-21)]);
}
