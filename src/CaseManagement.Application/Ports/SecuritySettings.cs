namespace CaseManagement.Application.Ports;

/// <summary>The numbers that guard the doors: <c>db/reference/security-settings.csv</c> as it was read when the program started.</summary>
public sealed class SecuritySettings(IReadOnlyDictionary<string, SecuritySetting> rows)
{
    /// <exception cref="InvalidDataException">There is no row of this name, or its unit is another.</exception>
    public int Number(string name, string unit) => rows.TryGetValue(name, out var row) && row.Unit == unit
        ? row.Value
        : throw new InvalidDataException($"The security settings have no '{name}' in {unit}.");

    /// <exception cref="InvalidDataException">There is no row of this name, or its unit is another.</exception>
    public TimeSpan Seconds(string name) => TimeSpan.FromSeconds(Number(name, "seconds"));
}

/// <summary>One number with its unit.</summary>
public sealed record SecuritySetting(int Value, string Unit);
