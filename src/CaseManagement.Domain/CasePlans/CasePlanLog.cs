using System.Text.Json.Serialization;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.CasePlans;

/// <summary>小组成员 one of those who carry a plan: a profession or role and a place of work; somebody without an account as well, the family too.</summary>
public sealed record PlanMember(string Name, string Role, string? Institution = null);

/// <summary>措施 what is done for a goal, by whom and by which day.</summary>
/// <param name="Who">The place in the list of members, from 1.</param>
/// <param name="No">Given by the plan and kept through its versions; null for a new one.</param>
public sealed record PlanMeasure(string What, int Who, DateOnly ByOn, int? No = null);

/// <summary>目标 what a plan wants to reach, with its measures.</summary>
/// <param name="No">Given by the plan and kept through its versions; null for a new one.</param>
public sealed record PlanGoal(PlanArea Area, string Text, IReadOnlyList<PlanMeasure> Measures, int? No = null);

/// <summary>What a plan says.</summary>
/// <param name="Situation">Illness, social and economic state and needs, in words.</param>
public sealed record CasePlanContent(string? Situation, IReadOnlyList<PlanMember> Members, IReadOnlyList<PlanGoal> Goals);

/// <summary>A plan as it was written once; a later one takes its place and both are kept.</summary>
/// <param name="Agreed">By the patient or the guardian; null where a psychiatrist added a measure and nobody has been asked yet.</param>
/// <param name="On">The day from which it holds.</param>
/// <param name="NextReviewOn">A day for the next review that is earlier than the rule asks.</param>
/// <param name="Reason">Why the plan was changed; null for the first.</param>
public sealed record CasePlanVersion(CasePlanContent Content, Signature? Agreed, DateOnly On, DateOnly? NextReviewOn, string? Reason, StaffId By, DateOnly EnteredOn);

/// <summary>What came of a measure.</summary>
public sealed record MeasureResult(int Measure, string Result);

/// <summary>One goal at a review: how far it has come, and whether it goes on.</summary>
public sealed record GoalReview(int Goal, string Progress, GoalDecision Decision, IReadOnlyList<MeasureResult>? Results = null)
{
    internal bool IsSameAs(GoalReview other) => (Goal, Progress, Decision) == (other.Goal, other.Progress, other.Decision) && (Results ?? []).SequenceEqual(other.Results ?? []);
}

/// <summary>What is entered of a review.</summary>
/// <param name="NextReviewOn">A day for the next review that is earlier than the rule asks.</param>
public sealed record PlanReviewEntry(DateOnly On, IReadOnlyList<GoalReview> Goals, DateOnly? NextReviewOn = null, string? Note = null);

/// <summary>评估 one review of a plan; a mistaken one stays, cancelled with a reason.</summary>
public sealed record CasePlanReview(Guid Id, PlanReviewEntry Entry, StaffId By, DateOnly EnteredOn, DateOnly? CancelledOn = null, StaffId? CancelledBy = null, string? CancelReason = null)
{
    [JsonIgnore]
    public bool IsValid => CancelledOn is null;

    [JsonIgnore]
    public DateOnly On => Entry.On;

    /// <summary>Whether it is what this person entered already.</summary>
    internal bool IsSameAs(PlanReviewEntry entry, StaffId by) =>
        (By, On, Entry.NextReviewOn, Entry.Note) == (by, entry.On, entry.NextReviewOn, entry.Note) && Entry.Goals.Count == entry.Goals.Count && Entry.Goals.Zip(entry.Goals).All(pair => pair.First.IsSameAs(pair.Second));
}

/// <summary>Everything that was written of one plan, in the order of entry; nothing in it is ever taken out.</summary>
public sealed record CasePlanLog
{
    public static CasePlanLog Empty { get; } = new();

    public IReadOnlyList<CasePlanVersion> Versions { get; init; } = [];

    public IReadOnlyList<CasePlanReview> Reviews { get; init; } = [];
}
