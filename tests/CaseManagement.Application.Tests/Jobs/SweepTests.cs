using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Jobs;

public sealed class SweepTests
{
    /// <summary>A patient seen on 2 March and unstable, so late from 17 March on; the first visit is settled.</summary>
    private static async Task<ManagedCaseId> AnUnstablePatient(Slice slice, string name = "测试甲")
    {
        var registered = await slice.Send(A.Registration(name));
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId) with { SeenOn = new(2026, 3, 2) });

        return registered.CaseId;
    }

    private static async Task<SweptOverdue> Sweep(Slice slice, DateOnly today) =>
        (SweptOverdue)await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, today, TestContext.Current.CancellationToken);

    /// <summary>Every alert in words that do not depend on when a sweep ran: of which task, which step, for which day, and whether it is still open.</summary>
    private static Task<List<string>> Alerts(Slice slice) => slice.Db(async db =>
        (await db.Alerts.AsNoTracking().ToListAsync()).Select(alert => $"{alert.TaskId.Value} step {alert.Step} of {alert.RaisedOn:O} {(alert.IsOpen ? "open" : "closed")}").Order().ToList());

    [Fact]
    public async Task Given_an_unstable_patient_When_the_last_day_has_passed_Then_team_and_leader_are_told_on_the_first_day_late()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 16));
        await AnUnstablePatient(slice);

        var onTheLastDay = await Sweep(slice, new(2026, 3, 16));
        var onTheFirstDayLate = await Sweep(slice, new(2026, 3, 17));

        Assert.Equal(0, onTheLastDay.AlertsRaised);
        var alerts = await slice.Db(db => db.Alerts.AsNoTracking().Where(alert => alert.Kind == CareTaskKind.FollowUp).OrderBy(alert => alert.Step).ToListAsync());
        Assert.Equal([(1, ToldRole.CareTeam), (2, ToldRole.TeamLeader)], alerts.Select(alert => (alert.Step, alert.Tells)));
        Assert.All(alerts, alert => Assert.Equal((new DateOnly(2026, 3, 17), AlertState.Raised), (alert.RaisedOn, alert.State)));
        Assert.Equal(onTheFirstDayLate.AlertsRaised, onTheFirstDayLate.ByKind.Values.Sum());
    }

    [Fact]
    public async Task Given_a_sweep_When_it_runs_again_on_the_same_day_Then_nothing_is_raised_twice()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await AnUnstablePatient(slice);
        await Sweep(slice, new(2026, 3, 20));
        var once = await Alerts(slice);

        var again = await Sweep(slice, new(2026, 3, 20));

        Assert.NotEmpty(once);
        Assert.Equal(0, again.AlertsRaised + again.AlertsReturned + again.AlertsClosed);
        Assert.Equal(once, await Alerts(slice));
    }

    [Fact]
    public async Task Given_two_nodes_on_one_database_When_both_sweep_at_once_Then_each_alert_is_raised_once()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 4, 20));
        for (var i = 0; i < 40; i++) await AnUnstablePatient(slice, $"测试{i}");
        await using var otherNode = Slice.Provider(slice.Database, slice.Clock);
        var nodes = new[] { slice.Services, otherNode }.SelectMany(node => Enumerable.Repeat(node.GetRequiredService<IJobRunner>(), 3));

        var swept = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.RunAsync(JobNames.Sweep, new(2026, 4, 20), TestContext.Current.CancellationToken))));

        var alerts = await Alerts(slice);
        Assert.Equal(alerts.Count, swept.Cast<SweptOverdue>().Sum(run => run.AlertsRaised));
        Assert.Equal(alerts.Distinct(), alerts);
        Assert.Equal(40 * 8, alerts.Count); // four steps of the visit and four of the psychiatrist's guidance, for each
    }

    /// <summary>A world that moves while the nights pass: visits, a correction, a cancellation, entered at noon, after the sweep of the night.</summary>
    private static async Task<List<string>> LiveThrough(Func<DateOnly, bool> sweptAtNight)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var cases = new List<ManagedCaseId>();
        for (var i = 0; i < 6; i++) cases.Add(await AnUnstablePatientWithFixedIds(slice, i));

        FollowUpId? wrong = null;
        for (var day = new DateOnly(2026, 3, 3); day <= new DateOnly(2026, 4, 10); day = day.AddDays(1))
        {
            slice.Clock.Day = day;
            if (sweptAtNight(day)) await Sweep(slice, day);

            if (day == new DateOnly(2026, 3, 19)) await slice.Send(A.UnstableFollowUpOf(cases[0]) with { SeenOn = day });
            if (day == new DateOnly(2026, 3, 20)) await slice.Send(A.FollowUpOf(cases[1]) with { SeenOn = new(2026, 3, 18) });
            if (day == new DateOnly(2026, 3, 17)) await slice.Send(A.FollowUpOf(cases[2]) with { SeenOn = day });
            if (day == new DateOnly(2026, 3, 16)) wrong = (await slice.Send(A.FollowUpOf(cases[3]) with { SeenOn = day })).Id;
            if (day == new DateOnly(2026, 3, 26)) await slice.Send(new CancelFollowUp(cases[3], wrong!.Value, "记错了人"));
            if (day == new DateOnly(2026, 4, 6)) await slice.Send(A.FollowUpOf(cases[4]) with { SeenOn = day });
        }

        await Sweep(slice, new(2026, 4, 11));
        return await Alerts(slice);
    }

    /// <summary>The same ids in every world, so that worlds can be compared.</summary>
    private static async Task<ManagedCaseId> AnUnstablePatientWithFixedIds(Slice slice, int number)
    {
        var patient = new Domain.Patients.Patient(
            new(new Guid(number, 1, 0, [0, 0, 0, 0, 0, 0, 0, 0])), $"测试{number}", new("CS", "试"), Domain.Patients.Sex.Female, new(1970, 1, 1), null, null, TestTown.Community, "东城大道", null, null, null, null, new(2026, 1, 5));
        var standards = slice.Services.GetRequiredService<Standards>();
        var managed = new ManagedCase(
            new(new Guid(number, 2, 0, [0, 0, 0, 0, 0, 0, 0, 0])), patient.Id, TestTown.Community, A.Registration().Diagnosis, new(), slice.Town.Team.Id, new(2026, 1, 5));
        managed.RecordConsent(true, new Signature(Signer.Patient, "测试", null, new(2026, 1, 5)), slice.Town.Doctor.Id, standards, new(2026, 1, 5));
        managed.RecordFollowUp(new FollowUpEntry(new(2026, 3, 2), FollowUpOutcome.Seen, A.UnstableFindings, Stability.Unstable, null, null), slice.Town.Doctor.Id, standards, new(2026, 3, 2));
        await slice.Add(patient, managed);

        return managed.Id;
    }

    [Fact]
    public async Task Given_a_week_of_missed_nights_When_the_next_sweep_runs_Then_every_alert_is_there_with_the_day_it_should_have_had()
    {
        var everyNight = await LiveThrough(_ => true);
        var oneWeekMissed = await LiveThrough(day => day < new DateOnly(2026, 3, 16) || day > new DateOnly(2026, 3, 24));

        Assert.True(everyNight.Count > 20);
        Assert.Equal(everyNight, oneWeekMissed);
    }

    [Fact]
    public async Task Given_a_late_patient_When_the_visit_is_recorded_Then_the_alerts_close_with_it_and_return_when_it_is_cancelled()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 18));
        var caseId = await AnUnstablePatient(slice);
        await Sweep(slice, new(2026, 3, 18));
        var raised = (await FollowUpAlerts(slice)).Select(alert => (alert.Step, alert.RaisedOn)).ToList();

        var visit = await slice.Send(A.FollowUpOf(caseId) with { SeenOn = new(2026, 3, 18) });
        Assert.All(await FollowUpAlerts(slice), alert => Assert.Equal(AlertState.CauseGone, alert.State));

        await slice.Send(new CancelFollowUp(caseId, visit.Id, "记错了人"));
        var swept = await Sweep(slice, new(2026, 3, 19));

        Assert.Equal(raised.Count, swept.AlertsReturned);
        var returned = await FollowUpAlerts(slice);
        Assert.Equal(raised, returned.Select(alert => (alert.Step, alert.RaisedOn)));
        Assert.All(returned, alert => Assert.Equal(AlertState.Raised, alert.State));
        var acts = await slice.Db(db => db.AlertActs.AsNoTracking().Where(act => act.Kind == AlertActKind.Returned).Select(act => act.AlertId).ToListAsync());
        Assert.Equal(returned.Select(alert => alert.Id).Order(), acts.Order()); // it is seen, and its department is told
    }

    [Fact]
    public async Task Given_an_alert_that_somebody_took_When_its_cause_goes_and_returns_Then_it_is_still_theirs()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 18));
        var caseId = await AnUnstablePatient(slice);
        await Sweep(slice, new(2026, 3, 18));
        var alert = (await FollowUpAlerts(slice))[0];
        await slice.Send(new ClaimAlert(alert.Id));
        await slice.Send(new AnswerAlert(alert.Id, AlertReason.DayAgreed, "约好周五上门"));
        var visit = await slice.Send(A.FollowUpOf(caseId) with { SeenOn = new(2026, 3, 18) });
        await slice.Send(new CancelFollowUp(caseId, visit.Id, "记错了人"));

        await Sweep(slice, new(2026, 3, 19));

        var returned = (await FollowUpAlerts(slice))[0];
        Assert.Equal((AlertState.Answered, slice.Town.Doctor.Id, AlertReason.DayAgreed), (returned.State, returned.ClaimedBy, returned.Reason));
    }

    [Fact]
    public async Task Given_a_late_guidance_When_the_patient_goes_to_hospital_Then_its_alerts_close_and_return_after_the_pause()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 18));
        var caseId = await AnUnstablePatient(slice);
        await Sweep(slice, new(2026, 3, 18));

        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = new(2026, 3, 18), Findings = A.UnstableFindings with { Hospital = HospitalStay.InHospital } });
        var inThePause = (await slice.Send(new ListAlerts(new AlertFilter()))).Rows;
        await Sweep(slice, new(2026, 4, 2)); // nobody asked by 1 April whether the patient still is in hospital

        Assert.Empty(inThePause);
        var afterIt = (await slice.Send(new ListAlerts(new AlertFilter()))).Rows.Where(row => row.Kind == CareTaskKind.SpecialistReview).ToList();
        Assert.NotEmpty(afterIt);
        Assert.All(afterIt, row => Assert.Equal(new DateOnly(2026, 4, 2), row.RaisedOn));
    }

    [Fact]
    public async Task Given_an_alert_When_it_is_claimed_answered_and_resolved_Then_it_says_by_whom_and_with_what_result()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 17));
        await AnUnstablePatient(slice);
        await Sweep(slice, new(2026, 3, 17));
        var alert = (await slice.Send(new ListAlerts(new AlertFilter(Tells: ToldRole.CareTeam)))).Rows.Single(row => row.Kind == CareTaskKind.FollowUp);

        await slice.Send(new ClaimAlert(alert.Id, alert.Version));
        var byAnother = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new ClaimAlert(alert.Id), by: slice.Town.Leader));
        var answeredByAnother = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new AnswerAlert(alert.Id, AlertReason.Away, null), by: slice.Town.Leader));
        await slice.Send(new AnswerAlert(alert.Id, AlertReason.DayAgreed, "约好周五上门"));
        var resolved = await slice.Send(new ResolveAlert(alert.Id, AlertResult.Arranged, null));

        Assert.Equal(("alert.claimed-by-other", "alert.claimed-by-other"), (byAnother.Code, answeredByAnother.Code));
        Assert.Equal(AlertState.Resolved, resolved.State);
        var kept = await slice.Db(db => db.Alerts.AsNoTracking().SingleAsync(row => row.Id == alert.Id));
        Assert.Equal((slice.Town.Doctor.Id, AlertReason.DayAgreed, AlertResult.Arranged), (kept.ClaimedBy, kept.Reason, kept.Result));
    }

    [Fact]
    public async Task Given_a_day_long_past_When_it_is_swept_Then_nothing_of_later_days_is_raised()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await AnUnstablePatient(slice);
        slice.Clock.Day = new(2026, 3, 25);
        await slice.Send(A.FollowUpOf(caseId) with { SeenOn = new(2026, 3, 25) }); // late, and settled without any sweep

        await Sweep(slice, new(2020, 1, 1));

        Assert.Empty(await Alerts(slice));
    }

    [Fact]
    public async Task Given_a_run_of_the_sweep_When_it_ends_Then_its_record_says_which_days_it_made_up_and_what_it_did()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 17));
        await AnUnstablePatient(slice);
        await Sweep(slice, new(2026, 3, 10));
        var swept = await Sweep(slice, new(2026, 3, 17));

        var run = await slice.Db(db => db.JobRuns.OrderByDescending(run => run.Id).FirstAsync());

        Assert.Equal((new DateOnly(2026, 3, 11), new DateOnly(2026, 3, 17), JobRunState.Done), (run.WindowFrom, run.WindowTo, run.State));
        Assert.Equal(swept.Found, run.Found);
    }

    private static Task<List<Alert>> FollowUpAlerts(Slice slice) =>
        slice.Db(db => db.Alerts.AsNoTracking().Where(alert => alert.Kind == CareTaskKind.FollowUp).OrderBy(alert => alert.Step).ToListAsync());
}
