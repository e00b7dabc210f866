using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.CasePlans;

public readonly record struct CasePlanId(Guid Value) : IEntityId<CasePlanId>
{
    public static CasePlanId From(Guid value) => new(value);
}

/// <summary>个案管理计划 goals and measures for one patient, carried by people of several professions, agreed with the patient or the guardian and reviewed until it ends.</summary>
/// <remarks>A case has one in force at most. It is changed by another version and ended with a reason; nothing of it is deleted. Source: 2018 norm, case management (from memory).</remarks>
public sealed class CasePlan
{
    public const int TextMaxLength = 500;
    public const int NameMaxLength = 100;
    public const int HighestNumber = 99;

    private CasePlan() { }

    private CasePlan(CasePlanId id, DateOnly beganOn) => (Id, BeganOn) = (id, beganOn);

    public CasePlanId Id { get; private set; }

    /// <summary>The day on which it was agreed.</summary>
    public DateOnly BeganOn { get; private set; }

    /// <summary>The last day on which it held; null while it does.</summary>
    public DateOnly? EndedOn { get; private set; }

    public CasePlanEnd? EndReason { get; private set; }

    public string? EndNote { get; private set; }

    public StaffId? EndedBy { get; private set; }

    public CasePlanLog Log { get; private set; } = CasePlanLog.Empty;

    /// <summary>The version that holds, or held last.</summary>
    public CasePlanVersion Current() => VersionOn(DateOnly.MaxValue);

    /// <summary>The reviews that count, by their days; of one day the later entry comes later.</summary>
    public IEnumerable<CasePlanReview> ValidReviews() => Log.Reviews.Where(review => review.IsValid).OrderBy(review => review.On);

    /// <summary>What was said of a goal last; null where no review has been.</summary>
    public (CasePlanReview Review, GoalReview Goal)? LastOf(int goal) => LastOf(goal, DateOnly.MaxValue);

    /// <summary>What came of a measure, by the last review that says it.</summary>
    public (DateOnly On, string Result)? ResultOf(int goal, int measure) => ValidReviews()
        .SelectMany(review => review.Entry.Goals.Where(each => each.Goal == goal).SelectMany(each => each.Results ?? []).Where(each => each.Measure == measure).Select(each => ((DateOnly, string)?)(review.On, each.Result)))
        .LastOrDefault();

    public bool IsClosed(int goal) => IsClosed(goal, DateOnly.MaxValue);

    /// <param name="latestMeasure">The last day that a new measure may be given.</param>
    internal static CasePlan Begin(CasePlanId id, CasePlanContent content, Signature agreed, DateOnly? nextReviewOn, DateOnly latestReview, DateOnly latestMeasure, StaffId by, DateOnly today)
    {
        var plan = new CasePlan(id, agreed.SignedOn);
        plan.Write(content, agreed, agreed.SignedOn, nextReviewOn, latestReview, latestMeasure, null, by, today);

        return plan;
    }

    internal void Change(CasePlanContent content, Signature agreed, DateOnly? nextReviewOn, DateOnly latestReview, DateOnly latestMeasure, string reason, StaffId by, DateOnly today)
    {
        RequireInForce();
        Rule.Require(agreed.SignedOn >= BeganOn, "plan.change-before-plan", "A plan is not changed before the day on which it began.");
        Rule.Require(!string.IsNullOrWhiteSpace(reason), "plan.change-needs-reason", "A plan is changed with a reason.");

        Write(content, agreed, agreed.SignedOn, nextReviewOn, latestReview, latestMeasure, reason.Trim(), by, today);
    }

    /// <summary>A psychiatrist adds a measure of medicine; whoever carries the plan agrees it with the patient at the next change.</summary>
    internal void AddMeasure(int goal, PlanMeasure measure, DateOnly latestMeasure, string reason, StaffId by, DateOnly today)
    {
        RequireInForce();
        var current = Current().Content;
        var found = current.Goals.FirstOrDefault(each => each.No == goal);
        Rule.Require(found is { Area: PlanArea.Medicine }, "plan.measure-not-medicine", "A psychiatrist adds measures to the goals of medicine.");
        Rule.Require(!IsClosed(goal), "plan.goal-closed", "This goal is closed.");

        var goals = current.Goals.Select(each => each == found ? each with { Measures = [.. each.Measures, measure with { No = null }] } : each);
        Write(current with { Goals = [.. goals] }, null, today < Current().On ? Current().On : today, null, DateOnly.MaxValue, latestMeasure, reason, by, today);
    }

    /// <param name="latestReview">The last day for the next review, counted from this one.</param>
    internal CasePlanReview Review(Guid id, PlanReviewEntry entry, DateOnly latestReview, StaffId by, DateOnly today)
    {
        Rule.Require(entry.On <= today, "plan.in-future", "Nothing is recorded ahead of time.");
        Rule.Require(entry.On > BeganOn, "plan.review-before-plan", "A plan is reviewed after the day on which it began.");
        Rule.Require(!(entry.On > EndedOn), "plan.ended", "This plan has ended.");
        RequireNext(entry.NextReviewOn, entry.On, latestReview);
        Judge(entry);
        Rule.Require(!ValidReviews().Any(review => review.IsSameAs(entry, by)), "plan.review-recorded-already", "This review is recorded already.");

        var review = new CasePlanReview(id, entry, by, today);
        Log = Log with { Reviews = [.. Log.Reviews, review] };

        return review;
    }

    internal void CancelReview(Guid id, string reason, StaffId by, DateOnly today)
    {
        var review = Log.Reviews.FirstOrDefault(review => review.Id == id);
        Rule.Require(review is not null, "plan.review-unknown", "This plan has no such review.");
        Rule.Require(review.IsValid, "plan.review-cancelled", "This review has already been cancelled.");

        Log = Log with { Reviews = [.. Log.Reviews.Select(each => each == review ? each with { CancelledOn = today, CancelledBy = by, CancelReason = reason } : each)] };
    }

    internal void End(DateOnly on, CasePlanEnd reason, string? note, StaffId by, DateOnly today)
    {
        RequireInForce();
        Rule.Require(on <= today, "plan.in-future", "Nothing is recorded ahead of time.");
        Rule.Require(on >= BeganOn, "plan.end-before-plan", "A plan does not end before the day on which it began.");
        Rule.Require(!ValidReviews().Any(review => review.On > on), "plan.end-before-review", "There is a review after this day.");
        Rule.Require(reason is not (CasePlanEnd.Other or CasePlanEnd.Mistaken) || !string.IsNullOrWhiteSpace(note), "plan.end-needs-note", "This reason is explained in words.");
        var open = Current().Content.Goals.Count(goal => !IsClosed(goal.No!.Value, on));
        Rule.Require(reason != CasePlanEnd.GoalsReached || open == 0, "plan.goals-open", "{0} goals are still open.", open);

        (EndedOn, EndReason, EndNote, EndedBy) = (on, reason, note, by);
    }

    private CasePlanVersion VersionOn(DateOnly day) => Log.Versions.Where(version => version.On <= day).OrderBy(version => version.On).LastOrDefault() ?? Log.Versions[0];

    /// <param name="until">The last day whose reviews count.</param>
    private (CasePlanReview Review, GoalReview Goal)? LastOf(int goal, DateOnly until) => ValidReviews()
        .Where(review => review.On <= until)
        .SelectMany(review => review.Entry.Goals.Where(each => each.Goal == goal).Select(each => ((CasePlanReview, GoalReview)?)(review, each)))
        .LastOrDefault();

    private bool IsClosed(int goal, DateOnly until) => LastOf(goal, until) is { Goal.Decision: GoalDecision.Close };

    private void Write(CasePlanContent content, Signature? agreed, DateOnly on, DateOnly? nextReviewOn, DateOnly latestReview, DateOnly latestMeasure, string? reason, StaffId by, DateOnly today)
    {
        Judge(content, on, latestMeasure);
        RequireNext(nextReviewOn, on, latestReview);

        Log = Log with { Versions = [.. Log.Versions, new CasePlanVersion(Numbered(content), agreed, on, nextReviewOn, reason, by, today)] };
    }

    private static void RequireNext(DateOnly? next, DateOnly on, DateOnly latest)
    {
        Rule.Require(next is null || next > on, "plan.next-review-not-ahead", "The next review is after the day on which its day is chosen.");
        Rule.Require(!(next > latest), "plan.next-review-too-late", "The next review is no later than {0}.", latest);
    }

    private void Judge(CasePlanContent content, DateOnly on, DateOnly latestMeasure)
    {
        Rule.Require(content.Members.Count > 0 && content.Members.All(member => IsSaid(member.Name) && IsSaid(member.Role)), "plan.member-missing", "Those who carry the plan are named with their role.");
        Rule.Require(content.Goals.Count > 0 && content.Goals.All(goal => IsSaid(goal.Text)), "plan.goal-missing", "A plan names at least one goal.");
        Rule.Require(content.Goals.All(goal => goal.Measures.Count > 0 && goal.Measures.All(measure => IsSaid(measure.What))), "plan.measure-missing", "Each goal names at least one measure.");
        Rule.Require(content.Goals.SelectMany(goal => goal.Measures).All(measure => measure.Who >= 1 && measure.Who <= content.Members.Count), "plan.who-unknown", "Whoever does a measure is one of those who carry the plan.");
        Rule.Require(content.Goals.SelectMany(goal => goal.Measures).All(measure => measure.No is not null || measure.ByOn >= on), "plan.measure-too-early", "A new measure is due on the day of the plan or later.");
        Rule.Require(content.Goals.SelectMany(goal => goal.Measures).All(measure => measure.No is not null || measure.ByOn <= latestMeasure), "plan.measure-too-late", "A new measure is due by {0}.", latestMeasure);

        var numbers = content.Goals.Select(goal => goal.No).OfType<int>().ToList();
        Rule.Require(numbers.Distinct().Count() == numbers.Count && numbers.TrueForAll(number => Goals(number).Any()), "plan.goal-unknown", "A goal keeps the number that the plan gave it.");
        Rule.Require(content.Goals.All(HasItsOwnNumbers), "plan.measure-unknown", "A measure keeps the number that the plan gave it.");
    }

    private bool HasItsOwnNumbers(PlanGoal goal)
    {
        var numbers = goal.Measures.Select(measure => measure.No).OfType<int>().ToList();
        return numbers.Distinct().Count() == numbers.Count && numbers.TrueForAll(number => goal.No is { } no && Goals(no).Any(known => known.Measures.Any(measure => measure.No == number)));
    }

    private void Judge(PlanReviewEntry entry)
    {
        var content = VersionOn(entry.On).Content;
        var (known, said) = (content.Goals.ToDictionary(goal => goal.No!.Value), entry.Goals.Select(each => each.Goal).ToList());
        Rule.Require(said.Distinct().Count() == said.Count && said.TrueForAll(known.ContainsKey), "plan.goal-unknown", "A goal keeps the number that the plan gave it.");
        Rule.Require(known.Keys.All(goal => said.Contains(goal) || IsClosed(goal, entry.On.AddDays(-1))), "plan.goal-not-reviewed", "A review speaks of every goal that is not closed.");
        Rule.Require(entry.Goals.All(each => IsSaid(each.Progress)), "plan.progress-missing", "Of each goal it is said how far it has come.");
        Rule.Require(entry.Goals.All(each => (each.Results ?? []).All(result => IsSaid(result.Result) && known[each.Goal].Measures.Any(measure => measure.No == result.Measure))), "plan.measure-unknown", "A measure keeps the number that the plan gave it.");
    }

    /// <summary>The same content with a number for whatever is new: numbers never come twice, so that what a review said stays with what it was said of.</summary>
    private CasePlanContent Numbered(CasePlanContent content)
    {
        var next = Log.Versions.SelectMany(version => version.Content.Goals).Max(goal => goal.No) ?? 0;
        List<PlanGoal> goals = [];
        foreach (var goal in content.Goals)
        {
            var last = goal.No is { } no ? Goals(no).SelectMany(known => known.Measures).Max(measure => measure.No) ?? 0 : 0;
            goals.Add(goal with { No = goal.No ?? ++next, Measures = [.. goal.Measures.Select(measure => measure.No is null ? measure with { No = ++last } : measure)] });
        }

        return content with { Goals = goals };
    }

    private IEnumerable<PlanGoal> Goals(int number) => Log.Versions.SelectMany(version => version.Content.Goals).Where(goal => goal.No == number);

    private void RequireInForce() => Rule.Require(EndedOn is null, "plan.ended", "This plan has ended.");

    private static bool IsSaid(string? text) => !string.IsNullOrWhiteSpace(text);
}
