using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using CaseManagement.Testing;
using Microsoft.Data.Sqlite;

namespace CaseManagement.Bench;

/// <summary>One row of the page, as the bare driver reads it.</summary>
internal sealed record BareRow(
    Guid TaskId, Guid CaseId, string Name, int Sex, DateOnly BornOn, int Kind, DateOnly CycleOn, DateOnly OpensOn, DateOnly DueOn, DateOnly ClosesOn, string Basis, DateOnly? QuietUntil, int? Class, int? Risk, string AreaCode, Guid? CareTeamId, string? Team, int? Told, DateOnly? ToldOn);

/// <summary>One connection with its prepared statements.</summary>
internal sealed class BareWorker : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly DbCommand _worklist;
    private readonly DbCommand _last;
    private readonly DbCommand _entry;
    private readonly DbCommand _head;
    private readonly List<(string Table, DbCommand Insert)> _registration = [];

    private BareWorker(DbConnection connection, byte[] team, string area)
    {
        _connection = connection;
        _worklist = connection.Command(BareSql.Worklist, BareSql.WorklistParameters(team, area));
        _last = connection.Command(connection is SqliteConnection ? BareSql.LastEntry : $"{BareSql.LastEntry} FOR UPDATE");
        _entry = connection.Command(BareSql.AddEntry, ("id", 0L), ("at", DateTime.UnixEpoch), ("actor", team), ("kind", 0), ("request", ""), ("case", team), ("detail", ""), ("mac", team));
        _entry.Parameters["case"].DbType = DbType.Binary;
        _head = connection.Command(BareSql.MoveHead, ("id", 0L), ("mac", team));
    }

    public static async Task<BareWorker> OpenAsync(Infrastructure.Persistence.Engines.DatabaseSettings database, byte[] team, string area)
    {
        var worker = new BareWorker(await BigCityDialect.Of(database).OpenAsync(CancellationToken.None), team, area);
        await worker._worklist.PrepareAsync();
        await worker._last.PrepareAsync();
        await worker._entry.PrepareAsync();
        await worker._head.PrepareAsync();

        return worker;
    }

    public async Task<List<BareRow>> WorklistAsync()
    {
        await using var reader = await _worklist.ExecuteReaderAsync();
        var rows = new List<BareRow>();
        while (await reader.ReadAsync())
            rows.Add(new(
                Id(reader, 0)!.Value, Id(reader, 1)!.Value, reader.GetString(2), reader.GetInt32(3), Day(reader, 4)!.Value, reader.GetInt32(5), Day(reader, 6)!.Value, Day(reader, 7)!.Value, Day(reader, 8)!.Value, Day(reader, 9)!.Value,
                reader.GetString(10), Day(reader, 11), Number(reader, 12), Number(reader, 13), reader.GetString(14), Id(reader, 15), reader.IsDBNull(16) ? null : reader.GetString(16), Number(reader, 17), Day(reader, 18)));

        return rows;
    }

    /// <summary>Notes who has looked, as durably as the product does, in a transaction of its own.</summary>
    public async Task NoteAsync()
    {
        await using var transaction = await _connection.BeginTransactionAsync();
        await Note(transaction, "ListWorklist", 3, null);
        await transaction.CommitAsync();
    }

    /// <summary>What a registration by the product has written, to be written again under other ids.</summary>
    public async Task LearnAsync(byte[] caseId)
    {
        var patientId = (byte[])(await _connection.Command("SELECT \"PatientId\" FROM \"ManagedCase\" WHERE \"Id\" = @id", ("id", caseId)).ExecuteScalarAsync())!;
        foreach (var (table, key, id) in ((string, string, byte[])[])[("Patient", "Id", patientId), ("ManagedCase", "Id", caseId), ("InformedConsent", "CaseId", caseId), ("CareTask", "CaseId", caseId)])
        {
            await using var select = _connection.Command($"SELECT * FROM \"{table}\" WHERE \"{key}\" = @id", ("id", id));
            await using var reader = await select.ExecuteReaderAsync();
            await reader.ReadAsync();
            var columns = Enumerable.Range(0, reader.FieldCount).Select(i => (Name: reader.GetName(i), Value: (object?)reader.GetValue(i))).Where(column => column.Value is not DBNull).ToList();
            await reader.DisposeAsync();

            var insert = _connection.Command(
                $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) VALUES ({string.Join(", ", columns.Select(column => $"@{column.Name}"))})", [.. columns]);
            await insert.PrepareAsync();
            _registration.Add((table, insert));
        }
    }

    public async Task<Guid> RegisterAsync(string name)
    {
        var (patient, managed) = (Guid.CreateVersion7().ToByteArray(true), Guid.CreateVersion7());
        var caseId = managed.ToByteArray(true);
        await using var transaction = await _connection.BeginTransactionAsync();
        foreach (var (table, insert) in _registration)
        {
            insert.Transaction = transaction;
            Set(insert, "Id", table switch { "Patient" => patient, "ManagedCase" => caseId, _ => Guid.CreateVersion7().ToByteArray(true) });
            Set(insert, "PatientId", patient);
            Set(insert, "CaseId", caseId);
            if (table == "Patient") Set(insert, "Name", name);
            Set(insert, "DocumentHash", name);
            await insert.ExecuteNonQueryAsync();
        }

        await Note(transaction, "RegisterPatient", 1, caseId);
        await transaction.CommitAsync();

        return managed;
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    private async Task Note(DbTransaction transaction, string request, int kind, byte[]? caseId)
    {
        (_last.Transaction, _entry.Transaction, _head.Transaction) = (transaction, transaction, transaction);
        var id = Convert.ToInt64(await _last.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) + 1;
        var mac = RandomNumberGenerator.GetBytes(32);
        _entry.Parameters["id"].Value = id;
        _entry.Parameters["at"].Value = TimeProvider.System.GetUtcNow().UtcDateTime;
        _entry.Parameters["kind"].Value = kind;
        _entry.Parameters["request"].Value = request;
        _entry.Parameters["case"].Value = (object?)caseId ?? DBNull.Value;
        _entry.Parameters["detail"].Value = "{\"filters\":[\"care-team-id\"],\"shown\":50}";
        _entry.Parameters["mac"].Value = mac;
        await _entry.ExecuteNonQueryAsync();
        (_head.Parameters["id"].Value, _head.Parameters["mac"].Value) = (id, mac);
        await _head.ExecuteNonQueryAsync();
    }

    private static void Set(DbCommand command, string parameter, object value)
    {
        if (command.Parameters.Contains(parameter)) command.Parameters[parameter].Value = value;
    }

    private static Guid? Id(DbDataReader reader, int at) => reader.IsDBNull(at) ? null : new Guid(reader.GetFieldValue<byte[]>(at), bigEndian: true);

    private static DateOnly? Day(DbDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetFieldValue<DateOnly>(at);

    private static int? Number(DbDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetInt32(at);
}
