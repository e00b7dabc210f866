using System.Linq.Expressions;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Access;

public readonly record struct CaseGrantId(Guid Value) : IEntityId<CaseGrantId>
{
    public static CaseGrantId From(Guid value) => new(value);

    /// <summary>The n-th grant of a case to the same group, hospital or person: two who give it at the same moment give it once.</summary>
    public static CaseGrantId For(ManagedCaseId caseId, Guid to, int number, DateOnly day) => new(DerivedId.Of(caseId.Value, $"grant:{to:N}", number, day));

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(CaseGrantId left, CaseGrantId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(CaseGrantId left, CaseGrantId right) => right > left;
}

/// <summary>To whom a case is opened beyond those whose area it lies in. The numbers are stored and never move.</summary>
public enum GrantKind
{
    /// <summary>To the members of a care group, always with an end.</summary>
    CareGroup = 1,

    /// <summary>To a specialist hospital, or to one psychiatrist.</summary>
    Specialist = 2,

    /// <summary>紧急查阅 to one person, for hours, reviewed afterwards.</summary>
    Emergency = 3,
}

/// <summary>Why a case was opened to somebody. The numbers are stored and never move; those from 11 on are reasons for emergency access.</summary>
public enum GrantReason
{
    /// <summary>The care group looks after the patient.</summary>
    Assigned = 1,

    /// <summary>A psychiatrist's guidance fell due; the system opened the case.</summary>
    ReviewDue = 2,

    /// <summary>A person asks the hospital a question, said in the note.</summary>
    Question = 3,

    /// <summary>A referral waits at the hospital or for it, or the patient was admitted; the system opened the case.</summary>
    Referred = 4,

    /// <summary>An emergency began of which the psychiatrist on call must know; the system opened the case while it is handled.</summary>
    InEmergency = 5,

    /// <summary>危及自身</summary>
    DangerToSelf = 11,

    /// <summary>危及他人</summary>
    DangerToOthers = 12,

    /// <summary>在外地发现 the patient turned up away from home.</summary>
    FoundAway = 13,

    /// <summary>急诊接诊 the patient is being treated and the history is needed now.</summary>
    BeingTreated = 14,

    /// <summary>其他 something else, said in the note.</summary>
    OtherEmergency = 19,
}

/// <summary>What the office makes of an emergency access.</summary>
public enum AccessVerdict
{
    /// <summary>合理</summary>
    Justified = 1,

    /// <summary>不合理</summary>
    NotJustified = 2,
}

/// <summary>A case opened to a care group, a hospital or a person for a time, by whom and why.</summary>
/// <remarks>It carries the place and the team of its case, so that who sees the case in their area sees also to whom else it is open.</remarks>
public sealed class CaseGrant : AggregateRoot
{
    public const int NoteMaxLength = 500;

    private CaseGrant() { }

    private CaseGrant(GrantTarget of, GrantKind kind, Guid to, int number, DateTimeOffset fromAt, DateTimeOffset? untilAt, GrantReason reason, string? note, StaffId by)
    {
        Id = CaseGrantId.For(of.CaseId, to, number, DateOnly.FromDateTime(fromAt.UtcDateTime));
        (CaseId, PatientId, AreaCode, CareTeamId, Kind) = (of.CaseId, of.PatientId, of.AreaCode, of.CareTeamId, kind);
        (FromAt, UntilAt, Reason, Note, GrantedBy) = (fromAt, untilAt, reason, note, by);
    }

    public CaseGrantId Id { get; private set; }

    public ManagedCaseId CaseId { get; private set; }

    public PatientId PatientId { get; private set; }

    public string AreaCode { get; private set; } = "";

    public CareTeamId? CareTeamId { get; private set; }

    public GrantKind Kind { get; private set; }

    public CareGroupId? CareGroupId { get; private set; }

    public InstitutionId? InstitutionId { get; private set; }

    public StaffId? StaffId { get; private set; }

    public DateTimeOffset FromAt { get; private set; }

    /// <summary>The first instant at which it holds no more; null while no end is known.</summary>
    public DateTimeOffset? UntilAt { get; private set; }

    public GrantReason Reason { get; private set; }

    public string? Note { get; private set; }

    public StaffId GrantedBy { get; private set; }

    /// <summary>The day of the question, in the service's zone, from which its answer is due; null where nothing was asked of a hospital.</summary>
    public DateOnly? AskedOn { get; private set; }

    /// <summary>When the hospital answered the question for which the case was sent; the answer does not end what it sees.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public StaffId? EndedBy { get; private set; }

    public DateTimeOffset? ReviewedAt { get; private set; }

    public StaffId? ReviewedBy { get; private set; }

    public AccessVerdict? Verdict { get; private set; }

    public string? VerdictNote { get; private set; }

    /// <param name="untilAt">An assignment to a care group always ends.</param>
    public static CaseGrant ToCareGroup(GrantTarget of, CareGroupId group, int number, DateTimeOffset fromAt, DateTimeOffset untilAt, string? note, StaffId by) =>
        new(of, GrantKind.CareGroup, group.Value, number, fromAt, untilAt, GrantReason.Assigned, note, by) { CareGroupId = group };

    /// <summary>A person asks a hospital something.</summary>
    public static CaseGrant ToHospital(GrantTarget of, InstitutionId hospital, int number, DateTimeOffset fromAt, string question, StaffId by, DateOnly askedOn) =>
        new(of, GrantKind.Specialist, hospital.Value, number, fromAt, null, GrantReason.Question, question, by) { InstitutionId = hospital, AskedOn = askedOn };

    /// <summary>The system opens the case to a hospital because a review fell due.</summary>
    public static CaseGrant ToHospitalForReview(GrantTarget of, InstitutionId hospital, int number, DateTimeOffset fromAt, StaffId by) =>
        new(of, GrantKind.Specialist, hospital.Value, number, fromAt, null, GrantReason.ReviewDue, null, by) { InstitutionId = hospital };

    /// <summary>The system opens the case to the hospital that a referral goes to or comes from.</summary>
    public static CaseGrant ToHospitalOfReferral(GrantTarget of, InstitutionId hospital, int number, DateTimeOffset fromAt, StaffId by) =>
        new(of, GrantKind.Specialist, hospital.Value, number, fromAt, null, GrantReason.Referred, null, by) { InstitutionId = hospital };

    /// <summary>The system opens the case to the hospital of the place while an emergency is handled: whoever is told of it can read it.</summary>
    public static CaseGrant ToHospitalInEmergency(GrantTarget of, InstitutionId hospital, int number, DateTimeOffset fromAt, StaffId by) =>
        new(of, GrantKind.Specialist, hospital.Value, number, fromAt, null, GrantReason.InEmergency, null, by) { InstitutionId = hospital };

    public static CaseGrant ToPsychiatrist(GrantTarget of, StaffId psychiatrist, int number, DateTimeOffset fromAt, DateTimeOffset? untilAt, string question, StaffId by) =>
        new(of, GrantKind.Specialist, psychiatrist.Value, number, fromAt, untilAt, GrantReason.Question, question, by) { StaffId = psychiatrist };

    /// <summary>A person opens the case to themselves for some hours; the office reviews it.</summary>
    public static CaseGrant ForEmergency(GrantTarget of, StaffId to, int number, DateTimeOffset fromAt, int hours, GrantReason reason, string note)
    {
        Rule.Require(reason.IsForEmergency(), "emergency.reason", "This is no reason for emergency access.");

        return new(of, GrantKind.Emergency, to.Value, number, fromAt, fromAt.AddHours(hours), reason, note, to) { StaffId = to };
    }

    public bool IsActive(DateTimeOffset now) => FromAt <= now && EndedAt is null && (UntilAt is null || UntilAt > now);

    /// <summary>Whether whoever was sent the case has still to answer: a question that nobody answered, or a guidance that is still owed.</summary>
    /// <remarks>A grant for a guidance has no end while that is owed.</remarks>
    public static Expression<Func<CaseGrant, bool>> IsWaiting(DateTimeOffset now) => grant =>
        grant.Kind == GrantKind.Specialist && grant.EndedAt == null && grant.FromAt <= now && (grant.UntilAt == null || grant.UntilAt > now)
        && ((grant.Reason == GrantReason.Question && grant.AnsweredAt == null) || (grant.Reason == GrantReason.ReviewDue && grant.UntilAt == null));

    /// <summary>It was opened for what somebody asks or owes here, and not because the patient is there or in danger: those keep a grant of their own.</summary>
    public bool IsForAnAnswer => Reason is GrantReason.Question or GrantReason.ReviewDue;

    /// <summary>The question has its answer.</summary>
    public void Answer(DateTimeOffset at)
    {
        if (Reason != GrantReason.Question || AnsweredAt is not null) return;
        AnsweredAt = at;
        Changed();
    }

    /// <summary>What had answered it was a mistake.</summary>
    public void AskAgain()
    {
        AnsweredAt = null;
        Changed();
    }

    /// <summary>It ends before its time, or at once where it had no end.</summary>
    public void End(DateTimeOffset at, StaffId by)
    {
        Rule.Require(IsActive(at), "grant.ended", "This access has ended already.");

        (EndedAt, EndedBy) = (at, by);
        Changed();
    }

    /// <summary>The review or the referral that opened the case is settled: the hospital keeps it for some days more.</summary>
    public void KeepUntil(DateTimeOffset? until)
    {
        if (UntilAt == until) return;
        UntilAt = until;
        Changed();
    }

    /// <summary>The office says whether the emergency was one; whoever asked cannot, and access that was not justified ends at once.</summary>
    public void Review(AccessVerdict verdict, string note, StaffId by, DateTimeOffset at)
    {
        Rule.Require(Kind == GrantKind.Emergency, "emergency.not-one", "Only an emergency access is reviewed.");
        Rule.Require(GrantedBy != by, "emergency.own-review", "Nobody reviews an access of their own.");
        Rule.Require(ReviewedAt is null, "emergency.reviewed", "This access has been reviewed already.");

        (Verdict, VerdictNote, ReviewedBy, ReviewedAt) = (verdict, note, by, at);
        if (verdict == AccessVerdict.NotJustified && IsActive(at)) (EndedAt, EndedBy) = (at, by);
        Changed();
    }

    /// <param name="from">Exclusive.</param>
    public bool WasNotJustifiedSince(DateTimeOffset from) => Verdict == AccessVerdict.NotJustified && ReviewedAt > from;

    /// <summary>The case has moved, or another team answers for it.</summary>
    public void BelongTo(ManagedCase managed)
    {
        if (AreaCode == managed.AreaCode && CareTeamId == managed.CareTeamId) return;
        (AreaCode, CareTeamId) = (managed.AreaCode, managed.CareTeamId);
        Changed();
    }
}

/// <summary>The case that is opened, as far as a grant keeps it.</summary>
public sealed record GrantTarget(ManagedCaseId CaseId, PatientId PatientId, string AreaCode, CareTeamId? CareTeamId)
{
    public static GrantTarget Of(ManagedCase managed) => new(managed.Id, managed.PatientId, managed.AreaCode, managed.CareTeamId);
}

/// <summary>Which reasons are whose.</summary>
public static class GrantReasons
{
    public static bool IsForEmergency(this GrantReason reason) => reason >= GrantReason.DangerToSelf && Enum.IsDefined(reason);
}
