using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseManagement.Web.Pages.Elements;

/// <summary>What happened, day by day: <c>&lt;timeline none="…"&gt;&lt;entry day="…"&gt;…&lt;/entry&gt;&lt;/timeline&gt;</c>.</summary>
/// <param name="html">Draws the icon of what is said where nothing happened.</param>
[HtmlTargetElement("timeline")]
public sealed class TimelineTagHelper(IHtmlHelper html) : TagHelper
{
    private bool _hasEntries;

    /// <summary>Why it is empty; a page that never shows an empty one says nothing.</summary>
    public string? None { get; set; }

    public string? WhatNow { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var drawing = Drawing.Of(View.HttpContext);
        var around = drawing.Timeline;
        drawing.Timeline = this;
        await output.GetChildContentAsync();
        drawing.Timeline = around;
        if (!_hasEntries)
        {
            output.SuppressOutput();
            if (None is not null) output.Content.SetHtmlContent(await EmptyTagHelper.DrawAsync(html, View, None, WhatNow, Meaning.Calm));
            return;
        }

        output.TagName = "ol";
        output.Attributes.SetAttribute("class", "timeline");
    }

    internal void Holds() => _hasEntries = true;
}

/// <summary>One thing that happened, on a day or at a moment.</summary>
[HtmlTargetElement("entry")]
public sealed class EntryTagHelper : TagHelper
{
    public DateOnly? Day { get; set; }

    public DateTimeOffset? At { get; set; }

    /// <summary>Recorded by mistake: it stays, struck through.</summary>
    public bool Cancelled { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Drawing.Of(View.HttpContext).Timeline?.Holds();
        output.TagName = "li";
        if (Cancelled) output.Attributes.SetAttribute("class", "cancelled");
        if (TimeTagHelper.Said(View.HttpContext, Day, At) is var (said, exact, machine))
            output.PreContent.AppendHtml($"<time class=\"muted\" datetime=\"{machine}\" title=\"{exact}\">").Append(said).AppendHtml("</time>");
        else output.PreContent.AppendHtml("<span></span>");
        output.PreContent.AppendHtml("<div>");
        output.PostContent.AppendHtml("</div>");
    }
}
