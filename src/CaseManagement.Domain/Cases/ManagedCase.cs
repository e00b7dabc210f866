using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

public readonly record struct ManagedCaseId(Guid Value) : IEntityId<ManagedCaseId>
{
    public static ManagedCaseId New() => new(Guid.CreateVersion7());

    public static ManagedCaseId From(Guid value) => new(value);

    // Work that goes through all cases pages by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(ManagedCaseId left, ManagedCaseId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(ManagedCaseId left, ManagedCaseId right) => right > left;
}

/// <summary>Where a case stands.</summary>
public enum CaseState
{
    /// <summary>在管 consented and under management.</summary>
    Managed = 1,

    /// <summary>住院 in hospital: the visit clock is paused until the next check.</summary>
    InHospital = 2,

    /// <summary>不同意管理 registered only, consent refused.</summary>
    RegisteredOnly = 3,

    /// <summary>死亡</summary>
    Dead = 4,

    /// <summary>失访 confirmed by a second person: no visit is due, but a search every month.</summary>
    Lost = 5,

    /// <summary>迁移待接收 offered to another team; the old one answers for the patient until then.</summary>
    Transferring = 6,

    /// <summary>已迁出 moved out of the area of the system, acknowledged there.</summary>
    TransferredOut = 7,

    /// <summary>已删除 registered by mistake: closed with a reason, and kept.</summary>
    Deleted = 8,
}

/// <summary>Why no team answers for a patient. The numbers are stored and never move.</summary>
public enum UnassignedReason
{
    /// <summary>无团队覆盖 no team answers for the area.</summary>
    NobodyThere = 1,

    /// <summary>超出上限 the teams that were asked have no room.</summary>
    NoRoom = 2,
}

/// <summary>在管 one patient's time under community management, from registration to closure, with everything that is due in it.</summary>
/// <remarks>
/// Consents, follow-ups, injections, examinations, referrals, agreements, plans, attempts and exits are the facts; the care tasks are derived from them, the same whatever the order in which the facts were entered.
/// </remarks>
public sealed partial class ManagedCase : AggregateRoot
{
    private readonly List<InformedConsent> _consents = [];
    private readonly List<GridAssignment> _gridAssignments = [];
    private readonly List<CareTask> _tasks = [];

    private ManagedCase() { }

    public ManagedCase(ManagedCaseId id, PatientId patientId, string areaCode, Diagnosis diagnosis, SupplementaryForm supplementary, CareTeamId? careTeamId, DateOnly registeredOn)
    {
        Rule.Require(Places.AreaCode.Town(areaCode) is not null, "case.area-too-wide", "A patient lives in a town or community, not in a whole city.");
        Rule.Require(diagnosis.ConfirmedOn <= registeredOn, "diagnosis.in-future", "A diagnosis is not confirmed on a day to come.");

        (Id, PatientId, AreaCode, Diagnosis, Supplementary) = (id, patientId, areaCode, diagnosis, supplementary);
        (RegisteredOn, State) = (registeredOn, CaseState.RegisteredOnly);
        GoTo(careTeamId, registeredOn);
    }

    public ManagedCaseId Id { get; private set; }

    public PatientId PatientId { get; private set; }

    /// <summary>The grid where one is assigned, else the community or town of residence.</summary>
    public string AreaCode { get; private set; } = "";

    /// <summary>The team that answers for the case: by agreement, else by the area it lives in.</summary>
    public CareTeamId? CareTeamId { get; private set; }

    /// <summary>Since when no team answers for the case; null while one does.</summary>
    public DateOnly? UnassignedOn { get; private set; }

    public UnassignedReason? UnassignedReason { get; private set; }

    public DateOnly RegisteredOn { get; private set; }

    public Diagnosis Diagnosis { get; private set; } = null!;

    public SupplementaryForm Supplementary { get; private set; } = null!;

    public CaseState State { get; private set; }

    public IReadOnlyList<InformedConsent> Consents => _consents;

    public IReadOnlyList<GridAssignment> GridAssignments => _gridAssignments;

    public IReadOnlyList<CareTask> Tasks => _tasks;

    /// <summary>The grid that holds today; null while unassigned.</summary>
    public GridAssignment? Grid => _gridAssignments.Find(assignment => assignment.UntilOn is null);

    /// <summary>The patient or the guardian agrees to community management, or refuses it; refusal keeps the registration.</summary>
    public void RecordConsent(bool agrees, Signature signature, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.RecordConsent);
        signature.Judge(today);

        var consent = new InformedConsent(PartId("consent", _consents.Count, signature.SignedOn), agrees, signature, by, today);
        _consents.Add(consent);
        if (!agrees) Tell(new(Telling.NoticeEvent.DangerousRefusal, consent.Id, RefusalToTell(standards)));
        Replan(standards, today);
    }

    /// <summary>More is known of who the patient is: what waits for it is looked at again.</summary>
    public void PatientWasCompleted() => Changed();

    /// <summary>A person confirms the grid that the patient belongs to; the tasks move with it.</summary>
    public void ConfirmGrid(Places.Grid grid, string reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.ConfirmGrid);
        grid.RequireOpen();
        Rule.Require(Places.AreaCode.Town(grid.Code) == Places.AreaCode.Town(AreaCode), "grid.other-town", "This grid lies in another town than the patient.");
        if (Grid?.GridCode == grid.Code) return;

        Grid?.Until(today);
        _gridAssignments.Add(new GridAssignment(PartId("grid", _gridAssignments.Count, today), grid.Code, today, reason, by));
        LiveIn(grid.Code, standards, today);
        if (AgreementOn(today) is null) GoTo(grid.CareTeamId, today);
        TasksBelongHere();
        Changed();
    }

    /// <summary>The grid or community in which the patient lives has come to another team: whoever has signed with nobody goes with it, and their open tasks too.</summary>
    public void FollowArea(CareTeamId careTeamId, DateOnly today)
    {
        if (State.IsClosed() || AgreementOn(today) is not null || CareTeamId == careTeamId) return;

        GoTo(careTeamId, today);
        TasksBelongHere();
        Changed();
    }

    /// <summary>The case is looked after again, and not by whoever was closed while it was nobody's: an agreement with such a team ends as the team did, a grid that is no more is left, and the case goes to the team of its place, or to the queue of those for whom nobody answers.</summary>
    /// <param name="gone">Those of its teams that have closed, or in which nobody works any more.</param>
    /// <param name="place">The grid while there is one, else the community or town.</param>
    /// <param name="ofPlace">The team that answers there; null where none does.</param>
    public void ComeBack(IReadOnlyCollection<CareTeamId> gone, string place, CareTeamId? ofPlace, Standards standards, DateOnly today)
    {
        if (State.IsClosed()) return;

        foreach (var agreement in _agreements.Where(agreement => agreement.EndedOn is null && agreement.EndsOn >= today && gone.Contains(agreement.CareTeamId)))
            agreement.End(today.AddDays(-1), AgreementEnd.TeamClosed); // on the day itself it must not take the patient back
        if (place != AreaCode)
        {
            Grid?.Until(today);
            LiveIn(place, standards, today);
        }

        if (AgreementOn(today) is { } agreed) GoTo(agreed.CareTeamId, today);
        else if (CareTeamId is not { } own || gone.Contains(own)) GoTo(ofPlace, today);
        Replan(standards, today);
    }

    private IEnumerable<InformedConsent> ConsentsInOrder =>
        _consents.OrderBy(consent => consent.Signature.SignedOn).ThenBy(consent => consent.RecordedOn).ThenBy(_consents.IndexOf);

    /// <summary>The latest answer to the question of consent; null where nobody has been asked.</summary>
    public InformedConsent? LatestConsent() => ConsentsInOrder.LastOrDefault();

    /// <summary>Derives every task anew from the facts: rows follow their plan, rows that no plan asks for are withdrawn, nothing is ever added twice.</summary>
    private void Replan(Standards standards, DateOnly today)
    {
        DangerReachesExits(today);
        LoseWhoWasNotSeen();
        var wasOwed = OwesTellingOfRefusal;
        var absences = Absences();
        var visits = PlanVisits(standards, absences);
        var agrees = LatestConsent() is { Agrees: true };
        State = StateOf(absences, agrees, visits.Pause);
        (OfferedAreaCode, OfferedCareTeamId) = State == CaseState.Transferring ? (OpenMove?.ToAreaCode, OpenMove?.ToCareTeamId) : (null, null);
        StandReferrals();

        var wanted = visits.Tasks.Where(planned => agrees || planned.Settled is not null) // refused: nothing more is asked, and what was done stays done
            .Concat(PlanInjections(standards))
            .Concat(PlanRenewals(standards))
            .Concat(PlanExaminations(standards).Where(planned => agrees || planned.Settled is not null))
            .Concat(PlanReferrals(standards).Where(planned => agrees || planned.Settled is not null || planned.Kind != CareTaskKind.HospitalCheck)) // what two institutions owe each other asks for no consent to management
            .Concat(PlanExits(absences, standards))
            .Concat(PlanCrises(standards))
            .Concat(PlanReviews(standards).Where(planned => agrees || planned.Settled is not null))
            .Concat(PlanAdvice(visits))
            .Concat(PlanQuestions(standards))
            .Concat(PlanReports(standards))
            .Where(planned => planned.Settled is not null || IsAsked(State, planned.Kind))
            .Select(planned => Quieten(planned, agrees ? visits.Pause?.Until : null))
            .Select(planned => AfterAbsence(planned, absences))
            .OfType<PlannedTask>()
            .Select(AfterRefusal)
            .Select(planned => Quiet.By(planned, ValidAttempts, ExitsOn(standards)))
            .GroupBy(planned => (planned.Kind, planned.CycleOn))
            .ToDictionary(day => day.Key, day => day.Where(planned => planned.Settled is null).MinBy(planned => planned.ClosesOn) ?? day.Last()); // a day opens one task of a kind: what is still owed stands for it, else the later of what ended and what began
        foreach (var kind in (CareTaskKind[])[CareTaskKind.HospitalCheck, CareTaskKind.DischargeIntake, CareTaskKind.RefusedDischarge]) OneOf(kind, wanted);

        foreach (var task in _tasks)
            if (wanted.Remove((task.Kind, task.CycleOn), out var planned)) task.Follow(planned, today);
            else if (!IsOfAnUnknownProduct(task, standards)) task.Withdraw(today);

        foreach (var planned in wanted.Values.OrderBy(planned => planned.CycleOn).ThenBy(planned => planned.Kind))
            _tasks.Add(new CareTask(this, planned, today));
        TasksBelongHere(); // one that was opened anew may have been settled before the case moved
        TellOfRefusal(wasOwed, standards);
        Changed();
    }

    /// <summary>Two open questions where the patient is, after a referral and within a stay, are one, and so are the discharges of two hospitals that wait: that which is asked first stands, and the other once it is answered.</summary>
    private static void OneOf(CareTaskKind kind, Dictionary<(CareTaskKind Kind, DateOnly CycleOn), PlannedTask> wanted)
    {
        foreach (var later in wanted.Values.Where(planned => planned.Kind == kind && planned.Settled is null).OrderBy(planned => planned.ClosesOn).ThenBy(planned => planned.CycleOn).Skip(1).ToList())
            wanted.Remove((later.Kind, later.CycleOn));
    }

    private CaseState StateOf(IReadOnlyList<Absence> absences, bool agrees, FollowUps.CarePause? pause) => this switch
    {
        { DiedOn: not null } => CaseState.Dead,
        _ when absences.Any(absence => absence is { Until: null, Exit.Kind: ExitKind.Deletion }) => CaseState.Deleted,
        _ when absences.Any(absence => absence is { Until: null, Exit.Kind: ExitKind.TransferOut }) => CaseState.TransferredOut,
        _ when absences.Any(absence => absence.Until is null) => CaseState.Lost,
        _ when OpenMove is not null => CaseState.Transferring,
        _ when !agrees => CaseState.RegisteredOnly,
        _ when pause is not null => CaseState.InHospital,
        _ => CaseState.Managed,
    };

    /// <summary>Nothing is asked of those who died, moved out or should not be registered; of the lost only the search, and what a hospital and primary care owe each other; but of those who died or moved how an emergency came about and ended, and of all of them that the cards which came back are put right.</summary>
    private static bool IsAsked(CaseState state, CareTaskKind kind) => (IsOfAnEmergency(kind) && state != CaseState.Deleted) || kind == CareTaskKind.CardToMend || (!state.IsClosed() && (state != CaseState.Lost || kind == CareTaskKind.LossSearch || IsOwedBetweenHouses(kind)));

    /// <summary>What hospital, primary care and office owe each other, wherever the patient is.</summary>
    public static IReadOnlyList<CareTaskKind> OwedBetweenHouses { get; } = [CareTaskKind.ReferralReceipt, CareTaskKind.ReferralOutcome, CareTaskKind.DischargeIntake, CareTaskKind.RefusedDischarge, CareTaskKind.SpecialistQuestion, CareTaskKind.ReportCard, CareTaskKind.CardToMend];

    /// <summary>What is asked of whoever handles an emergency, wherever the patient is.</summary>
    private static bool IsOfAnEmergency(CareTaskKind kind) => kind is CareTaskKind.CrisisRecord or CareTaskKind.CrisisHandling;

    private static bool IsOwedBetweenHouses(CareTaskKind kind) => OwedBetweenHouses.Contains(kind);

    /// <summary>While the patient is in hospital nothing is late but the question whether that is still so, and what others must do.</summary>
    private static PlannedTask Quieten(PlannedTask planned, DateOnly? pausedUntil) =>
        planned.Settled is null && planned.Kind is not (CareTaskKind.HospitalCheck or CareTaskKind.TransferAcceptance or CareTaskKind.LossSearch) && !IsOfAnEmergency(planned.Kind) && !IsOwedBetweenHouses(planned.Kind) ? planned with { QuietUntil = pausedUntil } : planned;

    /// <summary>A case without a team stands in the queue of the prevention office from the day on which it lost it.</summary>
    private void GoTo(CareTeamId? careTeamId, DateOnly on)
    {
        CareTeamId = careTeamId;
        UnassignedOn = careTeamId is null ? UnassignedOn ?? on : null;
        UnassignedReason = careTeamId is null ? UnassignedReason ?? Cases.UnassignedReason.NobodyThere : null;
    }

    private void TasksBelongHere()
    {
        foreach (var task in _tasks.Where(task => task.State == CareTaskState.Open)) task.BelongTo(this);
        foreach (var referral in _referrals.Where(referral => referral.IsWaiting)) referral.BelongTo(this);
    }

    /// <summary>A care group or a hospital is let into a case that somebody still looks after.</summary>
    public void RequireOpenToOthers() => RequireMay(CaseAct.OpenToOthers);

    private void RequireMay(CaseAct act, DateOnly? on = null) => CaseStates.Require(State, act, on, DiedOn ?? MovedOutOn);

    private Guid PartId(string part, int number, DateOnly day) => DerivedId.InTurn(Id.Value, part, number, day);
}
