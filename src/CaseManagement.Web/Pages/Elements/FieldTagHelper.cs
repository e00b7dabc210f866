using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseManagement.Web.Pages.Elements;

/// <summary>One field of a form: its label, the control within, what helps to fill it in, and why it was refused: <c>&lt;field label="…"&gt;&lt;input name="…"&gt;&lt;/field&gt;</c>.</summary>
/// <remarks>Everything that ties them together comes from the control's own name: the id, the mark of what must be filled in, the refusal.</remarks>
[HtmlTargetElement("field", Attributes = "label")]
public sealed class FieldTagHelper : TagHelper
{
    private string? _id;
    private bool _isRequired;

    public string Label { get; set; } = "";

    public string? Help { get; set; }

    /// <summary>What was said the last time.</summary>
    public string? Last { get; set; }

    /// <summary>Why it was refused, where the page itself has to say it; otherwise it is found by the control's name.</summary>
    public string? Refusal { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var drawing = Drawing.Of(View.HttpContext);
        var around = drawing.Field;
        drawing.Field = this;
        await output.GetChildContentAsync();
        drawing.Field = around;

        output.TagName = "div";
        output.Attributes.SetAttribute("class", AttributeWords.Joined("field", output.Attributes.Said("class"), Refusal is null ? null : "refused"));
        output.PreContent.AppendHtml($"<label for=\"{_id}\">").Append(Label).AppendHtml(_isRequired ? $"{ChoicesTagHelper.Star}</label>" : "</label>");
        if (Last is not null) output.PreContent.AppendHtml($"<span class=\"last\" id=\"{_id}-last\">").Append(Last).AppendHtml("</span>");
        if (Help is not null) output.PostContent.AppendHtml($"<small class=\"muted\" id=\"{_id}-help\">").Append(Help).AppendHtml("</small>");
        if (Refusal is not null) output.PostContent.AppendHtml($"<small class=\"why-not\" id=\"{_id}-refused\">").Append(Refusal).AppendHtml("</small>");
    }

    /// <summary>The first control is the one that the label is about.</summary>
    internal void Holds(TagHelperOutput control)
    {
        if (_id is not null) return;

        var drawing = Drawing.Of(View.HttpContext);
        var name = control.Attributes.Said("name");
        _id = control.Attributes.Said("id") ?? drawing.IdOf(name);
        _isRequired = control.Attributes.ContainsName("required");
        var refusal = Refusal is null ? drawing.RefusalOf(View.HttpContext, name) : (0, Refusal);
        Refusal = refusal?.Why;
        control.Attributes.SetAttribute("id", _id);
        if (AttributeWords.Joined(Last is null ? null : $"{_id}-last", Help is null ? null : $"{_id}-help", Refusal is null ? null : $"{_id}-refused") is { } described) control.Attributes.SetAttribute("aria-describedby", described);
        if (refusal is not var (place, _)) return;

        control.Attributes.SetAttribute("aria-invalid", "true");
        drawing.RefusedAt.TryAdd(place, (_id, Label));
    }
}

/// <summary>What is typed or chosen in a field learns from it what describes it, and tells it its name; in a form that was refused it stands as it was sent.</summary>
[HtmlTargetElement("input", TagStructure = TagStructure.WithoutEndTag), HtmlTargetElement("select"), HtmlTargetElement("textarea")]
public sealed class ControlTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var name = output.Attributes.Said("name");
        if (output.Attributes.Said("type") == "hidden")
        {
            SentFormTagHelper.Sees(View.HttpContext, name, output.Attributes.Said("value"));
            return;
        }

        var drawing = Drawing.Of(View.HttpContext);
        drawing.Field?.Holds(output);
        var sent = drawing.SentAs(View.HttpContext, name);
        if (output.TagName == "select")
        {
            drawing.Chosen = sent;
            await output.GetChildContentAsync();
            drawing.Chosen = null;
        }
        else if (sent is [var typed])
        {
            if (output.TagName == "textarea") output.Content.SetContent(typed);
            if (output.TagName == "input" && !IsSecret(output) && !IsChosen(output)) output.Attributes.SetAttribute("value", typed); // also over what the page begins with: a day that was typed is not today again
        }
    }

    private static bool IsSecret(TagHelperOutput input) => input.Attributes.Said("type") == "password" || input.Attributes.Said("autocomplete") == "one-time-code";

    /// <summary>Its value is what choosing it means, and nothing that was typed.</summary>
    private static bool IsChosen(TagHelperOutput input) => input.Attributes.Said("type") is "checkbox" or "radio" or "file" or "submit";
}

/// <summary>One line of a list to choose from.</summary>
[HtmlTargetElement("option", Attributes = "value")]
public sealed class ChosenTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Drawing.Of(View.HttpContext).Chosen is not { } chosen) return;

        if (chosen.Contains(output.Attributes.Said("value"))) output.Attributes.SetAttribute("selected", "selected");
        else output.Attributes.RemoveAll("selected");
    }
}
