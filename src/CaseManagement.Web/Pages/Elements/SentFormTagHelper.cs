using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseManagement.Web.Pages.Elements;

/// <summary>Knows whether a form is the one that was sent, of the many that a page may have: a refusal stands in that one alone.</summary>
/// <remarks>By its handler, by the address it is sent to, and by what it carries hidden: the row of a list that it is about.</remarks>
[HtmlTargetElement("form")]
public sealed class SentFormTagHelper : TagHelper
{
    private const string Route = "asp-route-";

    /// <summary>What is new at every showing says nothing about which form it is.</summary>
    private static readonly HashSet<string> New = new(StringComparer.OrdinalIgnoreCase) { "Version", "GrantVersion", "Key", "token", "proof", "seen", "History" };

    /// <summary>Before the framework's own helpers of a form, of which one already draws what is in it.</summary>
    public override int Order => int.MinValue;

    /// <summary>The handlers of further buttons of the form, each after a comma.</summary>
    public string? AlsoSends { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var drawing = Drawing.Of(View.HttpContext);
        drawing.IsInSentForm = View.HttpContext.Features.Get<StaffPage>()?.Refusal is not null && IsSent(View.HttpContext.Request, context.AllAttributes); // what was not refused is not read again
        await output.GetChildContentAsync();
        drawing.HasSentForm |= drawing.IsInSentForm;
        drawing.IsInSentForm = false;
    }

    internal static void Sees(HttpContext http, string? name, string? value)
    {
        var drawing = Drawing.Of(http);
        if (!drawing.IsInSentForm || name is null || !http.Request.HasFormContentType || New.Contains(name[(name.LastIndexOf('.') + 1)..])) return;
        if (http.Request.Form.TryGetValue(name, out var sent) && !sent.Contains(value ?? "", StringComparer.OrdinalIgnoreCase)) drawing.IsInSentForm = false;
    }

    private bool IsSent(HttpRequest request, ReadOnlyTagHelperAttributeList attributes)
    {
        if (!string.Equals(attributes.Said("method") ?? "get", request.Method, StringComparison.OrdinalIgnoreCase)) return false;
        if (attributes.Said("asp-page-handler") is { } handler && Asked(request, "handler") is var asked && !handler.Equals(asked, StringComparison.OrdinalIgnoreCase) && AlsoSends?.Split(',').Contains(asked, StringComparer.OrdinalIgnoreCase) != true) return false;

        return attributes.Where(each => each.Name.StartsWith(Route, StringComparison.Ordinal)).All(each => (attributes.Said(each.Name) ?? "").Equals(Asked(request, each.Name[Route.Length..]), StringComparison.OrdinalIgnoreCase));
    }

    private static string Asked(HttpRequest request, string name) => request.RouteValues[name]?.ToString() ?? request.Query[name].ToString();
}

/// <summary>What is folded is open where the form that was refused is in it, or a field that was.</summary>
[HtmlTargetElement("details")]
public sealed class OpenFoldTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var drawing = Drawing.Of(View.HttpContext);
        var before = (drawing.RefusedAt.Count, drawing.HasSentForm);
        await output.GetChildContentAsync();
        if ((drawing.RefusedAt.Count, drawing.HasSentForm) != before) output.Attributes.SetAttribute(new TagHelperAttribute("open"));
    }
}
