using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>A referral as a form sends it, upwards or downwards.</summary>
public sealed class ReferralInput
{
    public Guid? Hospital { get; set; }

    public DateOnly? SentOn { get; set; }

    public List<ReferralReason>? Reasons { get; set; }

    public bool IsUrgent { get; set; }

    public string? Summary { get; set; }

    public string? Plan { get; set; }

    public DateOnly? DischargedOn { get; set; }

    public string? FromDepartment { get; set; }

    public string? ToDepartment { get; set; }

    public string? Contact { get; set; }

    /// <summary>Of a discharge of which nothing here says that there was a stay.</summary>
    public bool WasInpatient { get; set; }

    public long Version { get; set; }

    /// <summary>What the other end did not take, to be sent again.</summary>
    internal static ReferralInput Again(ReferralStory declined) => new()
    {
        Reasons = [.. declined.Reasons],
        Summary = declined.Summary,
        Plan = declined.Plan,
        DischargedOn = declined.DischargedOn,
        FromDepartment = declined.FromDepartment,
        ToDepartment = declined.ToDepartment,
        Contact = declined.Contact,
    };
}

/// <summary>Referring a patient to a hospital.</summary>
internal sealed class ReferralNewModel(IMediator mediator, IActor actor, Rights rights, Days days, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ReferralInput Input { get; set; } = new();

    public CaseStory Story { get; private set; } = null!;

    public IReadOnlyList<HospitalChoice> Hospitals { get; private set; } = [];

    /// <summary>The one that waits for an answer, until which there is no other.</summary>
    public CaseReferral? Waiting => Story.Referrals.FirstOrDefault(referral => referral is { Direction: ReferralDirection.Up, State: ReferralState.Sent or ReferralState.Received });

    public async Task OnGetAsync()
    {
        await Open();
        (Input.SentOn, Input.Version) = (days.Today, Story.Version);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Open();
        if (!CanRead(_ => texts["referral.sent"])) return Page();
        if (!IsFilled((nameof(Input.Hospital), Input.Hospital), (nameof(Input.SentOn), Input.SentOn), (nameof(Input.Reasons), Input.Reasons), (nameof(Input.Summary), Input.Summary))) return Page();

        var command = new SendReferral(
            new(Id), new(Input.Hospital!.Value), Input.SentOn!.Value, [.. Input.Reasons ?? []], Input.IsUrgent, Input.Summary ?? "", Input.FromDepartment, Input.ToDepartment, Input.Contact, Input.Version);
        ReferralChanged? sent = null;
        if (await Do(command, changed => sent = changed, saysMissing: true)) return RedirectToPage("/Cases/Referral", new { Id, referralId = sent!.Id.Value });
        if (RefusalCode == "changed-meanwhile") Input.Version = Story.Version; // whoever has read that may save again

        return Page();
    }

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.SendToSpecialist)) throw new NotPermittedException(Right.SendToSpecialist);

        Story = await Ask(new GetCase(new(Id)));
        RequireOpen(Id, Story.State, CaseAct.SendReferral);
        Hospitals = (await Ask(new GetCaseAccess(new(Id)))).Hospitals;
    }
}
