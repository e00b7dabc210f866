using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Demo;

/// <summary>One demo city for all tests of this folder, and the same once more on another day of the clock.</summary>
public sealed class DemoCities : IAsyncLifetime
{
    public const int Patients = 600;
    public const int Seed = 7;

    public static readonly DateOnly Today = new(2026, 11, 20);

    public Slice City { get; private set; } = null!;

    public Slice Again { get; private set; } = null!;

    public DemoBuilt Built { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        City = await Slice.EmptyAsync(Today);
        Again = await Slice.EmptyAsync(Today.AddDays(40));
        Built = await BuildAsync(City, Patients, Seed);
        await BuildAsync(Again, Patients, Seed);
    }

    public async ValueTask DisposeAsync()
    {
        await City.DisposeAsync();
        await Again.DisposeAsync();
    }

    public static async Task<DemoBuilt> BuildAsync(Slice slice, int patients, int seed)
    {
        await using var scope = slice.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
        return await scope.ServiceProvider.GetRequiredService<IDemoCity>().BuildAsync(patients, seed, Today, _ => { }, TestContext.Current.CancellationToken);
    }

    /// <summary>Every row of every table in the order of its writing, without the records of runs and the instants that only the clock gives.</summary>
    public static IReadOnlyDictionary<string, List<string>> Dump(Slice slice)
    {
        using var connection = new SqliteConnection($"Data Source={slice.File}");
        connection.Open();
        var tables = Read(connection, """SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\_\_%' ESCAPE '\'""");

        return tables.Except(["AuditEntry", "AuditHead", "JobRun", "Heartbeat"]).ToDictionary(table => table, table =>
        {
            var columns = Read(connection, $"SELECT name FROM pragma_table_info('{table}') WHERE NOT ('{table}' = 'Alert' AND name = 'ClosedAt')");
            return Read(connection, $"""SELECT {string.Join(" || '|' || ", columns.Select(column => $"quote(\"{column}\")"))} FROM "{table}" ORDER BY rowid""");
        });
    }

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));

        return rows;
    }
}
