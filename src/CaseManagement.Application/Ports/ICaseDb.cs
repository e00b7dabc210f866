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

namespace CaseManagement.Application.Ports;

/// <summary>What is kept.</summary>
public interface ICaseDb
{
    DbSet<Patient> Patients { get; }

    DbSet<ManagedCase> Cases { get; }

    DbSet<CareTask> CareTasks { get; }

    DbSet<Alert> Alerts { get; }

    /// <summary>For lists; a referral is changed with its case.</summary>
    DbSet<Referral> Referrals { get; }

    DbSet<AlertAct> AlertActs { get; }

    DbSet<CatchmentArea> Areas { get; }

    DbSet<Grid> Grids { get; }

    DbSet<Institution> Institutions { get; }

    DbSet<CareTeam> CareTeams { get; }

    DbSet<CareTeamCatchment> Catchments { get; }

    DbSet<CareGroup> CareGroups { get; }

    DbSet<CareGroupMembership> Memberships { get; }

    DbSet<StaffMember> Staff { get; }

    DbSet<CaseGrant> CaseGrants { get; }

    DbSet<CrisisResponse> Crises { get; }

    DbSet<Clue> Clues { get; }

    DbSet<SupportContact> SupportContacts { get; }

    DbSet<SupportEntry> SupportEntries { get; }

    DbSet<PairMark> PairMarks { get; }

    DbSet<Outing> Outings { get; }

    DbSet<GroupMeeting> GroupMeetings { get; }

    DbSet<MeetingCase> MeetingCases { get; }

    DbSet<GroupDecision> GroupDecisions { get; }

    DbSet<Notice> Notices { get; }

    DbSet<NoticeRoute> NoticeRoutes { get; }

    DbSet<NationalCard> NationalCards { get; }

    DbSet<AuditEntry> Audit { get; }

    DbSet<JobRun> JobRuns { get; }

    DbSet<QuarantinedRow> Quarantine { get; }

    DbSet<Heartbeat> Heartbeats { get; }

    DbSet<Session> Sessions { get; }

    DbSet<SettingChange> SettingChanges { get; }

    DbSet<Reassignment> Reassignments { get; }

    DbSet<Batch> Batches { get; }

    DbSet<BatchFile> BatchFiles { get; }

    /// <summary>The audit entry of the command that is being carried out: the next save keeps it in its own transaction, and it is pending no more.</summary>
    AuditEntry? Pending { get; set; }

    /// <exception cref="ChangedMeanwhileException">Somebody else saved first; nothing has been kept.</exception>
    Task<int> SaveChangesAsync(CancellationToken ct);

    /// <summary>Forgets what was loaded, so that the next piece of a long work starts empty.</summary>
    void Forget();
}

/// <summary>The few ways in which features find what they change.</summary>
public static class Finding
{
    /// <summary>The whole case: its facts and its tasks, ready to be changed.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="ChangedMeanwhileException">The sender has seen another version.</exception>
    public static async Task<ManagedCase> FindOrThrowAsync(this DbSet<ManagedCase> cases, ManagedCaseId id, long? expectedVersion, CancellationToken ct)
    {
        // Who may know of the case changes the whole of it: what is due in it may be another team's, and is derived anew all the same.
        var managed = await cases.AnyAsync(managed => managed.Id == id, ct) ? await cases.IgnoreQueryFilters(ScopeFilter.Only).FirstOrDefaultAsync(managed => managed.Id == id, ct) : null;
        if (managed is null) throw new NotFoundException("managed-case");
        if (expectedVersion is { } expected && managed.Version != expected) throw new ChangedMeanwhileException();

        return managed;
    }

    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="ChangedMeanwhileException">The sender has seen another version.</exception>
    public static async Task<Alert> FindOrThrowAsync(this DbSet<Alert> alerts, long id, long? expectedVersion, CancellationToken ct)
    {
        var alert = await alerts.FirstOrDefaultAsync(alert => alert.Id == id, ct) ?? throw new NotFoundException("alert");
        if (expectedVersion is { } expected && alert.Version != expected) throw new ChangedMeanwhileException();

        return alert;
    }

    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="ChangedMeanwhileException">The sender has seen another version.</exception>
    public static async Task<CaseGrant> FindOrThrowAsync(this DbSet<CaseGrant> grants, CaseGrantId id, long? expectedVersion, CancellationToken ct)
    {
        var grant = await grants.FirstOrDefaultAsync(grant => grant.Id == id, ct) ?? throw new NotFoundException("case-grant");
        if (expectedVersion is { } expected && grant.Version != expected) throw new ChangedMeanwhileException();

        return grant;
    }

    /// <summary>The case with one of its emergencies, ready to be changed.</summary>
    /// <exception cref="NotFoundException">There is no such case, or it has no such emergency.</exception>
    /// <exception cref="ChangedMeanwhileException">The sender has seen another version.</exception>
    public static async Task<(ManagedCase Managed, CrisisResponse Crisis)> FindCrisisAsync(this ICaseDb db, ManagedCaseId caseId, CrisisResponseId id, long? expectedVersion, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(caseId, expectedVersion, ct);
        return (managed, managed.Crises.FirstOrDefault(crisis => crisis.Id == id) ?? throw new NotFoundException("crisis-response"));
    }

    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<T> FindOrThrowAsync<T>(this IQueryable<T> rows, System.Linq.Expressions.Expression<Func<T, bool>> which, string what, CancellationToken ct) =>
        await rows.FirstOrDefaultAsync(which, ct) ?? throw new NotFoundException(what);

    /// <exception cref="ChangedMeanwhileException">The sender has seen another version.</exception>
    public static T AsSeen<T>(this T root, long? expectedVersion) where T : AggregateRoot =>
        expectedVersion is { } expected && root.Version != expected ? throw new ChangedMeanwhileException() : root;

    /// <summary>The team that answers for an area: of its community, else of its town; null where nobody covers it.</summary>
    public static async Task<CareTeamId?> TeamOfAsync(this ICaseDb db, string areaCode, CancellationToken ct)
    {
        var (community, town) = (AreaCode.Community(areaCode), AreaCode.Town(areaCode));
        var place = await db.Areas.Where(area => area.Code == areaCode).Select(_ => new
        {
            Team = db.Catchments.Where(catchment => catchment.AreaCode == community || catchment.AreaCode == town)
                .OrderByDescending(catchment => catchment.AreaCode).Select(catchment => (CareTeamId?)catchment.CareTeamId).FirstOrDefault(), // the community's code is the longer one
        }).FirstOrDefaultAsync(ct);

        return place is null ? throw new NotFoundException("catchment-area") : place.Team;
    }
}
