using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Referrals;

/// <summary>转诊 a patient handed from primary care to a hospital or back, with everything that either end has said of it.</summary>
/// <remarks>
/// What is waiting carries the place and the team of its case, as a task does. Source: a local norm of two-way referral (S8) for the reasons; the record is the project's own.
/// </remarks>
public sealed class Referral
{
    public const int SummaryMaxLength = 1000;
    public const int PlanMaxLength = 2000;
    public const int DepartmentMaxLength = 50;
    public const int ContactMaxLength = 100;
    public const int ReasonsMaxLength = 100;

    private readonly List<ReferralStep> _steps = [];

    private Referral() { }

    internal Referral(ReferralId id, ManagedCase managed, ReferralDirection direction, InstitutionId hospitalId, ReferralEntry entry, ReferralId? answersId)
    {
        (Id, CaseId, PatientId, Direction, HospitalId, AnswersId) = (id, managed.Id, managed.PatientId, direction, hospitalId, answersId);
        (Reasons, IsUrgent, Summary, Plan, DischargedOn) = (entry.Reasons, entry.IsUrgent, entry.Summary, entry.Plan, entry.DischargedOn);
        (CentreId, FromDepartment, ToDepartment, Contact) = (entry.CentreId, entry.FromDepartment, entry.ToDepartment, entry.Contact);
        (SentOn, State) = (entry.SentOn, ReferralState.Sent);
        BelongTo(managed);
    }

    public ReferralId Id { get; private set; }

    public ManagedCaseId CaseId { get; private set; }

    public PatientId PatientId { get; private set; }

    public string AreaCode { get; private set; } = "";

    public CareTeamId? CareTeamId { get; private set; }

    public ReferralDirection Direction { get; private set; }

    public IReadOnlyList<ReferralReason> Reasons { get; private set; } = [];

    public bool IsUrgent { get; private set; }

    /// <summary>The hospital's end.</summary>
    public InstitutionId HospitalId { get; private set; }

    /// <summary>The community's end, where it is known.</summary>
    public InstitutionId? CentreId { get; private set; }

    public string? FromDepartment { get; private set; }

    public string? ToDepartment { get; private set; }

    public string? Contact { get; private set; }

    public string Summary { get; private set; } = "";

    /// <summary>What the community is to do; null upwards.</summary>
    public string? Plan { get; private set; }

    public DateOnly? DischargedOn { get; private set; }

    /// <summary>The upward referral that this downward one answers.</summary>
    public ReferralId? AnswersId { get; private set; }

    /// <summary>The day of the sending that is in force.</summary>
    public DateOnly SentOn { get; private set; }

    public ReferralState State { get; private set; }

    public IReadOnlyList<ReferralStep> Steps => _steps;

    /// <summary>Somebody still has to speak.</summary>
    public bool IsWaiting => State < ReferralState.Closed;

    public ReferralEnd? WaitsFor => ReferralLoop.WaitsFor(Direction, State);

    /// <summary>The step of a move that is in force.</summary>
    public ReferralStep? Said(ReferralMove move) => _steps.Find(step => step.IsValid && step.Move == move);

    /// <summary>It was refused, and another took its place: that is not taken back by a person, who would say why.</summary>
    internal bool WasSentAnew => Said(ReferralMove.Decline) is not null && Said(ReferralMove.Cancel) is { Note: null };

    internal void BelongTo(ManagedCase managed) => (AreaCode, CareTeamId) = (managed.AreaCode, managed.CareTeamId);

    /// <summary>Where it stands by what was said, whether or not the case has been closed since.</summary>
    internal ReferralState StateBySteps(bool isReturned) => ReferralLoop.StateOf(Direction, [.. _steps.Where(step => step.IsValid).Select(step => step.Move)], isReturned);

    internal void Stand(bool isReturned, bool isClosed)
    {
        State = StateBySteps(isReturned);
        if (isClosed && IsWaiting) State = ReferralState.Ended;
    }

    internal void Say(ReferralMove move, ReferralWord word, StaffId by, DateOnly today, ReferralStep? instead = null, string? reason = null)
    {
        Judge(move, word, today);
        instead?.Cancel(reason!, by, today);
        _steps.Add(new ReferralStep(DerivedId.InTurn(Id.Value, "step", _steps.Count, word.On), Id, move, word, by, today, instead?.Id));
        if (move == ReferralMove.Send) SentOn = word.On;
    }

    /// <summary>Nothing happened before what it answers.</summary>
    /// <param name="answer">The downward referral that answers it.</param>
    internal void RequireOrder(Referral? answer)
    {
        var days = _steps.Where(step => step.IsValid).Select(step => (step.Move, On: step.HappenedOn)).Concat(answer is null ? [] : [(ReferralMove.Return, answer.SentOn)])
            .OrderBy(step => ReferralLoop.Order(step.Move)).Select(step => step.On).ToList();
        Rule.Require(days.Zip(days.Skip(1)).All(pair => pair.First <= pair.Second), "referral.out-of-order", "Nothing is recorded for a day before what it answers: correct the one or the other.");
        RequireDischarged(DischargedOn, SentOn);
    }

    /// <summary>Nobody is discharged before having been referred, or admitted, in the stay that the discharge ends.</summary>
    /// <param name="dischargedOn">The day that the answer to this referral names; null where it names none.</param>
    internal void RequireStay(DateOnly? dischargedOn) => Rule.Require(FitsStay(dischargedOn), "discharge.before-referral", "The discharge is before the referral that it answers, or before the admission: correct the one or the other.");

    /// <summary>Whether a discharge on this day can end the stay of this referral.</summary>
    internal bool FitsStay(DateOnly? dischargedOn)
    {
        var admittedOn = Said(ReferralMove.Outcome) is { Outcome: ReferralOutcome.Admitted } admission ? admission.HappenedOn : SentOn;
        return dischargedOn is null || (dischargedOn >= SentOn && dischargedOn >= admittedOn);
    }

    internal static void Judge(ReferralDirection direction, ReferralEntry entry)
    {
        Rule.Require(entry.Reasons.Count > 0, "referral.reason-missing", "A referral has a reason.");
        Rule.Require(entry.Reasons.All(reason => Enum.IsDefined(reason) && reason.Direction() == direction), "referral.reason-of-other-direction", "This reason belongs to a referral the other way.");
        Rule.Require(!string.IsNullOrWhiteSpace(entry.Summary), "referral.summary-missing", "The other end is told what it has to know.");
        var (down, discharged) = (direction == ReferralDirection.Down, entry.Reasons.Contains(ReferralReason.Discharged));
        Rule.Require(down == !string.IsNullOrWhiteSpace(entry.Plan), "referral.plan-missing", "A referral to the community has a plan, one to the hospital has none.");
        Rule.Require(!discharged || entry.DischargedOn is not null, "discharge.day-missing", "A discharge has its day.");
        Rule.Require(discharged || entry.DischargedOn is null, "discharge.day-without-discharge", "A day of discharge belongs to a discharge.");
        RequireDischarged(entry.DischargedOn, entry.SentOn);
    }

    private static void RequireDischarged(DateOnly? dischargedOn, DateOnly sentOn) =>
        Rule.Require(dischargedOn is null || dischargedOn <= sentOn, "discharge.after-sending", "A discharge is told on its day or later.");

    private void Judge(ReferralMove move, ReferralWord word, DateOnly today)
    {
        Rule.Require(word.On <= today, "referral.in-future", "Nothing is recorded ahead of time.");
        Rule.Require((move == ReferralMove.Outcome) == word.Outcome is not null, "referral.outcome-missing", "A result has its code, and nothing else has.");
        Rule.Require((move == ReferralMove.Decline) == word.Refusal is not null, "referral.refusal-missing", "A refusal has its reason, and nothing else has.");
        Rule.Require(word.Refusal is not { } refusal || refusal.IsOf(Direction), "referral.refusal-of-other-end", "This reason is the other end's.");
        Rule.Require(!string.IsNullOrWhiteSpace(word.Note) || (word.Outcome != ReferralOutcome.Other && word.Refusal != ReferralRefusal.Other), "referral.other-needs-note", "'Other' is said in words.");
    }
}
