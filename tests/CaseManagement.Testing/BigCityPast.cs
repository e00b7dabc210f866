using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Testing;

/// <summary>What a big city has gathered in a year beside its cases: an audit trail, grids, advice, runs of jobs, rows that were set aside.</summary>
/// <remarks>Every row is a copy of the one that is there; the entries of the trail are older than its chain, and prove nothing.</remarks>
public static class BigCityPast
{
    private const int Runs = 8_000;

    /// <summary>A table, how many rows at most, and which of its columns differ from the row that is copied.</summary>
    private static readonly (string Table, int Most, (string Column, string Value)[] Differ)[] Tables =
    [
        ("AuditEntry", int.MaxValue, [("Id", "-c.n"), ("At", "days"), ("Actor", "c.staff"), ("CaseId", "c.id"), ("Kind", "1 + c.n % 4"), ("Request", "CASE c.n % 4 WHEN 0 THEN 'RecordFollowUp' WHEN 1 THEN 'GetCase' WHEN 2 THEN 'ListWorklist' ELSE 'SignIn' END")]),
        ("GridAssignment", int.MaxValue, [("Id", "c.id"), ("CaseId", "c.id")]),
        ("SpecialistAdvice", int.MaxValue, [("Id", "c.id"), ("CaseId", "c.id")]),
        ("JobRun", Runs, [("Id", "-c.n"), ("Job", "CASE c.n % 3 WHEN 0 THEN 'sweep' WHEN 1 THEN 'verify' ELSE 'agreement-renewals' END")]),
        ("QuarantinedRow", Runs, [("Id", "-c.n"), ("CaseId", "c.id"), ("ClearedAt", "days")]),
    ];

    /// <param name="database">With the little town, a row in each of the tables, and the big city beside them.</param>
    public static async Task AddAsync(DatabaseSettings database, DateOnly today, CancellationToken ct)
    {
        var dialect = BigCityDialect.Of(database);
        await using var services = BigCity.Provider(database, TimeProvider.System);
        var model = (await services.Beside(db => Task.FromResult(db.Model))).GetRelationalModel();
        await using (var connection = await dialect.OpenAsync(ct))
        {
            await using var command = connection.CreateCommand();
            command.CommandTimeout = 0;
            foreach (var (table, most, differ) in Tables)
            {
                var columns = model.FindTable(table, null)!.Columns.Select(column => column.Name).ToList();
                var values = columns.Select(column => differ.FirstOrDefault(one => one.Column == column).Value switch
                {
                    null => $"p.\"{column}\"",
                    "days" => dialect.Day(today, "0 - c.n / 300"),
                    var value => value,
                });
                command.CommandText =
                    $"""
                    INSERT INTO "{table}" ({string.Join(", ", columns.Select(column => $"\"{column}\""))})
                    SELECT {string.Join(", ", values)}
                    FROM (SELECT m."Id" AS id, s."Id" AS staff, ROW_NUMBER() OVER (ORDER BY m."Id") AS n FROM "ManagedCase" AS m JOIN "StaffMember" AS s ON s."CareTeamId" = m."CareTeamId" AND s."Code" LIKE '{BigCity.PrefixBeside}%') AS c
                    CROSS JOIN (SELECT * FROM "{table}" LIMIT 1) AS p
                    WHERE c.n <= {most}
                    """;
                await command.ExecuteNonQueryAsync(ct);
            }
        }

        await BigCity.Analyse(database, ct);
    }
}
