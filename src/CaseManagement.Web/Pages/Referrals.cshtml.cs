using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>The referrals of which somebody still has to speak: a hospital's inbox first shows what goes up, a team's queue what comes down.</summary>
internal sealed class ReferralsModel(IMediator mediator, IActor actor) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public ReferralDirection? Direction { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public ReferralEnd Reader => actor.Role == StaffRole.Psychiatrist ? ReferralEnd.Hospital : ReferralEnd.Community;

    public ReferralDirection Shown => Direction ?? (Reader == ReferralEnd.Hospital ? ReferralDirection.Up : ReferralDirection.Down);

    public ReferralPage List { get; private set; } = null!;

    public ReferralCounts Counts { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Counts = await Ask(new CountReferrals(new()));
        List = await Ask(new ListReferrals(new(Shown), After));
    }
}
