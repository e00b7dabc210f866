using System.Globalization;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Infrastructure.Persistence.Engines;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>The twin in SQL of <see cref="CareTask.Hold"/>: a task waits for the latest day of all who have an alert of it in hand.</summary>
internal static class TaskHolds
{
    private static readonly string Until = $"""(SELECT MAX(w."HeldUntil") FROM "Alert" AS w WHERE w."TaskId" = "CareTask"."Id" AND w."State" < {(int)AlertState.Resolved})""";

    /// <summary>The tasks of alerts that nobody has in hand.</summary>
    public static readonly string InNoHands = $"""SELECT a."TaskId" FROM "Alert" AS a WHERE a."State" = {(int)AlertState.Raised} AND a."HeldUntil" IS NULL""";

    /// <param name="tasks">The ids of those whose alerts have changed hands; one that waits as it should is left as it is.</param>
    public static string Update(Engine engine, string tasks, DateOnly today)
    {
        var day = $"'{today.ToString("O", CultureInfo.InvariantCulture)}'";
        return
            $"""
            UPDATE "CareTask" SET
                "HeldFrom" = CASE WHEN {Until} > {day} AND ("HeldUntil" IS NULL OR "HeldUntil" < {day}) THEN '{today.AddDays(1).ToString("O", CultureInfo.InvariantCulture)}' ELSE "HeldFrom" END,
                "HeldUntil" = CASE WHEN {Until} > {day} THEN {Until} WHEN "HeldUntil" > {day} THEN {day} ELSE "HeldUntil" END
            WHERE "State" = {(int)CareTaskState.Open} AND "Id" {engine.Among(tasks)}
            """;
    }
}
