using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Clues;

public readonly record struct ClueId(Guid Value) : IEntityId<ClueId>
{
    public static ClueId New() => new(Guid.CreateVersion7());

    /// <summary>The same sign that the same person gives of a patient on one day makes the same id, until they have given it.</summary>
    /// <param name="before">How often they have given it already.</param>
    public static ClueId Of(ManagedCaseId caseId, CareSign sign, string? said, StaffId by, int before, DateOnly on) => new(DerivedId.Of(caseId.Value, $"sign:{(int)sign}:{by.Value:N}:{said}", before, on));

    public static ClueId From(Guid value) => new(value);

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(ClueId left, ClueId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(ClueId left, ClueId right) => right > left;
}

/// <summary>线索 something that was heard of somebody, with an owner and an end: of a stranger, or a sign about a known patient that is no emergency.</summary>
/// <remarks>It belongs to the team that answers for its area, and where there is none to the prevention office of the area.</remarks>
public sealed class Clue : AggregateRoot
{
    public const int SaidMaxLength = 500;
    public const int NoteMaxLength = 500;
    public const int PlaceMaxLength = 100;
    public const int HospitalMaxLength = 100;

    private Clue() { }

    /// <param name="heardAt">In the service's zone.</param>
    /// <param name="said">In the words of whoever told it; null where a sign says enough.</param>
    public Clue(ClueId id, ClueSource source, DateTimeOffset heardAt, string areaCode, CareTeamId? careTeamId, string? place, string? said, CrisisTrigger? trigger, StaffId by, DateTimeOffset now, Standards standards, CareSign? sign = null)
    {
        Rule.Require(heardAt <= now, "clue.in-future", "A clue is not recorded ahead of time.");
        Rule.Require(Places.AreaCode.Town(areaCode) is not null, "clue.area-too-wide", "A clue belongs to a town or community, so that somebody answers for it.");

        (Id, Source, State, HeardAt, AreaCode, CareTeamId) = (id, source, ClueState.Open, heardAt, areaCode, careTeamId);
        (Place, Said, Trigger, Sign, ReportedBy, ReportedAt) = (place, said, trigger, sign, by, now);
        DueOn = ClueTimes.ToCheck(DayOf(heardAt), IsUrgent, standards);
    }

    public ClueId Id { get; private set; }

    public ClueSource Source { get; private set; }

    public ClueState State { get; private set; }

    /// <summary>The last day on which what comes next of it is on time: the check, then its end.</summary>
    public DateOnly DueOn { get; private set; }

    public DateTimeOffset HeardAt { get; private set; }

    public string AreaCode { get; private set; } = "";

    /// <summary>The team that owns it; null where nobody covers the area, and then it is the office's.</summary>
    public CareTeamId? CareTeamId { get; private set; }

    public string? Place { get; private set; }

    public string? Said { get; private set; }

    /// <summary>What sounds like an emergency.</summary>
    public CrisisTrigger? Trigger { get; private set; }

    /// <summary>What a member of a care group says is wrong with a patient who is assigned to the group.</summary>
    public CareSign? Sign { get; private set; }

    /// <summary>It sounds like an emergency, or a patient is missing: due on the day itself until it has an end, before all others, and it climbs like the record of an emergency.</summary>
    /// <remarks>
    /// Source: norm of 2018, lost to follow-up: a patient who is missing (走失) is reported at once, so that others help to find them (from memory). That a sign of a care group is as urgent is our reading, to be confirmed.
    /// </remarks>
    public bool IsUrgent => Trigger is not null || Sign == CareSign.Missing;

    /// <summary>The patient it is about: known from the beginning by a sign, or found later.</summary>
    public ManagedCaseId? CaseId { get; private set; }

    public StaffId ReportedBy { get; private set; }

    public DateTimeOffset ReportedAt { get; private set; }

    public DateTimeOffset? CheckedAt { get; private set; }

    public StaffId? CheckedBy { get; private set; }

    /// <summary>What the checking found.</summary>
    public string? Found { get; private set; }

    /// <summary>The hospital that is asked for a diagnosis.</summary>
    public string? Hospital { get; private set; }

    public DateOnly? SentOn { get; private set; }

    /// <summary>The day on which the hospital confirmed a disorder; null while its answer is not known, or it found none.</summary>
    public DateOnly? ConfirmedOn { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public StaffId? EndedBy { get; private set; }

    public ClueDismissal? Dismissal { get; private set; }

    /// <summary>To whom it was handed on, what the hospital found, what came of it, or why it was dismissed or taken back.</summary>
    public string? EndNote { get; private set; }

    /// <summary>How it went from hand to hand and came to each end, in the order of entry; nothing is ever taken out. Null while it has been in one hand.</summary>
    public IReadOnlyList<ClueStep>? Steps { get; private set; }

    /// <summary>A sign about a known patient that is no emergency: it goes to the patient's own team.</summary>
    public static Clue OfPatient(ClueId id, ManagedCase managed, CareSign sign, string? said, StaffId by, DateTimeOffset now, Standards standards) =>
        new(id, ClueSource.CareGroup, now, managed.AreaCode, managed.CareTeamId, null, said, null, by, now, standards, sign) { CaseId = managed.Id };

    /// <param name="at">In the service's zone.</param>
    public void Check(string found, StaffId by, DateTimeOffset at, Standards standards)
    {
        Rule.Require(State == ClueState.Open, "clue.checked", "This clue has been checked already.");
        Rule.Require(!string.IsNullOrWhiteSpace(found), "clue.check-needs-words", "What the checking found is said in words.");

        (State, CheckedAt, CheckedBy, Found) = (ClueState.Checked, at, by, found);
        if (!IsUrgent) DueOn = ClueTimes.ToEnd(DayOf(at), standards); // what is urgent does not wait because somebody has looked
        Changed();
    }

    /// <summary>Whether this person may still take it back: they gave it, and nobody has looked into it.</summary>
    /// <param name="minutes">For so long after it was reported.</param>
    public bool MayTakeBack(StaffId by, DateTimeOffset now, int minutes) => Sign is not null && State == ClueState.Open && ReportedBy == by && ReportedAt.AddMinutes(minutes) >= now;

    /// <summary>Whoever gave the sign by mistake takes it back.</summary>
    public void TakeBack(string reason, StaffId by, DateTimeOffset at, int minutes)
    {
        Rule.Require(MayTakeBack(by, at, minutes), "sign.too-late", "A sign is taken back by whoever gave it, within {0} minutes.", minutes);

        (State, EndNote, EndedBy, EndedAt) = (ClueState.TakenBack, reason, by, at);
        Changed();
    }

    /// <summary>Its team closes: another looks into it, or the office does.</summary>
    public void BelongTo(CareTeamId? careTeamId)
    {
        CareTeamId = careTeamId;
        Changed();
    }

    /// <summary>Somebody who may have a disorder is sent to a hospital; said again when the hospital has confirmed one.</summary>
    public void SendForDiagnosis(string hospital, DateOnly on, DateOnly? confirmedOn, Standards standards)
    {
        Rule.Require(State != ClueState.Open, "clue.not-checked", "A clue is checked before somebody is sent.");
        Rule.Require(EndedAt is null, "clue.ended", "This clue has ended already.");
        Rule.Require(CaseId is null, "clue.known-patient", "This is a patient: they are referred.");
        Rule.Require(confirmedOn is null || confirmedOn >= on, "clue.confirmed-before-sent", "Nothing is confirmed before somebody was sent.");

        if (confirmedOn is { } day) DueOn = ClueTimes.ToRegister(day, standards);
        else if (!IsUrgent && SentOn is null) DueOn = ClueTimes.ToEnd(on, standards); // what is urgent stays due, and sending twice gives no more time
        (State, Hospital, SentOn, ConfirmedOn) = (ClueState.SentForDiagnosis, hospital, on, confirmedOn);
        Changed();
    }

    /// <summary>The person whom it is about has a confirmed disorder and is registered.</summary>
    /// <param name="handled">Why no emergency begins by it, where it sounds like one and somebody has seen to it.</param>
    public void Register(ManagedCaseId caseId, string? handled, StaffId by, DateTimeOffset at)
    {
        Rule.Require(CaseId is null, "clue.known-patient", "This is a patient already.");

        End(ClueState.Registered, handled, by, at, caseId);
    }

    /// <summary>The patient whom it is about has another place or team: whoever looks after them looks into it.</summary>
    public void BelongTo(ManagedCase managed)
    {
        AreaCode = managed.AreaCode;
        BelongTo(managed.CareTeamId);
    }

    /// <summary>It is about this patient. What sounds like an emergency has its end here, since one begins by it; anything else goes to whoever looks after the patient, and stays open until they say what came of it.</summary>
    public void Match(ManagedCase managed, string? note, StaffId by, DateTimeOffset at)
    {
        Rule.Require(CaseId is null || CaseId == managed.Id, "clue.other-patient", "This sign is about another patient.");
        Rule.Require(CaseId is null, "clue.known-patient", "This is a patient already.");
        if (Trigger is not null)
        {
            End(ClueState.Matched, note, by, at, managed.Id);
            return;
        }

        RequireInHand();
        RequireResult(note);
        (State, CaseId) = (ClueState.Matched, managed.Id);
        Step(ClueState.Matched, note, by, at);
        BelongTo(managed);
    }

    /// <summary>The emergency that begins for the patient whom it is about; null where it does not sound like one.</summary>
    public CrisisCause? Starts(StaffId by, DateTimeOffset now) => Trigger is not { } trigger ? null : new(
        trigger, Source switch { ClueSource.Hotline => CrisisSource.Hotline, ClueSource.CareGroup => CrisisSource.CareGroup, _ => CrisisSource.ByHand }, now, by, Note: Said, ClueId: Id);

    /// <summary>Whoever looks after the patient has seen to it.</summary>
    public void Settle(string result, StaffId by, DateTimeOffset at)
    {
        Rule.Require(CaseId is not null, "clue.settled-without-patient", "Say first which patient it is about.");
        Rule.Require(!string.IsNullOrWhiteSpace(result), "clue.settled-needs-result", "What came of it is said in words.");

        End(ClueState.Settled, result, by, at);
    }

    /// <summary>It is another place's: whoever answers there looks into it, in the time that a clue has.</summary>
    /// <param name="careTeamId">Null where nobody covers the place, and then it is the office's.</param>
    public void HandOn(string areaCode, CareTeamId? careTeamId, string? note, StaffId by, DateTimeOffset at, Standards standards)
    {
        RequireInHand();
        Rule.Require(CaseId is null, "clue.goes-with-patient", "What is about a patient goes where the patient goes.");
        Rule.Require(Places.AreaCode.Town(areaCode) is not null, "clue.area-too-wide", "A clue belongs to a town or community, so that somebody answers for it.");
        Rule.Require((areaCode, careTeamId) != (AreaCode, CareTeamId), "clue.same-place", "It is there already.");

        Step(ClueState.HandedOn, note, by, at);
        (AreaCode, CareTeamId) = (areaCode, careTeamId);
        if (State != ClueState.SentForDiagnosis) (State, CheckedAt, CheckedBy, Found) = (ClueState.Open, null, null, null);
        DueAnew(at, standards);
        Changed();
    }

    /// <summary>Somebody outside the system goes on with it: for whoever works here it has its end.</summary>
    /// <param name="to">Who took it.</param>
    public void HandOut(string to, StaffId by, DateTimeOffset at)
    {
        Rule.Require(!string.IsNullOrWhiteSpace(to), "clue.handed-to-nobody", "A clue is handed on to somebody who is named.");

        End(ClueState.HandedOn, to, by, at);
    }

    /// <summary>It came to a wrong end, or was matched to the wrong patient: it is looked into again, by whoever had it. Whoever took it outside keeps what they know.</summary>
    /// <param name="at">In the service's zone.</param>
    /// <param name="isRegistrationClosed">The registration that was its end should not have been, and was closed.</param>
    public void Reopen(string reason, StaffId by, DateTimeOffset at, Standards standards, bool isRegistrationClosed = false)
    {
        Rule.Require(EndedAt is not null || State == ClueState.Matched, "clue.not-ended", "This clue is open.");
        Rule.Require(!string.IsNullOrWhiteSpace(reason), "clue.reopening-needs-reason", "A clue is opened again with a reason.");
        Rule.Require(State != ClueState.Registered || isRegistrationClosed, "clue.registered", "The person is registered: a registration by mistake is closed first.");

        if (EndedAt is { } endedAt && Steps?[^1].State != State) Step(State, EndNote, EndedBy!.Value, endedAt); // it ended before steps were kept, or was taken back
        var staysPatients = Sign is not null || (EndedAt is not null && CaseId is not null && State is not (ClueState.Matched or ClueState.Registered)); // whoever looks after the patient ended it: the end was wrong, not whom it is about
        if (!staysPatients && Steps?.LastOrDefault(step => step is { State: ClueState.Matched, IsReopening: false }) is { } match && CaseId == match.CaseId) (AreaCode, CareTeamId) = (match.AreaCode, match.CareTeamId); // back to whoever had it
        State = staysPatients && Sign is null ? ClueState.Matched : SentOn is not null ? ClueState.SentForDiagnosis : CheckedAt is not null ? ClueState.Checked : ClueState.Open;
        (CaseId, Dismissal, EndNote, EndedBy, EndedAt) = (staysPatients ? CaseId : null, null, null, null, null);
        Step(State, reason, by, at, isReopening: true);
        DueAnew(at, standards);
        Changed();
    }

    /// <summary>Nothing follows from it, for a coded reason.</summary>
    public void Dismiss(ClueDismissal reason, string? note, StaffId by, DateTimeOffset at)
    {
        Rule.Require(ConfirmedOn is null, "clue.confirmed", "Whoever has a confirmed disorder is registered.");
        Rule.Require(reason != ClueDismissal.Other || !string.IsNullOrWhiteSpace(note), "clue.dismissal-needs-note", "'Other' is said in words.");

        RequireInHand();
        RequireResult(note);
        Dismissal = reason;
        End(ClueState.Dismissed, note, by, at);
    }

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime);

    /// <summary>Whoever has it from now on has the time that a clue has; a later day on which a hospital's answer is due stands, and so does the day by which somebody is registered.</summary>
    private void DueAnew(DateTimeOffset at, Standards standards)
    {
        if (ConfirmedOn is not null) return;
        var day = ClueTimes.ToCheck(DayOf(at), IsUrgent, standards);
        if (State != ClueState.SentForDiagnosis || IsUrgent || day > DueOn) DueOn = day;
    }

    private void End(ClueState state, string? note, StaffId by, DateTimeOffset at, ManagedCaseId? caseId = null)
    {
        RequireInHand();
        if (state != ClueState.Registered) RequireResult(note);

        (State, EndNote, EndedBy, EndedAt, CaseId) = (state, note, by, at, caseId ?? CaseId);
        Step(state, note, by, at);
        Changed();
    }

    private void Step(ClueState state, string? note, StaffId by, DateTimeOffset at, bool isReopening = false) =>
        Steps = [.. Steps ?? [], new(state, note, by, at, AreaCode, CareTeamId, CaseId, Dismissal, Found, isReopening)];

    private void RequireInHand()
    {
        Rule.Require(State != ClueState.Open, "clue.not-checked", "A clue is checked before it ends.");
        Rule.Require(EndedAt is null, "clue.ended", "This clue has ended already.");
    }

    private void RequireResult(string? note) =>
        Rule.Require(State != ClueState.SentForDiagnosis || !string.IsNullOrWhiteSpace(note), "clue.result-missing", "What the hospital found is said in words.");
}
