using System.Text.Json;
using System.Text.Json.Nodes;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
using CaseManagement.Web.Api;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>What an entry of the audit keeps as codes, in the reader's words; a code that is known no more stays as it is.</summary>
internal sealed class AuditWords(Texts texts)
{
    private const string Shown = "shown";

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
        Word<RevealReason>(code) ?? Word<GrantReason>(code) ?? Word<SiteDeviation>(code) ?? Word<AccessVerdict>(code) ?? Word<DueBand>(code) ?? Word<CareTaskKind>(code) ?? Word<ToldRole>(code) ?? Word<Severity>(code) ?? Word<AlertHands>(code) ?? Word<AuditKind>(code) ?? Refusals.Sentence(code);

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
        "after" => texts["audit.filter.after"],
        _ => name,
    };
}
