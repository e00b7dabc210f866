using System.Globalization;

namespace CaseManagement.Application.Ports;

/// <summary>What guards the doors: <c>db/reference/security-settings.csv</c> as it was read when the program started.</summary>
public sealed class SecuritySettings(IReadOnlyDictionary<string, SecuritySetting> rows)
{
    /// <exception cref="InvalidDataException">There is no row of this name, its unit is another, or it is not a whole number of at least 1.</exception>
    public int Number(string name, string unit) => int.TryParse(Text(name, unit), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
        ? number
        : throw new InvalidDataException($"The security setting '{name}' is not a whole number of at least 1.");

    /// <exception cref="InvalidDataException">There is no row of this name, or its unit is another.</exception>
    public string Text(string name, string unit) => rows.TryGetValue(name, out var row) && row.Unit == unit
        ? row.Value
        : throw new InvalidDataException($"The security settings have no '{name}' in {unit}.");

    /// <exception cref="InvalidDataException">There is no row of this name, or its unit is another.</exception>
    public TimeSpan Seconds(string name) => TimeSpan.FromSeconds(Number(name, "seconds"));
}

/// <summary>One value with its unit.</summary>
public sealed record SecuritySetting(string Value, string Unit);
