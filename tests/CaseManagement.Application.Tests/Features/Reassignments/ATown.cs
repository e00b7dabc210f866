using System.Reflection;
using System.Text.Json;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Reference;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Features.Reassignments;

/// <summary>Patients in grids and in none, some with an agreement, some late with an alert that somebody has taken.</summary>
internal static class ATown
{
    public static readonly DateOnly Today = new(2026, 3, 25);

    public static ReassignmentOrder Closes(Slice slice) => new(ReassignmentSource.Team, ReassignmentReason.TeamCloses, slice.Town.Team.Id, To: [new(slice.Town.OtherTeam.Id)]);

    /// <returns>Six patients: two in each grid and two in none; the first two have signed, the second also for the time after; the third has been referred.</returns>
    public static async Task<(Slice Slice, List<ManagedCaseId> Cases)> BuildAsync()
    {
        var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var cases = new List<ManagedCaseId>();
        for (var i = 0; i < 6; i++)
        {
            var id = (await slice.Send(A.Registration($"测试{i}"))).CaseId;
            cases.Add(id);
            if (i < 4) await slice.Send(new ConfirmGrid(id, i % 2 == 0 ? slice.Town.Grid.Code : slice.Town.SecondGrid.Code));
            if (i % 2 == 0) await slice.Send(A.UnstableFollowUpOf(id));
        }

        await slice.Send(A.ReferralOf(cases[2], slice.Town.Hospital.Id) with { SentOn = new(2026, 3, 2) });
        await slice.Add(NationalCard.Follow(await slice.PlaceOf(cases[3]), new(CardKind.FollowUp, Guid.NewGuid(), Guid.NewGuid(), Today, IsGone: false), [], slice.Town.Doctor.Id, slice.Clock.GetUtcNow())!);
        await slice.Add(await slice.Db(async db => Clue.OfPatient(ClueId.New(), await db.Cases.SingleAsync(managed => managed.Id == cases[3]), CareSign.Missing, null, slice.Town.Doctor.Id, slice.Clock.GetUtcNow(), StandardsReader.Read())));
        await Sign(slice, cases[0], slice.Town.Team.Id, new(2026, 3, 2), new(2027, 3, 1));
        await Sign(slice, cases[1], slice.Town.Team.Id, new(2026, 3, 2), new(2027, 3, 1));
        await Sign(slice, cases[1], slice.Town.Team.Id, new(2027, 3, 2), new(2028, 3, 1));
        slice.Clock.Day = Today;
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, null, CancellationToken.None);
        var alerts = (await slice.Send(new ListAlerts(new()), slice.Town.Doctor)).Rows.Where(alert => alert.Tells == ToldRole.CareTeam).ToList();
        Assert.True(alerts.Count > 1, "nobody is late");
        await slice.Send(new ClaimAlert(alerts[0].Id), slice.Town.Doctor);

        return (slice, cases);
    }

    public static Task Sign(Slice slice, ManagedCaseId id, CareTeamId team, DateOnly from, DateOnly until) =>
        slice.Send(new SignAgreement(id, team, new Signature(Signer.Patient, "测试", null, slice.Clock.Day), from, until));

    public static Task<ReassignmentPreview> Look(this Slice slice, ReassignmentOrder order) => slice.Send(new PreviewReassignment(order), slice.Town.Officer);

    public static async Task<ReassignmentDone> Do(this Slice slice, ReassignmentOrder order) => await slice.Send(new Reassign(order, (await slice.Look(order)).Token), slice.Town.Officer);

    /// <summary>Everything that may move, but for how often it was changed.</summary>
    public static Task<Dictionary<string, string>> Everything(this Slice slice) => slice.Db(async db =>
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        await Keep(db.Cases.IgnoreAutoIncludes(), managed => $"case {managed.Id}", managed => new { managed.CareTeamId, managed.AreaCode, managed.State, managed.UnassignedOn, managed.UnassignedReason });
        await Keep(db.CareTasks, task => $"task {task.Id}", task => new { task.Kind, task.AreaCode, task.CareTeamId, task.OpensOn, task.DueOn, task.ClosesOn, task.Basis, task.State, task.QuietUntil, task.EscalationStep, task.HeldFrom, task.HeldUntil });
        await Keep(db.Alerts, alert => $"alert {alert.Id}", alert => new { alert.AreaCode, alert.CareTeamId, alert.State, alert.ClaimedBy, alert.ClaimedAt, alert.AnsweredAt, alert.HeldUntil });
        await Keep(db.CaseGrants, grant => $"grant {grant.Id}", grant => new { grant.AreaCode, grant.CareTeamId });
        await Keep(db.Referrals.IgnoreAutoIncludes(), referral => $"referral {referral.Id}", referral => new { referral.AreaCode, referral.CareTeamId });
        await Keep(db.NationalCards, card => $"card {card.Id}", card => new { card.AreaCode, card.CareTeamId });
        await Keep(db.Clues, clue => $"clue {clue.Id}", clue => new { clue.AreaCode, clue.CareTeamId });
        await Keep(db.Set<ServiceAgreement>(), agreement => $"agreement {agreement.Id}", agreement => new { agreement.CareTeamId, agreement.EndedOn, agreement.EndReason });
        await Keep(db.Grids, grid => $"grid {grid.Code}", grid => new { grid.CareTeamId, grid.WorkerId });
        await Keep(db.Catchments, catchment => $"community {catchment.AreaCode}", catchment => catchment.CareTeamId);
        return all;

        async Task Keep<T>(IQueryable<T> rows, Func<T, string> key, Func<T, object> value) where T : class
        {
            foreach (var row in await rows.AsNoTracking().ToListAsync()) all[key(row)] = JsonSerializer.Serialize(value(row));
        }
    });

    /// <summary>Derives the tasks of every case anew from its facts, as any command would: nothing may come out differently.</summary>
    public static Task RequireAsDerived(this Slice slice) => slice.Db(async db =>
    {
        using var scope = slice.Services.CreateScope();
        var standards = scope.ServiceProvider.GetRequiredService<Standards>();
        var replan = typeof(ManagedCase).GetMethod("Replan", BindingFlags.Instance | BindingFlags.NonPublic)!;
        foreach (var managed in await db.Cases.ToListAsync())
        {
            replan.Invoke(managed, [standards, slice.Clock.Day]);
            db.ChangeTracker.DetectChanges();
            var changed = db.ChangeTracker.Entries().Where(row => row.State != EntityState.Unchanged && row.Entity is not ManagedCase).Select(row => row.DebugView.LongView).ToList();
            Assert.True(changed.Count == 0, string.Join("\n", changed));
        }

        return 0;
    });
}
