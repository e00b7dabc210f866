using System.Text.Json;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads which member of a care group sees which field: every field exactly one row, every kind of member one column.</summary>
internal static class MemberFieldsReader
{
    private const string File = "member-fields.csv";

    public static MemberFields Read() => Read(ReferenceCsv.Open(File));

    /// <exception cref="InvalidDataException">A row, a column or a word is missing, comes twice or is not known.</exception>
    public static MemberFields Read(TextReader text)
    {
        var left = Enum.GetValues<MemberField>().ToDictionary(Spelt);
        var rows = ReferenceCsv.Read(File, text, row =>
        {
            foreach (var column in (string[])["zh", "en", "source", "edition"]) row.Text(column);
            ReferenceLists.Certainty(row);
            if (!left.Remove(row.Text("field"), out var field)) throw row.Broken($"'{row.Text("field")}' is no field, or comes twice");

            return Enum.GetValues<MemberKind>().Where(kind => row.OptionalText(Spelt(kind)) is not null && row.OneOf(Spelt(kind), ("yes", true))).Select(kind => (kind, field)).ToList();
        });

        return left.Count == 0 ? new(rows.SelectMany(row => row)) : throw ReferenceRow.Broken(File, $"the field '{left.First().Key}' has no row");
    }

    private static string Spelt<T>(T code) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString());
}
