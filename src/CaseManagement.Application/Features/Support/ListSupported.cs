using CaseManagement.Application.Features.Meetings;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Support;

/// <summary>The few patients assigned to a member's care groups: who they are, whom to call, when the team comes next; nothing clinical, and no more than a member of this kind needs.</summary>
/// <param name="Text">Only whose name contains this, or whose initials begin with it.</param>
[Needs(Right.SeeSupported)]
public sealed record ListSupported(string? Text = null) : ISearch<SupportedList>;

/// <param name="Patients">Whom the team should have seen already first, then by the next visit.</param>
/// <param name="LateDecisions">What meetings gave the reader to do and is not done in time.</param>
public sealed record SupportedList(DateOnly Today, IReadOnlyList<SupportedPatient> Patients, int LateDecisions = 0) : ICounted
{
    int ICounted.Shown => Patients.Count;
}

/// <summary>What a care group may know of a patient. What is null was not recorded, or is not shown to a member of this kind: <see cref="MemberFields"/>.</summary>
public sealed record SupportedPatient(ManagedCaseId CaseId, string Name)
{
    public Sex? Sex { get; init; }

    public int? BirthYear { get; init; }

    public string? Address { get; init; }

    public SupportedGuardian? Guardian { get; init; }

    public NextVisit? Next { get; init; }

    /// <summary>The team does not come for the time being; why is not said, since that would be clinical.</summary>
    public bool IsPaused { get; init; }

    /// <summary>The last day of the pause; null where it has passed and nobody has learnt yet whether the visits go on.</summary>
    public DateOnly? PausedUntil { get; init; }

    public DangerBand? Danger { get; init; }

    public string? CareTeam { get; init; }

    public string? TeamPhone { get; init; }

    /// <summary>Whom to call instead where the patient has no team, or one without a phone.</summary>
    public StandIn? StandIn { get; init; }

    /// <summary>In the order in which to call them.</summary>
    public IReadOnlyList<SupportedCallee> Contacts { get; init; } = [];

    /// <summary>Nobody goes to this patient alone.</summary>
    public bool GoInPairs { get; init; }

    public PairReason? PairReason { get; init; }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<SupportLogRow> Log { get; init; } = [];

    /// <summary>What was said of late to be wrong, and what has become of it.</summary>
    public SupportSign? Sign { get; init; }

    /// <summary>The reader has set out to this patient and is not back.</summary>
    public OutingShown? Outing { get; init; }
}

public sealed record SupportedGuardian(string Name, string Relation, string Phone);

/// <param name="PlannedOn">The day for which the team plans to come.</param>
/// <param name="LastOn">The last day on time.</param>
/// <param name="IsLate">That day has passed.</param>
/// <param name="Kind">What it comes for; for clinicians alone.</param>
public sealed record NextVisit(DateOnly PlannedOn, DateOnly LastOn, bool IsLate, CareTaskKind? Kind);

public sealed record SupportedCallee(SupportRole Role, string Name, string Phone);

internal sealed class ListSupportedValidator : AbstractValidator<ListSupported>
{
    public ListSupportedValidator() => RuleFor(x => x.Text).OptionalText(Patient.NameMaxLength);
}

internal sealed class ListSupportedHandler(ICaseDb db, ISeals seals, MemberFields fields, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ListSupported, SupportedList>
{
    private const int MostShown = 500; // a group has a few; somebody who serves in many groups has more
    private const int MostOfTheLog = 3;
    private const int LogDays = 60; // what is older stands in the case

    private static readonly CareTaskKind[] Visits = [CareTaskKind.FollowUp, CareTaskKind.FirstVisit, CareTaskKind.Injection, CareTaskKind.CrisisVisit, CareTaskKind.HospitalCheck];

    public async Task<SupportedList> Handle(ListSupported query, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var patients = db.Patients.AsQueryable();
        if (query.Text?.Trim() is { Length: > 0 } text)
        {
            var initials = text.ToUpperInvariant();
            patients = patients.Where(patient => patient.Name.Contains(text) || patient.Initials!.StartsWith(initials));
        }

        var cases = await (
            from managed in db.Cases.Where(CaseStates.IsOurs)
            join patient in patients on managed.PatientId equals patient.Id
            from team in db.CareTeams.Where(team => team.Id == managed.CareTeamId).DefaultIfEmpty()
            orderby managed.Id
            select new CaseRow(managed.Id, managed.PatientId, managed.Risk, managed.State, patient.Name, patient.Sex, patient.BornOn, patient.Address, patient.Guardian, team.Name, team.Phone, managed.AreaCode))
            .Take(MostShown).AsNoTracking().ToListAsync(ct); // of those whose name it is
        var lateDecisions = await db.LateDecisions(actor, today).CountAsync(ct);
        if (cases.Count == 0) return new SupportedList(today, [], lateDecisions);

        var ids = cases.Select(managed => managed.Id).ToList();
        var kinds = await KindsAsync(db, actor, ids, today, ct);
        var visits = (await db.CareTasks.AsNoTracking().Where(task => ids.Contains(task.CaseId) && task.State == CareTaskState.Open && Visits.Contains(task.Kind)).ToListAsync(ct)).ToLookup(task => task.CaseId);
        var contacts = (await db.SupportContacts.AsNoTracking().Where(contact => ids.Contains(contact.CaseId) && contact.EndedOn == null).ToListAsync(ct)).ToLookup(contact => contact.CaseId);
        var marks = await db.PairMarks.AsNoTracking().Where(mark => ids.Contains(mark.CaseId) && mark.EndedOn == null).ToDictionaryAsync(mark => mark.CaseId, ct);
        var outings = await db.Outings.AsNoTracking().Where(outing => ids.Contains(outing.CaseId) && outing.StaffId == actor.StaffId && outing.BackAt == null).ToDictionaryAsync(outing => outing.CaseId, ct);
        var signs = await new SignsOfCases(db, actor, standards.Settings.Support.SignTakeBackMinutes, now).ReadAsync(ids, ct);
        var log = await LogAsync(ids, today, ct);
        var standIns = new Dictionary<string, StandIn?>();
        foreach (var area in cases.Where(managed => managed.TeamPhone is null).Select(managed => managed.AreaCode).Distinct()) standIns[area] = await db.StandInAsync(area, ct);

        var rows =
            from managed in cases
            let paused = PauseOf(managed.State, visits[managed.Id], today)
            let task = paused.IsPaused ? null : visits[managed.Id].Where(task => task.Kind != CareTaskKind.HospitalCheck).MinBy(task => task.DueOn)
            let sees = new Sight(fields, [.. kinds[managed.Id]])
            let next = task is null ? null : new NextVisit(task.DueOn, task.ClosesOn, Lateness.IsLate(task, today), sees.If(MemberField.VisitKind, (CareTaskKind?)task.Kind))
            orderby next?.IsLate ?? false descending, next is null, next?.PlannedOn, managed.Id.Value
            select new SupportedPatient(managed.Id, managed.Name)
            {
                Sex = sees.If(MemberField.Sex, (Sex?)managed.Sex),
                BirthYear = sees.If(MemberField.BirthYear, (int?)managed.BornOn.Year),
                Address = sees.If(MemberField.Address, managed.Address),
                Guardian = managed.Guardian is { } guardian ? sees.If(MemberField.Guardian, new SupportedGuardian(guardian.Name, guardian.Relation, seals.Open(guardian.Phone, managed.PatientId))) : null,
                Next = sees.If(MemberField.NextVisit, next),
                IsPaused = sees.If(MemberField.NextVisit, paused.IsPaused),
                PausedUntil = sees.If(MemberField.NextVisit, paused.Until),
                Danger = sees.If(MemberField.Danger, (DangerBand?)DangerBands.Of(managed.Risk)),
                CareTeam = sees.If(MemberField.Team, managed.Team),
                TeamPhone = sees.If(MemberField.Team, managed.TeamPhone),
                StandIn = managed.TeamPhone is null ? sees.If(MemberField.Team, standIns[managed.AreaCode]) : null,
                Contacts = sees.If<IReadOnlyList<SupportedCallee>>(MemberField.Contacts, [.. SupportContact.InOrder(contacts[managed.Id]).Select(contact => new SupportedCallee(contact.Role, contact.Name, seals.Open(contact.Phone, managed.PatientId)))]) ?? [],
                GoInPairs = sees.If(MemberField.PairMark, marks.ContainsKey(managed.Id)),
                PairReason = sees.If(MemberField.PairReason, marks.GetValueOrDefault(managed.Id)?.Reason),
                Log = sees.If<IReadOnlyList<SupportLogRow>>(MemberField.SupportLog, [.. log[managed.Id].Take(MostOfTheLog)]) ?? [],
                Sign = sees.If(MemberField.Signs, signs.GetValueOrDefault(managed.Id)),
                Outing = outings.GetValueOrDefault(managed.Id) is { } outing ? new OutingShown(outing.Id, null, outing.With, outing.SetOutAt, outing.BackBy, outing.IsLate(now), IsOwn: true) : null,
            };

        return new SupportedList(today, [.. rows], lateDecisions);
    }

    /// <summary>As what the reader belongs to the groups to which each case is assigned.</summary>
    internal static async Task<ILookup<ManagedCaseId, MemberKind>> KindsAsync(ICaseDb db, IActor actor, List<ManagedCaseId> ids, DateOnly today, CancellationToken ct) => (await (
        from grant in db.CaseGrants.AsNoTracking().Where(grant => ids.Contains(grant.CaseId))
        join member in db.Memberships.Where(CareGroupMembership.HoldingOn(today)).Where(member => member.StaffId == actor.StaffId) on grant.CareGroupId equals member.CareGroupId
        select new { grant.CaseId, member.Kind }).ToListAsync(ct)).ToLookup(row => row.CaseId, row => row.Kind);

    private async Task<ILookup<ManagedCaseId, SupportLogRow>> LogAsync(List<ManagedCaseId> ids, DateOnly today, CancellationToken ct)
    {
        var since = today.AddDays(-LogDays);
        var entries = await db.SupportEntries.AsNoTracking().Where(entry => ids.Contains(entry.CaseId) && entry.On >= since).OrderByDescending(entry => entry.On).ThenByDescending(entry => entry.RecordedAt).ThenByDescending(entry => entry.Id)
            .Select(entry => new { Entry = entry, By = db.Staff.Where(staff => staff.Id == entry.By).Select(staff => staff.Name).FirstOrDefault() }).ToListAsync(ct);

        return entries.ToLookup(row => row.Entry.CaseId, row => new SupportLogRow(row.Entry.Id, row.Entry.On, row.Entry.Means, row.Entry.Seen, row.By));
    }

    private static (bool IsPaused, DateOnly? Until) PauseOf(CaseState state, IEnumerable<CareTask> visits, DateOnly today)
    {
        var checks = visits.Where(task => task.Kind == CareTaskKind.HospitalCheck).ToList();
        var isPaused = state is CaseState.InHospital or CaseState.Lost || (state == CaseState.Transferring && checks.Count > 0);

        return (isPaused, isPaused ? checks.Where(task => task.ClosesOn >= today).Max(task => (DateOnly?)task.ClosesOn) : null);
    }

    private sealed record CaseRow(ManagedCaseId Id, PatientId PatientId, RiskLevel? Risk, CaseState State, string Name, Sex Sex, DateOnly BornOn, string Address, Guardian? Guardian, string? Team, string? TeamPhone, string AreaCode);

    /// <summary>What the reader sees of one case.</summary>
    private readonly record struct Sight(MemberFields Fields, IReadOnlyList<MemberKind> Kinds)
    {
        public T? If<T>(MemberField field, T? value) => Fields.Shows(Kinds, field) ? value : default;
    }
}
