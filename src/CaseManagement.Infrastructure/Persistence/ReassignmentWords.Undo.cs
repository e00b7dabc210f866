using System.Globalization;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>The way back, the agreements, and what both ways have in common.</summary>
internal sealed partial class ReassignmentWords
{
    private DateOnly Eve => reassignment.DoneOn.AddDays(-1);

    /// <summary>For each, those that came later, stand, and have moved some of the same patients, alerts or places.</summary>
    public static string Newer(Words words, IEnumerable<ReassignmentId> of) =>
        $"""
        SELECT older."Id" AS "Older", newer."Id" AS "Newer"
        FROM "Reassignment" AS older JOIN "Reassignment" AS newer ON newer."Id" > older."Id" AND newer."UndoneAt" IS NULL
        WHERE older."Id" IN ({string.Join(", ", of.Select(id => words.Of(id.Value)))})
        AND ({BothMoved("ReassignedCase", "ReassignedCase", "CaseId")} OR {BothMoved("ReassignedCase", "ReassignedAlert", "CaseId")} OR {BothMoved("ReassignedAlert", "ReassignedCase", "CaseId")}
            OR {BothMoved("ReassignedAlert", "ReassignedAlert", "AlertId")} OR {BothMoved("ReassignedPlace", "ReassignedPlace", "Code")})
        """;

    private static string BothMoved(string first, string then, string what) =>
        $"""EXISTS (SELECT 1 FROM "{first}" AS m JOIN "{then}" AS n ON n."{what}" = m."{what}" WHERE m."ReassignmentId" = older."Id" AND n."ReassignmentId" = newer."Id")""";

    /// <summary>The last day of a team's agreements is the day before it closes: on the day itself they must not take the patient back.</summary>
    public (string, Words) EndAgreements()
    {
        var words = new Words();
        return (
            $"""
            UPDATE "ServiceAgreement" SET "EndedOn" = '{Day(Eve)}', "EndReason" = {(int)AgreementEnd.TeamClosed}
            WHERE "CareTeamId" = {Team(words)} AND "EndedOn" IS NULL AND "EndsOn" >= '{Day(today)}' AND "CaseId" {engine.Among(Rows(words, all: true))}
            """, words);
    }

    public (string, Words) FirstDays()
    {
        var words = new Words();
        return ($"""SELECT DISTINCT a."StartsOn" AS "Day" FROM "ServiceAgreement" AS a WHERE {Ended(words, "a")} AND a."CaseId" {engine.Among(Rows(words, all: true))}""", words);
    }

    /// <summary>The twin in SQL of <see cref="AgreementTerms.SignAnew"/>: the renewal that was open anyway comes at once, and is the new team's.</summary>
    public (string, Words) SignAnew(DateOnly fromOn, DateOnly untilOn, int noticeDays)
    {
        var words = new Words();
        var latest = Eve.AddDays(noticeDays) is var until && until < today ? today : until;
        var closes = $"""(SELECT CASE WHEN a."EndsOn" < '{Day(latest)}' THEN a."EndsOn" ELSE {engine.AddDays("a.\"EndedOn\"", latest.DayNumber - Eve.DayNumber)} END FROM "ServiceAgreement" AS a WHERE {Its(words, fromOn, untilOn)})""";
        return (
            $"""
            UPDATE "CareTask" SET "OpensOn" = '{Day(today)}', "DueOn" = '{Day(today)}', "ClosesOn" = {closes}, "Basis" = '{AgreementTerms.TeamClosedBasis}', "EscalationStep" = 0
            WHERE {OpenTask} AND "Kind" = {(int)CareTaskKind.AgreementRenewal} AND "CaseId" {engine.Among(Rows(words, all: true))} AND EXISTS (SELECT 1 FROM "ServiceAgreement" AS a WHERE {Its(words, fromOn, untilOn)})
            """, words);
    }

    /// <summary>The renewal is due when it was.</summary>
    public (string, Words) RenewAsBefore(DateOnly fromOn, DateOnly untilOn, int noticeDays)
    {
        var words = new Words();
        var notice = $"""(SELECT {engine.AddDays("a.\"EndsOn\"", -noticeDays)} FROM "ServiceAgreement" AS a WHERE {Its(words, fromOn, untilOn)})""";
        var ends = $"""(SELECT a."EndsOn" FROM "ServiceAgreement" AS a WHERE {Its(words, fromOn, untilOn)})""";
        return (
            $"""
            UPDATE "CareTask" SET "OpensOn" = {notice}, "DueOn" = {notice}, "ClosesOn" = {ends}, "Basis" = '{AgreementTerms.RenewalBasis}', "EscalationStep" = 0
            WHERE {OpenTask} AND "Kind" = {(int)CareTaskKind.AgreementRenewal} AND "CaseId" {engine.Among(Restored(words))} AND EXISTS (SELECT 1 FROM "ServiceAgreement" AS a WHERE {Its(words, fromOn, untilOn)})
            """, words);
    }

    public (string, Words) ResumeAgreements()
    {
        var words = new Words();
        return ($"""UPDATE "ServiceAgreement" SET "EndedOn" = NULL, "EndReason" = NULL WHERE {Ended(words, "\"ServiceAgreement\"")} AND "CaseId" {engine.Among(RestoredOfOurs(words))}""", words);
    }

    /// <summary>Whoever is still where the reassignment put them, whose old team still has people, whose grid is still there, and who has signed with nobody since.</summary>
    public (string, Words) ChooseRestorable()
    {
        var words = new Words();
        const string row = "\"ReassignedCase\"";
        var signedAnew = from.EndsAgreements
            ? $"""
              AND NOT EXISTS (SELECT 1 FROM "ServiceAgreement" AS a JOIN "ServiceAgreement" AS b ON b."CaseId" = a."CaseId" AND b."EndedOn" IS NULL AND b."StartsOn" <= a."EndsOn" AND a."StartsOn" <= b."EndsOn"
                  WHERE a."CaseId" = {row}."CaseId" AND {Ended(words, "a")})
              """
            : "";
        return (
            $"""
            UPDATE "ReassignedCase" SET "Fate" = {(int)ReassignedFate.Restored}
            WHERE "ReassignmentId" = {Me(words)}
            AND EXISTS (SELECT 1 FROM "ManagedCase" AS c WHERE c."Id" = {row}."CaseId" AND c."AreaCode" = {row}."ToAreaCode" AND {Same("c.\"CareTeamId\"", $"{row}.\"ToCareTeamId\"")} AND ({Ours} OR {LeavesWork}))
            AND ({row}."FromCareTeamId" IS NULL OR EXISTS (SELECT 1 FROM "CareTeam" AS t WHERE t."Id" = {row}."FromCareTeamId" AND t."ClosedOn" IS NULL AND EXISTS (SELECT 1 FROM "StaffMember" AS p WHERE p."CareTeamId" = t."Id" AND p."ClosedOn" IS NULL)))
            AND NOT EXISTS (SELECT 1 FROM "Grid" AS g WHERE g."Code" = {row}."FromAreaCode" AND g."ClosedOn" IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM "ServiceAgreement" AS b WHERE b."CaseId" = {row}."CaseId" AND b."EndedOn" IS NULL AND b."StartsOn" <= '{Day(today)}' AND b."EndsOn" >= '{Day(today)}' AND ({row}."FromCareTeamId" IS NULL OR b."CareTeamId" <> {row}."FromCareTeamId"))
            {signedAnew}
            """, words);
    }

    public (string, Words) CasesBack()
    {
        var words = new Words();
        return (
            $"""
            UPDATE "ManagedCase" SET "CareTeamId" = {Of(words, "ManagedCase", "Id", "FromCareTeamId")}, "AreaCode" = {Of(words, "ManagedCase", "Id", "FromAreaCode")},
                "UnassignedOn" = {Of(words, "ManagedCase", "Id", "WasUnassignedOn")}, "UnassignedReason" = {Of(words, "ManagedCase", "Id", "WasUnassignedReason")}, "Version" = "Version" + 1
            WHERE "Id" {engine.Among(Restored(words))}
            AND EXISTS (SELECT 1 FROM "ReassignedCase" AS m WHERE m."ReassignmentId" = {Me(words)} AND m."CaseId" = "ManagedCase"."Id" AND m."ToAreaCode" = "ManagedCase"."AreaCode" AND {Same("m.\"ToCareTeamId\"", "\"ManagedCase\".\"CareTeamId\"")})
            """, words);
    }

    public (string, Words) TasksBack() => TasksTo("From", restoredOnly: true);

    public (string, Words) AlertsBack() => AlertsFollow(OpenAlert, restoredOnly: true);

    public (string, Words) ClosedAlertsBack() => AlertsFollow(MayReturn, restoredOnly: true);

    public (string, Words) ReferralsBack() => ReferralsTo("From", restoredOnly: true);

    public (string, Words) CardsBack() => CardsTo("From", restoredOnly: true);

    public (string, Words) CluesBack() => CluesTo("From", restoredOnly: true);

    public (string, Words) GrantsBack() => GrantsTo("From", restoredOnly: true);

    /// <summary>Whoever was merged into another grid gets the old one again, as a new line of the history.</summary>
    public IEnumerable<(string, Words)> Part(StaffId by) => Grids("From", $"m.\"FromAreaCode\" <> m.\"ToAreaCode\" AND m.\"Fate\" = {(int)ReassignedFate.Restored}", by);

    private (string, Words) TasksTo(string end, bool restoredOnly)
    {
        var words = new Words();
        return (
            $"""
            UPDATE "CareTask" SET "AreaCode" = {Of(words, "CareTask", "CaseId", end + "AreaCode")}, "CareTeamId" = {Of(words, "CareTask", "CaseId", end + "CareTeamId")}
            WHERE {OpenTask} AND "CaseId" {engine.Among(restoredOnly ? Restored(words) : Rows(words, all: false))}
            AND NOT ("Kind" = {(int)CareTaskKind.TransferAcceptance} AND "Basis" <> '{Domain.Exits.ExitPlan.LeavingArea}' AND EXISTS (SELECT 1 FROM "ManagedCase" AS c WHERE c."Id" = "CareTask"."CaseId" AND c."OfferedAreaCode" IS NOT NULL))
            """, words);
    }

    private (string, Words) GrantsTo(string end, bool restoredOnly)
    {
        var words = new Words();
        return (
            $"""
            UPDATE "CaseGrant" SET "AreaCode" = {Of(words, "CaseGrant", "CaseId", end + "AreaCode")}, "CareTeamId" = {Of(words, "CaseGrant", "CaseId", end + "CareTeamId")}, "Version" = "Version" + 1
            WHERE "CaseId" {engine.Among(restoredOnly ? Restored(words) : Rows(words, all: false))}
            """, words);
    }

    /// <summary>The twin in SQL of <c>Referral.BelongTo</c>: one that still waits is where its case is.</summary>
    private (string, Words) ReferralsTo(string end, bool restoredOnly)
    {
        var words = new Words();
        return (
            $"""
            UPDATE "Referral" SET "AreaCode" = {Of(words, "Referral", "CaseId", end + "AreaCode")}, "CareTeamId" = {Of(words, "Referral", "CaseId", end + "CareTeamId")}
            WHERE "State" < {(int)ReferralState.Closed} AND "CaseId" {engine.Among(restoredOnly ? Restored(words) : Rows(words, all: false))}
            """, words);
    }

    /// <summary>The twin in SQL of <c>NationalCard.BelongTo</c>.</summary>
    private (string, Words) CardsTo(string end, bool restoredOnly)
    {
        var words = new Words();
        return (
            $"""
            UPDATE "NationalCard" SET "AreaCode" = {Of(words, "NationalCard", "CaseId", end + "AreaCode")}, "CareTeamId" = {Of(words, "NationalCard", "CaseId", end + "CareTeamId")}, "Version" = "Version" + 1
            WHERE "State" <= {(int)CardState.Refused} AND "CaseId" {engine.Among(restoredOnly ? Restored(words) : Rows(words, all: false))}
            """, words);
    }

    /// <summary>The twin in SQL of <c>Clue.BelongTo</c>, of those about a patient.</summary>
    private (string, Words) CluesTo(string end, bool restoredOnly)
    {
        var words = new Words();
        return (
            $"""
            UPDATE "Clue" SET "AreaCode" = {Of(words, "Clue", "CaseId", end + "AreaCode")}, "CareTeamId" = {Of(words, "Clue", "CaseId", end + "CareTeamId")}, "Version" = "Version" + 1
            WHERE "EndedAt" IS NULL AND "CaseId" {engine.Among(restoredOnly ? Restored(words) : Rows(words, all: false))}
            """, words);
    }

    private IEnumerable<(string, Words)> Grids(string end, string which, StaffId by)
    {
        var words = new Words();
        yield return ($"""UPDATE "GridAssignment" SET "UntilOn" = '{Day(today)}' WHERE "UntilOn" IS NULL AND "CaseId" {engine.Among($"SELECT m.\"CaseId\" FROM \"ReassignedCase\" m WHERE m.\"ReassignmentId\" = {Me(words)} AND {which}")}""", words);

        words = new Words();
        yield return (
            $"""
            INSERT INTO "GridAssignment" ("Id", "GridCode", "FromOn", "Reason", "ConfirmedBy", "CaseId")
            SELECT {engine.NewId}, m."{end}AreaCode", '{Day(today)}', 'grid.merged', {words.Of(by.Value)}, m."CaseId" FROM "ReassignedCase" AS m WHERE m."ReassignmentId" = {Me(words)} AND {which}
            """, words);
    }

    /// <summary>The cases that this reassignment is about.</summary>
    /// <param name="all">Also who keeps their place and team.</param>
    private string Rows(Words words, bool all) => $"""SELECT m."CaseId" FROM "ReassignedCase" AS m WHERE m."ReassignmentId" = {Me(words)}{(all ? "" : $" AND {HasMoved}")}""";

    private string Restored(Words words) => $"""SELECT m."CaseId" FROM "ReassignedCase" AS m WHERE m."ReassignmentId" = {Me(words)} AND m."Fate" = {(int)ReassignedFate.Restored}""";

    /// <summary>Whoever has died since has no agreement any more.</summary>
    private string RestoredOfOurs(Words words) => $"""SELECT m."CaseId" FROM "ReassignedCase" AS m JOIN "ManagedCase" AS c ON c."Id" = m."CaseId" AND {Ours} WHERE m."ReassignmentId" = {Me(words)} AND m."Fate" = {(int)ReassignedFate.Restored}""";

    private string Of(Words words, string table, string key, string column) =>
        $"""(SELECT m."{column}" FROM "ReassignedCase" AS m WHERE m."ReassignmentId" = {Me(words)} AND m."CaseId" = "{table}"."{key}")""";

    private string Team(Words words) => words.Of(from.Team!.Value.Value);

    /// <summary>An agreement that ended by this reassignment.</summary>
    private string Ended(Words words, string agreement) =>
        string.Create(CultureInfo.InvariantCulture, $"""{agreement}."CareTeamId" = {Team(words)} AND {agreement}."EndReason" = {(int)AgreementEnd.TeamClosed} AND {agreement}."EndedOn" = '{Day(Eve)}'""");

    /// <summary>The agreement whose renewal a task is; its first day is the task's own.</summary>
    private string Its(Words words, DateOnly fromOn, DateOnly untilOn) =>
        $"""a."CaseId" = "CareTask"."CaseId" AND a."StartsOn" = "CareTask"."CycleOn" AND a."StartsOn" BETWEEN '{Day(fromOn)}' AND '{Day(untilOn)}' AND {Ended(words, "a")}""";
}
