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

    /// <summary>Where none was asked for: what comes to the reader's end; and where nothing does, what somebody else has to speak of.</summary>
    public ReferralDirection Shown => Direction ?? (Counts.Waiting[Coming] == 0 && Counts.Waiting[Leaving] > 0 ? Leaving : Coming);

    private ReferralDirection Coming => Reader == ReferralEnd.Hospital ? ReferralDirection.Up : ReferralDirection.Down;

    private ReferralDirection Leaving => Reader == ReferralEnd.Hospital ? ReferralDirection.Down : ReferralDirection.Up;

    public ReferralPage List { get; private set; } = null!;

    public ReferralCounts Counts { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Counts = await Ask(new CountReferrals(new()));
        List = await Ask(new ListReferrals(new(Shown), After));
    }
}
