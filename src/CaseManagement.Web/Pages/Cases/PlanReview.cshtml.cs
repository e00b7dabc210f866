using CaseManagement.Application.Features.CasePlans;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>A review of a plan, as a form sends it.</summary>
public sealed class PlanReviewInput
{
    public Guid PlanId { get; set; }

    public DateOnly? On { get; set; }

    public List<ReviewedGoal> Goals { get; set; } = [];

    public DateOnly? NextReviewOn { get; set; }

    public string? Note { get; set; }

    public long Version { get; set; }

    internal IReadOnlyList<GoalReview> Rows => [.. Goals.Select(goal => new GoalReview(
        goal.Goal, goal.Progress ?? "", goal.Decision ?? default, [.. goal.Results.Where(result => !string.IsNullOrWhiteSpace(result.Result)).Select(result => new MeasureResult(result.Measure, result.Result!))]))];
}

/// <summary>One goal at a review, as a form sends it.</summary>
public sealed class ReviewedGoal
{
    public int Goal { get; set; }

    public string? Progress { get; set; }

    public GoalDecision? Decision { get; set; }

    public List<ResultRow> Results { get; set; } = [];
}

/// <summary>What came of one measure, as a form sends it.</summary>
public sealed class ResultRow
{
    public int Measure { get; set; }

    public string? Result { get; set; }
}

/// <summary>Looking at a case plan again: every goal that is not closed, and what came of its measures.</summary>
internal sealed class PlanReviewModel(IMediator mediator, IActor actor, Rights rights, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public PlanReviewInput Input { get; set; } = new();

    public CasePlanSheet Sheet { get; private set; } = null!;

    public IReadOnlyList<GoalShown> Open => [.. (Sheet.InForce?.Goals ?? []).Where(goal => !goal.IsClosed)];

    public async Task<IActionResult> OnGetAsync()
    {
        await Load();
        (Input.On, Input.Version) = (Sheet.Today, Sheet.Version);

        return Sheet.InForce is null ? RedirectToPage("/Cases/Plan", new { Id }) : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Load();
        if (CanRead(_ => texts["plan.reviewed-on"]) && await Do(new ReviewCasePlan(new(Id), new(Input.PlanId), Input.On ?? default, Input.Rows, Input.NextReviewOn, string.IsNullOrWhiteSpace(Input.Note) ? null : Input.Note, Input.Version)))
            return RedirectToPage("/Cases/Plan", new { Id });
        if (RefusalCode == "changed-meanwhile") Input.Version = Sheet.Version; // whoever has read that may save again

        return Page();
    }

    private async Task Load()
    {
        if (!rights.Has(actor.Role, Right.WriteCasePlan)) throw new NotPermittedException(Right.WriteCasePlan);

        Sheet = await Ask(new GetCasePlan(new(Id)));
        RequireOpen(Id, Sheet.State, CaseAct.ReviewPlan);
    }
}
