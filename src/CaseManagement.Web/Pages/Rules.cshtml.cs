using System.Globalization;
using CaseManagement.Application.Features.Rules;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Rules;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>Every rule by which the system works, list by list, to be read and printed beside the documents that it comes from.</summary>
internal sealed class RulesModel(IMediator mediator) : StaffPage(mediator)
{
    private const int PageSize = 50;

    /// <summary>The day for which it is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    /// <summary>The list that is read; none for the contents.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Group { get; set; }

    /// <summary>A rule that a sentence elsewhere names: its list is opened where it stands.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Rule { get; set; }

    /// <summary>How many rows of the list stand on the pages before.</summary>
    [BindProperty(SupportsGet = true)]
    public int From { get; set; }

    public RuleList List { get; private set; } = null!;

    /// <summary>Null while the contents are shown.</summary>
    public RuleGroup? Shown { get; private set; }

    /// <summary>The rows of this page, those first that hold on the day.</summary>
    public IReadOnlyList<RuleLine> Lines { get; private set; } = [];

    /// <summary>The list before and the list after the one that is read.</summary>
    public IEnumerable<RuleGroup> Beside => List.Groups.Where((_, number) => Math.Abs(number - List.Groups.ToList().IndexOf(Shown!)) == 1);

    public PageLinks Pages => new(From == 0 ? null : Address(Shown!.Code, 0), From + Lines.Count < Shown!.Rules.Count ? Address(Shown.Code, From + Lines.Count) : null);

    public async Task<IActionResult> OnGetAsync()
    {
        List = await Ask(new ListRules(On));
        if (Group is null && Rule is null) return Page();

        Shown = List.Groups.FirstOrDefault(group => Rule is null ? group.Code == Group : group.Rules.Any(Named));
        if (Shown is null || From < 0) return NotFound();

        List<RuleLine> inOrder = [.. Shown.Rules.OrderBy(rule => !rule.Edition.HoldsThen)];
        if (Rule is not null) From = inOrder.FindIndex(Named) / PageSize * PageSize;
        Lines = [.. inOrder.Skip(From).Take(PageSize)];

        return Page();
    }

    /// <summary>Where a rule is shown, for the sentences that name it.</summary>
    public static string At(string code) => $"/rules?rule={Uri.EscapeDataString(code)}#{RuleAnchor.Of(code)}";

    public string Address(string group, int from = 0)
    {
        List<KeyValuePair<string, string?>> said = [new("group", group)];
        if (On is { } day) said.Add(new("on", Days.Iso(day)));
        if (from > 0) said.Add(new("from", from.ToString(CultureInfo.InvariantCulture)));

        return "/rules" + QueryString.Create(said);
    }

    /// <summary>How many rows of a list carry the mark ⚠: to be confirmed, or from memory.</summary>
    public static int Unsure(RuleGroup list) => list.Rules.Count(rule => rule.Certainty is Certainty.Confirm or Certainty.Memory);

    /// <summary>In the reader's language.</summary>
    public static string Own(RuleText text) => OfNoDay(Texts.AreChinese ? text.Zh : text.En);

    /// <summary>In the other one, where it says something else.</summary>
    public static string? Other(RuleText text) => text.Zh == text.En ? null : OfNoDay(Texts.AreChinese ? text.En : text.Zh);

    public static string OtherLanguage => Texts.AreChinese ? "en" : "zh-CN";

    /// <summary>A clause names the day from which somebody's task counts; where it stands as a rule there is none.</summary>
    private static string OfNoDay(string clause) => clause.Replace("{from}", "…", StringComparison.Ordinal).Replace("{due}", "…", StringComparison.Ordinal);

    private bool Named(RuleLine rule) => rule.Anchor == Rule || rule.Code == Rule;
}
