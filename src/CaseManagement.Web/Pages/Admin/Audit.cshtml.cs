using System.Globalization;
using CaseManagement.Application.Features.Audit;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>The audit: who did or saw what, of whom, when and why.</summary>
internal sealed class AuditModel(IMediator mediator, IActor actor, Rights rights, Texts texts) : AdminPage(mediator, actor, rights)
{
    [BindProperty(SupportsGet = true)]
    public string? Actor { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Case { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    [BindProperty(SupportsGet = true)]
    public AuditKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public bool IsNarrowed => Actor is not null || Case is not null || What is not null || Kind is not null || From is not null || To is not null;

    public AuditPage Entries { get; private set; } = null!;

    /// <summary>Every request that leaves an entry, by the words for it.</summary>
    public IReadOnlyList<(string Name, string Words)> Requests => [.. Audited.Select(name => (name, Words(name))).OrderBy(request => request.Item2, StringComparer.CurrentCulture)];

    public async Task OnGetAsync() => Entries = await Ask(new SearchAudit(new(Actor, Case is { } id ? new ManagedCaseId(id) : null, What, Kind, From, To), After));

    /// <summary>The name itself where a request is no longer known.</summary>
    public string Words(string request) => texts.Find($"Request.{request}") ?? request;

    public string Who(AuditRow row) => row.ActorName is { } name ? $"{name} ({row.ActorCode})" : texts[row.ByTimetable ? "audit.timetable" : "audit.nobody"];

    public AuditWords Codes { get; } = new(texts);

    /// <summary>The address of the list: what it is narrowed to stays.</summary>
    public PageLinks Pages => new(After is null ? null : Url.Page("/Admin/Audit", Route()), Entries.Next is { } next ? Url.Page("/Admin/Audit", Route(next)) : null);

    public Dictionary<string, string?> Route(long? after = null) => new Dictionary<string, string?>
    {
        ["actor"] = Actor,
        ["case"] = Case?.ToString(),
        ["what"] = What,
        ["kind"] = Kind?.ToString(),
        ["from"] = From is { } from ? Days.Iso(from) : null,
        ["to"] = To is { } to ? Days.Iso(to) : null,
        ["after"] = after?.ToString(CultureInfo.InvariantCulture),
    }.Where(part => part.Value is not null).ToDictionary();

    private static readonly IReadOnlyList<string> Audited = [.. typeof(AuditEntry).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() is var contract
            && (contract == typeof(ICommand<>) || contract == typeof(IRecordQuery<>) || contract == typeof(ISearch<>))))
        .Select(type => type.Name)];
}
