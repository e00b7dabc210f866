using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseManagement.Web.Pages.Elements;

/// <summary>A sentence that stands out on a page, with the icon of what it means: <c>&lt;notice meaning="Watch"&gt;…&lt;/notice&gt;</c>.</summary>
/// <param name="html">Draws the icon with the one partial that knows its shape.</param>
[HtmlTargetElement("notice")]
public sealed class NoticeTagHelper(IHtmlHelper html) : TagHelper
{
    public Meaning Meaning { get; set; }

    /// <summary>Whether it is news for whoever has just come to the page, so that a reader of screens says it.</summary>
    public bool IsNews { get; set; } = true;

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((IViewContextAware)html).Contextualize(View);
        output.TagName = "p";
        output.Attributes.SetAttribute("class", Meaning switch { Meaning.Calm => "done", Meaning.Watch => "owed", _ => $"owed {Meaning.Css()}" });
        if (IsNews) output.Attributes.SetAttribute("role", "status");
        output.PreContent.AppendHtml(await html.PartialAsync("_Icon", Meaning)).AppendHtml("<span>");
        output.PostContent.AppendHtml("</span>");
    }
}
