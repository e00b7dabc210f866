using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Batches;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Rules;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;
using CaseManagement.Domain.Telling;
using CaseManagement.Infrastructure.Accounts;
using CaseManagement.Infrastructure.Keys;
using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>The database, through EF Core.</summary>
public sealed class CaseDb(DbContextOptions<CaseDb> options, Engine engine, IActor actor, AccessSettings access, CardSettings cards, AuditChain chain, TimeProvider clock) : DbContext(options), ICaseDb
{
    public DbSet<Patient> Patients => Set<Patient>();

    public DbSet<ManagedCase> Cases => Set<ManagedCase>();

    public DbSet<CareTask> CareTasks => Set<CareTask>();

    public DbSet<Alert> Alerts => Set<Alert>();

    public DbSet<Referral> Referrals => Set<Referral>();

    public DbSet<AlertAct> AlertActs => Set<AlertAct>();

    public DbSet<CatchmentArea> Areas => Set<CatchmentArea>();

    public DbSet<Grid> Grids => Set<Grid>();

    public DbSet<Institution> Institutions => Set<Institution>();

    public DbSet<CareTeam> CareTeams => Set<CareTeam>();

    public DbSet<CareTeamCatchment> Catchments => Set<CareTeamCatchment>();

    public DbSet<CareGroup> CareGroups => Set<CareGroup>();

    public DbSet<CareGroupMembership> Memberships => Set<CareGroupMembership>();

    public DbSet<CaseGrant> CaseGrants => Set<CaseGrant>();

    public DbSet<CrisisResponse> Crises => Set<CrisisResponse>();

    public DbSet<Clue> Clues => Set<Clue>();

    public DbSet<SupportContact> SupportContacts => Set<SupportContact>();

    public DbSet<SupportEntry> SupportEntries => Set<SupportEntry>();

    public DbSet<PairMark> PairMarks => Set<PairMark>();

    public DbSet<Outing> Outings => Set<Outing>();

    public DbSet<GroupMeeting> GroupMeetings => Set<GroupMeeting>();

    public DbSet<MeetingCase> MeetingCases => Set<MeetingCase>();

    public DbSet<GroupDecision> GroupDecisions => Set<GroupDecision>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<NoticeRoute> NoticeRoutes => Set<NoticeRoute>();

    public DbSet<NationalCard> NationalCards => Set<NationalCard>();

    public DbSet<StaffMember> Staff => Set<StaffMember>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<QuarantinedRow> Quarantine => Set<QuarantinedRow>();

    public DbSet<Heartbeat> Heartbeats => Set<Heartbeat>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<SettingChange> SettingChanges => Set<SettingChange>();

    public DbSet<Reassignment> Reassignments => Set<Reassignment>();

    public DbSet<Batch> Batches => Set<Batch>();

    public DbSet<BatchFile> BatchFiles => Set<BatchFile>();

    internal DbSet<Account> Accounts => Set<Account>();

    internal DbSet<KeyCheck> KeyChecks => Set<KeyCheck>();

    public AuditEntry? Pending { get; set; }

    internal Engine Engine => engine;

    // What the query filters ask of the person who acts; nobody is named by an id that no row has.
    internal ScopeKind Scope => Scopes.KindOf(actor);

    internal IActor Actor => actor;

    internal string From => Subtree.From;

    internal string Before => Subtree.Before;

    internal CareTeamId Team => actor.Acting.CareTeamId ?? default;

    internal InstitutionId Hospital => actor.Acting.InstitutionId ?? default;

    internal IReadOnlyList<ManagedCaseId> EmergencyCases => actor.Acting.EmergencyCases;

    internal StaffId Me => actor.StaffId;

    internal DateTimeOffset Now => clock.GetUtcNow();

    internal DateOnly Today => clock.Today();

    private (string From, string Before) Subtree => actor.Acting.AreaCode is { Length: > 0 } area ? AreaCode.Subtree(area) : ("", "");

    public void Forget() => ChangeTracker.Clear();

    public override async Task<int> SaveChangesAsync(CancellationToken ct = default)
    {
        await new AlertsOfTasks(this, clock).FollowAsync(ct);
        await new GrantsOfCases(this, actor, access).FollowAsync(ct);
        await new NoticesOfCases(this, actor, clock).FollowAsync(ct);
        await new CardsOfCases(this, actor, cards, clock).FollowAsync(ct);
        await new CluesOfCases(this).FollowAsync(ct);
        try
        {
            if (Pending is not { } entry) return await base.SaveChangesAsync(ct);

            AuditSubject.Describe(entry, ChangeTracker);
            var saved = await chain.SaveAsync(this, [entry], ct);
            Pending = null;

            return saved;
        }
        catch (DbUpdateConcurrencyException fault)
        {
            throw new ChangedMeanwhileException(fault);
        }
        catch (Exception fault) when (engine.IsConflict(fault))
        {
            throw new ChangedMeanwhileException(fault); // the same row was added by somebody who saved first, or both stood in each other's way
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => Conventions.Apply(conventions, engine);

    protected override void OnModelCreating(ModelBuilder model)
    {
        ModelRules.Build(model, engine);
        ScopeFilters.Build(model, this);
    }
}
