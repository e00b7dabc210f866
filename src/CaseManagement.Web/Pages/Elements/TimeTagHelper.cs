using System.Globalization;
using CaseManagement.Application.Ports;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseManagement.Web.Pages.Elements;

/// <summary>A day or a moment as people read it, with the exact one for machines, for readers of screens and for whoever rests the mouse on it: <c>&lt;time day="…"&gt;&lt;/time&gt;</c>, <c>&lt;time at="…"&gt;&lt;/time&gt;</c>.</summary>
[HtmlTargetElement("time", Attributes = "day"), HtmlTargetElement("time", Attributes = "at")]
public sealed class TimeTagHelper : TagHelper
{
    public DateOnly? Day { get; set; }

    public DateTimeOffset? At { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var said = Said(View.HttpContext, Day, At);
        output.Attributes.SetAttribute("datetime", said?.Machine);
        output.Attributes.SetAttribute("title", said?.Exact);
        var within = await output.GetChildContentAsync();
        if (within.IsEmptyOrWhiteSpace) output.Content.Append(said?.Words ?? "");
    }

    /// <summary>Null where neither is known.</summary>
    internal static (string Words, string Exact, string Machine)? Said(HttpContext http, DateOnly? day, DateTimeOffset? at)
    {
        var days = http.RequestServices.GetRequiredService<Days>();
        if (day is { } on) return (days.WithWeekday(on), Days.Iso(on), Days.Iso(on));
        if (at is not { } moment) return null;

        return (days.ToTheMinute(moment), Clock.InZone(moment).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), moment.ToString("O", CultureInfo.InvariantCulture));
    }
}
