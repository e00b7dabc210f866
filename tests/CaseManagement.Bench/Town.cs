using System.Data.Common;
using System.Diagnostics;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.Infrastructure.Persistence.Engines;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Bench;

/// <summary>One big city in one database, with the product behind it and a bare connection beside.</summary>
internal sealed class Town : IAsyncDisposable
{
    private Town(int cases, DatabaseSettings database, ServiceProvider services, DbConnection bare, StaffMember doctor) =>
        (Cases, Database, Services, Bare, Doctor) = (cases, database, services, bare, doctor);

    public int Cases { get; }

    public DatabaseSettings Database { get; }

    public ServiceProvider Services { get; }

    public DbConnection Bare { get; }

    public StaffMember Doctor { get; }

    public byte[] TeamId => Doctor.CareTeamId!.Value.Value.ToByteArray(bigEndian: true);

    public bool IsSqlite => Database.Provider == Engine.Default;

    /// <param name="name">Of its database, where it is not to be shared with other rows.</param>
    public static async Task<Town> OpenAsync(Databases databases, int cases, DateOnly today, string? name = null)
    {
        var (database, isThere) = await databases.NamedAsync(name ?? $"city{cases}");
        var began = Stopwatch.GetTimestamp();
        if (!isThere) await BigCity.BuildAsync(database, cases, today, CancellationToken.None);
        Console.Error.WriteLine($"{database.Provider}, {cases.Say()} cases: {(isThere ? "used again" : $"made in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s")}");

        var services = BigCity.Provider(database, TimeProvider.System);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
        var doctor = await scope.ServiceProvider.GetRequiredService<CaseDb>().Staff.SingleAsync(staff => staff.Code == "doctor");

        return new Town(cases, database, services, await BigCityDialect.Of(database).OpenAsync(CancellationToken.None), doctor);
    }

    public Task<int> Run(string sql) => Bare.Run(sql);

    /// <summary>After what is undone: neither side finds the other's leavings.</summary>
    public async Task TidyAsync()
    {
        foreach (var sql in IsSqlite ? (string[])["PRAGMA wal_checkpoint(TRUNCATE)"] : ["VACUUM \"CareTask\"", "VACUUM \"Alert\"", "CHECKPOINT"]) await Run(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await Bare.DisposeAsync();
        await Services.DisposeAsync();
    }
}

internal static class BareDriver
{
    public static DbCommand Command(this DbConnection connection, string sql, params (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static async Task<int> Run(this DbConnection connection, string sql)
    {
        await using var command = connection.Command(sql);
        return await command.ExecuteNonQueryAsync();
    }

    public static async Task<long> Number(this DbConnection connection, string sql)
    {
        await using var command = connection.Command(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
