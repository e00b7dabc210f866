using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Tests.Audit;
using CaseManagement.Application.Tests.Features.Alerts;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Telling;
using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Persistence;

/// <summary>What a script makes of the rows that were there before it.</summary>
public sealed class UpgradeTests
{
    [Fact]
    public async Task Given_clues_from_before_they_had_a_last_day_When_the_database_is_brought_up_Then_each_has_one_in_days_of_the_service()
    {
        await using var slice = await Slice.EmptyAsync(new(2026, 3, 20));
        var heard = new DateTime(2026, 3, 1, 20, 0, 0, DateTimeKind.Utc); // the second of March in the zone of the service
        foreach (var nth in (byte[])[1, 2, 3])
        {
            var (id, said, none) = (Enumerable.Repeat(nth, 16).ToArray(), heard.AddMinutes(nth), new DateOnly(2000, 1, 1));
            await slice.Db(db => db.Database.ExecuteSqlAsync($"""INSERT INTO "Clue" ("Id", "Source", "State", "HeardAt", "AreaCode", "ReportedBy", "ReportedAt", "DueOn", "Version") VALUES ({id}, 1, 1, {heard}, '441900003', {id}, {said}, {none}, 1)"""));
        }

        var (second, third, checkedAt) = (heard.AddMinutes(2), heard.AddMinutes(3), heard.AddDays(4));
        await slice.Db(db => db.Database.ExecuteSqlAsync($"""UPDATE "Clue" SET "Trigger" = 1 WHERE "ReportedAt" = {second}"""));
        await slice.Db(db => db.Database.ExecuteSqlAsync($"""UPDATE "Clue" SET "CheckedAt" = {checkedAt} WHERE "ReportedAt" = {third}"""));

        if (slice.Database.Provider == Engine.Default) slice.Execute("""CREATE TABLE "ClueBefore" AS SELECT * FROM "Clue"; DELETE FROM "Clue" """); // there the table is built anew
        slice.Execute(Assert.Single(StatementsOf("0027-told-anew", slice), statement => statement.Contains("\"HeardAt\"", StringComparison.Ordinal)));

        var days = await slice.Db(db => db.Clues.OrderBy(clue => clue.ReportedAt).Select(clue => clue.DueOn).ToListAsync());
        Assert.Equal([new(2026, 3, 9), new(2026, 3, 2), new(2026, 6, 6)], days); // after a week, on its own day, after a quarter from the check
    }

    [Fact]
    public async Task Given_tasks_without_a_class_and_an_emergency_without_its_end_When_the_script_runs_Then_both_have_what_they_would_have_been_given_and_the_case_goes_on_with_them()
    {
        await using var slice = await Slice.CreateAsync(A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId));
        var crisis = Assert.Single((await slice.Send(new ListCrises())).Rows).Id;
        await slice.Send(new RecordCrisis(caseId, crisis, A.CrisisRecord(slice.Clock.GetUtcNow())));
        var before = await HandlingAsync(slice);
        await slice.Db(db => db.CareTasks.Where(task => task.Kind == CareTaskKind.CrisisHandling).ExecuteDeleteAsync());
        await slice.Db(db => db.CareTasks.ExecuteUpdateAsync(task => task.SetProperty(x => x.Class, (Stability?)null)));

        foreach (var statement in StatementsOf("0028-reactions-and-questions", slice)) await slice.Db(db => db.Database.ExecuteSqlRawAsync(statement));

        var (after, visit) = (await HandlingAsync(slice), await slice.Db(db => db.CareTasks.SingleAsync(task => task.Kind == CareTaskKind.FollowUp && task.State == CareTaskState.Open)));
        Assert.Equal((before.CycleOn, before.DueOn, before.ClosesOn, before.Basis, before.State, before.AreaCode, before.CareTeamId), (after.CycleOn, after.DueOn, after.ClosesOn, after.Basis, after.State, after.AreaCode, after.CareTeamId));
        Assert.Equal(Stability.Unstable, visit.Class);
        foreach (var party in (await slice.Send(new GetCrisis(caseId, crisis))).NotTold) await slice.Send(new TellOfCrisis(caseId, crisis, party, ToldHow.Call, ToldResult.Knows));
        await slice.Send(new EndCrisis(caseId, crisis, CrisisOutcome.Settled, A.Monday.AddDays(3)));
        Assert.Equal(CareTaskState.Done, (await HandlingAsync(slice)).State);
    }

    [Fact]
    public async Task Given_a_refused_discharge_kept_as_an_intake_and_results_on_the_ladder_before_When_the_script_runs_Then_all_are_judged_as_in_a_new_database()
    {
        await using var slice = await Slice.CreateAsync(A.Monday);
        foreach (var name in (string[])["测试甲", "测试乙"])
        {
            var caseId = (await slice.Send(A.Registration(name))).CaseId;
            if (name == "测试乙") await slice.Send(A.UnstableFollowUpOf(caseId));
            var sent = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id));
            await slice.Send(new ReceiveReferral(caseId, sent.Id, A.Monday), slice.Town.Psychiatrist);
        }

        var handedBack = (await slice.Send(A.Registration("测试丙"))).CaseId;
        await slice.Send(new SendToSpecialist(handedBack, slice.Town.Hospital.Id, "会诊"));
        var form = await slice.Send(A.DischargeOf(handedBack, wasInpatient: true), slice.Town.Psychiatrist);
        slice.Clock.Day = new(2026, 3, 4);
        await slice.Send(new DeclineReferral(handedBack, form.Id, new(2026, 3, 4), ReferralRefusal.AddressUnclear));
        await slice.Night(2, month: 4); // day 17 of the results: the last step, day 14 of the refused discharge
        var asNew = await JudgedAsync(slice);
        Assert.Equal([1, 2, 3, 4, 1, 2, 3, 4, 1, 2], asNew.Select(alert => alert.Step));

        // As the program before had it: the refused discharge is the team's intake, on its three steps; the results know no step of the hospital.
        await slice.Db(db => db.Alerts.Where(alert => alert.Kind == CareTaskKind.RefusedDischarge || (alert.Kind == CareTaskKind.ReferralOutcome && alert.Step == 2)).ExecuteDeleteAsync());
        await slice.Db(db => db.CareTasks.Where(task => task.Kind == CareTaskKind.RefusedDischarge).ExecuteUpdateAsync(task => task.SetProperty(x => x.Kind, CareTaskKind.DischargeIntake).SetProperty(x => x.EscalationStep, 0)));
        await slice.Night(2, month: 4);
        Assert.Equal(3, await slice.Db(db => db.Alerts.CountAsync(alert => alert.Kind == CareTaskKind.DischargeIntake && alert.State < AlertState.Resolved)));
        var (closedAt, returnsOn) = (slice.Clock.GetUtcNow().AddDays(-1), new DateOnly(2999, 1, 1));
        await slice.Db(db => db.Alerts.Where(alert => alert.Kind == CareTaskKind.DischargeIntake && alert.Step == 1).ExecuteUpdateAsync(alert => alert.SetProperty(x => x.State, AlertState.Resolved).SetProperty(x => x.ClosedAt, closedAt).SetProperty(x => x.ReturnsOn, returnsOn))); // by a person, until it returns
        foreach (var step in (int[])[3, 4]) await slice.Db(db => db.Alerts.Where(alert => alert.Kind == CareTaskKind.ReferralOutcome && alert.Step == step).ExecuteUpdateAsync(alert => alert.SetProperty(x => x.Step, step - 1)));
        await slice.Db(db => db.CareTasks.Where(task => task.Kind == CareTaskKind.ReferralOutcome).ExecuteUpdateAsync(task => task.SetProperty(x => x.EscalationStep, 3)));

        foreach (var statement in StatementsOf("0032-refused-discharges", slice)) await slice.Db(db => db.Database.ExecuteSqlRawAsync(statement));
        await slice.Night(2, month: 4);

        Assert.Equal(asNew, await JudgedAsync(slice));
        Assert.Equal(0, await slice.Db(db => db.Alerts.CountAsync(alert => alert.Kind == CareTaskKind.DischargeIntake && alert.State < AlertState.Resolved)));
        Assert.Equal(
            [(1, AlertState.Resolved, closedAt, null), (2, AlertState.CauseGone, null, null), (3, AlertState.CauseGone, null, (DateOnly?)null)],
            (await slice.Db(db => db.Alerts.AsNoTracking().Where(alert => alert.Kind == CareTaskKind.DischargeIntake).OrderBy(alert => alert.Step).ToListAsync())).Select(alert => (alert.Step, alert.State, alert.State == AlertState.Resolved ? alert.ClosedAt : null, alert.ReturnsOn)));
        await slice.Send(A.DischargeOf(handedBack, wasInpatient: true) with { SentOn = new(2026, 4, 2) }, slice.Town.Psychiatrist); // the thread goes on: what was refused is sent anew
        Assert.Equal(
            [(CareTaskKind.DischargeIntake, new DateOnly(2026, 4, 2))],
            (await slice.Db(db => db.CareTasks.AsNoTracking().Where(task => task.CaseId == handedBack && task.State == CareTaskState.Open && (task.Kind == CareTaskKind.DischargeIntake || task.Kind == CareTaskKind.RefusedDischarge)).ToListAsync())).Select(task => (task.Kind, task.CycleOn)));
        foreach (var statement in StatementsOf("0032-refused-discharges", slice)) await slice.Db(db => db.Database.ExecuteSqlRawAsync(statement)); // where the ladder is the new one already, nothing is left to do
        Assert.Equal(asNew.Take(8), (await JudgedAsync(slice)).Take(8));
    }

    [Fact]
    public async Task Given_a_result_that_was_late_on_the_ladder_before_and_again_on_that_of_today_When_the_script_runs_Then_what_has_the_hospitals_step_stays()
    {
        await using var slice = await Slice.CreateAsync(A.Monday);
        var caseId = (await slice.Send(A.Registration("测试乙"))).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId));
        var sent = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id));
        await slice.Send(new ReceiveReferral(caseId, sent.Id, A.Monday), slice.Town.Psychiatrist);
        await slice.Night(2, month: 4);
        await slice.Db(db => db.Alerts.Where(alert => alert.Kind == CareTaskKind.ReferralOutcome && (alert.Step == 2 || alert.Step == 4)).ExecuteDeleteAsync());
        await slice.Db(db => db.Alerts.Where(alert => alert.Kind == CareTaskKind.ReferralOutcome && alert.Step == 3).ExecuteUpdateAsync(alert => alert.SetProperty(x => x.Step, 2))); // leader at once, of the ladder before
        await slice.Db(db => db.CareTasks.Where(task => task.Kind == CareTaskKind.ReferralOutcome).ExecuteUpdateAsync(task => task.SetProperty(x => x.EscalationStep, 3)));
        foreach (var step in (int[])[1, 2, 3]) // due anew, and late anew
            slice.Execute($"""INSERT INTO "Alert" ("TaskId", "CaseId", "PatientId", "AreaCode", "CareTeamId", "Kind", "Step", "RaisedOn", "Tells", "Severity", "State", "Version") SELECT "TaskId", "CaseId", "PatientId", "AreaCode", "CareTeamId", "Kind", {step}, '2026-04-01', {step switch { 1 => 1, 2 => 5, _ => 2 }}, 2, 1, 1 FROM "Alert" WHERE "Kind" = 10 AND "Step" = 1 AND "RaisedOn" < '2026-04-01'""");
        var before = await KeptAsync();

        foreach (var statement in StatementsOf("0032-refused-discharges", slice)) await slice.Db(db => db.Database.ExecuteSqlRawAsync(statement));

        Assert.Equal(5, before.Count);
        Assert.Equal(before, await KeptAsync());

        Task<List<(int, DateOnly, ToldRole, int)>> KeptAsync() => slice.Db(async db => (await db.Alerts.AsNoTracking().Where(alert => alert.Kind == CareTaskKind.ReferralOutcome).OrderBy(alert => alert.Id).Join(db.CareTasks, alert => alert.TaskId, task => task.Id, (alert, task) => new { alert.Step, alert.RaisedOn, alert.Tells, task.EscalationStep }).ToListAsync()).ConvertAll(alert => (alert.Step, alert.RaisedOn, alert.Tells, alert.EscalationStep)));
    }

    private sealed record Judged(string Patient, int Step, DateOnly RaisedOn, ToldRole Tells, Severity Severity, AlertState State, int Reached);

    /// <summary>The alerts of results and of refused discharges, patient by patient, as anybody reads them.</summary>
    private static Task<List<Judged>> JudgedAsync(Slice slice) => slice.Db(async db => (await (
        from alert in db.Alerts.AsNoTracking()
        join patient in db.Patients on alert.PatientId equals patient.Id
        join task in db.CareTasks on alert.TaskId equals task.Id
        where alert.Kind == CareTaskKind.ReferralOutcome || alert.Kind == CareTaskKind.RefusedDischarge
        select new { patient.Name, alert.Kind, alert.Step, alert.RaisedOn, alert.Tells, alert.Severity, alert.State, task.EscalationStep }).ToListAsync())
        .OrderBy(alert => alert.Kind).ThenBy(alert => alert.Name, StringComparer.Ordinal).ThenBy(alert => alert.Step).Select(alert => new Judged(alert.Name, alert.Step, alert.RaisedOn, alert.Tells, alert.Severity, alert.State, alert.EscalationStep)).ToList());

    private static Task<CareTask> HandlingAsync(Slice slice) => slice.Db(db => db.CareTasks.AsNoTracking().SingleAsync(task => task.Kind == CareTaskKind.CrisisHandling));

    /// <summary>What a script does to rows, without what it does to tables.</summary>
    private static List<string> StatementsOf(string script, Slice slice)
    {
        var text = string.Join('\n', File.ReadLines(Path.Combine(Repository.Root, "db", slice.Database.Provider.ToLowerInvariant(), $"{script}.sql")).Where(line => !line.StartsWith("--", StringComparison.Ordinal) && line != "GO"));
        var found = text.Split(';', StringSplitOptions.TrimEntries).Where(statement => statement.StartsWith("UPDATE", StringComparison.Ordinal) || statement.StartsWith("INSERT", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(found);

        return found;
    }
}
