using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Testing;

/// <summary>What a big city has gathered in years beside its cases: tasks that are settled and the alerts of some, an audit trail, grids, advice, runs of jobs, rows that were set aside.</summary>
/// <remarks>Every row is a copy of the one that is there; the entries of the trail are older than its chain, and prove nothing.</remarks>
public static class BigCityPast
{
    private const int Runs = 8_000;
    private const int YearsOfTasks = 4; // so that most tasks are settled, as they are after some years

    private const string YearsBefore = "years-before ";
    private const string Numbered = "numbered ";

    private static readonly (string Column, string Value)[] OfTheCase = [("CaseId", "c.id"), ("PatientId", "c.patient"), ("AreaCode", "c.area"), ("CareTeamId", "c.team")];

    /// <summary>A table, how many rows at most, and which of its columns differ from the row that is copied.</summary>
    private static readonly (string Table, int Most, (string Column, string Value)[] Differ)[] Tables =
    [
        .. Enumerable.Range(1, YearsOfTasks).Select(year => ("CareTask", int.MaxValue, Settled(year))),
        ("Alert", int.MaxValue, [("Id", "-c.n"), ("TaskId", TaskOf(1)), .. OfTheCase, ("RaisedOn", "days"), ("State", "4")]),
        ("AuditEntry", int.MaxValue, [("Id", "-c.n"), ("At", "days"), ("Actor", "c.staff"), ("CaseId", "c.id"), ("Kind", "1 + c.n % 4"), ("Request", "CASE c.n % 4 WHEN 0 THEN 'RecordFollowUp' WHEN 1 THEN 'GetCase' WHEN 2 THEN 'ListWorklist' ELSE 'SignIn' END")]),
        ("GridAssignment", int.MaxValue, [("Id", "c.id"), ("CaseId", "c.id")]),
        ("SpecialistAdvice", int.MaxValue, [("Id", "c.id"), ("CaseId", "c.id")]),
        ("JobRun", Runs, [("Id", "-c.n"), ("Job", "CASE c.n % 3 WHEN 0 THEN 'sweep' WHEN 1 THEN 'verify' ELSE 'agreement-renewals' END")]),
        ("QuarantinedRow", Runs, [("Id", "-c.n"), ("CaseId", "c.id"), ("ClearedAt", "days")]),
    ];

    private static (string Column, string Value)[] Settled(int year) =>
    [
        ("Id", TaskOf(year)), .. OfTheCase, ("Kind", "1"), ("State", "2"), ("EscalationStep", "1"),
        .. ((string[])["CycleOn", "OpensOn", "DueOn", "ClosesOn", "SettledOn", "EnteredOn", "ClosedEnteredOn"]).Select(day => (day, $"{YearsBefore}{year}")),
    ];

    private static string TaskOf(int year) => $"{Numbered}{year}";

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
                    var value when value.StartsWith(YearsBefore, StringComparison.Ordinal) => dialect.Day(today, $"0 - 365 * {value[YearsBefore.Length..]} - c.n % 300"),
                    var value when value.StartsWith(Numbered, StringComparison.Ordinal) => dialect.Id("1700000000000", $"c.n + 10000000 * {value[Numbered.Length..]}"),
                    var value => value,
                });
                command.CommandText =
                    $"""
                    INSERT INTO "{table}" ({string.Join(", ", columns.Select(column => $"\"{column}\""))})
                    SELECT {string.Join(", ", values)}
                    FROM (SELECT m."Id" AS id, m."PatientId" AS patient, m."AreaCode" AS area, m."CareTeamId" AS team, s."Id" AS staff, ROW_NUMBER() OVER (ORDER BY m."Id") AS n FROM "ManagedCase" AS m JOIN "StaffMember" AS s ON s."CareTeamId" = m."CareTeamId" AND s."Role" = 1 AND s."Code" LIKE '{BigCity.PrefixBeside}%') AS c
                    CROSS JOIN (SELECT * FROM "{table}" LIMIT 1) AS p
                    WHERE c.n <= {most}
                    """;
                await command.ExecuteNonQueryAsync(ct);
            }
        }

        await BigCity.Analyse(database, ct);
    }
}
