using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Primitives;

namespace CaseManagement.Web.Pages.Elements;

/// <summary>What of a page has been drawn so far: so that no id comes twice, and a refusal stands once, at the field of the form that was sent.</summary>
internal sealed class Drawing
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>The field whose control is being drawn, in this view or in a part of it.</summary>
    public FieldTagHelper? Field { get; set; }

    /// <summary>The group whose answers are being drawn.</summary>
    public ChoicesTagHelper? Choices { get; set; }

    /// <summary>The table whose rows are being drawn.</summary>
    public ListTableTagHelper? Table { get; set; }

    /// <summary>The timeline whose entries are being drawn, in this view or in a part of it.</summary>
    public TimelineTagHelper? Timeline { get; set; }

    /// <summary>What was chosen in the list that is being drawn, where its form was refused.</summary>
    public StringValues? Chosen { get; set; }

    /// <summary>Whether what is being drawn stands in the form that was sent and refused.</summary>
    public bool IsInSentForm { get; set; }

    /// <summary>Whether the form that was sent and refused has been drawn.</summary>
    public bool HasSentForm { get; set; }

    /// <summary>Where the refusals stand, for whoever reads of them at the top: by their place among the page's, the one that the sentence is about first.</summary>
    public SortedDictionary<int, (string Id, string Label)> RefusedAt { get; } = [];

    public static Drawing Of(HttpContext http)
    {
        if (http.Features.Get<Drawing>() is { } drawing) return drawing;

        http.Features.Set(drawing = new());
        return drawing;
    }

    /// <summary>The same on every showing of the same page: by the name, and by its place where the name comes again.</summary>
    public string IdOf(string? name)
    {
        var id = string.Concat((string.IsNullOrEmpty(name) ? "field" : name).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        var unique = id;
        for (var again = 2; !_ids.Add(unique); again++) unique = $"{id}-{again}";

        return unique;
    }

    /// <summary>Why the control of this name was refused, and which of the page's refusals it is; null where it was not, or where that stands at a field already.</summary>
    public (int Place, string Why)? RefusalOf(HttpContext http, string? name)
    {
        if (!IsInSentForm || string.IsNullOrEmpty(name) || http.Features.Get<StaffPage>() is not { Refusal: { } why } page) return null;
        if (page.RefusedField is { } refused && !RefusedAt.ContainsKey(0) && IsAbout(refused, name)) return (0, why);

        var place = page.AlsoRefused.TakeWhile(also => !IsAbout(also.Field, name)).Count() + 1;
        return place <= page.AlsoRefused.Count && !RefusedAt.ContainsKey(place) ? (place, page.AlsoRefused[place - 1].Why) : null;
    }

    /// <summary>What was sent under this name in the form that was refused, so that nothing typed is lost; null anywhere else.</summary>
    public StringValues? SentAs(HttpContext http, string? name) =>
        IsInSentForm && name is { Length: > 0 } && http.Request.HasFormContentType && http.Request.Form.TryGetValue(name, out var sent) ? (StringValues?)sent : null;

    /// <summary>A rule names its member as the request has it, a form by where it puts it: the one ends with the other.</summary>
    internal static bool IsAbout(string refused, string name)
    {
        if (refused.Contains('|')) return refused.Split('|').Any(each => IsAbout(each, name));

        var own = name.StartsWith("Input.", StringComparison.Ordinal) ? name["Input.".Length..] : name;
        return refused.Equals(name, StringComparison.OrdinalIgnoreCase) || name.EndsWith($".{refused}", StringComparison.OrdinalIgnoreCase)
            || refused.Equals(own, StringComparison.OrdinalIgnoreCase) || refused.EndsWith($".{own}", StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>The way from the sentence at the top to its field, and to the others that were refused with it: written when all of the page is drawn, because the fields come after it.</summary>
/// <param name="sentence">Why it was refused; where it names the field itself, that word leads there.</param>
/// <param name="others">What leads to the others.</param>
internal sealed class WayToTheField(Drawing drawing, string sentence, string others) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        if (!drawing.RefusedAt.TryGetValue(0, out var first)) encoder.Encode(writer, sentence);
        else if (first.Label.Length > 0 && sentence.IndexOf(first.Label, StringComparison.Ordinal) is >= 0 and var named)
        {
            encoder.Encode(writer, sentence[..named]);
            Write(first);
            encoder.Encode(writer, sentence[(named + first.Label.Length)..]);
        }
        else
        {
            Write(first);
            writer.Write(": ");
            encoder.Encode(writer, sentence);
        }

        var ways = drawing.RefusedAt.Where(way => way.Key != 0).Select(way => way.Value).ToList();
        if (ways.Count == 0) return;

        writer.Write("<span class=\"ways\">");
        encoder.Encode(writer, others);
        foreach (var way in ways)
        {
            writer.Write(' ');
            Write(way);
        }

        writer.Write("</span>");

        void Write((string Id, string Label) way)
        {
            writer.Write("<a href=\"#");
            encoder.Encode(writer, way.Id);
            writer.Write("\">");
            encoder.Encode(writer, way.Label);
            writer.Write("</a>");
        }
    }
}

internal static class AttributeWords
{
    /// <summary>What an attribute says, however the page wrote it; null where it is not there.</summary>
    public static string? Said(this ReadOnlyTagHelperAttributeList attributes, string name)
    {
        if (!attributes.TryGetAttribute(name, out var attribute)) return null;
        if (attribute.Value is not IHtmlContent content) return attribute.Value?.ToString();

        using var writer = new StringWriter();
        content.WriteTo(writer, HtmlEncoder.Default);
        return System.Net.WebUtility.HtmlDecode(writer.ToString());
    }

    public static string? Joined(params ReadOnlySpan<string?> words)
    {
        var joined = new StringBuilder();
        foreach (var word in words)
        {
            if (string.IsNullOrEmpty(word)) continue;
            if (joined.Length > 0) joined.Append(' ');
            joined.Append(word);
        }

        return joined.Length == 0 ? null : joined.ToString();
    }
}
