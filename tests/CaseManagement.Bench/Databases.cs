using CaseManagement.Testing;
using CaseManagement.Infrastructure.Persistence.Engines;
using Npgsql;

namespace CaseManagement.Bench;

/// <summary>Where the databases of one engine are: files, or a server of this run alone.</summary>
internal sealed class Databases(string engine, string folder)
{
    /// <summary>It keeps its promises to the disk, and has the memory of a small server.</summary>
    private const string AsInProduction = "-c shared_buffers=512MB -c max_wal_size=8GB -c work_mem=16MB -c max_connections=100 -c effective_cache_size=4GB -c random_page_cost=1.1";

    private PostgreSqlServer? _server;

    public async Task<(DatabaseSettings Database, bool IsThere)> NamedAsync(string name)
    {
        if (engine == Engine.Default)
        {
            var file = Path.Combine(folder, $"{name}.db");
            return (DatabaseSettings.Sqlite(file), File.Exists(file));
        }

        _server ??= new PostgreSqlServer(AsInProduction, Path.Combine(folder, "postgresql"));
        await using var connection = new NpgsqlConnection(_server.ConnectionString);
        await connection.OpenAsync();
        await using var looking = connection.Command("SELECT count(*) FROM pg_database WHERE datname = @name", ("name", name));
        var isThere = Convert.ToInt32(await looking.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) > 0;
        if (!isThere) await connection.Run($"CREATE DATABASE \"{name}\"");

        return (new DatabaseSettings(engine, new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = name, MaxPoolSize = 40 }.ConnectionString), isThere);
    }
}
