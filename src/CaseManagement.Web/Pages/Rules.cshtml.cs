using CaseManagement.Application.Features.Rules;
using CaseManagement.Domain.Rules;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>Every rule by which the system works, to be read and printed beside the documents that it comes from.</summary>
internal sealed class RulesModel(IMediator mediator) : StaffPage(mediator)
{
    /// <summary>The day for which it is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    public RuleList List { get; private set; } = null!;

    public async Task OnGetAsync() => List = await Ask(new ListRules(On));

    /// <summary>In the reader's language.</summary>
    public static string Own(RuleText text) => Texts.AreChinese ? text.Zh : text.En;

    /// <summary>In the other one, where it says something else.</summary>
    public static string? Other(RuleText text) => text.Zh == text.En ? null : Texts.AreChinese ? text.En : text.Zh;

    public static string OtherLanguage => Texts.AreChinese ? "en" : "zh-CN";
}
