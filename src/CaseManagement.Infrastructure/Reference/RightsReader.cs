using System.Text.Json;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads who may do what: every right exactly one row, every role one column, nothing that the code does not know.</summary>
public static class RightsReader
{
    private const string File = "rights.csv";

    private static readonly string[] Words = ["says", "source", "edition"];
    private static readonly Dictionary<string, Right> ByName = Enum.GetValues<Right>().ToDictionary(Spelt);
    private static readonly Dictionary<string, StaffRole> Roles = Enum.GetValues<StaffRole>().ToDictionary(Spelt);

    public static Rights Read() => Read(ReferenceCsv.Open(File));

    /// <exception cref="InvalidDataException">A row, a column or a word is missing, comes twice or is not known.</exception>
    public static Rights Read(TextReader text)
    {
        var left = Enum.GetValues<Right>().ToHashSet();
        var rows = ReferenceCsv.Read(File, text, row =>
        {
            if (row.Columns.FirstOrDefault(column => !IsKnown(column)) is { } unknown) throw row.Broken($"the column '{unknown}' is no role");
            foreach (var column in Words) row.Text(column);
            ReferenceLists.Certainty(row);
            if (!ByName.TryGetValue(row.Text("right"), out var right)) throw row.Broken($"'{row.Text("right")}' is no right");
            if (!left.Remove(right)) throw row.Broken($"'{row.Text("right")}' comes twice");

            return Roles.Where(role => row.OptionalText(role.Key) is not null && row.OneOf(role.Key, ("yes", true))).Select(role => (role.Value, right)).ToList();
        });

        return left.Count == 0 ? new(rows.SelectMany(row => row)) : throw ReferenceRow.Broken(File, $"the right '{Spelt(left.First())}' has no row");
    }

    private static bool IsKnown(string column) => column is "right" or "certainty" || Words.Contains(column) || Roles.ContainsKey(column);

    private static string Spelt<T>(T code) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString());
}
