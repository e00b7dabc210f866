using System.Diagnostics;

namespace CaseManagement.Testing;

/// <summary>A PostgreSQL server of the tests' own, from the machine's binaries: in a temporary folder, reached through a socket there, gone with the process.</summary>
public sealed class PostgreSqlServer
{
    private const string Installed = "/usr/lib/postgresql"; // where Debian puts its versions

    /// <summary>It refuses to run as root, and Debian's package brings this user.</summary>
    private const string User = "postgres";

    private static readonly Lazy<PostgreSqlServer> One = new(() => new PostgreSqlServer("-c fsync=off -c full_page_writes=off -c shared_buffers=256MB -c max_connections=400"));

    private readonly string _folder = Directory.CreateTempSubdirectory("case-management-postgresql-").FullName;
    private readonly string _binaries;

    /// <param name="options">Of the server, as on its command line.</param>
    public PostgreSqlServer(string options)
    {
        _binaries = Directory.Exists(Installed) ? Directory.EnumerateDirectories(Installed).OrderBy(version => int.Parse(Path.GetFileName(version), System.Globalization.CultureInfo.InvariantCulture)).Last() + "/bin" : throw new InvalidOperationException($"There is no PostgreSQL in {Installed}; install the package postgresql.");
        if (Environment.IsPrivilegedProcess) Run("chown", User, _folder);
        AsUser($"{_binaries}/initdb", "-D", $"{_folder}/data", "-A", "trust", "-U", User, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        AsUser($"{_binaries}/pg_ctl", "-D", $"{_folder}/data", "-l", $"{_folder}/log", "-w", "-o", $"-k {_folder} -c listen_addresses='' {options}", "start");
    }

    /// <summary>The one that all tests of a process share; what it keeps need not outlive a power cut.</summary>
    public static PostgreSqlServer Shared => One.Value;

    /// <summary>Where its own user may write.</summary>
    public string Folder => _folder;

    public string ConnectionString => $"Host={_folder};Username={User};Database=postgres";

    /// <summary>Runs one of its programs, such as <c>pg_dump</c>, against it.</summary>
    public void Program(string name, params string[] arguments) => AsUser([$"{_binaries}/{name}", "-h", _folder, "-U", User, .. arguments]);

    public void Stop()
    {
        AsUser($"{_binaries}/pg_ctl", "-D", $"{_folder}/data", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
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
