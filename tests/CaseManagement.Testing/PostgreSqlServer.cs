using System.Diagnostics;
using System.Globalization;

namespace CaseManagement.Testing;

/// <summary>A PostgreSQL server of the tests' own, from the machine's binaries: in a temporary folder, reached through a socket there, gone with the process.</summary>
public sealed class PostgreSqlServer
{
    private const string Installed = "/usr/lib/postgresql"; // where Debian puts its versions

    /// <summary>It refuses to run as root, and Debian's package brings this user.</summary>
    private const string User = "postgres";

    private static readonly Lazy<PostgreSqlServer> One = new(() => new PostgreSqlServer("-c fsync=off -c full_page_writes=off -c shared_buffers=256MB -c max_connections=400"));

    private readonly string _binaries;
    private readonly bool _isKept;

    /// <param name="options">Of the server, as on its command line.</param>
    /// <param name="folder">Where its data stays for another time; a temporary folder that goes with it when this is not given.</param>
    public PostgreSqlServer(string options, string? folder = null)
    {
        (Folder, _isKept) = (folder ?? Directory.CreateTempSubdirectory("case-management-postgresql-").FullName, folder is not null);
        _binaries = Directory.Exists(Installed) ? Directory.EnumerateDirectories(Installed).OrderBy(version => int.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture)).Last() + "/bin" : throw new InvalidOperationException($"There is no PostgreSQL in {Installed}; install the package postgresql.");
        Directory.CreateDirectory(Folder);
        if (Environment.IsPrivilegedProcess) Run("chown", User, Folder);
        if (!Directory.Exists(Data)) AsUser($"{_binaries}/initdb", "-D", Data, "-A", "trust", "-U", User, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        AsUser($"{_binaries}/pg_ctl", "-D", Data, "-l", $"{Folder}/log", "-w", "-o", $"-k {Folder} -c listen_addresses='' {options}", "start");
    }

    /// <summary>The one that all tests of a process share; what it keeps need not outlive a power cut.</summary>
    public static PostgreSqlServer Shared => One.Value;

    /// <summary>Where its own user may write.</summary>
    public string Folder { get; }

    public string ConnectionString => $"Host={Folder};Username={User};Database=postgres";

    /// <summary>Runs one of its programs, such as <c>pg_dump</c>, against it.</summary>
    public void Program(string name, params string[] arguments) => AsUser([$"{_binaries}/{name}", "-h", Folder, "-U", User, .. arguments]);

    private string Data => $"{Folder}/data";

    public void Stop()
    {
        AsUser($"{_binaries}/pg_ctl", "-D", Data, "-m", _isKept ? "fast" : "immediate", "stop");
        if (!_isKept) Directory.Delete(Folder, recursive: true);
    }

    private static void AsUser(params string[] command) => Run(Environment.IsPrivilegedProcess ? ["runuser", "-u", User, "--", .. command] : command);

    private static void Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = false, WorkingDirectory = "/" })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }
}
