using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Clues;

public readonly record struct ClueId(Guid Value) : IEntityId<ClueId>
{
    public static ClueId New() => new(Guid.CreateVersion7());

    public static ClueId From(Guid value) => new(value);

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(ClueId left, ClueId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(ClueId left, ClueId right) => right > left;
}

/// <summary>Where a clue comes from. The numbers are stored and never move.</summary>
public enum ClueSource
{
    /// <summary>12356热线</summary>
    Hotline = 1,

    /// <summary>关爱帮扶小组</summary>
    CareGroup = 2,

    /// <summary>村医</summary>
    VillageDoctor = 3,

    /// <summary>诊所或其他医疗机构 a clinic or another institution that saw somebody.</summary>
    Clinic = 4,

    /// <summary>其他</summary>
    Other = 9,
}

/// <summary>Where a clue stands.</summary>
public enum ClueState
{
    /// <summary>待核实</summary>
    Open = 1,

    /// <summary>已核实 somebody has looked; what comes of it is still open.</summary>
    Checked = 2,

    /// <summary>已对应到患者</summary>
    Matched = 3,

    /// <summary>已移交</summary>
    HandedOn = 4,

    /// <summary>已排除</summary>
    Dismissed = 5,

    /// <summary>已撤回 by whoever gave the sign, within minutes.</summary>
    TakenBack = 6,

    /// <summary>已送诊 sent to a hospital for a diagnosis, and open until its result is known.</summary>
    SentForDiagnosis = 7,

    /// <summary>已登记 the person has a confirmed disorder and was registered.</summary>
    Registered = 8,
}

/// <summary>Why nothing follows from a clue. The numbers are stored and never move.</summary>
public enum ClueDismissal
{
    /// <summary>查无此人</summary>
    NobodyFound = 1,

    /// <summary>不是精神障碍</summary>
    NotADisorder = 2,

    /// <summary>重复</summary>
    Twice = 3,

    /// <summary>误报</summary>
    Mistaken = 4,

    /// <summary>其他 something else, said in the note.</summary>
    Other = 9,
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
    public Clue(ClueId id, ClueSource source, DateTimeOffset heardAt, string areaCode, CareTeamId? careTeamId, string? place, string? said, CrisisTrigger? trigger, StaffId by, DateTimeOffset now, Standards standards)
    {
        Rule.Require(heardAt <= now, "clue.in-future", "A clue is not recorded ahead of time.");
        Rule.Require(Places.AreaCode.Town(areaCode) is not null, "clue.area-too-wide", "A clue belongs to a town or community, so that somebody answers for it.");

        (Id, Source, State, HeardAt, AreaCode, CareTeamId) = (id, source, ClueState.Open, heardAt, areaCode, careTeamId);
        (Place, Said, Trigger, ReportedBy, ReportedAt) = (place, said, trigger, by, now);
        DueOn = ClueTimes.ToCheck(DayOf(heardAt), trigger is not null, standards);
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

    /// <summary>What sounds like an emergency; such a clue is urgent.</summary>
    public CrisisTrigger? Trigger { get; private set; }

    /// <summary>What a member of a care group says is wrong with a patient who is assigned to the group.</summary>
    public CareSign? Sign { get; private set; }

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

    /// <summary>To whom it was handed on, what the hospital found, or why it was dismissed or taken back.</summary>
    public string? EndNote { get; private set; }

    /// <summary>A sign about a known patient that is no emergency: it goes to the patient's own team.</summary>
    public static Clue OfPatient(ClueId id, ManagedCase managed, CareSign sign, string? said, StaffId by, DateTimeOffset now, Standards standards) =>
        new(id, ClueSource.CareGroup, now, managed.AreaCode, managed.CareTeamId, null, said, null, by, now, standards) { Sign = sign, CaseId = managed.Id };

    /// <param name="at">In the service's zone.</param>
    public void Check(string found, StaffId by, DateTimeOffset at, Standards standards)
    {
        Rule.Require(State == ClueState.Open, "clue.checked", "This clue has been checked already.");
        Rule.Require(!string.IsNullOrWhiteSpace(found), "clue.check-needs-words", "What the checking found is said in words.");

        (State, CheckedAt, CheckedBy, Found) = (ClueState.Checked, at, by, found);
        if (Trigger is null) DueOn = ClueTimes.ToEnd(DayOf(at), standards); // what sounds like an emergency does not wait because somebody has looked
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
        else if (Trigger is null && SentOn is null) DueOn = ClueTimes.ToEnd(on, standards); // what sounds like an emergency stays due, and sending twice gives no more time
        (State, Hospital, SentOn, ConfirmedOn) = (ClueState.SentForDiagnosis, hospital, on, confirmedOn);
        Changed();
    }

    /// <summary>The person whom it is about has a confirmed disorder and is registered.</summary>
    public void Register(ManagedCaseId caseId, StaffId by, DateTimeOffset at)
    {
        Rule.Require(CaseId is null, "clue.known-patient", "This is a patient already.");

        End(ClueState.Registered, null, by, at);
        CaseId = caseId;
    }

    /// <summary>The patient whom it is about has another place or team: whoever looks after them looks into it.</summary>
    public void BelongTo(ManagedCase managed)
    {
        AreaCode = managed.AreaCode;
        BelongTo(managed.CareTeamId);
    }

    /// <summary>It is about this patient.</summary>
    public void Match(ManagedCaseId caseId, string? note, StaffId by, DateTimeOffset at)
    {
        Rule.Require(CaseId is null || CaseId == caseId, "clue.other-patient", "This sign is about another patient.");

        End(ClueState.Matched, note, by, at);
        CaseId = caseId;
    }

    /// <summary>Somebody else goes on with it.</summary>
    public void HandOn(string to, StaffId by, DateTimeOffset at)
    {
        Rule.Require(!string.IsNullOrWhiteSpace(to), "clue.handed-to-nobody", "A clue is handed on to somebody who is named.");

        End(ClueState.HandedOn, to, by, at);
    }

    /// <summary>Nothing follows from it, for a coded reason.</summary>
    public void Dismiss(ClueDismissal reason, string? note, StaffId by, DateTimeOffset at)
    {
        Rule.Require(ConfirmedOn is null, "clue.confirmed", "Whoever has a confirmed disorder is registered.");
        Rule.Require(reason != ClueDismissal.Other || !string.IsNullOrWhiteSpace(note), "clue.dismissal-needs-note", "'Other' is said in words.");

        End(ClueState.Dismissed, note, by, at);
        Dismissal = reason;
    }

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime);

    private void End(ClueState state, string? note, StaffId by, DateTimeOffset at)
    {
        Rule.Require(State != ClueState.Open, "clue.not-checked", "A clue is checked before it ends.");
        Rule.Require(EndedAt is null, "clue.ended", "This clue has ended already.");
        Rule.Require(State != ClueState.SentForDiagnosis || state == ClueState.Registered || !string.IsNullOrWhiteSpace(note), "clue.result-missing", "What the hospital found is said in words.");

        (State, EndNote, EndedBy, EndedAt) = (state, note, by, at);
        Changed();
    }
}
