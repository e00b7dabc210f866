using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseManagement.Web.Pages.Elements;

/// <summary>One question with its answers as large buttons, one of them or as many as apply: <c>&lt;choices label="…" name="…"&gt;&lt;choice value="1"&gt;…&lt;/choice&gt;&lt;/choices&gt;</c>; and <c>&lt;group label="…"&gt;</c>, several fields under one question.</summary>
[HtmlTargetElement("choices", Attributes = "label"), HtmlTargetElement("group", Attributes = "label")]
public sealed class ChoicesTagHelper : TagHelper
{
    internal const string Needed = "<b class=\"needed\" aria-hidden=\"true\">*</b>";

    private readonly DefaultTagHelperContent _below = new();
    private string _id = "";
    private bool _hasFirst;

    public string Label { get; set; } = "";

    public string? Name { get; set; }

    /// <summary>As many as apply, and not one alone.</summary>
    public bool Many { get; set; }

    /// <summary>The answers are a word or two and stand beside each other.</summary>
    public bool Short { get; set; }

    public bool Required { get; set; }

    public string? Help { get; set; }

    /// <summary>What was said the last time.</summary>
    public string? Last { get; set; }

    /// <summary>The answers, where the page has them as a list.</summary>
    public IEnumerable<Option>? Of { get; set; }

    /// <summary>The value of the answer that is given, where the list does not say it.</summary>
    public string? Chosen { get; set; }

    /// <summary>Why it was refused, where the page itself has to say it; otherwise it is found by the name.</summary>
    public string? Refusal { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var isGroup = output.TagName == "group";
        var drawing = Drawing.Of(View.HttpContext);
        _id = output.Attributes.Said("id") ?? drawing.IdOf(Name ?? "group");
        Refusal ??= drawing.RefusalOf(View.HttpContext, Name);
        if (Refusal is not null) drawing.RefusedAt ??= (isGroup ? _id : $"{_id}-1", Label);

        var around = drawing.Choices;
        if (!isGroup) drawing.Choices = this;
        var within = await output.GetChildContentAsync();
        drawing.Choices = around;

        output.TagName = "fieldset";
        output.Attributes.SetAttribute("class", AttributeWords.Joined("ask", output.Attributes.Said("class"), Refusal is null ? null : "refused"));
        output.Attributes.SetAttribute("id", _id);
        if (isGroup && Refusal is not null) output.Attributes.SetAttribute("tabindex", "-1");
        if (AttributeWords.Joined(Last is null ? null : $"{_id}-last", Help is null ? null : $"{_id}-help", Refusal is null ? null : $"{_id}-refused") is { } described) output.Attributes.SetAttribute("aria-describedby", described);
        if (!isGroup && !Many && Refusal is not null)
        {
            output.Attributes.SetAttribute("role", "radiogroup");
            output.Attributes.SetAttribute("aria-invalid", "true");
        }

        output.Content.AppendHtml("<legend>").Append(Label).AppendHtml(Required ? $"{Needed}</legend>" : "</legend>");
        if (Last is not null) output.Content.AppendHtml($"<p class=\"last\" id=\"{_id}-last\">").Append(Last).AppendHtml("</p>");
        if (!isGroup) output.Content.AppendHtml(Short ? "<div class=\"options short\">" : "<div class=\"options\">");
        output.Content.AppendHtml(within);
        foreach (var option in Of ?? []) output.Content.AppendHtml(ChoiceTagHelper.Draw(this, option with { IsChosen = option.IsChosen || option.Value == Chosen }));
        if (!isGroup) output.Content.AppendHtml("</div>");
        if (Help is not null) output.Content.AppendHtml($"<p class=\"muted\" id=\"{_id}-help\">").Append(Help).AppendHtml("</p>");
        output.Content.AppendHtml(_below);
        if (Refusal is not null) output.Content.AppendHtml($"<p class=\"why-not\" id=\"{_id}-refused\">").Append(Refusal).AppendHtml("</p>");
    }

    /// <summary>The first answer is where the way from the top leads: the group itself takes no focus.</summary>
    internal string? NextId()
    {
        var isFirst = !_hasFirst;
        _hasFirst = true;
        return isFirst ? $"{_id}-1" : null;
    }

    internal void PutBelow(TagHelperContent content) => _below.AppendHtml(content);
}

/// <summary>What stands below the answers of a group: a note, and what one of them opens.</summary>
[HtmlTargetElement("below")]
public sealed class BelowTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var drawing = Drawing.Of(View.HttpContext);
        var of = drawing.Choices;
        drawing.Choices = null;
        of?.PutBelow(await output.GetChildContentAsync());
        drawing.Choices = of;
        output.SuppressOutput();
    }
}

/// <summary>One answer of a group; alone it is a box to tick: <c>&lt;choice name="…" value="true"&gt;…&lt;/choice&gt;</c>.</summary>
[HtmlTargetElement("choice", Attributes = "value")]
public sealed class ChoiceTagHelper : TagHelper
{
    public string Value { get; set; } = "";

    /// <summary>That of its group where it says none.</summary>
    public string? Name { get; set; }

    public bool Checked { get; set; }

    /// <summary>What helps to choose: the code, the next day.</summary>
    public string? Small { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var drawing = Drawing.Of(View.HttpContext);
        var of = drawing.Choices;
        var input = Input(of, Name ?? of?.Name, Value, Checked);
        foreach (var attribute in output.Attributes) input.Attributes[attribute.Name] = output.Attributes.Said(attribute.Name);

        var refusal = of is null || Name is not null ? drawing.RefusalOf(View.HttpContext, Name) : null;
        if (refusal is not null)
        {
            var id = input.Attributes["id"] = input.Attributes.TryGetValue("id", out var own) ? own : drawing.IdOf(Name);
            input.Attributes["aria-invalid"] = "true";
            input.Attributes["aria-describedby"] = $"{id}-refused";
            output.PostElement.AppendHtml($"<p class=\"why-not\" id=\"{id}-refused\">").Append(refusal).AppendHtml("</p>");
        }

        var text = await output.GetChildContentAsync();
        if (refusal is not null) drawing.RefusedAt ??= (input.Attributes["id"]!, text.GetContent(System.Text.Encodings.Web.HtmlEncoder.Default));

        output.TagName = "label";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", refusal is null ? "option" : "option refused");
        output.Content.AppendHtml(input).AppendHtml("<span>").AppendHtml(text);
        if (Small is not null) output.Content.AppendHtml("<small class=\"muted\">").Append(Small).AppendHtml("</small>");
        output.Content.AppendHtml("</span>");
    }

    internal static TagBuilder Draw(ChoicesTagHelper of, Option option)
    {
        var words = new TagBuilder("span");
        words.InnerHtml.Append(option.Text);
        if (option.Small is { } small) words.InnerHtml.AppendHtml("<small class=\"muted\">").Append(small).AppendHtml("</small>");
        var label = new TagBuilder("label");
        label.AddCssClass("option");
        label.InnerHtml.AppendHtml(Input(of, of.Name, option.Value, option.IsChosen)).AppendHtml(words);
        return label;
    }

    private static TagBuilder Input(ChoicesTagHelper? of, string? name, string value, bool isChosen)
    {
        var isOne = of is { Many: false };
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = isOne ? "radio" : "checkbox";
        input.Attributes["name"] = name;
        input.Attributes["value"] = value;
        if (of?.NextId() is { } id) input.Attributes["id"] = id;
        if (isChosen) input.Attributes["checked"] = "checked";
        if (isOne && of!.Required) input.Attributes["required"] = "required";
        if (!isOne && of?.Refusal is not null) input.Attributes["aria-invalid"] = "true";
        return input;
    }
}

/// <summary>A list of a page to choose from: <c>&lt;select of="…" chosen="…"&gt;</c>; what stands in it comes first.</summary>
[HtmlTargetElement("select", Attributes = "of")]
public sealed class OptionsTagHelper : TagHelper
{
    public IEnumerable<Option> Of { get; set; } = [];

    public string? Chosen { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        foreach (var option in Of)
        {
            var drawn = new TagBuilder("option");
            drawn.Attributes["value"] = option.Value;
            if (option.IsChosen || option.Value == Chosen) drawn.Attributes["selected"] = "selected";
            drawn.InnerHtml.Append(option.Text);
            output.PostContent.AppendHtml(drawn);
        }
    }
}
