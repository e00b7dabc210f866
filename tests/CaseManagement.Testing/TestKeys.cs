using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaseManagement.Infrastructure.Keys;

namespace CaseManagement.Testing;

/// <summary>Keys for tests, the same every time; as a ring, and as the file with which a process of its own opens a slice's database.</summary>
public static class TestKeys
{
    public static KeyRing Ring { get; } = Of(1);

    /// <summary>The setting that names the file.</summary>
    public static string Setting => $"--Keys:File={File.Value}";

    /// <summary>A ring of these versions; a version's secret is the same in every ring.</summary>
    public static KeyRing Of(params int[] versions) => new(versions.ToDictionary(version => version, Secret));

    private static readonly Lazy<string> File = new(() =>
    {
        var path = Path.Combine(Path.GetTempPath(), $"case-management-test-keys-{Guid.NewGuid():N}.json");
        System.IO.File.WriteAllText(path, JsonSerializer.Serialize(new Dictionary<string, string> { ["1"] = Convert.ToBase64String(Secret(1)) }));

        return path;
    });

    private static byte[] Secret(int version) => SHA256.HashData(Encoding.UTF8.GetBytes($"test keys, version {version}"));
}
