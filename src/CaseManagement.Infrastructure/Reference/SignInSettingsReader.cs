using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads how people sign in from the rows of the security settings, and the passwords that are none.</summary>
internal static class SignInSettingsReader
{
    public static SignInSettings Read(SecuritySettings rows) => new(
        LockAfter: rows.Number("lock-after", "attempts"),
        LockFor: TimeSpan.FromMinutes(rows.Number("lock-for", "minutes")),
        PasswordMinLength: rows.Number("password-min-length", "characters"),
        Idle: TimeSpan.FromMinutes(rows.Number("session-idle", "minutes")),
        Longest: TimeSpan.FromHours(rows.Number("session-longest", "hours")),
        AccessToken: TimeSpan.FromMinutes(rows.Number("access-token", "minutes")),
        HashIterations: rows.Number("password-hash-iterations", "rounds"),
        RecoveryCodes: rows.Number("recovery-codes", "codes"),
        SecondFactorRoles: rows.Text("second-factor-roles", SecuritySettingsReader.RoleUnit).Split(' ').Select(Role).ToHashSet());

    /// <summary>Passwords that are tried first, and so are none.</summary>
    public static IReadOnlySet<string> CommonPasswords() => ReferenceCsv.Read("common-passwords.csv", row =>
    {
        foreach (var column in (string[])["source", "edition"]) row.Text(column);
        ReferenceLists.Certainty(row);

        return row.Text("password");
    }).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static StaffRole Role(string word) => word switch
    {
        "care-team-member" => StaffRole.CareTeamMember,
        "team-leader" => StaffRole.TeamLeader,
        "care-group-member" => StaffRole.CareGroupMember,
        "psychiatrist" => StaffRole.Psychiatrist,
        "prevention-office" => StaffRole.PreventionOffice,
        "administrator" => StaffRole.Administrator,
        _ => throw new InvalidDataException($"security-settings.csv: '{word}' is not a role."),
    };
}
