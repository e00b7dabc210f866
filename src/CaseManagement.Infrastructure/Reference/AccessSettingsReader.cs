using CaseManagement.Domain.Access;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads for how long a case stays open to somebody; the list holds other settings beside.</summary>
internal static class AccessSettingsReader
{
    private const string File = "security-settings.csv";

    public static AccessSettings Read()
    {
        var rows = ReferenceCsv.Read(File, row =>
        {
            foreach (var column in (string[])["source", "edition"]) row.Text(column);
            ReferenceLists.Certainty(row);

            return (Name: row.Text("name"), Value: row.Text("value"), Unit: row.Text("unit"), row.Where);
        });

        return new(EmergencyHours: Number("emergency-access-hours", "hours"), SpecialistKeepsDays: Number("specialist-keeps-days", "days"));

        int Number(string name, string unit)
        {
            var found = rows.Where(row => row.Name == name).ToList();
            if (found is not [var row]) throw ReferenceRow.Broken(File, $"'{name}' comes {found.Count} times");
            if (row.Unit != unit) throw ReferenceRow.Broken(row.Where, $"the unit of '{name}' is '{unit}'");

            return int.TryParse(row.Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 1
                ? number
                : throw ReferenceRow.Broken(row.Where, $"'{row.Value}' is not a whole number of at least 1");
        }
    }
}
