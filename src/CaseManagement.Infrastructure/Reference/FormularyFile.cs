using CsvHelper;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>One reference file of the formulary.</summary>
internal sealed class FormularyFile(string name, Func<TextReader> open)
{
    // The defaults forgive ragged rows and stray quotes; a row of a label is either as printed or refused.
    private static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MissingField = CsvMissingFieldHandling.Throw,
    };

    public static FormularyFile FromResource(string name) => new(name, () => new StreamReader(
        typeof(FormularyFile).Assembly.GetManifestResourceStream("reference/" + name)
        ?? throw new FileNotFoundException($"The reference file {name} is not part of the program.", name)));

    /// <exception cref="FormatException">A row is broken; the message names file and line.</exception>
    public IReadOnlyList<T> Rows<T>(Func<FormularyRow, T> read)
    {
        using var csv = CsvReader.Create(open(), Strict, leaveOpen: false);
        var rows = new List<T>();
        try
        {
            while (csv.Read()) rows.Add(read(new FormularyRow(csv)));
        }
        catch (CsvFormatException broken)
        {
            throw new FormatException($"{name}, line {broken.LineNumber}: {broken.Message}", broken);
        }
        catch (Exception broken) when (broken is FormatException or ArgumentException or KeyNotFoundException)
        {
            throw new FormatException($"{name}, line {csv.LineNumber}: {broken.Message}", broken);
        }
        return rows.Count > 0 ? rows : throw new FormatException($"{name}: no row.");
    }
}
