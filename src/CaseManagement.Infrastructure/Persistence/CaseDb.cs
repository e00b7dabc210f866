using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Accounts;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>The database, through EF Core.</summary>
public sealed class CaseDb(DbContextOptions<CaseDb> options, TimeProvider clock) : DbContext(options), ICaseDb
{
    public DbSet<Patient> Patients => Set<Patient>();

    public DbSet<ManagedCase> Cases => Set<ManagedCase>();

    public DbSet<CareTask> CareTasks => Set<CareTask>();

    public DbSet<Alert> Alerts => Set<Alert>();

    public DbSet<CatchmentArea> Areas => Set<CatchmentArea>();

    public DbSet<Grid> Grids => Set<Grid>();

    public DbSet<Institution> Institutions => Set<Institution>();

    public DbSet<CareTeam> CareTeams => Set<CareTeam>();

    public DbSet<CareTeamCatchment> Catchments => Set<CareTeamCatchment>();

    public DbSet<CareGroup> CareGroups => Set<CareGroup>();

    public DbSet<StaffMember> Staff => Set<StaffMember>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<QuarantinedRow> Quarantine => Set<QuarantinedRow>();

    public DbSet<Heartbeat> Heartbeats => Set<Heartbeat>();

    public DbSet<Session> Sessions => Set<Session>();

    internal DbSet<Account> Accounts => Set<Account>();

    public void Forget() => ChangeTracker.Clear();

    public override async Task<int> SaveChangesAsync(CancellationToken ct = default)
    {
        await LetAlertsFollowTheirTasks(ct);
        try
        {
            return await base.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException fault)
        {
            throw new ChangedMeanwhileException(fault);
        }
        catch (DbUpdateException fault) when (Engine.IsUniqueViolation(fault))
        {
            throw new ChangedMeanwhileException(fault); // the same row was added by somebody who saved first
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => Conventions.Apply(conventions);

    protected override void OnModelCreating(ModelBuilder model) => ModelRules.Build(model);

    /// <summary>An alert lives and moves with its task, in the same transaction: a task that is settled, paused or due on another day leaves nothing to answer.</summary>
    /// <remarks>The sweep marks the tasks that it has raised an alert for, so all others cost no look-up here.</remarks>
    private async Task LetAlertsFollowTheirTasks(CancellationToken ct)
    {
        var alerted = ChangeTracker.Entries<CareTask>()
            .Where(entry => entry.State == EntityState.Modified && entry.Property(task => task.EscalationStep).OriginalValue > 0)
            .ToDictionary(entry => entry.Entity.Id);
        if (alerted.Count == 0) return;

        var ids = alerted.Keys.ToList();
        foreach (var alert in await Alerts.Where(alert => ids.Contains(alert.TaskId) && alert.State < AlertState.Resolved).ToListAsync(ct))
        {
            var entry = alerted[alert.TaskId];
            if (entry.Entity.State != CareTaskState.Open || entry.Property(task => task.EscalationStep).CurrentValue == 0) alert.CauseIsGone(clock.GetUtcNow());
            else alert.BelongTo(entry.Entity);
        }
    }
}
