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
        var days = View.HttpContext.RequestServices.GetRequiredService<Days>();
        var (said, exact, machine) = (Day, At) switch
        {
            ({ } day, _) => (days.WithWeekday(day), Days.Iso(day), Days.Iso(day)),
            (_, { } at) => (days.ToTheMinute(at), Clock.InZone(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), at.ToString("O", CultureInfo.InvariantCulture)),
            _ => ("", null, null),
        };
        output.Attributes.SetAttribute("datetime", machine);
        output.Attributes.SetAttribute("title", exact);
        var within = await output.GetChildContentAsync();
        if (within.IsEmptyOrWhiteSpace) output.Content.Append(said);
    }
}
