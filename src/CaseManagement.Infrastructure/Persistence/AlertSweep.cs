using System.Globalization;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>The sweep: for each step of the ladder one INSERT … SELECT and one UPDATE, all in one transaction.</summary>
/// <remarks>
/// A task is a candidate for a step when it stands on the step below, so the cost follows what is newly late. One question comes first, which steps have candidates; no other step is run, so a second run asks and finds nothing.
/// The unique key (task, step, day) stands behind it: two sweeps at once, or one that was killed, cannot raise an alert twice.
/// The day of an alert comes from the task and the ladder, never from the day of the run; so it is judged by the edition of that day, whenever the run comes. The steps of an older edition run first, up to its last day.
/// What is asked beside the steps, and done only where the answer is yes: whether a closed alert is to stand again, and whether one tells somebody who is not there, or a hospital that has nothing to do with it any more, or rests with a psychiatrist who sees the case no more.
/// </remarks>
internal sealed partial class AlertSweep(CaseDb db, IActor actor, Standards standards, TimeProvider clock) : IAlertSweep
{
    private const int Open = (int)CareTaskState.Open;
    private const int Closed = (int)AlertState.Resolved; // and whatever comes after it

    // Asked together with the steps, by numbers that no step has.
    private const int SomeReturn = -1;
    private const int SomeLeftBehind = -2;
    private const int FirstUnseen = -3; // and downwards, one for each way in which nobody is told

    /// <summary>The alert that an UPDATE is about is taken out of all hands; what was done about it stays in its acts.</summary>
    private static readonly string AsRaised =
        $""" "State" = {(int)AlertState.Raised}, "ClaimedBy" = NULL, "ClaimedAt" = NULL, "Reason" = NULL, "ReasonNote" = NULL, "AnsweredAt" = NULL, "HeldUntil" = NULL, "Result" = NULL, "Dismissal" = NULL, "ResultNote" = NULL, "ClosedAt" = NULL, "ReturnsOn" = NULL, "Version" = "Version" + 1""";

    public async Task<AlertsRaised> RunAsync(DateOnly today, DateOnly missedFrom, CancellationToken ct)
    {
        if (actor.Role != StaffRole.Timetable) throw new NotPermittedException(Right.RunJobs); // it goes past the query filters
        var now = clock.GetUtcNow().UtcDateTime;
        var raised = new Dictionary<CareTaskKind, int>();
        var (returned, closed) = (0, 0);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Engine.TakeTurnAsync(db, nameof(AlertSweep), ct); // a second sweep then finds nothing, instead of standing in the way of this one
        var notices = new NoticesOfAlerts(db, standards);
        await notices.BeginAsync(ct);
        var reached = await StepsWithCandidates(today, missedFrom, ct);
        foreach (var alerts in reached.Unseen) await PassToOffice(alerts, now, ct);
        if (reached.LeftBehind) await TakeOutOfHands(OfGoneSpecialist, now, ct);
        if (reached.LeftBehind || reached.Unseen.Count > 0) await Execute(TaskHolds.Update(db.Engine, $"""{TaskHolds.InNoHands} AND EXISTS (SELECT 1 FROM "CareTask" AS h WHERE h."Id" = a."TaskId" AND h."HeldUntil" > '{Day(today)}')""", today), ct); // nobody has them in hand any more, so that their tasks climb
        if (reached.Return) returned += await StandAgain(today, now, ct);
        var climbed = new List<EscalationStep>();
        foreach (var step in standards.Ladder.StepsUntil(today))
        {
            if (!reached.Steps.Contains(step) && !climbed.Exists(below => IsAbove(step, below))) continue;
            var (late, settled) = (LateNow(step, today), SettledSince(step, missedFrom, today));

            if (await Execute(NoteAct(AlertActKind.Returned, IsBack(step, late)), ct, now) > 0) returned += await Execute(Return(step, late), ct); // whoever reads it sees that it had been closed, and its department is told as of any other
            raised[step.Kind] = raised.GetValueOrDefault(step.Kind)
                + await Execute(Raise(step, late, AlertState.Raised), ct, now)
                + await Execute(Raise(step, settled, AlertState.CauseGone), ct, now);
            if (await Execute(Climb(step, late), ct) + await Execute(Climb(step, settled), ct) > 0) climbed.Add(step);
        }

        closed += await Execute(CloseSettledSince(missedFrom.AddDays(-1)), ct, now);
        await notices.WriteAsync(actor.StaffId, today, clock.GetUtcNow(), ct);
        await new NoticesLeftBehind(db).WriteAsync(actor.StaffId, clock.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct); // the audit entry, with the change
        await transaction.CommitAsync(ct);

        return new AlertsRaised(raised.Values.Sum(), raised, returned, closed);
    }

    /// <summary>The steps for which a task stands ready: it is late enough, or was when it was settled. Whoever climbs in this run may be ready for the next step as well.</summary>
    /// <remarks>A step is run for both kinds of candidates, whichever it was found for: a task may be settled between this question and the step.</remarks>
    private async Task<(HashSet<EscalationStep> Steps, bool Return, bool LeftBehind, IReadOnlyList<string> Unseen)> StepsWithCandidates(DateOnly today, DateOnly missedFrom, CancellationToken ct)
    {
        var steps = standards.Ladder.StepsUntil(today);
        List<string> unseen = [SeenByNoSpecialist, OfNoLeader, OfNoTeam];
        var questions = steps.Select((step, place) => // the first of an index: an engine that was asked whether there is any would rather begin to read them all
            $"""SELECT {place} AS "Value" WHERE (SELECT MIN("CareTask"."ClosesOn") FROM "CareTask" WHERE {LateNow(step, today)}) IS NOT NULL OR EXISTS (SELECT 1 FROM "Settled" AS "CareTask" WHERE {WasReady(step)})""");
        var sql =
            $"""
            WITH "Settled" AS (SELECT "Kind", "Class", "EscalationStep", "ClosesOn", "QuietUntil", "HeldFrom", "HeldUntil", "ClosedEnteredOn" FROM "CareTask" WHERE {SettledLate(missedFrom, today)})
            {string.Join("\nUNION ALL\n", questions)}
            UNION ALL
            SELECT {SomeReturn} AS "Value" WHERE EXISTS (SELECT 1 FROM "Alert" WHERE {IsToReturn(today)})
            UNION ALL
            SELECT {SomeLeftBehind} AS "Value" WHERE EXISTS (SELECT 1 FROM "Alert" WHERE {OfGoneSpecialist})
            {string.Concat(unseen.Select((alerts, place) => $"""UNION ALL SELECT {FirstUnseen - place} AS "Value" WHERE EXISTS (SELECT 1 FROM "Alert" WHERE {alerts}) """))}
            """;

        var found = await db.Database.SqlQueryRaw<int>(sql, clock.GetUtcNow().UtcDateTime).ToListAsync(ct);
        return ([.. found.Where(place => place >= 0).Select(place => steps[place])], found.Contains(SomeReturn), found.Contains(SomeLeftBehind), [.. unseen.Where((_, place) => found.Contains(FirstUnseen - place))]);
    }

    /// <summary>The next step of the same ladder, or of another edition, in which the class may have steps of its own or none.</summary>
    private static bool IsAbove(EscalationStep step, EscalationStep below) => (step.Kind, step.Step) == (below.Kind, below.Step + 1) && (step.Class == below.Class || step.From != below.From);

    private Task<int> Execute(string sql, CancellationToken ct, DateTime? now = null) => db.Database.ExecuteSqlRawAsync(sql, now is { } at && sql.Contains("{0}", StringComparison.Ordinal) ? [at] : [], ct);

    /// <summary>A person has closed them, their day to return has come, and the task is still late.</summary>
    private static string IsToReturn(DateOnly today) =>
        $"""
        "Alert"."ReturnsOn" <= '{Day(today)}' AND "Alert"."State" >= {Closed}
        AND EXISTS (SELECT 1 FROM "CareTask" WHERE "CareTask"."Id" = "Alert"."TaskId" AND "CareTask"."State" = {Open} AND ("CareTask"."QuietUntil" IS NULL OR "CareTask"."QuietUntil" < '{Day(today)}'))
        """;

    /// <summary>Open, for a leader whom the team does not have; who of the office has taken it keeps it.</summary>
    private string OfNoLeader =>
        $"""
        "Alert"."Tells" = {(int)ToldRole.TeamLeader} AND "Alert"."State" < {Closed} AND "Alert"."CareTeamId" {db.Engine.Among($"""SELECT "CareTeam"."Id" FROM "CareTeam" WHERE NOT {LeaderWorksIn("\"CareTeam\".\"Id\"")}""")} AND {NotWithTheOffice}
        """;

    /// <summary>Open, for a team or its leader, and no team answers for the case.</summary>
    private static string OfNoTeam => $""" "Alert"."Tells" IN ({(int)ToldRole.CareTeam}, {(int)ToldRole.TeamLeader}) AND "Alert"."State" < {Closed} AND "Alert"."CareTeamId" IS NULL AND {NotWithTheOffice} """;

    private static string NotWithTheOffice => $"""NOT EXISTS (SELECT 1 FROM "StaffMember" AS o WHERE o."Id" = "Alert"."ClaimedBy" AND o."Role" = {(int)StaffRole.PreventionOffice} AND o."ClosedOn" IS NULL)""";

    private static string LeaderWorksIn(string team) => $"""EXISTS (SELECT 1 FROM "StaffMember" AS l WHERE l."CareTeamId" = {team} AND l."Role" = {(int)StaffRole.TeamLeader} AND l."ClosedOn" IS NULL)""";

    private async Task PassToOffice(string alerts, DateTime now, CancellationToken ct)
    {
        await Execute(NoteAct(AlertActKind.PassedToOffice, alerts), ct, now);
        await Execute($"""UPDATE "Alert" SET "Tells" = {(int)ToldRole.PreventionOffice}, {AsRaised} WHERE {alerts}""", ct, now);
    }

    /// <summary>Who it tells stays told, and may take it.</summary>
    private async Task TakeOutOfHands(string alerts, DateTime now, CancellationToken ct)
    {
        await Execute(NoteAct(AlertActKind.Reassigned, alerts), ct, now);
        await Execute($"""UPDATE "Alert" SET {AsRaised} WHERE {alerts}""", ct, now);
    }

    private async Task<int> StandAgain(DateOnly today, DateTime now, CancellationToken ct)
    {
        await Execute(NoteAct(AlertActKind.Returned, IsToReturn(today)), ct, now);
        return await Execute($"""UPDATE "Alert" SET {AsRaised} WHERE {IsToReturn(today)}""", ct);
    }

    private static string NoteAct(AlertActKind kind, string alerts) =>
        $$"""INSERT INTO "AlertAct" ("AlertId", "At", "Kind") SELECT "Alert"."Id", {0}, {{(int)kind}} FROM "Alert" WHERE {{alerts}}""";

    /// <summary>Open tasks on the step below, late by the days of this one, neither paused nor in anybody's hands: today, or on the last day of an edition that has ended.</summary>
    private string LateNow(EscalationStep step, DateOnly today)
    {
        var day = step.Until < today ? step.Until : today;
        return
            $"""
            "CareTask"."State" = {Open} AND {OnTheStepBelow(step)}
            AND "CareTask"."ClosesOn" <= '{Day(day.AddDays(-step.DaysLate))}' AND ("CareTask"."QuietUntil" IS NULL OR "CareTask"."QuietUntil" < '{Day(day)}')
            AND ("CareTask"."HeldUntil" IS NULL OR "CareTask"."HeldUntil" < '{Day(day)}' OR {AwakeFrom(step)} < "CareTask"."HeldFrom")
            """;
    }

    /// <summary>Tasks that reached the step on a night that was missed, and were settled before this run: they were open at the end of a day, and late enough when they were closed.</summary>
    private string SettledSince(EscalationStep step, DateOnly missedFrom, DateOnly today) => $"{SettledLate(missedFrom, today)} AND {WasReady(step)}";

    private static string SettledLate(DateOnly missedFrom, DateOnly today) =>
        $"""
        "CareTask"."State" <> {Open} AND "CareTask"."ClosedEnteredOn" BETWEEN '{Day(missedFrom)}' AND '{Day(today)}'
        AND "CareTask"."EnteredOn" < "CareTask"."ClosedEnteredOn" AND "CareTask"."ClosesOn" < "CareTask"."ClosedEnteredOn"
        """;

    private string WasReady(EscalationStep step) =>
        $"""{OnTheStepBelow(step)} AND {ReachedOn(step)} <= "CareTask"."ClosedEnteredOn"{(step.Until < DateOnly.MaxValue ? $" AND {ReachedOn(step)} <= '{Day(step.Until)}'" : "")} """;

    private string OnTheStepBelow(EscalationStep step) =>
        $"""
        "CareTask"."Kind" = {(int)step.Kind} AND "CareTask"."EscalationStep" = {step.Step - 1} AND {OfClass(step)}
        """;

    private string OfClass(EscalationStep step)
    {
        if (step.Class is { } @class) return $"\"CareTask\".\"Class\" = {(int)@class}";

        var others = standards.Ladder.On(step.From).ClassesOfTheirOwn(step.Kind);
        return others.Count == 0 ? "1 = 1" : $"""("CareTask"."Class" IS NULL OR "CareTask"."Class" NOT IN ({string.Join(", ", others.Select(other => (int)other))}))""";
    }

    /// <summary>The twin in SQL of <see cref="EscalationLadder.ReachedOn(EscalationStep, DateOnly, DateOnly?, DateOnly?, DateOnly?)"/>; a test holds them equal.</summary>
    private string ReachedOn(EscalationStep step) =>
        $"""CASE WHEN "CareTask"."HeldFrom" <= {AwakeFrom(step)} AND "CareTask"."HeldUntil" >= {AwakeFrom(step)} THEN {db.Engine.AddDays("\"CareTask\".\"HeldUntil\"", 1)} ELSE {AwakeFrom(step)} END""";

    /// <summary>The day of the step by the ladder, its edition and the pause alone.</summary>
    private string AwakeFrom(EscalationStep step)
    {
        var reached = db.Engine.AddDays("\"CareTask\".\"ClosesOn\"", step.DaysLate);
        if (step.From > DateOnly.MinValue) reached = $"""CASE WHEN {reached} < '{Day(step.From)}' THEN '{Day(step.From)}' ELSE {reached} END""";
        return $"""CASE WHEN "CareTask"."QuietUntil" >= {reached} THEN {db.Engine.AddDays("\"CareTask\".\"QuietUntil\"", 1)} ELSE {reached} END""";
    }

    private string Raise(EscalationStep step, string candidates, AlertState state) =>
        $$"""
        INSERT INTO "Alert" ("TaskId", "CaseId", "PatientId", "AreaCode", "CareTeamId", "Kind", "Step", "RaisedOn", "Tells", "Severity", "State", "ClosedAt", "Version")
        SELECT "CareTask"."Id", "CareTask"."CaseId", "CareTask"."PatientId", "CareTask"."AreaCode", "CareTask"."CareTeamId", "CareTask"."Kind", {{step.Step}}, {{ReachedOn(step)}}, {{Tells(step)}}, {{(int)step.Severity}}, {{(int)state}}, {{(state == AlertState.CauseGone ? "{0}" : "NULL")}}, 1
        FROM "CareTask"
        WHERE {{candidates}}
        AND {{ItsAlert(step)}} IS NULL
        """;

    /// <summary>The twin in SQL of <see cref="Told.Reached"/>: nobody is told who is not there or cannot see.</summary>
    private static string Tells(EscalationStep step)
    {
        var whether = step.Tells switch
        {
            ToldRole.CareTeam => "\"CareTask\".\"CareTeamId\" IS NOT NULL",
            ToldRole.TeamLeader => LeaderWorksIn("\"CareTask\".\"CareTeamId\""),
            ToldRole.Specialist => SpecialistSees("\"CareTask\".\"CaseId\"", Reaches(((int)step.Kind).ToString(CultureInfo.InvariantCulture), "\"CareTask\".\"CycleOn\"")),
            _ => "1 = 1",
        };
        return $"CASE WHEN {whether} THEN {(int)step.Tells} ELSE {(int)ToldRole.PreventionOffice} END";
    }

    /// <summary>An alert of the same task, step and day has been closed, and its cause is back: the visit that settled it was cancelled.</summary>
    /// <remarks>It stands again where it stood, with whoever took it and what was answered: who has looked is never forgotten. One that was dismissed, or whose taker has left or works in another team than the task's, waits for somebody to take it.</remarks>
    private string Return(EscalationStep step, string candidates) =>
        $"""
        UPDATE "Alert" SET "State" = CASE WHEN {IsInNoHands} THEN {(int)AlertState.Raised} WHEN "AnsweredAt" IS NULL THEN {(int)AlertState.Claimed} ELSE {(int)AlertState.Answered} END,
        "ClaimedBy" = CASE WHEN {IsInNoHands} THEN NULL ELSE "ClaimedBy" END, "ClaimedAt" = CASE WHEN {IsInNoHands} THEN NULL ELSE "ClaimedAt" END, "AnsweredAt" = CASE WHEN {IsInNoHands} THEN NULL ELSE "AnsweredAt" END,
        "HeldUntil" = CASE WHEN {IsInNoHands} THEN NULL ELSE "HeldUntil" END, "AreaCode" = {ItsTask("AreaCode")}, "CareTeamId" = {ItsTask("CareTeamId")},
        "ClosedAt" = NULL, "ReturnsOn" = NULL, "Version" = "Version" + 1
        WHERE {IsBack(step, candidates)}
        """;

    private string IsBack(EscalationStep step, string candidates) => $""" "Alert"."State" >= {Closed} AND "Alert"."Id" {db.Engine.Among($"""SELECT {ItsAlert(step)} FROM "CareTask" WHERE {candidates}""")}""";

    /// <summary>Closed alerts do not follow their case; this one is open again.</summary>
    private static string ItsTask(string column) => $"""(SELECT t."{column}" FROM "CareTask" AS t WHERE t."Id" = "Alert"."TaskId")""";

    private static string IsInNoHands =>
        $"""
        "ClaimedBy" IS NULL OR "State" = {(int)AlertState.Dismissed}
        OR NOT EXISTS (SELECT 1 FROM "StaffMember" AS h WHERE h."Id" = "Alert"."ClaimedBy" AND h."ClosedOn" IS NULL AND (h."CareTeamId" IS NULL OR h."CareTeamId" = {ItsTask("CareTeamId")}))
        """;

    /// <summary>Only with its alert: a task that became a candidate since then is the next sweep's.</summary>
    private string Climb(EscalationStep step, string candidates) =>
        $"""
        UPDATE "CareTask" SET "EscalationStep" = {step.Step} WHERE {candidates} AND {ItsAlert(step)} IS NOT NULL
        """;

    /// <summary>Looked up by its key for each candidate: a join would let an engine read all alerts of all years for the few that are asked about.</summary>
    private string ItsAlert(EscalationStep step) =>
        $"""(SELECT a."Id" FROM "Alert" AS a WHERE a."TaskId" = "CareTask"."Id" AND a."Step" = {step.Step} AND a."RaisedOn" = {ReachedOn(step)})""";

    /// <summary>A task that was settled while a sweep was raising its alert: nobody is left to answer.</summary>
    private static string CloseSettledSince(DateOnly from) =>
        $$"""
        UPDATE "Alert" SET "State" = {{(int)AlertState.CauseGone}}, "ClosedAt" = {0}, "Version" = "Version" + 1
        WHERE "State" < {{Closed}}
        AND "TaskId" IN (SELECT "CareTask"."Id" FROM "CareTask" WHERE "CareTask"."ClosedEnteredOn" >= '{{Day(from)}}' AND "CareTask"."State" <> {{Open}})
        """;

    /// <summary>As it is kept, whatever calendar the server's own culture counts by.</summary>
    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
