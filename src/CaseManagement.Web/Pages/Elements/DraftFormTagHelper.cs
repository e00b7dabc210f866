using CaseManagement.Application.Ports;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseManagement.Web.Pages.Elements;

/// <summary>A form whose answers the browser keeps, sealed, until they are saved: <c>&lt;form draft="Model.Draft"&gt;</c>. What it keeps is what somebody fills in; what the server hid in the form is the server's.</summary>
/// <param name="html">Draws what is said of a draft that was found, and of a line that is lost.</param>
[HtmlTargetElement("form", Attributes = "draft")]
public sealed class DraftFormTagHelper(IHtmlHelper html) : TagHelper
{
    public DraftKey? Draft { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (Draft is null) return;

        ((IViewContextAware)html).Contextualize(View);
        output.Attributes.SetAttribute("data-draft", Draft.Name);
        output.Attributes.SetAttribute("data-draft-key", Draft.Key);
        output.Attributes.SetAttribute("data-draft-fresh", HttpMethods.IsGet(View.HttpContext.Request.Method) ? "yes" : "no"); // what was refused has its answers in it
        output.PreContent.AppendHtml(await html.PartialAsync("_Draft"));
    }
}
