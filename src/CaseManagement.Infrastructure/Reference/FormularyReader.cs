using CaseManagement.Domain.Injections;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads the formulary from the reference files; a row it cannot read stops it, by file and line.</summary>
/// <remarks>Labels of several editions stand side by side: a row of a later one takes the place of the row with the same name from its first day on.</remarks>
public static class FormularyReader
{
    private const string Products = "injection-products.csv";

    public static Formulary Read() => Read(ReferenceCsv.Open);

    internal static Formulary Read(Func<string, TextReader> open)
    {
        var editions = SettingsReader.Editions(open);
        var named = new List<string>();
        var strengths = OfProducts("injection-strengths.csv", FormularyRows.Strength, row => $"{row.Amount}/{row.Use}/{row.IntervalDays}");
        var ranges = OfProducts("injection-ranges.csv", FormularyRows.Range, row => row.Row);
        var settings = OfProducts("injection-settings.csv", FormularyRows.Setting, row => row.Name);
        var schedule = OfProducts("injection-schedule.csv", FormularyRows.Schedule, row => row.Row);
        var steps = Parts("injection-missed-steps.csv", "missed", FormularyRows.Step);
        var missed = OfProducts("injection-missed.csv", row => FormularyRows.Missed(row, steps[Own(row)]), row => row.Row);
        var renal = OfProducts("injection-renal.csv", FormularyRows.Renal, row => row.Row);
        var doses = Parts("injection-switch-doses.csv", "switch", FormularyRows.SwitchDose);
        var switches = OfProducts("injection-switches.csv", row => FormularyRows.Switch(row, doses[Own(row)]), row => row.Row);
        var oral = OfProducts("injection-oral-doses.csv", FormularyRows.OralDose, row => row.Row);
        var remarks = OfProducts("injection-remarks.csv", FormularyRows.Remark, row => row.Row);

        RequireNoOrphan("injection-missed-steps.csv", steps.Select(part => part.Key), "injection-missed.csv", missed.SelectMany(rows => rows).Select(row => (row.Name, row.Edition)));
        RequireNoOrphan("injection-switch-doses.csv", doses.Select(part => part.Key), "injection-switches.csv", switches.SelectMany(rows => rows).Select(row => (row.Name, row.Edition)));
        named.AddRange(switches.SelectMany(rows => rows).Select(row => row.Row.From));
        named.AddRange(steps.SelectMany(part => part).Select(step => step.Product).OfType<string>());

        var identities = ReferenceCsv.Read(Products, open(Products), row => (row.Where, Label: new LabelRow<ProductIdentity>(row.Text("code"), row.Text("edition"), FormularyRows.Identity(row))));
        RequireKnownProducts([.. identities.Select(identity => identity.Label.Name)], named);
        var products = identities.GroupBy(identity => identity.Label.Name).Select(own =>
        {
            try
            {
                return Product.Through(Labels([.. own.Select(identity => identity.Label)]));
            }
            catch (Exception broken) when (broken is ArgumentException or FormatException or KeyNotFoundException) // what the values themselves refuse
            {
                throw new InvalidDataException($"{own.Last().Where}: {broken.Message}", broken);
            }
        });
        return new Formulary([.. products]);

        // One label for each day on which a row of this product begins or ends.
        List<(DateOnly From, Product Label)> Labels(IReadOnlyList<LabelRow<ProductIdentity>> own)
        {
            var labels = new List<(DateOnly From, Product Label)>();
            List<object> before = [];
            foreach (var day in editions.Turns.Prepend(DateOnly.MinValue))
            {
                if (InForce(own, day) is not [var identity]) continue;

                var all = new List<object> { identity };
                List<T> Pick<T>(ILookup<string, LabelRow<T>> rows, string? bridge = null) where T : notnull
                {
                    var picked = InForce(rows[bridge ?? identity.Code], day);
                    all.AddRange(picked.Cast<object>());
                    return picked;
                }

                var range = Pick(ranges);
                if (range.Count > 1) throw new ArgumentException($"{identity.Code} has two rows in injection-ranges.csv.");
                var missing = Pick(missed);
                var bridges = missing.SelectMany(band => band.Steps).Select(step => step.Product).OfType<string>().Distinct();
                var rows = new ProductRows(Pick(strengths), range.FirstOrDefault(), Pick(schedule), missing, Pick(renal), Pick(switches), Pick(remarks))
                {
                    BridgeRenal = bridges.ToDictionary(bridge => bridge, bridge => (IReadOnlyList<RenalRow>)Pick(renal, bridge)),
                    OralDoses = Pick(oral),
                };
                var choices = Pick(settings);
                if (before.SequenceEqual(all)) continue;

                before = all;
                labels.Add((labels.Count == 0 ? DateOnly.MinValue : day, new Product(identity, FormularyRows.Settings(choices.ToDictionary(setting => setting.Name, setting => setting.Value)), rows)));
            }

            return labels;
        }

        List<T> InForce<T>(IEnumerable<LabelRow<T>> rows, DateOnly day) => [.. editions.AllInForce([.. rows], row => row.Name, row => row.Edition, day).Select(row => row.Row)];

        ILookup<string, LabelRow<T>> OfProducts<T>(string file, Func<ReferenceRow, T> map, Func<T, string> name)
        {
            var seen = new HashSet<(string, string, string)>();
            var rows = ReferenceCsv.Read(file, open(file), row =>
            {
                var read = map(row);
                var label = (Product: row.Text("product"), Row: new LabelRow<T>(name(read), row.Text("edition"), read));
                return seen.Add((label.Product, label.Row.Name, label.Row.Edition)) ? label : throw row.Broken($"'{label.Row.Name}' comes twice");
            });
            named.AddRange(rows.Select(row => row.Product));
            return rows.ToLookup(row => row.Product, row => row.Row);
        }

        // A part stands with the row of its own edition.
        ILookup<(string Row, string Edition), T> Parts<T>(string file, string of, Func<ReferenceRow, T> map) =>
            ReferenceCsv.Read(file, open(file), row => (Of: (row.Text(of), row.Text("edition")), Part: map(row), row.Provenance())).ToLookup(part => part.Of, part => part.Part);
    }

    private static (string Row, string Edition) Own(ReferenceRow row) => (row.Text("row"), row.Text("edition"));

    private static void RequireNoOrphan(string file, IEnumerable<(string Row, string Edition)> parts, string parentFile, IEnumerable<(string Row, string Edition)> parents)
    {
        if (parts.Except(parents).Select(part => ((string, string)?)part).FirstOrDefault() is { } orphan) throw new InvalidDataException($"{file}: no row {orphan.Item1} of '{orphan.Item2}' in {parentFile}.");
    }

    // A misspelt product would otherwise lose its row in silence.
    private static void RequireKnownProducts(IReadOnlyList<string> products, IEnumerable<string> named)
    {
        if (named.FirstOrDefault(code => !products.Contains(code)) is { } unknown) throw new InvalidDataException($"{Products}: no product {unknown}, which another file names.");
    }

    /// <summary>A row of a label by what names it within its product.</summary>
    private sealed record LabelRow<T>(string Name, string Edition, T Row);
}
