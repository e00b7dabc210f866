using CaseManagement.Application.Features.Referrals;
using CaseManagement.Domain.Referrals;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>A referral on paper, to go with the patient: one page, with the other end's answer where there is one.</summary>
internal sealed class ReferralPrintModel(IMediator mediator) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid ReferralId { get; set; }

    public ReferralStory Story { get; private set; } = null!;

    public async Task OnGetAsync() => Story = await Ask(new GetReferral(new(Id), new(ReferralId)));

    /// <summary>The number in the box: each direction counts its own reasons from 1.</summary>
    public static int Number(ReferralReason reason) => reason.Direction() == ReferralDirection.Up ? (int)reason : (int)reason - 10;
}
