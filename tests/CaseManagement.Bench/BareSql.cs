using System.Globalization;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;

namespace CaseManagement.Bench;

/// <summary>What somebody would write by hand who does not use the product, as short as it can be.</summary>
internal static class BareSql
{
    /// <summary>The sweep of a day: for each step of the ladder the alerts, then the tasks.</summary>
    public static IEnumerable<string> Sweep(EscalationLadder ladder, DateOnly today, bool isSqlite)
    {
        foreach (var step in ladder.Steps)
        {
            var others = ladder.ClassesOfTheirOwn(step.Kind);
            var ofClass = step.Class is { } one ? $" AND \"Class\" = {(int)one}"
                : others.Count > 0 ? $" AND (\"Class\" IS NULL OR \"Class\" NOT IN ({string.Join(", ", others.Select(other => (int)other))}))" : "";
            var late = string.Create(CultureInfo.InvariantCulture,
                $"""
                WHERE "State" = {(int)CareTaskState.Open} AND "Kind" = {(int)step.Kind} AND "EscalationStep" = {step.Step - 1} AND "ClosesOn" <= '{today.AddDays(-step.DaysLate):yyyy-MM-dd}'
                AND ("QuietUntil" IS NULL OR "QuietUntil" < '{today:yyyy-MM-dd}'){ofClass}
                """);
            var reached = isSqlite ? $"date(\"ClosesOn\", '+{step.DaysLate} days')" : $"\"ClosesOn\" + {step.DaysLate}";
            yield return
                $"""
                INSERT INTO "Alert" ("TaskId", "CaseId", "PatientId", "AreaCode", "CareTeamId", "Kind", "Step", "RaisedOn", "Tells", "Severity", "State", "Version")
                SELECT "Id", "CaseId", "PatientId", "AreaCode", "CareTeamId", "Kind", {step.Step}, {reached}, {(int)step.Tells}, {(int)step.Severity}, {(int)AlertState.Raised}, 1 FROM "CareTask" {late}
                """;
            yield return $"UPDATE \"CareTask\" SET \"EscalationStep\" = {step.Step} {late}";
        }
    }

    /// <summary>The first page of a team's worklist, for somebody who sees an area or what is their team's.</summary>
    public const string Worklist =
        """
        SELECT t."Id", t."CaseId", p."Name", p."Sex", p."BornOn", t."Kind", t."CycleOn", t."OpensOn", t."DueOn", t."ClosesOn", t."Basis", t."QuietUntil", m."Class", m."Risk", t."AreaCode", t."CareTeamId", c."Name",
            (SELECT a."Tells" FROM "Alert" AS a WHERE a."TaskId" = t."Id" AND a."Step" = t."EscalationStep" ORDER BY a."RaisedOn" DESC LIMIT 1),
            (SELECT a."RaisedOn" FROM "Alert" AS a WHERE a."TaskId" = t."Id" AND a."Step" = t."EscalationStep" ORDER BY a."RaisedOn" DESC LIMIT 1)
        FROM (
            SELECT * FROM "CareTask"
            WHERE "State" = 1 AND "CareTeamId" = @team AND (("AreaCode" >= @from AND "AreaCode" < @before) OR "CareTeamId" = @team)
            ORDER BY "ClosesOn", "Id" LIMIT 51) AS t
        JOIN "ManagedCase" AS m ON m."Id" = t."CaseId"
        JOIN "Patient" AS p ON p."Id" = t."PatientId"
        LEFT JOIN "CareTeam" AS c ON c."Id" = t."CareTeamId"
        ORDER BY t."ClosesOn", t."Id"
        """;

    public static (string, object?)[] WorklistParameters(byte[] team, string area) => [("team", team), ("from", area), ("before", area[..^1] + (char)(area[^1] + 1))];

    /// <summary>The audit's two tables once more, with their indexes: what is written by hand must not break the product's chain.</summary>
    public static readonly IReadOnlyList<string> AuditTwins =
    [
        "DROP TABLE IF EXISTS \"BareAuditEntry\"", "DROP TABLE IF EXISTS \"BareAuditHead\"",
        "CREATE TABLE \"BareAuditEntry\" AS SELECT * FROM \"AuditEntry\" WHERE \"Id\" <= 1", "CREATE TABLE \"BareAuditHead\" AS SELECT * FROM \"AuditHead\"",
        "CREATE UNIQUE INDEX \"PK_Bare\" ON \"BareAuditEntry\" (\"Id\")", "CREATE UNIQUE INDEX \"PK_BareHead\" ON \"BareAuditHead\" (\"Id\")",
        .. ((string[])["CaseId", "Actor", "Request", "Kind"]).Select(column => $"CREATE INDEX \"IX_Bare_{column}\" ON \"BareAuditEntry\" (\"{column}\", \"Id\")"),
        "CREATE INDEX \"IX_Bare_At\" ON \"BareAuditEntry\" (\"At\")",
    ];

    public const string LastEntry = "SELECT \"LastId\" FROM \"BareAuditHead\" WHERE \"Id\" = 1";

    public const string AddEntry =
        """
        INSERT INTO "BareAuditEntry" ("Id", "At", "Actor", "SessionId", "Kind", "Request", "CaseId", "Subject", "Reason", "Detail", "KeyVersion", "Mac")
        VALUES (@id, @at, @actor, NULL, @kind, @request, @case, NULL, NULL, @detail, 1, @mac)
        """;

    public const string MoveHead = "UPDATE \"BareAuditHead\" SET \"LastId\" = @id, \"LastMac\" = @mac, \"Mac\" = @mac WHERE \"Id\" = 1";
}
