using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

/// <summary>How what a psychiatrist asks of a team came to it. The numbers go over the wire and never move.</summary>
public enum AdviceSource
{
    /// <summary>精神科意见 an advice on the case.</summary>
    Advice = 1,

    /// <summary>医院下转方案 the plan with which a hospital handed the patient back.</summary>
    HospitalPlan = 2,

    /// <summary>个案计划措施 a measure that a psychiatrist put into the case plan.</summary>
    PlanMeasure = 3,
}

/// <summary>精神科指导 what a psychiatrist advised on this patient, when, and when the team had seen to it.</summary>
/// <remarks>The plan with which a hospital hands a patient back, and a measure that a psychiatrist puts into a case plan, are such advice too: what others ask of a team reaches it in one way.</remarks>
public sealed class SpecialistAdvice : CancellableFact
{
    public const int TextMaxLength = 2000;
    public const int DoneNoteMaxLength = 500;

    private SpecialistAdvice() { }

    internal SpecialistAdvice(Guid id, DateOnly givenOn, string text, StaffId givenBy, DateOnly recordedOn) =>
        (Id, GivenOn, Text, GivenBy, RecordedOn, AskedOn) = (id, givenOn, text, givenBy, recordedOn, recordedOn);

    /// <summary>What the hospital asks with a patient whom the community has taken over.</summary>
    internal static SpecialistAdvice OfHospital(Guid id, Referral referral, DateOnly takenOn, DateOnly recordedOn) =>
        new(id, referral.SentOn, referral.Plan!, referral.Said(ReferralMove.Send)!.RecordedBy, recordedOn) { ReferralId = referral.Id, AskedOn = takenOn };

    internal static SpecialistAdvice OfPlan(Guid id, CasePlanId plan, PlanMeasure measure, StaffId givenBy, DateOnly givenOn) =>
        new(id, givenOn, measure.What, givenBy, givenOn) { PlanId = plan, ByOn = measure.ByOn };

    public Guid Id { get; private set; }

    public DateOnly GivenOn { get; private set; }

    public string Text { get; private set; } = "";

    public StaffId GivenBy { get; private set; }

    public DateOnly RecordedOn { get; private set; }

    /// <summary>Since when the team is asked to see to it; null for an advice from before teams were asked.</summary>
    public DateOnly? AskedOn { get; private set; }

    /// <summary>The downward referral whose plan this is.</summary>
    public ReferralId? ReferralId { get; private set; }

    /// <summary>The case plan into which a psychiatrist put this measure.</summary>
    public CasePlanId? PlanId { get; private set; }

    /// <summary>The day by which the psychiatrist asks for it; null where none was named.</summary>
    public DateOnly? ByOn { get; private set; }

    /// <summary>The day on which the team had seen to it; null while it has not.</summary>
    public DateOnly? DoneOn { get; private set; }

    public StaffId? DoneBy { get; private set; }

    public string? DoneNote { get; private set; }

    /// <summary>That the team had seen to it, where that was a mistake.</summary>
    public IReadOnlyList<AdviceUndone>? Undone { get; private set; }

    public bool IsOwed => IsValid && AskedOn is not null && DoneOn is null;

    public AdviceSource Source => ReferralId is not null ? AdviceSource.HospitalPlan : PlanId is not null ? AdviceSource.PlanMeasure : AdviceSource.Advice;

    /// <summary>Whether the team has still to see to it: a measure is asked no more once its plan has ended.</summary>
    /// <param name="plans">Those of the case.</param>
    public bool IsAsked(IEnumerable<CasePlan> plans) => IsOwed && EndedWith(plans) is null;

    /// <summary>The plan that ended before anybody had seen to this measure of it. Where there never was such a plan, nothing was asked.</summary>
    public CasePlan? RestsWith(IEnumerable<CasePlan> plans) => IsOwed && EndedWith(plans) is { EndReason: not CasePlanEnd.Mistaken } plan ? plan : null;

    private CasePlan? EndedWith(IEnumerable<CasePlan> plans) => PlanId is { } id ? plans.FirstOrDefault(plan => plan.Id == id && plan.EndedOn is not null) : null;

    /// <summary>The guidance that a review asks for; what comes with a patient or stands in a plan answers no question.</summary>
    internal bool IsGuidance => Source == AdviceSource.Advice;

    /// <summary>Since when the visits give a day for it: from when a hospital's plan was the team's.</summary>
    internal DateOnly CountsFrom => ReferralId is null ? GivenOn : AskedOn ?? GivenOn;

    /// <summary>The day of the discharge form, or of its receipt, was corrected.</summary>
    internal void Follow(DateOnly givenOn, DateOnly askedOn) => (GivenOn, AskedOn) = (givenOn, askedOn);

    internal void Done(DateOnly on, string? note, StaffId by)
    {
        RequireValid(IsValid);
        Rule.Require(DoneOn is null, "advice.done-already", "Somebody has seen to this advice already.");
        Rule.Require(on >= GivenOn, "advice.done-before-given", "An advice is not followed before it is given.");

        (DoneOn, DoneBy, DoneNote) = (on, by, note);
    }

    internal void Undo(FactCancelled mistake)
    {
        RequireValid(IsValid);
        Rule.Require(DoneOn is not null, "advice.not-done", "Nobody has seen to this advice yet.");

        Undone = [.. Undone ?? [], new(DoneOn.Value, DoneBy!.Value, DoneNote, mistake)];
        (DoneOn, DoneBy, DoneNote) = (null, null, null);
    }
}

/// <summary>Somebody had said by mistake that an advice was seen to.</summary>
public sealed record AdviceUndone(DateOnly DoneOn, StaffId DoneBy, string? DoneNote, FactCancelled Mistake);
