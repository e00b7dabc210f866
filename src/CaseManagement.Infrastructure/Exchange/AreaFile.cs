using System.Runtime.CompilerServices;
using CaseManagement.Domain;
using CsvHelper;

namespace CaseManagement.Infrastructure.Exchange;

/// <summary>Reads a file of divisions line by line, holding one buffer of it at a time.</summary>
internal static class AreaFile
{
    private const string Header = "code,name,parent_code";
    private const int Columns = 3;
    private const int MaxLine = 1 << 20; // bytes: many times what a division needs, and no more memory than that for a file without line breaks

    /// <exception cref="RuleBrokenException">The file as a whole is refused.</exception>
    public static async IAsyncEnumerable<AreaLine> Lines(Stream file, [EnumeratorCancellation] CancellationToken ct)
    {
        var isBroken = false;
        await using var text = new StrictUtf8(file);
        await using var csv = CsvReader.Create(text, Options(() => isBroken = true), leaveOpen: true);

        Rule.Require(await Next(csv, ct), "import.empty", "The file holds no line.");
        Rule.Require(!isBroken && IsHeader(csv), "import.header", $"The header of the file is not {Header}.", Header);

        var read = 0;
        while (true)
        {
            isBroken = false;
            if (!await Next(csv, ct)) break;

            read++;
            var number = checked((int)csv.LineNumber);
            yield return isBroken || csv.FieldCount != Columns ? AreaLine.Broken(number) : AreaLine.Of(number, csv.GetString(0), csv.GetString(1), csv.GetString(2));
        }

        Rule.Require(read > 0, "import.empty", "The file holds no line.");
    }

    private static bool IsHeader(CsvReader csv) =>
        csv.FieldCount == Columns && Header == $"{csv.GetString(0)},{csv.GetString(1)},{csv.GetString(2)}";

    private static async ValueTask<bool> Next(CsvReader csv, CancellationToken ct)
    {
        try
        {
            return await csv.ReadAsync(ct);
        }
        catch (CsvFormatException tooLong) // the one thing that the options below let it throw for
        {
            throw new RuleBrokenException("import.line-too-long", $"Line {tooLong.LineNumber} is too long for a file of divisions.", tooLong.LineNumber);
        }
    }

    // One bad quote costs its own line and no other: a line break always ends the line.
    private static CsvReaderOptions Options(Action onBroken) => new()
    {
        Separator = ',',
        HasHeader = false,
        TrackLineNumbers = true,
        TrimWhitespace = true,
        AllowLineBreaksInQuotes = false,
        MaxRecordSize = MaxLine,
        OnMalformedRecord = _ => onBroken(),
    };
}
