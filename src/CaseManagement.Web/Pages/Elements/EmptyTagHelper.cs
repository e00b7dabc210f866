using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseManagement.Web.Pages.Elements;

/// <summary>Why there is nothing, and what to do about it: <c>&lt;empty says="…" what-now="…" /&gt;</c>; where nothing is to be done, a quiet line: <c>&lt;empty says="…" /&gt;</c>.</summary>
/// <param name="html">Draws the icon with the one partial that knows its shape.</param>
[HtmlTargetElement("empty", Attributes = "says")]
public sealed class EmptyTagHelper(IHtmlHelper html) : TagHelper
{
    public string Says { get; set; } = "";

    public string? WhatNow { get; set; }

    /// <summary>Calm where it is good that there is nothing; a note where something was looked for and not found.</summary>
    public Meaning Meaning { get; set; } = Meaning.Calm;

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(await DrawAsync(html, View, Says, WhatNow, Meaning));
    }

    /// <summary>For a table and a timeline too, which know themselves that nothing stands in them.</summary>
    internal static async Task<IHtmlContent> DrawAsync(IHtmlHelper html, ViewContext view, string says, string? whatNow, Meaning meaning)
    {
        var drawn = new HtmlContentBuilder();
        if (whatNow is null) return drawn.AppendHtml("<p class=\"muted\">").Append(says.Trim()).AppendHtml("</p>");

        ((IViewContextAware)html).Contextualize(view);
        return drawn.AppendHtml("<div class=\"empty\">").AppendHtml(await html.PartialAsync("_Icon", meaning)).AppendHtml("<p><strong>").Append(says).AppendHtml("</strong></p><p class=\"muted\">").Append(whatNow).AppendHtml("</p></div>");
    }
}
