using System.Globalization;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Persistence.Engines;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>The statements of a reassignment, the same for every engine.</summary>
internal sealed partial class ReassignmentWords(Engine engine, Reassignment reassignment, Selection from, DateOnly today)
{
    private static readonly string Ours = $"""c."State" NOT IN ({(int)CaseState.Dead}, {(int)CaseState.TransferredOut}, {(int)CaseState.Deleted})""";

    /// <summary>What is still to be done for somebody who is nobody's to look after any more: how an emergency came about is asked of them too.</summary>
    private static readonly string LeavesWork = $"""EXISTS (SELECT 1 FROM "CareTask" AS t WHERE t."CaseId" = c."Id" AND t."State" = {(int)CareTaskState.Open})""";

    private static readonly string OpenTask = $"\"State\" = {(int)CareTaskState.Open}";
    private static readonly string OpenAlert = $"\"State\" < {(int)AlertState.Resolved}";

    /// <summary>Everybody who would go to another team, with what is open for them.</summary>
    public static string Candidates(Words words, Selection from, DateOnly today) => People(Chosen(words, from, today));

    private static string People(string which) =>
        $"""
        SELECT c."Id" AS "Id", c."AreaCode" AS "AreaCode", c."CareTeamId" AS "CareTeamId",
            (SELECT CAST(COUNT(*) AS int) FROM "CareTask" AS t WHERE t."CaseId" = c."Id" AND t.{OpenTask} AND {FollowsCase("t", "c")}) AS "Tasks",
            (SELECT CAST(COUNT(*) AS int) FROM "Alert" AS a JOIN "CareTask" AS t ON t."Id" = a."TaskId" WHERE a."CaseId" = c."Id" AND a.{OpenAlert} AND t.{OpenTask} AND {FollowsCase("t", "c")}) AS "Alerts"
        FROM "ManagedCase" AS c WHERE {which}
        ORDER BY c."AreaCode", c."Id"
        """;

    /// <summary>Who keeps their team: who has an agreement to come with a team that closes, or lives in a grid that is merged and has signed.</summary>
    public static string? Others(Engine engine, Words words, Selection from, DateOnly today) => WhoElse(engine, words, from, today) is { } which
        ? People($"{Ours} AND {which}")
        : null;

    public static string Agreements(Words words, Selection from, DateOnly today) =>
        $"""
        SELECT a."Id" AS "Id" FROM "ServiceAgreement" AS a JOIN "ManagedCase" AS c ON c."Id" = a."CaseId"
        WHERE a."CareTeamId" = {words.Of(from.Team!.Value.Value)} AND a."EndedOn" IS NULL AND a."EndsOn" >= '{Day(today)}' AND {Ours}
        ORDER BY a."Id"
        """;

    public static string Held(Words words, StaffId person) => $"""SELECT CAST(COUNT(*) AS int) AS "Number" FROM "Alert" WHERE "ClaimedBy" = {words.Of(person.Value)} AND {OpenAlert}""";

    /// <summary>The rows of each area by their ids, and for each the team of its share.</summary>
    /// <remarks>A cross join, which SQLite takes as the order to go by: it would rather sort all patients into an index of its own.</remarks>
    public (string, Words) MoveShares()
    {
        var words = new Words();
        return (
            $"""
            INSERT INTO "ReassignedCase" ("ReassignmentId", "CaseId", "FromCareTeamId", "ToCareTeamId", "FromAreaCode", "ToAreaCode", "WasUnassignedOn", "WasUnassignedReason", "Fate")
            SELECT s."ReassignmentId", ranked."Id", ranked."CareTeamId", s."CareTeamId", ranked."AreaCode", {IntoGrid(words, "ranked")}, ranked."UnassignedOn", ranked."UnassignedReason", {(int)ReassignedFate.Moved}
            FROM (SELECT c."Id", c."AreaCode", c."CareTeamId", c."UnassignedOn", c."UnassignedReason", ROW_NUMBER() OVER (PARTITION BY c."AreaCode" ORDER BY c."Id") AS "Row"
                FROM "ManagedCase" AS c WHERE {Chosen(words, from, today)}) ranked
            CROSS JOIN "ReassignmentShare" AS s WHERE s."ReassignmentId" = {Me(words)} AND s."AreaCode" = ranked."AreaCode" AND ranked."Row" BETWEEN s."FromRow" AND s."UntilRow"
            """, words);
    }

    public (string, Words)? MoveOthers()
    {
        var words = new Words();
        if (WhoElse(engine, words, from, today) is not { } which) return null;

        return (
            $"""
            INSERT INTO "ReassignedCase" ("ReassignmentId", "CaseId", "FromCareTeamId", "ToCareTeamId", "FromAreaCode", "ToAreaCode", "WasUnassignedOn", "WasUnassignedReason", "Fate")
            SELECT {Me(words)}, c."Id", c."CareTeamId", c."CareTeamId", c."AreaCode", {IntoGrid(words, "c")}, c."UnassignedOn", c."UnassignedReason", {(int)ReassignedFate.Moved}
            FROM "ManagedCase" AS c
            WHERE {Ours} AND {which} AND NOT EXISTS (SELECT 1 FROM "ReassignedCase" AS m WHERE m."ReassignmentId" = {Me(words)} AND m."CaseId" = c."Id")
            """, words);
    }

    /// <summary>Only who still stands where they were found: the number tells whether that is everybody.</summary>
    public (string, Words) Cases()
    {
        var words = new Words();
        return (
            $"""
            UPDATE "ManagedCase" SET "CareTeamId" = {Of(words, "ManagedCase", "Id", "ToCareTeamId")}, "AreaCode" = {Of(words, "ManagedCase", "Id", "ToAreaCode")}, "UnassignedOn" = NULL, "UnassignedReason" = NULL, "Version" = "Version" + 1
            WHERE "Id" {engine.Among(Rows(words, all: true))}
            AND EXISTS (SELECT 1 FROM "ReassignedCase" AS m WHERE m."ReassignmentId" = {Me(words)} AND m."CaseId" = "ManagedCase"."Id" AND m."FromAreaCode" = "ManagedCase"."AreaCode" AND {Same("m.\"FromCareTeamId\"", "\"ManagedCase\".\"CareTeamId\"")})
            """, words);
    }

    public (string, Words) IntoTheQueue()
    {
        var words = new Words();
        return (
            $"""
            UPDATE "ManagedCase" SET "UnassignedOn" = '{Day(today)}', "UnassignedReason" = {(int)UnassignedReason.NoRoom}
            WHERE "CareTeamId" IS NULL AND "Id" {engine.Among($"""SELECT m."CaseId" FROM "ReassignedCase" AS m WHERE m."ReassignmentId" = {Me(words)} AND m."ToCareTeamId" IS NULL""")}
            """, words);
    }

    public (string, Words) Tasks() => TasksTo("To", restoredOnly: false);

    public (string, Words) Alerts() => AlertsFollow(OpenAlert, restoredOnly: false);

    public (string, Words) ClosedAlerts() => AlertsFollow(MayReturn, restoredOnly: false);

    public (string, Words) Referrals() => ReferralsTo("To", restoredOnly: false);

    public (string, Words) Cards() => CardsTo("To", restoredOnly: false);

    public (string, Words) Clues() => CluesTo("To", restoredOnly: false);

    public (string, Words) Grants() => GrantsTo("To", restoredOnly: false);

    /// <summary>One grid is merged into another: the history of each patient's grids goes on.</summary>
    public IEnumerable<(string, Words)> Merge(StaffId by) => Grids("To", $"m.\"FromAreaCode\" <> m.\"ToAreaCode\"", by);

    public (string, Words) CountMoved() => Count(HasMoved);

    public (string, Words) CountUnassigned() => Count("m.\"ToCareTeamId\" IS NULL");

    public (string, Words) CountKept() => Count($"m.\"Fate\" <> {(int)ReassignedFate.Restored}");

    private (string, Words) Count(string which)
    {
        var words = new Words();
        return ($"""SELECT CAST(COUNT(*) AS int) AS "Number" FROM "ReassignedCase" AS m WHERE m."ReassignmentId" = {Me(words)} AND {which}""", words);
    }

    /// <summary>Those who are chosen, before anybody is shared out.</summary>
    private static string Chosen(Words words, Selection from, DateOnly today) => from.Source switch
    {
        ReassignmentSource.Team => from.EndsAgreements
            ? $"c.\"CareTeamId\" = {words.Of(from.Team!.Value.Value)} AND ({Ours} OR {LeavesWork})"
            : $"{Ours} AND c.\"CareTeamId\" = {words.Of(from.Team!.Value.Value)} AND NOT {Signed(today)}",
        ReassignmentSource.Unassigned => $"{Ours} AND c.\"UnassignedOn\" IS NOT NULL AND ({string.Join(" OR ", from.Patches.Select(patch => Lies(words, patch)))})",
        _ => $"{Ours} AND NOT {Signed(today)} AND ({string.Join(" OR ", from.Patches.Select(patch => $"({Lies(words, patch)} AND {NotWith(words, patch.Takers)})"))})",
    };

    private static string? WhoElse(Engine engine, Words words, Selection from, DateOnly today)
    {
        if (from.EndsAgreements)
            return $"""
                c."Id" {engine.Among($"""SELECT a."CaseId" FROM "ServiceAgreement" AS a WHERE a."CareTeamId" = {words.Of(from.Team!.Value.Value)} AND a."EndedOn" IS NULL AND a."EndsOn" >= '{Day(today)}'""")}
                AND (c."CareTeamId" IS NULL OR c."CareTeamId" <> {words.Of(from.Team!.Value.Value)})
                """;

        return from is { IntoGrid: not null, Patches: [var patch] } ? $"{Lies(words, patch)} AND ({Signed(today)} OR NOT {NotWith(words, patch.Takers)})" : null;
    }

    private static string Lies(Words words, Patch patch)
    {
        if (patch.Exactly) return $"c.\"AreaCode\" = {words.Of(patch.AreaCode)}";

        var (first, before) = AreaCode.Subtree(patch.AreaCode);
        return $"(c.\"AreaCode\" >= {words.Of(first)} AND c.\"AreaCode\" < {words.Of(before)})";
    }

    private static string NotWith(Words words, IReadOnlyList<CareTeamId> teams) =>
        teams.Count == 0 ? "1 = 1" : $"(c.\"CareTeamId\" IS NULL OR c.\"CareTeamId\" NOT IN ({string.Join(", ", teams.Select(team => words.Of(team.Value)))}))";

    /// <summary>An agreement holds today: the patient is with the team that they chose.</summary>
    /// <remarks>A value for each patient, which every engine looks up by the patient; it would join a mere test to the agreements of the whole city.</remarks>
    private static string Signed(DateOnly today) =>
        $"""((SELECT MAX(a."StartsOn") FROM "ServiceAgreement" AS a WHERE a."CaseId" = c."Id" AND a."StartsOn" <= '{Day(today)}' AND COALESCE(a."EndedOn", a."EndsOn") >= '{Day(today)}') IS NOT NULL)""";

    /// <summary>The twin in SQL of <c>CareTask.BelongTo</c>: a patient who is offered to others is theirs to accept.</summary>
    private static string FollowsCase(string task, string managed) =>
        $"""NOT ({task}."Kind" = {(int)CareTaskKind.TransferAcceptance} AND {task}."Basis" <> '{ExitPlan.LeavingArea}' AND {managed}."OfferedAreaCode" IS NOT NULL)""";

    private string IntoGrid(Words words, string row) => from.IntoGrid is { } grid ? words.Of(grid) : $"{row}.\"AreaCode\"";

    private string Me(Words words) => words.Of(reassignment.Id.Value);

    /// <summary>As it is kept, whatever calendar the server's own culture counts by.</summary>
    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Same(string left, string right) => $"({left} = {right} OR ({left} IS NULL AND {right} IS NULL))";

    private const string HasMoved = """(m."FromCareTeamId" IS NULL OR m."ToCareTeamId" IS NULL OR m."FromCareTeamId" <> m."ToCareTeamId" OR m."FromAreaCode" <> m."ToAreaCode")""";
}
