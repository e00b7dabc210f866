using System.Globalization;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads the numbers of the sign-in: each exactly once, none left over, each in its unit.</summary>
internal sealed class SecuritySettingsReader
{
    private const string File = "security-settings.csv";

    private readonly Dictionary<string, (string Where, string Value, string Unit)> _left = [];

    private SecuritySettingsReader(TextReader text) => ReferenceCsv.Read(File, text, row =>
    {
        foreach (var column in (string[])["source", "edition"]) row.Text(column);
        ReferenceLists.Certainty(row);

        return _left.TryAdd(row.Text("name"), (row.Where, row.Text("value"), row.Text("unit"))) ? row : throw row.Broken($"'{row.Text("name")}' comes twice");
    });

    public static SecuritySettings Read() => Read(ReferenceCsv.Open(File));

    public static SecuritySettings Read(TextReader text) => new SecuritySettingsReader(text).Build();

    /// <summary>Passwords that are tried first, and so are none.</summary>
    public static IReadOnlySet<string> CommonPasswords() => ReferenceCsv.Read("common-passwords.csv", row =>
    {
        foreach (var column in (string[])["source", "edition"]) row.Text(column);
        ReferenceLists.Certainty(row);

        return row.Text("password");
    }).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private SecuritySettings Build()
    {
        var settings = new SecuritySettings(
            LockAfter: Number("lock.after", "attempts"),
            LockFor: TimeSpan.FromMinutes(Number("lock.for", "minutes")),
            PasswordMinLength: Number("password.min-length", "characters"),
            Idle: TimeSpan.FromMinutes(Number("session.idle", "minutes")),
            Longest: TimeSpan.FromHours(Number("session.longest", "hours")),
            AccessToken: TimeSpan.FromMinutes(Number("session.access-token", "minutes")),
            HashIterations: Number("password.hash-iterations", "rounds"),
            RecoveryCodes: Number("second-factor.recovery-codes", "codes"),
            SecondFactorRoles: Roles("second-factor.roles"));

        return _left.Count == 0 ? settings : throw ReferenceRow.Broken(_left.Values.First().Where, $"nothing reads '{_left.Keys.First()}'");
    }

    private (string Where, string Value) Take(string name, string unit)
    {
        if (!_left.Remove(name, out var row)) throw ReferenceRow.Broken(File, $"the list ends without '{name}'");

        return row.Unit == unit ? (row.Where, row.Value) : throw ReferenceRow.Broken(row.Where, $"the unit of '{name}' is '{unit}'");
    }

    private int Number(string name, string unit)
    {
        var (where, value) = Take(name, unit);
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? number
            : throw ReferenceRow.Broken(where, $"'{value}' is not a whole number of at least 1");
    }

    private HashSet<StaffRole> Roles(string name)
    {
        var (where, value) = Take(name, "roles");
        return [.. value.Split(' ').Select(word => word switch
        {
            "care-team-member" => StaffRole.CareTeamMember,
            "team-leader" => StaffRole.TeamLeader,
            "care-group-member" => StaffRole.CareGroupMember,
            "psychiatrist" => StaffRole.Psychiatrist,
            "prevention-office" => StaffRole.PreventionOffice,
            "administrator" => StaffRole.Administrator,
            _ => throw ReferenceRow.Broken(where, $"'{word}' is not a role"),
        })];
    }
}
