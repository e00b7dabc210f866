using System.Globalization;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads the formulary from the reference files; a row it cannot read stops it, by file and line.</summary>
public static class FormularyReader
{
    private const string Products = "injection-products.csv";

    public static Formulary Read() => Read(ReferenceCsv.Open);

    internal static Formulary Read(Func<string, TextReader> open)
    {
        var strengths = Rows("injection-strengths.csv", row =>
            (Product: row.Text("product"), Strength: row.Amount("strength"), row.Provenance()));
        var settings = Rows("injection-settings.csv", row =>
            (Product: row.Text("product"), Setting: row.Text("setting"), Value: row.Text("value"), row.Provenance()));
        var schedule = Rows("injection-schedule.csv", row => (Product: row.Text("product"), Row: Schedule(row)));
        var steps = Rows("injection-missed-steps.csv", row => (Missed: row.Text("missed"), Step: Step(row), row.Provenance()));
        var missed = Rows("injection-missed.csv", row =>
            (Product: row.Text("product"), Row: Missed(row, StepsOf(row.Text("row")))));
        var renal = Rows("injection-renal.csv", row => (Product: row.Text("product"), Row: Renal(row)));
        var orphan = steps.FirstOrDefault(step => missed.All(row => row.Row.Row != step.Missed)).Missed;
        if (orphan is not null) throw new InvalidDataException($"injection-missed-steps.csv: no row {orphan} in injection-missed.csv.");

        var products = Rows(Products, row =>
        {
            var code = row.Text("code");
            return new Product(
                Identity(row),
                Settings(settings.Where(setting => setting.Product == code).ToDictionary(setting => setting.Setting, setting => setting.Value)),
                strengths.Where(strength => strength.Product == code).Select(strength => strength.Strength),
                schedule.Where(line => line.Product == code).Select(line => line.Row),
                missed.Where(line => line.Product == code).Select(line => line.Row),
                renal.Where(line => line.Product == code).Select(line => line.Row));
        });
        RequireKnownProducts(products, [.. strengths.Select(row => row.Product), .. settings.Select(row => row.Product),
            .. schedule.Select(row => row.Product), .. missed.Select(row => row.Product), .. renal.Select(row => row.Product)]);
        return new Formulary(products);

        IReadOnlyList<T> Rows<T>(string file, Func<ReferenceRow, T> map) => ReferenceCsv.Read(file, open(file), map);

        IEnumerable<MissedStep> StepsOf(string code) => steps.Where(step => step.Missed == code).Select(step => step.Step);
    }

    // A misspelt product would otherwise lose its row in silence.
    private static void RequireKnownProducts(IReadOnlyList<Product> products, IEnumerable<string> named)
    {
        var unknown = named.FirstOrDefault(code => products.All(product => product.Code != code));
        if (unknown is not null) throw new InvalidDataException($"{Products}: no product {unknown}, which another file names.");
    }

    private static ProductIdentity Identity(ReferenceRow row) => new(
        row.Text("code"),
        row.Name("molecule"),
        row.Name("brand"),
        row.Name("maker"),
        row.Text("unit"),
        row.Muscles(),
        row.Text("label_source"),
        row.OptionalDay("label_date"),
        row.Provenance());

    private static ProductSettings Settings(IReadOnlyDictionary<string, string> settings) => new(
        settings.GetValueOrDefault("first-maintenance"),
        Whole(settings["month-tolerance-days"]),
        Whole(settings["observation-minutes"]),
        Whole(settings["oral-overlap-days"]));

    private static int Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"'{text}' is not a whole number.");

    private static ScheduleRow Schedule(ReferenceRow row)
    {
        var countsFrom = row.Code<CountsFrom>("counts_from");
        var interval = row.OptionalInterval("amount", "unit");
        if (interval is null != (countsFrom == CountsFrom.Planned)) throw row.Broken("an interval is given exactly where no plan is under way");

        return new ScheduleRow(
            row.Text("row"),
            row.Code<InjectionPhase>("after"),
            countsFrom,
            interval,
            row.OptionalNumber("days_before") ?? 0,
            row.OptionalNumber("days_after") ?? 0,
            row.Dose(),
            row.Muscles(),
            row.OptionalCode<MissedTable>("missed"),
            row.OptionalText("setting"),
            row.Text("basis"),
            row.Provenance());
    }

    private static MissedRow Missed(ReferenceRow row, IEnumerable<MissedStep> steps) => new(
        row.Text("row"),
        row.Code<MissedTable>("table"),
        row.Code<AdviceCode>("code"),
        row.OptionalBound("from"),
        row.OptionalBound("until"),
        row.OptionalAmount("stabilised_from"),
        row.OptionalAmount("stabilised_to"),
        [.. steps.OrderBy(step => step.Step)],
        row.Provenance());

    private static MissedStep Step(ReferenceRow row) => new(
        row.Number("step"),
        row.Dose(),
        row.Muscles(),
        row.Code<CountsFrom>("counts_from"),
        row.OptionalInterval("amount", "unit") ?? throw row.Broken("a step has an interval"));

    private static RenalRow Renal(ReferenceRow row) => new(
        row.Text("row"),
        row.Code<RenalBand>("band"),
        row.OptionalAmount("crcl_from"),
        row.OptionalAmount("crcl_to"),
        row.YesNo("recommended"),
        row.OptionalAmount("start_first"),
        row.OptionalAmount("start_second"),
        row.OptionalAmount("maintenance"),
        row.Provenance());
}
