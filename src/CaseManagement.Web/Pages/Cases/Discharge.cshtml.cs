using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;
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

    /// <summary>What this hospital has sent and nobody has answered yet, until which there is no other.</summary>
    public CaseReferral? Waiting => Own.FirstOrDefault(referral => referral.State is ReferralState.Sent or ReferralState.Received);

    /// <summary>What this hospital has sent and the community did not take: it is sent again.</summary>
    public ReferralStory? Declined { get; private set; }

    /// <summary>Why it was not.</summary>
    public ReferralSaid? No => Declined?.Steps.LastOrDefault(step => step is { Move: ReferralMove.Decline, CancelReason: null });

    private IEnumerable<CaseReferral> Own => Story.Referrals.Where(referral => referral.Direction == ReferralDirection.Down && referral.HospitalId == actor.Acting.InstitutionId);

    public async Task OnGetAsync()
    {
        await Open();
        if (Declined is not null) Input = ReferralInput.Again(Declined);
        (Input.SentOn, Input.Version) = (days.Today, Story.Version);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Open();
        if (!CanRead(member => texts[member == "Input.DischargedOn" ? "discharge.on" : "referral.sent"])) return Page();
        if (!IsFilled((nameof(Input.SentOn), Input.SentOn), (nameof(Input.Reasons), Input.Reasons), (nameof(Input.Summary), Input.Summary), (nameof(Input.Plan), Input.Plan))) return Page();

        var command = new SendDownReferral(
            new(Id), Input.SentOn!.Value, [.. Input.Reasons ?? []], Input.Summary ?? "", Input.Plan ?? "", Input.DischargedOn, Input.FromDepartment, Input.ToDepartment, Input.Contact, Input.WasInpatient, Input.Version);
        ReferralChanged? sent = null;
        if (await Do(command, changed => sent = changed)) return RedirectToPage("/Cases/Referral", new { Id, referralId = sent!.Id.Value });
        if (RefusalCode == "changed-meanwhile") Input.Version = Story.Version; // whoever has read that may save again

        return Page();
    }

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.AdviseAsSpecialist)) throw new NotPermittedException(Right.AdviseAsSpecialist);

        Story = await Ask(new GetCase(new(Id)));
        RequireOpen(Id, Story.State, CaseAct.SendDownReferral);
        if (Own.FirstOrDefault(referral => referral.State == ReferralState.Declined) is { } declined) Declined = await Ask(new GetReferral(new(Id), declined.Id));
    }
}
