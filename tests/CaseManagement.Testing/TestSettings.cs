using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Testing;

/// <summary>The settings as they are, but for what stands in the way of a test.</summary>
public static class TestSettings
{
    private const string FewRounds = "1000";

    /// <summary>A password costs little to try: hundreds of tests sign in, and none of them is about how long that takes.</summary>
    public static SecuritySettings Swift() => With((name, value) => name == "password-hash-iterations" ? FewRounds : value);

    /// <summary>The same, and nobody is told to ask less often: many people do in a minute what takes a year.</summary>
    /// <param name="often">How often somebody may ask in a minute.</param>
    public static SecuritySettings Unhurried(string often = "100000") =>
        With((name, value) => name == "password-hash-iterations" ? FewRounds : name.Contains("-per-minute", StringComparison.Ordinal) ? often : value);

    private static SecuritySettings With(Func<string, string, string> value) => SecuritySettingsReader.Read(new StringReader(string.Join('\n',
        File.ReadLines(Path.Combine(Repository.Root, "db", "reference", "security-settings.csv")).Select(line =>
            line.Split(',') is [var name, var kept, ..] columns ? string.Join(',', [name, value(name, kept), .. columns[2..]]) : line))));
}
