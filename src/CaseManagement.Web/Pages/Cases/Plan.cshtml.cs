using CaseManagement.Application.Features.CasePlans;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>What the small forms of the page send; each fills in what it asks.</summary>
public sealed class PlanActInput
{
    public Guid PlanId { get; set; }

    public Guid ReviewId { get; set; }

    public DateOnly? On { get; set; }

    public CasePlanEnd? Reason { get; set; }

    public int Goal { get; set; }

    public string? What { get; set; }

    public int Who { get; set; }

    public string? Note { get; set; }

    public long Version { get; set; }
}

/// <summary>The case plan: the one that holds with its goals and what came of them, the ended ones, and what can be done with it.</summary>
internal sealed class PlanModel(IMediator mediator, IActor actor, Rights rights, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public PlanActInput Input { get; set; } = new();

    public CasePlanSheet Sheet { get; private set; } = null!;

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostEndAsync() => Send(() => new EndCasePlan(new(Id), new(Input.PlanId), Input.On ?? default, Input.Reason ?? default, Note, Input.Version));

    public Task<IActionResult> OnPostCancelAsync() => Send(() => new CancelPlanReview(new(Id), new(Input.PlanId), Input.ReviewId, Input.Note ?? "", Input.Version));

    public Task<IActionResult> OnPostMeasureAsync() => Send(() => new AddPlanMeasure(new(Id), new(Input.PlanId), Input.Goal, Input.What ?? "", Input.Who, Input.On ?? default, Input.Note ?? "", Input.Version));

    /// <summary>Whether the table of states allows it and the reader has the right; the form is shown only then.</summary>
    public bool May(CaseAct act) => Sheet.IsHome && rights.Has(actor.Role, act == CaseAct.AddPlanMeasure ? Right.AdviseAsSpecialist : Right.WriteCasePlan) && CaseStates.Answer(Sheet.State, act) is null or CaseStates.UntilTheEnd;

    private string? Note => string.IsNullOrWhiteSpace(Input.Note) ? null : Input.Note;

    private async Task<IActionResult> Send(Func<IRequest<CasePlanChanged>> command)
    {
        if (CanRead(_ => texts["plan.on"]) && await Do(command())) return RedirectToPage(pageName: null, pageHandler: null, new { Id });

        await Load();
        return Page();
    }

    private async Task Load() => Sheet = await Ask(new GetCasePlan(new(Id)));
}
