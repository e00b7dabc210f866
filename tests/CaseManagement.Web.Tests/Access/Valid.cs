using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Ports;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Access;

/// <summary>A valid request for every way in, as each of the eight would send it.</summary>
internal sealed partial class Valid(Prepared prepared)
{
    private const string Account = "/api/v1/account";
    private const string Case = "/api/v1/cases/{id:guid}";
    private const string Course = $"{Case}/injection-courses/{{courseId:guid}}";

    private static readonly HashSet<string> OfTheSecond =
    [
        $"{Case}/agreements", $"{Case}/plans", $"{Case}/injection-courses", "/cases/{id:guid}/injections/start?handler=Start", $"{Case}/referrals", "/cases/{id:guid}/referrals/new", $"{Record}/papers?handler=Sign", // the whole case has these already
        $"{Case}/crises/{{crisisId:guid}}/visits", $"{Case}/crises/{{crisisId:guid}}/closing", $"{Record}/crises/{{crisisId:guid}}?handler=Visit", $"{Record}/crises/{{crisisId:guid}}?handler=Close", // or are not so far yet
        $"{Case}/advice/{{adviceId:guid}}/done", $"{Record}/review?handler=Done", $"{Case}/facts/{{factId:guid}}/cancellation", $"{Case}/report-card/cancellation", $"{Record}/cards?handler=Cancel",
    ];

    /// <summary>Of a case whose referral the hospital has received.</summary>
    private static readonly HashSet<string> OfTheThird =
    [
        $"{Case}/down-referrals", "/cases/{id:guid}/discharges/new", $"{Case}/referrals/{{referralId:guid}}/outcome", "/cases/{id:guid}/referrals/{referralId:guid}?handler=Outcome",
        $"{Case}/referrals/{{referralId:guid}}/steps/{{stepId:guid}}", "/cases/{id:guid}/referrals/{referralId:guid}?handler=Correct",
    ];

    private TestTown Town => prepared.Town;

    public async Task<Asked> For(Way way, Person person)
    {
        await Arrange(way, person);
        var path = Filled(way, person) + Query(way.Route);
        return way switch
        {
            { Method: "GET" } => new(HttpMethod.Get, path),
            { Door: "page" } => new(HttpMethod.Post, path, Form: await Form(way.Route, person)),
            _ => new(new(way.Method), path, await BodyOf(way, person), Seen: Seen(way.Route)),
        };
    }

    /// <summary>The route with what the world has in every gap.</summary>
    public string Filled(Way way, Person person) => Gap().Replace(way.Route, gap => Value(way.Route, way.Route[..gap.Index], gap.Value, person));

    private string Value(string route, string before, string gap, Person person) => (before[(before[..^1].LastIndexOf('/') + 1)..^1], gap) switch
    {
        ("cases", _) => (route == $"{Case}/closure" ? prepared.Mistaken : OfTheThird.Contains(route) ? prepared.Third : OfTheSecond.Contains(route) ? prepared.Second : prepared.Case).Value.ToString(),
        ("referrals", _) => (OfTheThird.Contains(route) ? prepared.Received : prepared.Referral).Value.ToString(),
        ("steps", _) => prepared.ReceivedStep.ToString(),
        ("agreements", _) => prepared.Agreement.Value.ToString(),
        ("follow-ups", _) => prepared.FollowUp.ToString(),
        ("examinations", _) => prepared.Examination.ToString(),
        ("advice" or "facts", _) => prepared.Advice.ToString(),
        ("records", _) => prepared.FollowUp.ToString(),
        ("deaths", _) => Guid.Empty.ToString(),
        ("injection-courses", _) => prepared.Course.Value.ToString(),
        ("injections", _) => prepared.Injection.Value.ToString(),
        ("national-cards" or "cards", _) => (IsOfTheDropped(route) ? prepared.DroppedCard : IsOfTheRefused(route) ? prepared.RefusedCard : prepared.Card).Value.ToString(),
        ("crises", _) => (OfTheSecond.Contains(route) ? prepared.Watched : prepared.Crisis).Value.ToString(),
        ("plans", _) => prepared.Plan.Value.ToString(),
        ("reviews", _) => prepared.PlanReview.ToString(),
        ("clues", _) => (IsOfTheEnded(route) ? prepared.EndedClue : IsOfTheChecked(route) ? prepared.CheckedClue : prepared.Clue).Value.ToString(),
        ("supported", _) => prepared.Case.Value.ToString(),
        ("alerts", _) => $"{prepared.Alert}",
        ("care-groups", "{grantId:guid}") => prepared.ToGroup.Id.Value.ToString(),
        ("specialists", _) => prepared.ToHospital.Id.Value.ToString(),
        ("emergency-access", _) => prepared.Emergency.Id.Value.ToString(),
        ("staff" or "people", _) => prepared.Spare.Id.Value.ToString(),
        ("care-teams" or "teams", _) => prepared.SpareTeam.Id.Value.ToString(),
        ("support-contacts", _) => prepared.Contact.Value.ToString(),
        ("outings", _) => prepared.Outing.Value.ToString(),
        ("meetings", _) => prepared.Meeting.Id.Value.ToString(),
        ("decisions", _) => prepared.Meeting.Decision.Value.ToString(),
        ("groups", "{groupId:guid}") => Town.Group.Id.Value.ToString(),
        ("care-groups" or "groups", _) => prepared.SpareGroup.Id.Value.ToString(),
        ("members", _) => prepared.SpareMembership.Id.Value.ToString(),
        ("grids", _) => prepared.SpareGrid.Code,
        ("reassignments", _) => prepared.Reassigned.Value.ToString(),
        ("batches", _) => prepared.Batch.Value.ToString(),
        ("jobs", _) => "sweep",
        ("clinical-settings" or "settings", _) => "first-visit.working-days",
        ("notices", "{noticeId:guid}") => prepared.InApp.Value.ToString(),
        ("notices" or "received", _) => prepared.Dead.Value.ToString(),
        ("notice-routes", _) => prepared.Route.Value.ToString(),
        ("quarantine", _) => $"{prepared.Quarantined}",
        ("sessions", _) => OwnSession(person).ToString(),
        ("oops", _) => "404",
        _ => throw new InvalidOperationException($"What goes into {gap} of {route}?"),
    };

    private static bool IsOfTheRefused(string route) => Array.Exists(["/resending", "/dropping", "handler=Resend", "handler=Drop"], end => route.EndsWith(end, StringComparison.Ordinal));

    private static bool IsOfTheDropped(string route) => route.EndsWith("/taking-up", StringComparison.Ordinal) || route.EndsWith("handler=TakeUp", StringComparison.Ordinal);

    private static bool IsOfTheEnded(string route) => route.EndsWith("/clues/{id:guid}/reopening", StringComparison.Ordinal);

    private static bool IsOfTheChecked(string route) => Array.Exists(["/ending", "/diagnosis"], end => route.EndsWith(end, StringComparison.Ordinal));

    private string Query(string route) => route switch
    {
        "/api/v1/cases/names" => $"?id={prepared.Case.Value}",
        "/api/v1/departures" => "?view=lost",
        "/api/v1/grids" => $"?community={TestTown.Community}",
        "/api/v1/care-teams" => $"?area={TestTown.Code}",
        "/api/v1/admin/grid-owners" => $"?town={TestTown.Code}",
        _ => "",
    };

    private long? Seen(string route) => route.Contains("/clinical-settings/", StringComparison.Ordinal) ? 0 : prepared.Versions.GetValueOrDefault(route switch
    {
        _ when route.Contains("{grantId", StringComparison.Ordinal) || route.Contains("emergency-access", StringComparison.Ordinal) => "grant",
        _ when route.Contains("/support-contacts", StringComparison.Ordinal) => "contact",
        _ when route.Contains("/pair-mark", StringComparison.Ordinal) => "mark",
        _ when route.Contains("/decisions/", StringComparison.Ordinal) => "decision",
        _ when route.Contains("{meetingId", StringComparison.Ordinal) => "meeting",
        _ when route.Contains("/notice", StringComparison.Ordinal) => route.Contains("replay", StringComparison.Ordinal) ? "dead" : route.Contains("notice-routes/", StringComparison.Ordinal) ? "route" : "in-app",
        _ when route.Contains("{cardId", StringComparison.Ordinal) => IsOfTheDropped(route) ? "dropped-card" : IsOfTheRefused(route) ? "refused-card" : "card",
        _ when route == $"{Case}/closure" => "mistaken",
        _ when OfTheThird.Contains(route) => "third",
        _ when OfTheSecond.Contains(route) => "second",
        _ when route.Contains("/cases/", StringComparison.Ordinal) => "case",
        _ when route.Contains("/clues/", StringComparison.Ordinal) => IsOfTheEnded(route) ? "ended-clue" : IsOfTheChecked(route) ? "checked-clue" : "clue",
        _ when route.Contains("/alerts/", StringComparison.Ordinal) => "alert",
        _ when route.Contains("/staff/", StringComparison.Ordinal) => "spare",
        _ when route.Contains("/care-teams/", StringComparison.Ordinal) => "team",
        _ when route.Contains("/care-groups/", StringComparison.Ordinal) => "group",
        _ when route.Contains("/grids/", StringComparison.Ordinal) => "grid",
        _ => "",
    }, prepared.Emergency.Version); // the grants are as they were given

    /// <summary>What must be so for the request to be a valid one of this person.</summary>
    private async Task Arrange(Way way, Person person)
    {
        if (person.Staff is not { } staff) return;

        var claimed = way.Route.EndsWith("/answer", StringComparison.Ordinal) || way.Route.EndsWith("handler=Answer", StringComparison.Ordinal) ? 2
            : way.Route.EndsWith("/resolution", StringComparison.Ordinal) || way.Route.EndsWith("handler=Resolve", StringComparison.Ordinal) ? 3 : 0;
        if (claimed > 0)
            await prepared.World.Slice.Db(db => db.Alerts.Where(alert => alert.Id == prepared.Alert)
                .ExecuteUpdateAsync(alert => alert.SetProperty(x => x.ClaimedBy, staff.Id).SetProperty(x => x.State, claimed == 2 ? Domain.Alerts.AlertState.Claimed : Domain.Alerts.AlertState.Answered)));
        if (way.Route.EndsWith("recovery-codes", StringComparison.Ordinal) || way.Route.EndsWith("handler=Codes", StringComparison.Ordinal))
            await prepared.World.Slice.Db(db => db.Database.ExecuteSqlAsync($"UPDATE \"Account\" SET \"TwoFactorEnabled\" = 1 WHERE \"UserName\" = {staff.Code}"));
    }

    /// <summary>A code of a key that the person has just begun to set up.</summary>
    private async Task<string> NewCode(Person person)
    {
        if (person.Staff is null) return "123456";

        var begun = await person.Send(new(HttpMethod.Post, $"{Account}/second-factor", await Proof(person)));
        Assert.Equal(200, begun.Status);
        return Totp.CodeAt((string)begun.Json["key"]!, prepared.World.Slice.Clock.GetUtcNow());
    }

    private async Task<JsonObject> Proof(Person person) =>
        new() { ["password"] = TestAccounts.Password, ["code"] = person.Staff is { } staff ? await prepared.World.Slice.CodeForAsync(staff) : null };

    private string Receipt() => prepared.World.Slice.Services.GetRequiredService<INoticeReceipts>().TokenFor(prepared.Dead);

    private Guid OwnSession(Person person)
    {
        var id = (person.Staff ?? Town.Doctor).Id;
        return prepared.World.Slice.Db(db => db.Sessions.Where(session => session.StaffId == id).Select(session => session.Id).FirstAsync()).GetAwaiter().GetResult();
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Gap();
}
