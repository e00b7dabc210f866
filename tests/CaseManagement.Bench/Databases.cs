using System.Diagnostics;
using CaseManagement.Infrastructure.Persistence.Engines;
using Npgsql;

namespace CaseManagement.Bench;

/// <summary>Where the databases of one engine are: files, or a server of this run alone.</summary>
internal sealed class Databases(string engine, string folder) : IAsyncDisposable
{
    private PrivatePostgreSql? _server;

    public async Task<(DatabaseSettings Database, bool IsThere)> NamedAsync(string name)
    {
        if (engine == Engine.Default)
        {
            var file = Path.Combine(folder, $"{name}.db");
            return (DatabaseSettings.Sqlite(file), File.Exists(file));
        }

        _server ??= await PrivatePostgreSql.StartAsync(Path.Combine(folder, "postgresql"));
        await using var connection = new NpgsqlConnection(_server.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var looking = connection.Command("SELECT count(*) FROM pg_database WHERE datname = @name", ("name", name));
        var isThere = Convert.ToInt32(await looking.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) > 0;
        if (!isThere) await connection.Run($"CREATE DATABASE \"{name}\"");

        return (new DatabaseSettings(engine, _server.ConnectionString(name)), isThere);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}

/// <summary>A PostgreSQL server of this run alone, from the machine's binaries: it listens on a socket in its own folder and keeps its promises to the disk as in production.</summary>
internal sealed class PrivatePostgreSql : IAsyncDisposable
{
    private readonly string _folder;

    private PrivatePostgreSql(string folder) => _folder = folder;

    public static async Task<PrivatePostgreSql> StartAsync(string folder)
    {
        var (data, isNew) = (Path.Combine(folder, "data"), !Directory.Exists(Path.Combine(folder, "data")));
        Directory.CreateDirectory(folder);
        await Run("chown", "postgres", folder);
        if (isNew)
        {
            await Tool("initdb", "-D", data, "-U", "postgres", "-A", "trust", "--encoding=UTF8", "--locale=C");
            await File.AppendAllTextAsync(Path.Combine(data, "postgresql.conf"),
                $"\nlisten_addresses = ''\nunix_socket_directories = '{folder}'\nshared_buffers = 512MB\nmax_wal_size = 8GB\nwork_mem = 16MB\nmax_connections = 100\neffective_cache_size = 4GB\nrandom_page_cost = 1.1\n");
        }

        await Tool("pg_ctl", "-D", data, "-l", Path.Combine(folder, "log"), "-w", "-t", "60", "start");

        return new PrivatePostgreSql(folder);
    }

    public string ConnectionString(string database) => $"Host={_folder};Username=postgres;Database={database};Maximum Pool Size=40;Command Timeout=0";

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Tool("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "fast", "-w", "stop");
    }

    private static string Binaries => Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(version => int.Parse(Path.GetFileName(version), System.Globalization.CultureInfo.InvariantCulture)).Select(version => Path.Combine(version, "bin")).First();

    private static Task Tool(string name, params string[] arguments) => Run("runuser", ["-u", "postgres", "--", Path.Combine(Binaries, name), .. arguments]);

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "\"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
