using CaseManagement.Domain.Injections;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads the formulary from the reference files; a row it cannot read stops it, by file and line.</summary>
public static class FormularyReader
{
    private const string Products = "injection-products.csv";

    public static Formulary Read() => Read(FormularyFile.FromResource);

    internal static Formulary Read(Func<string, FormularyFile> open)
    {
        var strengths = open("injection-strengths.csv").Rows(row =>
            (Product: row.Text("product"), Strength: row.Number("strength"), row.Provenance));
        var settings = open("injection-settings.csv").Rows(row =>
            (Product: row.Text("product"), Setting: row.Text("setting"), Value: row.Text("value"), row.Provenance));
        var schedule = open("injection-schedule.csv").Rows(row => (Product: row.Text("product"), Row: Schedule(row)));
        var steps = open("injection-missed-steps.csv").Rows(row => (Missed: row.Text("missed"), Step: Step(row), row.Provenance));
        var missed = open("injection-missed.csv").Rows(row =>
            (Product: row.Text("product"), Row: Missed(row, StepsOf(row.Text("row")))));
        var renal = open("injection-renal.csv").Rows(row => (Product: row.Text("product"), Row: Renal(row)));
        var orphan = steps.FirstOrDefault(step => missed.All(row => row.Row.Row != step.Missed)).Missed;
        if (orphan is not null) throw new FormatException($"injection-missed-steps.csv: no row {orphan} in injection-missed.csv.");

        var products = open(Products).Rows(row =>
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

        IEnumerable<MissedStep> StepsOf(string code) => steps.Where(step => step.Missed == code).Select(step => step.Step);
    }

    // A misspelt product would otherwise lose its row in silence.
    private static void RequireKnownProducts(IReadOnlyList<Product> products, IEnumerable<string> named)
    {
        var unknown = named.FirstOrDefault(code => products.All(product => product.Code != code));
        if (unknown is not null) throw new FormatException($"{Products}: no product {unknown}, which another file names.");
    }

    private static ProductIdentity Identity(FormularyRow row) => new(
        row.Text("code"),
        row.Name("molecule"),
        row.Name("brand"),
        row.Name("maker"),
        row.Text("unit"),
        row.Muscles,
        row.Text("label_source"),
        row.OptionalDay("label_date"),
        row.Provenance);

    private static ProductSettings Settings(IReadOnlyDictionary<string, string> settings) => new(
        settings.GetValueOrDefault("first-maintenance"),
        FormularyRow.WholeNumber(settings["month-tolerance-days"]),
        FormularyRow.WholeNumber(settings["observation-minutes"]),
        FormularyRow.WholeNumber(settings["oral-overlap-days"]));

    private static ScheduleRow Schedule(FormularyRow row)
    {
        var countsFrom = row.Code<CountsFrom>("counts_from");
        var interval = row.OptionalInterval("amount", "unit");
        if (interval is null != (countsFrom == CountsFrom.Planned)) throw new FormatException("An interval is given exactly where no plan is under way.");

        return new ScheduleRow(
            row.Text("row"),
            row.Code<InjectionPhase>("after"),
            countsFrom,
            interval,
            row.OptionalWholeNumber("days_before") ?? 0,
            row.OptionalWholeNumber("days_after") ?? 0,
            row.Dose,
            row.Muscles,
            row.OptionalCode<MissedTable>("missed"),
            row.OptionalText("setting"),
            row.Text("basis"),
            row.Provenance);
    }

    private static MissedRow Missed(FormularyRow row, IEnumerable<MissedStep> steps) => new(
        row.Text("row"),
        row.Code<MissedTable>("table"),
        row.Code<AdviceCode>("code"),
        row.OptionalBound("from"),
        row.OptionalBound("until"),
        row.OptionalNumber("stabilised_from"),
        row.OptionalNumber("stabilised_to"),
        [.. steps.OrderBy(step => step.Step)],
        row.Provenance);

    private static MissedStep Step(FormularyRow row) => new(
        row.WholeNumber("step", from: 1),
        row.Dose,
        row.Muscles,
        row.Code<CountsFrom>("counts_from"),
        row.OptionalInterval("amount", "unit") ?? throw new FormatException("A step has an interval."));

    private static RenalRow Renal(FormularyRow row) => new(
        row.Text("row"),
        row.Code<RenalBand>("band"),
        row.OptionalNumber("crcl_from"),
        row.OptionalNumber("crcl_to"),
        row.YesNo("recommended"),
        row.OptionalNumber("start_first"),
        row.OptionalNumber("start_second"),
        row.OptionalNumber("maintenance"),
        row.Provenance);
}
