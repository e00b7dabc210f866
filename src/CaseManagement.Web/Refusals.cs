using System.Globalization;
using System.Resources;
using CaseManagement.Web.Api;

namespace CaseManagement.Web;

/// <summary>The sentence for a code, in the reader's language.</summary>
internal static class Refusals
{
    private static readonly ResourceManager Texts = new("CaseManagement.Web.Resources.Refusals", typeof(Refusals).Assembly);

    /// <param name="arguments">Figures and dates, and codes, which are put into words.</param>
    public static string Sentence(string code, IReadOnlyList<object>? arguments = null) =>
        Text(code) is not { } text ? code : arguments is { Count: > 0 } ? string.Format(CultureInfo.CurrentUICulture, text, [.. arguments.Select(InWords)]) : text;

    public static string Title(int status) => Text($"title.{status.ToString(CultureInfo.InvariantCulture)}") ?? Text("title.400")!;

    private static object InWords(object argument) => argument switch
    {
        Enum code => Text($"word.{Spelling.Of(code.GetType().Name)}.{Spelling.Of(code.ToString())}") ?? Spelling.Of(code.ToString()),
        "mg-eq" => Text("word.unit.mg-eq")!,
        DateOnly day => Days.WithYear(day),
        DateTimeOffset at => Days.WithYear(at),
        _ => argument,
    };

    private static string? Text(string key) => Texts.GetString(key, CultureInfo.CurrentUICulture);
}
