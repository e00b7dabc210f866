using System.Text.Json;
using System.Text.Json.Nodes;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.Meetings;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Referrals;
using CaseManagement.Web.Api;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>What an entry of the audit keeps as codes, in the reader's words; a code that is known no more stays as it is.</summary>
internal sealed class AuditWords(Texts texts)
{
    private const string Shown = "shown";

    /// <summary>What an entry can be about beside a case, as the table's own kinds spell it; each has its word under <c>audit.about</c>.</summary>
    internal static readonly string[] Kinds =
    [
        "account", "session", "staff-member", "patient", "care-team", "care-group", "care-group-membership", "grid", "institution", "catchment-area", "alert", "clue", "crisis-response", "referral", "case-grant", "group-meeting", "group-decision",
        "support-contact", "support-entry", "pair-mark", "outing", "notice", "notice-route", "national-card", "quarantined-row", "setting-change", "reassignment", "batch",
    ];

    /// <summary>What an entry is about, by its word and its number.</summary>
    public string About(string subject) => subject.Split(':', 2) is [var kind, var key] && Kinds.Contains(kind) ? $"{texts[$"audit.about.{kind}"]} {key}" : subject;

    /// <summary>How many rows a search showed, and which filters were set.</summary>
    public string Told(string detail)
    {
        var told = JsonNode.Parse(detail)!.AsObject();
        var filters = told.Where(filter => filter.Key != Shown).Select(filter => filter.Value!.GetValueKind() == JsonValueKind.String ? $"{Filter(filter.Key)} {Code((string)filter.Value!)}" : Filter(filter.Key));

        return string.Join(" · ", told[Shown] is { } shown ? filters.Prepend(texts.Many("audit.shown", (int)shown)) : filters);
    }

    /// <summary>Why it was done or refused. What follows a colon is the asker's own words.</summary>
    public string Why(string reason)
    {
        var parts = reason.Split(": ", 2);
        return string.Join(": ", parts.Skip(1).Prepend(Code(parts[0])));
    }

    private string Code(string code) =>
        Word<RevealReason>(code) ?? Word<GrantReason>(code) ?? Word<SiteDeviation>(code) ?? Word<AccessVerdict>(code) ?? Word<DueBand>(code) ?? Word<CareTaskKind>(code) ?? Word<ToldRole>(code) ?? Word<Severity>(code) ?? Word<AlertHands>(code) ?? Word<AuditKind>(code) ?? Word<ReferralDirection>(code) ?? Word<DepartureView>(code) ?? Word<DecisionView>(code) ?? Word<CrisisState>(code) ?? Word<CardState>(code) ?? Word<CardKind>(code) ?? Word<ReassignmentSource>(code) ?? Word<ReassignmentReason>(code) ?? Word<CardTakenUp>(code) ?? Word<MeetingMistake>(code) ?? (code == "let-in" ? texts["audit.let-in"] : null) ?? Refusals.Sentence(code);

    private string? Word<T>(string code) where T : struct, Enum => Spelling<T>.TryRead(code, out var value) ? texts.Of(value) : null;

    private string Filter(string name) => name switch
    {
        "band" => texts["list.due"],
        "kind" => texts["audit.kind"],
        "careTeamId" => texts["desk.team"],
        "areaCode" => texts["desk.place"],
        "tells" => texts["audit.filter.tells"],
        "severity" => texts["audit.filter.severity"],
        "hands" => texts["audit.filter.hands"],
        "open" => texts["audit.filter.open"],
        "cleared" => texts["quarantine.cleared"],
        "caseId" or "caseIds" => texts["audit.case"],
        "actor" => texts["audit.who"],
        "request" => texts["audit.what"],
        "from" => texts["audit.from"],
        "to" => texts["audit.to"],
        "text" => texts["search.what"],
        "after" or "openAfter" or "groupsAfter" => texts["audit.filter.after"],
        "outcome" => texts["audit.outcome"],
        "refused" => texts["audit.refused"],
        "state" => texts["admin.state"],
        "direction" => texts["audit.filter.direction"],
        "view" or "show" => texts["audit.filter.view"],
        "urgentFirst" => texts["audit.filter.urgent-first"],
        "closesSoon" => texts["desk.closing"],
        "hand" => texts["meetings.hand"],
        "reason" => texts["reassign.reason"],
        "staffId" => texts["audit.about.staff-member"],
        "careGroupId" => texts["access.care-group"],
        "id" => texts["audit.filter.of"],
        _ => name,
    };
}
