using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseManagement.Web.Pages.Elements;

/// <summary>One question with its answers as large buttons, one of them or as many as apply: <c>&lt;choices label="…" name="…"&gt;&lt;choice value="1"&gt;…&lt;/choice&gt;&lt;/choices&gt;</c>; and <c>&lt;group label="…"&gt;</c>, several fields under one question.</summary>
[HtmlTargetElement("choices", Attributes = "label"), HtmlTargetElement("group", Attributes = "label")]
public sealed class ChoicesTagHelper : TagHelper
{
    internal const string Star = "<b class=\"needed\" aria-hidden=\"true\">*</b>";

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

    /// <summary>Whether it carries the star: an answer that is waited for, although the form may be sent without it.</summary>
    public bool Needed { get; set; }

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

    /// <summary>What describes the group and, where many apply, each of its boxes.</summary>
    internal string? DescribedBy { get; private set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var isGroup = output.TagName == "group";
        var drawing = Drawing.Of(View.HttpContext);
        _id = output.Attributes.Said("id") ?? drawing.IdOf(Name ?? "group");
        var refusal = Refusal is null ? drawing.RefusalOf(View.HttpContext, Name) : (0, Refusal);
        if (refusal is var (place, _)) drawing.RefusedAt.TryAdd(place, (isGroup ? _id : $"{_id}-1", Label));
        Refusal = refusal?.Why;
        DescribedBy = AttributeWords.Joined(Last is null ? null : $"{_id}-last", Help is null ? null : $"{_id}-help", Refusal is null ? null : $"{_id}-refused");

        var around = drawing.Choices;
        if (!isGroup) drawing.Choices = this;
        var within = await output.GetChildContentAsync();
        drawing.Choices = around;

        output.TagName = "fieldset";
        output.Attributes.SetAttribute("class", AttributeWords.Joined("ask", output.Attributes.Said("class"), Refusal is null ? null : "refused"));
        output.Attributes.SetAttribute("id", _id);
        if (isGroup && Refusal is not null) output.Attributes.SetAttribute("tabindex", "-1");
        if (DescribedBy is not null) output.Attributes.SetAttribute("aria-describedby", DescribedBy);
        if (!isGroup && !Many && Refusal is not null)
        {
            output.Attributes.SetAttribute("role", "radiogroup");
            output.Attributes.SetAttribute("aria-invalid", "true");
        }

        output.Content.AppendHtml("<legend>").Append(Label).AppendHtml(Required || Needed ? $"{Star}</legend>" : "</legend>");
        if (Last is not null) output.Content.AppendHtml($"<p class=\"last\" id=\"{_id}-last\">").Append(Last).AppendHtml("</p>");
        if (!isGroup) output.Content.AppendHtml(Short ? "<div class=\"options short\">" : "<div class=\"options\">");
        output.Content.AppendHtml(within);
        var sent = drawing.SentAs(View.HttpContext, Name);
        foreach (var option in Of ?? []) ChoiceTagHelper.Draw(output.Content, this, option with { IsChosen = option.IsChosen || option.Value == Chosen || sent?.Contains(option.Value) == true });
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
        var text = await output.GetChildContentAsync();
        var refusal = of is null || Name is not null ? drawing.RefusalOf(View.HttpContext, Name) : null;
        var id = output.Attributes.Said("id") ?? (refusal is null ? null : drawing.IdOf(Name));
        if (refusal is var (place, why))
        {
            output.PostElement.AppendHtml($"<p class=\"why-not\" id=\"{id}-refused\">").Append(why).AppendHtml("</p>");
            drawing.RefusedAt.TryAdd(place, (id!, System.Net.WebUtility.HtmlDecode(text.GetContent()).Trim()));
        }

        var isNeeded = of is null && output.Attributes.ContainsName("required");
        var more = output.Attributes.Where(each => each.Name != "id").Select(each => (each.Name, output.Attributes.Said(each.Name)));
        if (refusal is not null) more = more.Append(("aria-invalid", "true")).Append(("aria-describedby", $"{id}-refused"));
        Begin(output.Content, of, Name ?? of?.Name, Value, Checked || drawing.SentAs(View.HttpContext, Name ?? of?.Name)?.Contains(Value) == true, id, [.. more]);

        output.TagName = "label";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", refusal is null ? "option" : "option refused");
        output.Content.AppendHtml("<span>").AppendHtml(text);
        if (isNeeded) output.Content.AppendHtml(ChoicesTagHelper.Star);
        End(output.Content, Small);
    }

    internal static void Draw(IHtmlContentBuilder to, ChoicesTagHelper of, Option option)
    {
        to.AppendHtml("<label class=\"option\">");
        Begin(to, of, of.Name, option.Value, option.IsChosen, null);
        to.AppendHtml("<span>").Append(option.Text);
        End(to, option.Small);
        to.AppendHtml("</label>");
    }

    private static void Begin(IHtmlContentBuilder to, ChoicesTagHelper? of, string? name, string value, bool isChosen, string? id, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var isOne = of is { Many: false };
        var first = of?.NextId();
        to.AppendHtml("<input");
        Add("type", isOne ? "radio" : "checkbox");
        Add("name", name);
        Add("value", value);
        foreach (var (attribute, said) in more) Add(attribute, said);
        if ((id ?? first) is { } own) Add("id", own);
        if (isOne && of!.Required) to.AppendHtml(" required");
        if (!isOne && of?.Refusal is not null) Add("aria-invalid", "true");
        if (of is { DescribedBy: { } described } && (of.Many || of.Refusal is not null)) Add("aria-describedby", described); // not every reader of screens says it of the group
        to.AppendHtml(isChosen ? " checked>" : ">");

        void Add(string attribute, string? said) => to.AppendHtml($" {attribute}=\"").Append(said ?? "").AppendHtml("\"");
    }

    private static void End(IHtmlContentBuilder to, string? small)
    {
        if (!string.IsNullOrEmpty(small)) to.AppendHtml("<small class=\"muted\">").Append(small).AppendHtml("</small>");
        to.AppendHtml("</span>");
    }
}

/// <summary>A list of a page to choose from: <c>&lt;select of="…" chosen="…"&gt;</c>; what stands in it comes first.</summary>
[HtmlTargetElement("select", Attributes = "of")]
public sealed class OptionsTagHelper : TagHelper
{
    public IEnumerable<Option> Of { get; set; } = [];

    public string? Chosen { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var sent = Drawing.Of(View.HttpContext).SentAs(View.HttpContext, output.Attributes.Said("name"));
        foreach (var option in Of)
        {
            var isChosen = sent?.Contains(option.Value) ?? (option.IsChosen || option.Value == Chosen);
            output.PostContent.AppendHtml("<option value=\"").Append(option.Value).AppendHtml(isChosen ? "\" selected>" : "\">").Append(option.Text).AppendHtml("</option>");
        }
    }
}
