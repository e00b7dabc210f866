using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>A hospital hands a patient to the community: the discharge form, or the answer to a referral.</summary>
internal sealed class DischargeModel(IMediator mediator, IActor actor, Rights rights, Days days, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ReferralInput Input { get; set; } = new();

    public CaseStory Story { get; private set; } = null!;

    /// <summary>Asked only where nothing tells of a stay.</summary>
    public bool IsPerhapsNoInpatient => RefusalCode == "discharge.never-admitted" || Input.WasInpatient;

    public async Task OnGetAsync()
    {
        await Open();
        (Input.SentOn, Input.Version) = (days.Today, Story.Version);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Open();
        if (!CanRead(_ => texts["referral.sent"])) return Page();
        if (Input.SentOn is not { } sentOn)
        {
            Refuse(StatusCodes.Status400BadRequest, "parameter.malformed", [texts["referral.sent"]]);
            return Page();
        }

        var command = new SendDownReferral(
            new(Id), sentOn, [.. Input.Reasons ?? []], Input.Summary ?? "", Input.Plan ?? "", Input.DischargedOn, Input.FromDepartment, Input.ToDepartment, Input.Contact, Input.WasInpatient, Input.Version);
        ReferralChanged? sent = null;
        if (await Do(command, changed => sent = changed)) return RedirectToPage("/Cases/Referral", new { Id, referralId = sent!.Id.Value });
        if (RefusalCode == "changed-meanwhile") Input.Version = Story.Version; // whoever has read that may save again

        return Page();
    }

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.AdviseAsSpecialist)) throw new NotPermittedException(Right.AdviseAsSpecialist);

        Story = await Ask(new GetCase(new(Id)));
    }
}
