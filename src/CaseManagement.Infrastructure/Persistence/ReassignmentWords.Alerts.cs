using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>Open alerts go along with their tasks; those in somebody's hands change hands, and it is kept who had them.</summary>
internal sealed partial class ReassignmentWords
{
    /// <summary>Alerts that somebody of the old team has taken: their patients are others' to look after now.</summary>
    public (string, Words) HoldersLeftBehind()
    {
        var words = new Words();
        return (
            $"""
            {Keep(words, "NULL")}
            WHERE a.{OpenAlert} AND a."ClaimedBy" IS NOT NULL AND a."CaseId" {engine.Among(Rows(words, all: false))}
            AND {IsOfTeam(words, "FromCareTeamId")}
            """, words);
    }

    public (string, Words) HeldByPerson()
    {
        var words = new Words();
        return (
            $"""
            {Keep(words, from.ToPerson is { } to ? words.Of(to.Value) : "NULL")}
            WHERE a."ClaimedBy" = {words.Of(from.Person!.Value.Value)} AND a.{OpenAlert}
            """, words);
    }

    /// <summary>Without a taker the alert waits again; a colleague who takes over has the days of a new claim. The answer stays with it.</summary>
    public IEnumerable<(string, Words)> HandAlerts(AlertPatience patience, StaffId by, DateTimeOffset at)
    {
        var words = new Words();
        yield return (Act(words, by, at, "h.\"AlertId\"", "h.\"ToStaffId\"", $"""FROM "ReassignedAlert" AS h WHERE h."ReassignmentId" = {Me(words)}"""), words);

        words = new Words();
        var set = from.ToPerson is { } to
            ? $"""
              "State" = {(int)AlertState.Claimed}, "ClaimedBy" = {words.Of(to.Value)}, "ClaimedAt" = {words.Of(at.UtcDateTime)}, "AnsweredAt" = NULL,
              "HeldUntil" = CASE WHEN "Severity" = {(int)Severity.Urgent} THEN {words.Of(today.AddDays(patience.ClaimedUrgentDays))} ELSE {words.Of(today.AddDays(patience.ClaimedWatchDays))} END, "Version" = "Version" + 1
              """
            : InNoHands;
        yield return ($"""UPDATE "Alert" SET {set} WHERE {OpenAlert} AND "Id" {engine.Among(Handed(words))}""", words);

        words = new Words();
        yield return (TasksWait($"""SELECT a."TaskId" FROM "ReassignedAlert" AS h JOIN "Alert" AS a ON a."Id" = h."AlertId" WHERE h."ReassignmentId" = {Me(words)}"""), words);
    }

    /// <summary>Whoever of the new team has taken an alert since gives it up with the patient; then it goes back to whoever had it, where it waits as it was put and that person is still there.</summary>
    public IEnumerable<(string, Words)> HandAlertsBack(StaffId by, DateTimeOffset at)
    {
        if (from.Source != ReassignmentSource.Person)
        {
            string Taken(Words taken) => $"""
                FROM "Alert" AS a WHERE a.{OpenAlert} AND a."ClaimedBy" IS NOT NULL AND a."CaseId" {engine.Among(Restored(taken))} AND {IsOfTeam(taken, "ToCareTeamId")}
                """;
            var release = new Words();
            yield return (Act(release, by, at, "a.\"Id\"", "NULL", Taken(release)), release);
            release = new Words();
            yield return ($"""UPDATE "Alert" SET {InNoHands} WHERE {OpenAlert} AND "Id" {engine.Among($"SELECT a.\"Id\" {Taken(release)}")}""", release);
        }

        var words = new Words();
        yield return (Act(words, by, at, "h.\"AlertId\"", "h.\"FromStaffId\"", GoesBack(words)), words);
        words = new Words();
        string Was(string column) => $"""(SELECT h."{column}" FROM "ReassignedAlert" AS h WHERE h."ReassignmentId" = {Me(words)} AND h."AlertId" = "Alert"."Id")""";
        yield return (
            $"""
            UPDATE "Alert" SET "State" = {Was("State")}, "ClaimedBy" = {Was("FromStaffId")}, "ClaimedAt" = {Was("ClaimedAt")}, "AnsweredAt" = {Was("AnsweredAt")}, "HeldUntil" = {Was("HeldUntil")}, "Version" = "Version" + 1
            WHERE {OpenAlert} AND "Id" {engine.Among($"SELECT h.\"AlertId\" {GoesBack(words)}")}
            """, words);

        words = new Words();
        yield return (TasksWait(from.Source == ReassignmentSource.Person
            ? $"""SELECT a."TaskId" FROM "ReassignedAlert" AS h JOIN "Alert" AS a ON a."Id" = h."AlertId" WHERE h."ReassignmentId" = {Me(words)}"""
            : $"""SELECT a."TaskId" FROM "Alert" AS a WHERE a.{OpenAlert} AND a."CaseId" {engine.Among(Restored(words))}"""), words);
    }

    private static readonly string MayReturn = $"\"ReturnsOn\" IS NOT NULL AND \"State\" >= {(int)AlertState.Resolved}";

    private static string InNoHands => $""" "State" = {(int)AlertState.Raised}, "ClaimedBy" = NULL, "ClaimedAt" = NULL, "AnsweredAt" = NULL, "HeldUntil" = NULL, "Version" = "Version" + 1""";

    /// <summary>Whoever has the alert works in the one of the two teams.</summary>
    private string IsOfTeam(Words words, string team) =>
        $"""EXISTS (SELECT 1 FROM "ReassignedCase" AS m JOIN "StaffMember" AS s ON s."CareTeamId" = m."{team}" WHERE m."ReassignmentId" = {Me(words)} AND m."CaseId" = a."CaseId" AND {ChangesTeam} AND s."Id" = a."ClaimedBy")""";

    private string Keep(Words words, string to) =>
        $"""
        INSERT INTO "ReassignedAlert" ("ReassignmentId", "AlertId", "CaseId", "FromStaffId", "ToStaffId", "ClaimedAt", "AnsweredAt", "HeldUntil", "State")
        SELECT {Me(words)}, a."Id", a."CaseId", a."ClaimedBy", {to}, a."ClaimedAt", a."AnsweredAt", a."HeldUntil", a."State"
        FROM "Alert" AS a
        """;

    private static string Act(Words words, StaffId by, DateTimeOffset at, string alert, string to, string of) =>
        $"""INSERT INTO "AlertAct" ("AlertId", "At", "Kind", "By", "To") SELECT {alert}, {words.Of(at.UtcDateTime)}, {(int)AlertActKind.Reassigned}, {words.Of(by.Value)}, {to} {of}""";

    private string Handed(Words words) => $"""SELECT h."AlertId" FROM "ReassignedAlert" AS h WHERE h."ReassignmentId" = {Me(words)}""";

    private string GoesBack(Words words) =>
        $"""
        FROM "ReassignedAlert" AS h
        JOIN "Alert" AS a ON a."Id" = h."AlertId" AND a.{OpenAlert}
            AND ((h."ToStaffId" IS NULL AND a."ClaimedBy" IS NULL) OR (h."ToStaffId" = a."ClaimedBy" AND a."State" = {(int)AlertState.Claimed}))
        JOIN "StaffMember" AS p ON p."Id" = h."FromStaffId" AND p."ClosedOn" IS NULL
        WHERE h."ReassignmentId" = {Me(words)}
        {(from.Source == ReassignmentSource.Person ? "" : $"""AND EXISTS (SELECT 1 FROM "ReassignedCase" AS m WHERE m."ReassignmentId" = {Me(words)} AND m."CaseId" = h."CaseId" AND m."Fate" = {(int)ReassignedFate.Restored} AND m."FromCareTeamId" = p."CareTeamId")""")}
        """;

    private string TasksWait(string tasks) => TaskHolds.Update(engine, tasks, today);

    /// <summary>An alert is where its task is; so is one that a person has closed and that may stand again.</summary>
    private (string, Words) AlertsFollow(string which, bool restoredOnly)
    {
        var words = new Words();
        string Its(string column) => $"""(SELECT t."{column}" FROM "CareTask" AS t WHERE t."Id" = "Alert"."TaskId")""";
        return (
            $"""
            UPDATE "Alert" SET "AreaCode" = {Its("AreaCode")}, "CareTeamId" = {Its("CareTeamId")}, "Version" = "Version" + 1
            WHERE {which} AND "CaseId" {engine.Among(restoredOnly ? Restored(words) : Rows(words, all: false))}
            AND EXISTS (SELECT 1 FROM "CareTask" AS t JOIN "ManagedCase" AS c ON c."Id" = t."CaseId" WHERE t."Id" = "Alert"."TaskId" AND t.{OpenTask} AND {FollowsCase("t", "c")})
            """, words);
    }

    private const string ChangesTeam = """(m."ToCareTeamId" IS NULL OR m."FromCareTeamId" IS NULL OR m."FromCareTeamId" <> m."ToCareTeamId")""";
}
