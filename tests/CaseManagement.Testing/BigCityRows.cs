using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CaseManagement.Testing;

/// <summary>Makes many cases of a few that went through the product: INSERT … SELECT over a series of numbers, every day moved, every id its own.</summary>
/// <remarks>A column that is not named here is copied, so whatever the product writes into it, forms included, the product can read.</remarks>
internal sealed class BigCityRows(IModel model, BigCityDialect dialect, DbConnection connection, DateOnly today)
{
    private const string FollowUps = "FollowUp";
    private const string Courses = "InjectionCourse";
    private const int MillisecondsOfADay = 86_400_000;

    /// <summary>Tables that hold a case, what names it there, and by which of its days the rows move.</summary>
    private static readonly (string Table, string Key, string Moves)[] Parts =
        [("InformedConsent", "CaseId", "Visit"), (FollowUps, "CaseId", "Visit"), ("ServiceAgreement", "CaseId", "Renewal"), (Courses, "CaseId", "Third"), ("CareTask", "CaseId", ""), ("CaseGrant", "CaseId", "Third")];

    private readonly long _madeAt = (today.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber - 30L) * MillisecondsOfADay;

    /// <summary>One row for each case: its kind, its team, and how many days from today each of its tasks closes; below zero it is late.</summary>
    /// <remarks>
    /// Every task that closed 1, 8 or 15 days ago reaches a step today. So many cases as are asked for have one such task, evenly among all and among kinds, on days on which the ladder has one step for it and not two;
    /// of the others one in 25 has a visit that is late for some other number of days.
    /// </remarks>
    public async Task DealAsync(int cases, int newlyLate, int casesPerTeam, CancellationToken ct) => await Run(
        $"""
        CREATE TEMP TABLE "BigCase" AS
        WITH RECURSIVE numbers(n) AS (SELECT CAST(0 AS bigint) UNION ALL SELECT n + 1 FROM numbers WHERE n < {cases - 1}),
        dealt AS (SELECT n, n * {newlyLate} / {cases} AS j, CASE WHEN n * {newlyLate} / {cases} <> (n + 1) * {newlyLate} / {cases} THEN 1 ELSE 0 END AS late, (n * 2654435761) % 4294967296 AS x FROM numbers),
        kinds AS (SELECT n, x, late, CASE WHEN late = 1 THEN j % 2 ELSE n % 2 END AS kind, (j / 2) % 9 AS c FROM dealt),
        judged AS (SELECT n, x, kind, CASE WHEN late = 1 THEN c % 3 ELSE -1 END AS task, CASE WHEN (kind = 1 AND c % 3 <> 1) OR c / 3 = 2 THEN -15 WHEN c / 3 = 0 OR c % 3 = 2 THEN -1 ELSE -8 END AS closes FROM kinds)
        SELECT n, x, kind, "CareTeamCatchment"."AreaCode", "CareTeamCatchment"."CareTeamId",
            CASE WHEN task = 0 THEN closes
                WHEN task < 0 AND (x / 64) % 25 = 0 THEN CASE (x / 4096) % 3 WHEN 0 THEN -(2 + (x / 65536) % 6) WHEN 1 THEN -(9 + (x / 65536) % 6) ELSE -(16 + (x / 65536) % 45) END
                WHEN kind = 0 THEN (x / 8) % 88 ELSE (x / 8) % 13 END AS "Visit",
            CASE WHEN task = 1 THEN closes ELSE 5 + (x / 16) % 350 END AS "Renewal",
            CASE WHEN task = 2 THEN closes ELSE (x / 32) % 9 END AS "Third",
            12 + (x / 128) % 340 AS "Examination"
        FROM judged JOIN "CareTeamCatchment" ON "CareTeamCatchment"."AreaCode" = {BigCity.AreaOf($"n / {casesPerTeam}")}
        """,
        ct);

    /// <param name="kind">Which of the cases are made of this one.</param>
    /// <param name="closing">In how many days each kind of its tasks closes, by what moves it.</param>
    public async Task CopyAsync(int kind, byte[] patientId, byte[] caseId, IReadOnlyDictionary<string, int> closing, Func<int, string> movesTask, CancellationToken ct)
    {
        await Copy("Patient", "Id", patientId, Place, kind, "Visit", closing, ct);
        await Copy("ManagedCase", "Id", caseId, Place, kind, "Visit", closing, ct);
        foreach (var (table, key, moves) in Parts)
        {
            var ids = await Ids(table, key, caseId, ct);
            for (var i = 0; i < ids.Count; i++)
            {
                var by = moves.Length > 0 ? moves : movesTask(ids[i].Kind);
                await Copy(table, "Id", ids[i].Id, i, kind, by, closing, ct);
                if (table != Courses) continue;

                foreach (var (injection, _) in await Ids("Injection", "CourseId", ids[i].Id, ct)) await Copy("Injection", "Id", injection, Place, kind, by, closing, ct);
            }
        }
    }

    public async Task<int> Run(string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;

        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Makes many rows without the indexes that are not keys, and the indexes when all rows are there.</summary>
    public async Task WithoutIndexes(Func<Task> fill, CancellationToken ct)
    {
        var indexes = new List<(string Name, string Definition)>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = dialect.Indexes;
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct)) indexes.Add((reader.GetString(0), reader.GetString(1)));
        }

        foreach (var (name, _) in indexes) await Run($"DROP INDEX \"{name}\"", ct);
        await fill();
        foreach (var (_, definition) in indexes) await Run(definition, ct);
    }

    private const int Place = 0;

    private async Task Copy(string table, string key, byte[] id, int place, int kind, string moves, IReadOnlyDictionary<string, int> closing, CancellationToken ct)
    {
        var columns = model.GetRelationalModel().FindTable(table, null)!.Columns.ToList();
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        var named = command.CreateParameter();
        (named.ParameterName, named.Value) = ("id", id);
        command.Parameters.Add(named);
        var source = $"FROM \"{table}\" AS p WHERE p.\"{key}\" = @id";
        var days = new Dictionary<string, int?>();
        command.CommandText = $"SELECT {string.Join(", ", columns.Select(column => $"p.\"{column.Name}\""))} {source}";
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            await reader.ReadAsync(ct);
            for (var i = 0; i < columns.Count; i++)
                if (reader.IsDBNull(i)) days[columns[i].Name] = null;
                else if (IsDay(columns[i])) days[columns[i].Name] = reader.GetFieldValue<DateOnly>(i).DayNumber - today.DayNumber;
        }

        var moved = $"c.\"{moves}\" - {closing[moves]}";
        var values = columns.Select(column => Value(table, column.Name, place, moves, moved, days));
        command.CommandText =
            $"""
            INSERT INTO "{table}" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))})
            SELECT {string.Join(", ", values)} FROM "BigCase" AS c CROSS JOIN (SELECT * {source}) AS p WHERE c.kind = {kind}
            """;
        await command.ExecuteNonQueryAsync(ct);
    }

    private string Value(string table, string column, int place, string moves, string moved, Dictionary<string, int?> days)
    {
        if (days.TryGetValue(column, out var day) && day is null) return $"p.\"{column}\"";

        return (table, column) switch
        {
            ("CareTask", "Id") => dialect.Id($"({DayOfCycle} + {days["CycleOn"]} + {moved}) * {MillisecondsOfADay}", $"{Tag(table, place)} + c.x"),
            ("Patient", "Initials") => "'CM' || CAST(c.n AS text)",
            ("Patient", "GivenName") => "'民' || CAST(c.n AS text)",
            ("Patient", "Name") => "'城民' || CAST(c.n AS text)",
            ("Patient", "BornOn") => dialect.Day(today, "0 - 7300 - c.x % 18000"),
            (_, "Id") => Made(table, place),
            (_, "PatientId") => Made("Patient", 0),
            (_, "CaseId") => Made("ManagedCase", 0),
            (_, "CourseId") => Made(Courses, 0),
            (_, "SettledBy") => Made(moves == "Third" ? "Injection" : FollowUps, 0),
            (_, "AreaCode" or "CareTeamId") => $"c.\"{column}\"",
            _ when day is { } offset => dialect.Day(today, $"{offset.ToString(CultureInfo.InvariantCulture)} + {moved}"),
            _ => $"p.\"{column}\"",
        };
    }

    private long DayOfCycle => today.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private string Made(string table, int place) => dialect.Id($"{_madeAt} + c.n", $"{Tag(table, place)} + c.x");

    /// <summary>Keeps the ids of different tables and of different rows of one case apart.</summary>
    private static long Tag(string table, int place) => ((table.Sum(letter => (long)letter) * 16) + place) << 32;

    private static bool IsDay(IColumn column) => Nullable.GetUnderlyingType(column.PropertyMappings[0].Property.ClrType) is { } inner ? inner == typeof(DateOnly) : column.PropertyMappings[0].Property.ClrType == typeof(DateOnly);

    private async Task<List<(byte[] Id, int Kind)>> Ids(string table, string key, byte[] of, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        var named = command.CreateParameter();
        (named.ParameterName, named.Value) = ("of", of);
        command.Parameters.Add(named);
        command.CommandText = $"SELECT \"Id\", {(table == "CareTask" ? "\"Kind\"" : "0")} FROM \"{table}\" WHERE \"{key}\" = @of ORDER BY \"Id\"";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<(byte[], int)>();
        while (await reader.ReadAsync(ct)) found.Add((reader.GetFieldValue<byte[]>(0), reader.GetInt32(1)));

        return found;
    }
}
