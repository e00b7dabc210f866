using System.Text;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Features.Patients;

/// <summary>One way in which a patient is found; each has its own index, and its rows come in the order of that.</summary>
internal enum SearchWay
{
    /// <summary>By the whole number of a document or of a phone.</summary>
    Number = 1,

    /// <summary>By how the name begins; who bears exactly this name comes first.</summary>
    Name = 2,

    /// <summary>By how it goes on after the surname.</summary>
    GivenName = 3,

    Initials = 4,

    /// <summary>Everybody of an area.</summary>
    Area = 5,
}

/// <summary>What somebody typed, and what it can be: a number, initials, or the characters of a name.</summary>
internal sealed record SearchText(string Text, IReadOnlyList<SearchWay> Ways)
{
    /// <summary>A surname alone would find one in ten.</summary>
    public const int ShortestName = 2;

    /// <summary>No phone is shorter.</summary>
    public const int ShortestNumber = 5;

    private const int LastCharacter = 0x10FFFF;

    public static SearchText Of(string? typed) => typed?.Trim() switch
    {
        null or "" => new("", [SearchWay.Area]),
        var text when IsNumber(text) => new(text, [SearchWay.Number]),
        var text when text.All(char.IsAsciiLetter) => new(text, [SearchWay.Initials, SearchWay.Name]),
        var text => new(text, [SearchWay.Name, SearchWay.GivenName]),
    };

    public bool IsLongEnough => Ways[0] switch
    {
        SearchWay.Area => true,
        SearchWay.Number => Text.Count(char.IsAsciiLetterOrDigit) >= ShortestNumber,
        _ => Text.EnumerateRunes().Count() >= ShortestName,
    };

    /// <summary>A number as it is looked up: an ID number from an old card under the new one.</summary>
    public string Document(DateOnly today)
    {
        try
        {
            return IdNumber.Parse(Text, today).Reveal();
        }
        catch (RuleBrokenException)
        {
            return Text; // no ID number, but perhaps another document's
        }
    }

    /// <summary>All that begins with a text, as a range that an index can seek.</summary>
    public static (string From, string Before) Range(string text)
    {
        var last = text.EnumerateRunes().Last();
        if (last.Value == LastCharacter) return (text, text + last); // after it comes none

        var next = last.Value + 1 is 0xD800 ? new Rune(0xE000) : new Rune(last.Value + 1);

        return (text, text[..^last.Utf16SequenceLength] + next);
    }

    private static bool IsNumber(string text) => text.Any(char.IsAsciiDigit) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-' or '+' or '(' or ')');
}

/// <summary>The key of a row among those found: the way by which it was found, and whose it is; never what was looked for.</summary>
internal readonly record struct FoundKey(SearchWay Way, PatientId PatientId)
{
    public static FoundKey? Of(string? text) =>
        text is { Length: 34 } && text[1] == '_' && Enum.IsDefined((SearchWay)(text[0] - '0')) && Guid.TryParseExact(text.AsSpan(2), "N", out var id) ? new FoundKey((SearchWay)(text[0] - '0'), new(id)) : null;

    public override string ToString() => $"{(int)Way}_{PatientId.Value:N}";
}
