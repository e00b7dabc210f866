using System.Diagnostics;
using CaseManagement.Infrastructure.Persistence.Engines;

namespace CaseManagement.Testing;

/// <summary>A PostgreSQL of the tests' own, made from the machine's binaries in a folder that goes with it. It listens to nobody but this machine.</summary>
public sealed class OwnPostgres : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("case-management-pg-");

    private OwnPostgres() { }

    private static string? Binaries { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order().LastOrDefault()
        : null;

    public static bool CanStart => Binaries is not null;

    /// <summary>Where one of its databases is; the first migration makes it.</summary>
    public DatabaseSettings Database(string name) => new("PostgreSql", $"Host={_folder.FullName};Username=postgres;Database={name}");

    public static async Task<OwnPostgres> StartAsync()
    {
        var server = new OwnPostgres();
        if (Environment.IsPrivilegedProcess) await Run("chown", "postgres", server._folder.FullName); // it refuses to run as root
        await Run("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await Run("pg_ctl", "-D", server.Data, "-w", "-l", Path.Combine(server._folder.FullName, "log"), "-o", $"-c listen_addresses='' -c unix_socket_directories='{server._folder.FullName}' -c fsync=off -c max_connections=200", "start");

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await Run("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");
        _folder.Delete(recursive: true);
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    private static async Task Run(string program, params string[] args)
    {
        var own = Path.Combine(Binaries!, program);
        var command = !File.Exists(own) ? [program] : Environment.IsPrivilegedProcess ? new[] { "runuser", "-u", "postgres", "--", own } : [own];
        using var process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], .. args]) { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() })!;
        var output = program == "pg_ctl" ? Task.FromResult("") : process.StandardOutput.ReadToEndAsync(); // what pg_ctl starts keeps the pipe open
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output}");
    }
}
