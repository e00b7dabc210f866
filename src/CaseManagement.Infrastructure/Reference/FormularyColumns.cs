using System.Globalization;
using System.Text;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>The columns that only the files of the formulary have.</summary>
internal static class FormularyColumns
{
    private const string OnlyIfPrescribed = "-if-prescribed";

    public static Provenance Provenance(this ReferenceRow row) => new(row.Text("source"), row.Text("edition"), row.Code<Certainty>("certainty"));

    public static Muscles Muscles(this ReferenceRow row) => row.OneOf(
        "muscles", ("deltoid", Domain.Injections.Muscles.Deltoid), ("gluteal", Domain.Injections.Muscles.Gluteal), ("deltoid|gluteal", Domain.Injections.Muscles.DeltoidOrGluteal),
        ("gluteal|thigh", Domain.Injections.Muscles.GlutealOrThigh), ("not-stated", Domain.Injections.Muscles.None), ("not-stated|subcutaneous", Domain.Injections.Muscles.OrSubcutaneous));

    public static DoseRule Dose(this ReferenceRow row) => row.Text("dose") switch
    {
        "none" => new DoseRule(DoseKind.None),
        "planned" => new DoseRule(DoseKind.Planned),
        "prescribed" or "stabilised" => new DoseRule(DoseKind.Prescribed),
        var text when text.EndsWith(OnlyIfPrescribed, StringComparison.Ordinal) => new DoseRule(DoseKind.FixedIfPrescribed, AmountOf(row, text[..^OnlyIfPrescribed.Length])),
        _ => DoseRule.Of(row.Amount("dose")),
    };

    private static decimal AmountOf(ReferenceRow row, string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0 ? amount : throw row.Broken($"'{text}' is not a number above 0");

    public static ProductName Name(this ReferenceRow row, string column) => new(row.Text(column + "_zh"), row.Text(column + "_en"));

    /// <summary>A code in kebab-case, as the files write the members of an enum.</summary>
    public static T Code<T>(this ReferenceRow row, string column) where T : struct, Enum => row.OptionalCode<T>(column) ?? throw row.Broken($"the column '{column}' is empty");

    public static T? OptionalCode<T>(this ReferenceRow row, string column) where T : struct, Enum
    {
        if (row.OptionalText(column) is not { } text) return null;
        foreach (var member in Enum.GetValues<T>())
            if (Kebab(member.ToString()) == text) return member;

        throw row.Broken($"'{text}' in the column '{column}' is not one of the words it may be");
    }

    public static Interval? OptionalInterval(this ReferenceRow row, string amount, string unit)
    {
        if (row.OptionalNumber(amount) is { } number) return new Interval(number, row.Code<IntervalUnit>(unit));

        return row.OptionalText(unit) is null ? null : throw row.Broken($"'{unit}' stands without '{amount}'");
    }

    public static Bound? OptionalBound(this ReferenceRow row, string end) =>
        row.OptionalInterval(end, end + "_unit") is { } interval
            ? row.OneOf(end + "_inclusive", ("yes", new Bound(interval, true)), ("no", new Bound(interval, false)), ("gap", new Bound(interval, true, Gap: true)))
            : null;

    // "Below50" is written "below-50", "NotStarted" is written "not-started".
    internal static string Kebab(string name)
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
