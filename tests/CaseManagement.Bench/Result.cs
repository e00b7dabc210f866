using System.Globalization;

namespace CaseManagement.Bench;

/// <summary>One line of the table: the product, what it is held against, and what their ratio may be.</summary>
/// <param name="Unit">Of both sides: ms, requests/s.</param>
/// <param name="AtMost">Whether the ratio is a ceiling, or a floor.</param>
internal sealed record Result(string Engine, string What, string Sides, double Product, double Other, string Unit, double Target, bool AtMost = true)
{
    public double Ratio => Product / Other;

    public bool IsMet => AtMost ? Ratio <= Target : Ratio >= Target;

    public override string ToString() =>
        $"| {Engine} | {What} | {Say(Product)} {Unit} | {Say(Other)} {Unit} | {Sides} | {Ratio.ToString(Ratio < 0.1 ? "0.000" : "0.00", CultureInfo.InvariantCulture)} | {(AtMost ? "≤" : "≥")} {Target.ToString(CultureInfo.InvariantCulture)} | {(IsMet ? "yes" : "**no**")} |";

    public const string Head = "| engine | what | product | other side | other side is | ratio | target | met |\n| --- | --- | --- | --- | --- | --- | --- | --- |";

    private static string Say(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture);
}

internal static class Numbers
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }

    public static string Say(this int cases) => cases.ToString("#,0", CultureInfo.InvariantCulture);
}
