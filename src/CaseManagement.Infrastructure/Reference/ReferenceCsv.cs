using System.Globalization;
using CsvHelper;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads the lists of <c>db/reference</c> that are embedded in this assembly; a row that is not as it should be stops the service.</summary>
internal static class ReferenceCsv
{
    private const string Folder = "reference/";

    private static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MissingField = CsvMissingFieldHandling.Throw,
    };

    public static TextReader Open(string file) => new StreamReader(
        typeof(ReferenceCsv).Assembly.GetManifestResourceStream(Folder + file) ?? throw new InvalidDataException($"{file}: this list of reference data is missing."));

    /// <summary>The files that are built in.</summary>
    public static IEnumerable<string> Names => typeof(ReferenceCsv).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name => name[Folder.Length..]);

    public static IReadOnlyList<T> Read<T>(string file, Func<ReferenceRow, T> map) => Read(file, Open(file), map);

    /// <exception cref="InvalidDataException">A row is broken, or there is none; the message names the file and the line.</exception>
    public static IReadOnlyList<T> Read<T>(string file, TextReader text, Func<ReferenceRow, T> map)
    {
        using var csv = CsvReader.Create(text, Strict, leaveOpen: false);
        var rows = new List<T>();
        try
        {
            while (csv.Read()) rows.Add(map(new(file, csv)));
        }
        catch (CsvFormatException broken)
        {
            throw new InvalidDataException($"{file}, line {broken.LineNumber}: {broken.Message}", broken);
        }
        catch (Exception broken) when (broken is FormatException or ArgumentException or KeyNotFoundException) // what the values themselves refuse
        {
            throw new InvalidDataException($"{file}, line {csv.LineNumber}: {broken.Message}", broken);
        }

        return rows.Count > 0 ? rows : throw new InvalidDataException($"{file}, line 1: there is no row.");
    }
}

/// <summary>One row of a reference list; every refusal names the file and the line.</summary>
internal sealed class ReferenceRow(string file, CsvReader csv)
{
    public string Where { get; } = $"{file}, line {csv.LineNumber}";

    public IReadOnlyList<string> Columns => [.. csv.Headers];

    /// <summary>What the column says; an empty field is a broken row.</summary>
    public string Text(string column) => OptionalText(column) ?? throw Broken($"the column '{column}' is empty");

    /// <summary>What the column says; null where it says nothing.</summary>
    public string? OptionalText(string column)
    {
        if (!csv.TryGetFieldIndex(column, out var index)) throw Broken($"there is no column '{column}'");

        return csv.GetString(index) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
    }

    public int Number(string column) => OptionalNumber(column) ?? throw Broken($"the column '{column}' is empty");

    public int? OptionalNumber(string column) =>
        OptionalText(column) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Broken($"'{text}' is not a whole number");

    public DateOnly Day(string column) => OptionalDay(column) ?? throw Broken($"the column '{column}' is empty");

    public DateOnly? OptionalDay(string column) =>
        OptionalText(column) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw Broken($"'{text}' is not a day");

    /// <summary>An amount above 0.</summary>
    public decimal Amount(string column) => OptionalAmount(column) ?? throw Broken($"the column '{column}' is empty");

    public decimal? OptionalAmount(string column) =>
        OptionalText(column) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0 ? amount
        : throw Broken($"'{text}' is not a number above 0");

    public bool YesNo(string column) => OneOf(column, ("yes", true), ("no", false));

    /// <summary>One of the words given, and what it stands for.</summary>
    public T OneOf<T>(string column, params ReadOnlySpan<(string Word, T Meaning)> words)
    {
        foreach (var (word, meaning) in words)
        {
            if (word == Text(column)) return meaning;
        }

        throw Broken($"'{Text(column)}' in the column '{column}' is not one of the words it may be");
    }

    /// <summary>For a refusal after the reader has moved on.</summary>
    public static InvalidDataException Broken(string where, string trouble) => new($"{where}: {trouble}.");

    public InvalidDataException Broken(string trouble) => Broken(Where, trouble);
}
