using CaseManagement.Domain.Injections;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads the formulary from the reference files; a row it cannot read stops it, by file and line.</summary>
public static class FormularyReader
{
    private const string Products = "injection-products.csv";

    public static Formulary Read() => Read(ReferenceCsv.Open);

    internal static Formulary Read(Func<string, TextReader> open)
    {
        var named = new List<string>();
        var strengths = OfProducts("injection-strengths.csv", FormularyRows.Strength);
        var ranges = OfProducts("injection-ranges.csv", FormularyRows.Range);
        var settings = OfProducts("injection-settings.csv", FormularyRows.Setting);
        var schedule = OfProducts("injection-schedule.csv", FormularyRows.Schedule);
        var steps = Rows("injection-missed-steps.csv", row => (Missed: row.Text("missed"), Step: FormularyRows.Step(row), row.Provenance()));
        var missed = OfProducts("injection-missed.csv", row => FormularyRows.Missed(row, steps.Where(step => step.Missed == row.Text("row")).Select(step => step.Step)));
        var renal = OfProducts("injection-renal.csv", FormularyRows.Renal);
        var doses = Rows("injection-switch-doses.csv", row => (Switch: row.Text("switch"), Dose: FormularyRows.SwitchDose(row)));
        var switches = OfProducts("injection-switches.csv", row => FormularyRows.Switch(row, doses.Where(dose => dose.Switch == row.Text("row")).Select(dose => dose.Dose)));
        var oral = OfProducts("injection-oral-doses.csv", FormularyRows.OralDose);
        var remarks = OfProducts("injection-remarks.csv", FormularyRows.Remark);

        RequireNoOrphan("injection-missed-steps.csv", steps.Select(step => step.Missed), "injection-missed.csv", missed.SelectMany(rows => rows).Select(row => row.Row));
        RequireNoOrphan("injection-switch-doses.csv", doses.Select(dose => dose.Switch), "injection-switches.csv", switches.SelectMany(rows => rows).Select(row => row.Row));
        named.AddRange(switches.SelectMany(rows => rows).Select(row => row.From));
        named.AddRange(steps.Select(step => step.Step.Product).OfType<string>());

        var products = Rows(Products, row =>
        {
            var code = row.Text("code");
            var range = ranges[code].ToList();
            if (range.Count > 1) throw row.Broken($"{code} has two rows in injection-ranges.csv");

            return new Product(
                FormularyRows.Identity(row),
                FormularyRows.Settings(settings[code].ToDictionary(setting => setting.Name, setting => setting.Value)),
                new ProductRows([.. strengths[code]], range.FirstOrDefault(), [.. schedule[code]], [.. missed[code]], [.. renal[code]], [.. switches[code]], [.. remarks[code]])
                {
                    BridgeRenal = missed[code].SelectMany(missing => missing.Steps).Select(step => step.Product).OfType<string>().Distinct().ToDictionary(bridge => bridge, bridge => (IReadOnlyList<RenalRow>)[.. renal[bridge]]),
                    OralDoses = [.. oral[code]],
                });
        });
        RequireKnownProducts(products, named);
        return new Formulary(products);

        IReadOnlyList<T> Rows<T>(string file, Func<ReferenceRow, T> map) => ReferenceCsv.Read(file, open(file), map);

        ILookup<string, T> OfProducts<T>(string file, Func<ReferenceRow, T> map)
        {
            var rows = Rows(file, row => (Product: row.Text("product"), Row: map(row)));
            named.AddRange(rows.Select(row => row.Product));
            return rows.ToLookup(row => row.Product, row => row.Row);
        }
    }

    private static void RequireNoOrphan(string file, IEnumerable<string> parts, string parentFile, IEnumerable<string> parents)
    {
        if (parts.Except(parents).FirstOrDefault() is { } orphan) throw new InvalidDataException($"{file}: no row {orphan} in {parentFile}.");
    }

    // A misspelt product would otherwise lose its row in silence.
    private static void RequireKnownProducts(IReadOnlyList<Product> products, IEnumerable<string> named)
    {
        var unknown = named.FirstOrDefault(code => products.All(product => product.Code != code));
        if (unknown is not null) throw new InvalidDataException($"{Products}: no product {unknown}, which another file names.");
    }
}
