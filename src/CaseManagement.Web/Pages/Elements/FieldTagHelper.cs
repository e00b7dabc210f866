using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseManagement.Web.Pages.Elements;

/// <summary>One field of a form: its label, the control within, what helps to fill it in, and why it was refused: <c>&lt;field label="…"&gt;&lt;input name="…"&gt;&lt;/field&gt;</c>.</summary>
[HtmlTargetElement("field", Attributes = "label")]
public sealed class FieldTagHelper : TagHelper
{
    public string Label { get; set; } = "";

    public string? Help { get; set; }

    /// <summary>Null while nothing was refused.</summary>
    public string? Refusal { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var more = output.Attributes["class"]?.Value;
        output.TagName = "label";
        output.Attributes.SetAttribute("class", string.Join(' ', new[] { "field", more?.ToString(), Refusal is null ? null : "refused" }.Where(name => !string.IsNullOrEmpty(name))));
        output.PreContent.AppendHtml("<span>").Append(Label).AppendHtml("</span>");
        if (Help is not null) output.PostContent.AppendHtml("<small class=\"muted\">").Append(Help).AppendHtml("</small>");
        if (Refusal is not null) output.PostContent.AppendHtml("<small class=\"wrong\">").Append(Refusal).AppendHtml("</small>");
    }
}
