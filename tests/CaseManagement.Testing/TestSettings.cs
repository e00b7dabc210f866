using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Testing;

/// <summary>The settings as they are, but for what stands in the way of a test.</summary>
public static class TestSettings
{
    private const string Often = "100000";

    /// <summary>Nobody is told to ask less often: many people do in a minute what takes a year.</summary>
    public static SecuritySettings Unhurried() => SecuritySettingsReader.Read(new StringReader(string.Join('\n',
        File.ReadLines(Path.Combine(Repository.Root, "db", "reference", "security-settings.csv")).Select(line =>
            line.Split(',') is [var name, _, var unit, ..] columns && name.Contains("-per-minute", StringComparison.Ordinal) ? string.Join(',', [name, Often, unit, .. columns[3..]]) : line))));
}
