using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using CaseManagement.Domain;

namespace CaseManagement.Infrastructure.Keys;

/// <summary>The file with the secrets of an installation: <c>{ "1": "BASE64" }</c>, readable by its owner alone.</summary>
/// <remarks>It is written beside itself and then renamed, so that nobody ever reads half of it.</remarks>
internal static class KeyFile
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true };

    /// <exception cref="RuleBrokenException"><c>keys.file-unreadable</c></exception>
    public static KeyRing Read(string path)
    {
        try
        {
            return new KeyRing(Secrets(path));
        }
        catch (Exception fault) when (fault is JsonException or FormatException or ArgumentException)
        {
            throw new RuleBrokenException("keys.file-unreadable", "The key file {0} cannot be read; restore it from its backup.", path);
        }
    }

    /// <summary>A first fresh secret; where another process was faster, its file is taken.</summary>
    public static KeyRing ReadOrCreate(string path)
    {
        if (File.Exists(path)) return Read(path);

        var fresh = WriteBeside(path, new() { [1] = RandomNumberGenerator.GetBytes(KeyRing.KeyBytes) });
        try
        {
            var isLinked = !OperatingSystem.IsWindows() && (Link(fresh, path) == 0 || File.Exists(path));
            if (!isLinked) File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // another process was faster
        }

        File.Delete(fresh);
        return Read(path);
    }

    /// <summary>Gives a file a second name, or does nothing where that name is taken: on Unix a move looks first and renames afterwards, and would put one program's keys in the place of another's.</summary>
    [DllImport("libc", EntryPoint = "link")]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string file, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    /// <returns>The version of the secret that was added.</returns>
    public static KeyRing Add(string path)
    {
        var secrets = Secrets(path);
        secrets[secrets.Keys.Max() + 1] = RandomNumberGenerator.GetBytes(KeyRing.KeyBytes);
        File.Move(WriteBeside(path, secrets), path, overwrite: true);

        return Read(path);
    }

    public static void Remove(string path, IReadOnlyList<int> versions)
    {
        var kept = Secrets(path).Where(secret => !versions.Contains(secret.Key)).ToDictionary();
        File.Move(WriteBeside(path, kept), path, overwrite: true);
    }

    private static Dictionary<int, byte[]> Secrets(string path) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path))!
            .ToDictionary(secret => int.Parse(secret.Key, NumberStyles.None, CultureInfo.InvariantCulture), secret => Convert.FromBase64String(secret.Value));

    private static string WriteBeside(string path, Dictionary<int, byte[]> secrets)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var fresh = Path.Combine(folder, $"{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(fresh, options))
        {
            JsonSerializer.Serialize(file, secrets.OrderBy(secret => secret.Key).ToDictionary(secret => secret.Key.ToString(CultureInfo.InvariantCulture), secret => Convert.ToBase64String(secret.Value)), Layout);
            file.Flush(flushToDisk: true); // a key that is lost in a power cut has nothing left to open
        }

        return fresh;
    }
}
