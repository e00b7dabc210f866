using System.Data.Common;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Places;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CaseManagement.Infrastructure.Exchange;

/// <summary>The lines of a file of divisions in a temporary table, each with its refusal or none.</summary>
internal sealed class AreaStaging : IAsyncDisposable
{
    private const string Columns = """
        "Line" {int} NOT NULL PRIMARY KEY, "Code" {text} NULL, "Name" {text} NULL, "ParentCode" {text} NULL, "Depth" {int} NULL, "Refusal" {text} NULL
        """;

    private const string Name = "StagedArea";

    private readonly CaseDb _db;
    private readonly string _table;

    private AreaStaging(CaseDb db) => (_db, _table) = (db, db.Engine.Temporary(Name));

    /// <summary>Holds one connection until it is disposed of: the table lives and dies with it.</summary>
    public static async Task<AreaStaging> OpenAsync(CaseDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var staging = new AreaStaging(db);
        await staging.Execute(db.Engine.CreateTemporary(Name, Columns), ct);

        return staging;
    }

    /// <returns>How many lines there are.</returns>
    public async Task<int> FillAsync(IAsyncEnumerable<AreaLine> lines, CancellationToken ct)
    {
        var connection = _db.Database.GetDbConnection();
        await using var transaction = await _db.Engine.BeginWithoutLock(connection, ct);
        await using var insert = new Insert(connection, transaction, _table);
        var read = 0;
        await foreach (var line in lines.WithCancellation(ct))
        {
            await insert.RunAsync(line, ct);
            read++;
        }

        await transaction.CommitAsync(ct);
        await Execute($"""CREATE INDEX "IX_StagedArea" ON {_table} ("Code") WHERE "Refusal" IS NULL""", ct); // sorted once: cheaper than kept sorted line by line

        return read;
    }

    /// <summary>The first good line of a code counts; each later one is refused.</summary>
    public Task RefuseDuplicatesAsync(CancellationToken ct) => Execute(
        $"""
        UPDATE {_table} SET "Refusal" = 'area.duplicate'
        WHERE "Refusal" IS NULL
        AND "Code" IN (SELECT "Code" FROM {_table} WHERE "Refusal" IS NULL GROUP BY "Code" HAVING count(*) > 1)
        AND "Line" NOT IN (SELECT min("Line") FROM {_table} WHERE "Refusal" IS NULL GROUP BY "Code" HAVING count(*) > 1)
        """, ct);

    /// <summary>Whoever works in an area changes nothing outside it; what is there already as the line says may stand in the file.</summary>
    /// <param name="areaCode">Empty for whoever works everywhere.</param>
    public async Task RefuseElsewhereAsync(string areaCode, CancellationToken ct)
    {
        if (areaCode.Length == 0) return;

        var (from, before) = AreaCode.Subtree(areaCode);
        var sql = $$"""
            UPDATE {{_table}} SET "Refusal" = 'area.elsewhere'
            WHERE "Refusal" IS NULL AND ("Code" < {0} OR "Code" >= {1})
            AND NOT EXISTS (SELECT 1 FROM "CatchmentArea" AS area WHERE area."Code" = {{_table}}."Code" AND area."Name" = {{_table}}."Name" AND coalesce(area."ParentCode", '') = coalesce({{_table}}."ParentCode", ''))
            """;
        await _db.Database.ExecuteSqlRawAsync(sql, [from, before], ct);
    }

    /// <summary>From the top downwards, so that a refused line takes everything below it along, wherever it stands in the file.</summary>
    public async Task RefuseOrphansAsync(CancellationToken ct)
    {
        foreach (var depth in AreaCode.Depths)
        {
            await Execute(
                $"""
                UPDATE {_table} SET "Refusal" = 'area.parent-missing'
                WHERE "Depth" = {depth} AND "Refusal" IS NULL AND "ParentCode" IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM {_table} AS parent WHERE parent."Code" = {_table}."ParentCode" AND parent."Refusal" IS NULL)
                AND NOT EXISTS (SELECT 1 FROM "CatchmentArea" AS parent WHERE parent."Code" = {_table}."ParentCode")
                """, ct);
        }
    }

    /// <returns>How many areas have another name or another parent now.</returns>
    public Task<int> UpdateAsync(CancellationToken ct) => Execute(
        $"""
        UPDATE "CatchmentArea" SET "Name" = line."Name", "ParentCode" = line."ParentCode"
        FROM {_table} AS line
        WHERE line."Code" = "CatchmentArea"."Code" AND line."Refusal" IS NULL
        AND ("CatchmentArea"."Name" <> line."Name" OR coalesce("CatchmentArea"."ParentCode", '') <> coalesce(line."ParentCode", ''))
        """, ct);

    /// <returns>How many areas are new.</returns>
    public Task<int> AddAsync(CancellationToken ct) => Execute(
        $"""
        INSERT INTO "CatchmentArea" ("Code", "Name", "ParentCode")
        SELECT line."Code", line."Name", line."ParentCode"
        FROM {_table} AS line
        WHERE line."Refusal" IS NULL AND NOT EXISTS (SELECT 1 FROM "CatchmentArea" AS area WHERE area."Code" = line."Code")
        ORDER BY line."Code"
        """, ct);

    /// <returns>How many lines were refused.</returns>
    public async Task<int> TellRefusalsAsync(Action<RefusedLine> refused, CancellationToken ct)
    {
        await using var select = _db.Database.GetDbConnection().CreateCommand();
        select.Transaction = _db.Database.CurrentTransaction?.GetDbTransaction();
        select.CommandText = $"""SELECT "Line", "Refusal", "Code" FROM {_table} WHERE "Refusal" IS NOT NULL ORDER BY "Line" """;
        await using var rows = await select.ExecuteReaderAsync(ct);
        var count = 0;
        for (; await rows.ReadAsync(ct); count++) refused(new(rows.GetInt32(0), rows.GetString(1)) { AreaCode = rows.IsDBNull(2) ? null : rows.GetString(2) });

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await Execute(_db.Engine.DropTemporary(Name), CancellationToken.None);
        await _db.Database.CloseConnectionAsync();
    }

    private Task<int> Execute(string sql, CancellationToken ct) => _db.Database.ExecuteSqlRawAsync(sql, ct);

    /// <summary>One prepared statement for all lines.</summary>
    private sealed class Insert : IAsyncDisposable
    {
        private readonly DbCommand _command;
        private readonly DbParameter _line, _code, _name, _parent, _depth, _refusal;

        public Insert(DbConnection connection, DbTransaction transaction, string table)
        {
            _command = connection.CreateCommand();
            _command.Transaction = transaction;
            _command.CommandText = $"INSERT INTO {table} VALUES (@line, @code, @name, @parent, @depth, @refusal)";
            (_line, _code, _name) = (Add("@line"), Add("@code"), Add("@name"));
            (_parent, _depth, _refusal) = (Add("@parent"), Add("@depth"), Add("@refusal"));
        }

        public Task RunAsync(AreaLine line, CancellationToken ct)
        {
            _line.Value = line.Number;
            _code.Value = OrNull(line.Code);
            _name.Value = OrNull(line.Name);
            _parent.Value = OrNull(line.ParentCode);
            _depth.Value = OrNull(line.Depth);
            _refusal.Value = OrNull(line.Refusal);

            return _command.ExecuteNonQueryAsync(ct);
        }

        public ValueTask DisposeAsync() => _command.DisposeAsync();

        private static object OrNull(object? value) => value ?? DBNull.Value;

        private DbParameter Add(string name)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);

            return parameter;
        }
    }
}
