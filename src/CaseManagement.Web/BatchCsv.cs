using System.Globalization;
using System.Text;
using CaseManagement.Application.Features.Batches;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Batches;

namespace CaseManagement.Web;

/// <summary>The report of long work as a table for a spreadsheet, in the reader's language: UTF-8 with its mark, without which one reads it as GBK.</summary>
internal static class BatchCsv
{
    public const string Type = "text/csv; charset=utf-8";

    /// <summary>What a spreadsheet would take for a formula.</summary>
    private static readonly char[] Formula = ['=', '+', '-', '@', '\t', '\r'];

    public static string Name(Guid id) => $"report-{id}.csv";

    public static byte[] Of(BatchReport report, Texts texts)
    {
        IEnumerable<string?[]> rows = report.Kind == BatchKind.AreaImport
            ? [[texts["report.line"], texts["report.area"], texts["report.code"], texts["report.why"]], .. report.Lines.Select(line => new[] { line.Number.ToString(CultureInfo.InvariantCulture), line.AreaCode, line.Code, Refusals.Sentence(line.Code) })]
            : [[texts["report.what"], texts["report.id"], texts["report.about"], texts["report.on"], texts["report.from-area"], texts["report.to-area"], texts["report.from"], texts["report.to"], texts["report.went-back"]], .. report.Moved.Select(row => Moved(row, texts))];
        var text = new StringBuilder();
        foreach (var row in rows) text.AppendJoin(',', row.Select(Cell)).Append("\r\n");

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string?[] Moved(MovedRow row, Texts texts) =>
        [texts.Of(row.Kind), row.Id, row.About is { } about ? texts.Of(about) : null, row.On is { } on ? Days.Iso(on) : null, row.FromAreaCode, row.ToAreaCode, row.From, row.To ?? (row.Kind is MovedKind.AlertInHand or MovedKind.Agreement ? null : texts["list.no-team"]), row.WentBack is { } went ? texts[went ? "report.yes" : "report.no"] : null];

    private static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value)) return "";

        var safe = Formula.Contains(value[0]) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
