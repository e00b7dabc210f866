using System.Globalization;
using System.Text;
using CaseManagement.Domain.Injections;
using CsvHelper;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>One row of a reference file, read strictly: a value that is absent, misspelt or out of its range is refused.</summary>
internal sealed class FormularyRow(CsvReader csv)
{
    public Provenance Provenance => new(Text("source"), Text("edition"), Code<Certainty>("certainty"));

    public Muscles Muscles => Text("muscles") switch
    {
        "deltoid" => Muscles.Deltoid,
        "gluteal" => Muscles.Gluteal,
        "deltoid|gluteal" => Muscles.DeltoidOrGluteal,
        var other => throw new FormatException($"muscles: '{other}' is not known."),
    };

    public DoseRule Dose => Text("dose") switch
    {
        "none" => new DoseRule(DoseKind.None),
        "planned" => new DoseRule(DoseKind.Planned),
        "prescribed" or "stabilised" => new DoseRule(DoseKind.Prescribed),
        _ => DoseRule.Of(Number("dose")),
    };

    public string Text(string column) => OptionalText(column) ?? throw new FormatException($"{column} is empty.");

    public string? OptionalText(string column)
    {
        var text = csv.GetString(column);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    public ProductName Name(string column) => new(Text(column + "_zh"), Text(column + "_en"));

    /// <summary>A code in kebab-case, as the files write the members of an enum.</summary>
    public T Code<T>(string column) where T : struct, Enum => OptionalCode<T>(column) ?? throw new FormatException($"{column} is empty.");

    public T? OptionalCode<T>(string column) where T : struct, Enum
    {
        if (OptionalText(column) is not { } text) return null;
        foreach (var member in Enum.GetValues<T>())
        {
            if (Kebab(member.ToString()) == text) return member;
        }
        throw new FormatException($"{column}: '{text}' is not known.");
    }

    public decimal Number(string column) => OptionalNumber(column) ?? throw new FormatException($"{column} is empty.");

    public decimal? OptionalNumber(string column)
    {
        if (OptionalText(column) is not { } text) return null;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"{column}: '{text}' is not a number above 0.");
    }

    public int WholeNumber(string column, int from)
    {
        var number = WholeNumber(Text(column));
        return number >= from ? number : throw new FormatException($"{column}: {number} is below {from}.");
    }

    public int? OptionalWholeNumber(string column) => OptionalText(column) is { } text ? WholeNumber(text) : null;

    public DateOnly? OptionalDay(string column) =>
        OptionalText(column) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    public bool YesNo(string column) => Text(column) switch
    {
        "yes" => true,
        "no" => false,
        var other => throw new FormatException($"{column}: '{other}' is neither yes nor no."),
    };

    public Interval? OptionalInterval(string amount, string unit)
    {
        if (OptionalWholeNumber(amount) is { } number) return new Interval(number, Code<IntervalUnit>(unit));
        return OptionalText(unit) is null ? null : throw new FormatException($"{unit} without {amount}.");
    }

    public Bound? OptionalBound(string end) =>
        OptionalInterval(end, end + "_unit") is { } interval ? new Bound(interval, YesNo(end + "_inclusive")) : null;

    public static int WholeNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}' is not a whole number.");

    // "Below50" is written "below-50", "NotStarted" is written "not-started".
    private static string Kebab(string name)
    {
        var kebab = new StringBuilder();
        foreach (var letter in name)
        {
            var begins = char.IsUpper(letter) || (char.IsDigit(letter) && !char.IsDigit(kebab[^1]));
            if (kebab.Length > 0 && begins) kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(letter));
        }
        return kebab.ToString();
    }
}
