using System.Globalization;
using CaseManagement.Application.Ports;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads the security settings: each name once, each a whole number of at least 1 with its unit, or a list of roles.</summary>
public static class SecuritySettingsReader
{
    /// <summary>The unit of a list of roles, parted by spaces; every other value is a number.</summary>
    public const string RoleUnit = "roles";

    private const string File = "security-settings.csv";

    public static SecuritySettings Read() => Read(ReferenceCsv.Open(File));

    /// <exception cref="InvalidDataException">A row is broken or comes twice.</exception>
    public static SecuritySettings Read(TextReader text)
    {
        var rows = new Dictionary<string, SecuritySetting>();
        ReferenceCsv.Read(File, text, row =>
        {
            foreach (var column in (string[])["source", "edition"]) row.Text(column);
            ReferenceLists.Certainty(row);
            var setting = new SecuritySetting(row.Text("value"), row.Text("unit"));
            if (setting.Unit != RoleUnit && !(int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1))
                throw row.Broken($"'{setting.Value}' is not a whole number of at least 1");

            return rows.TryAdd(row.Text("name"), setting) ? setting : throw row.Broken($"'{row.Text("name")}' comes twice");
        });

        return new(rows);
    }
}
