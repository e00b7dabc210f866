using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>From a list of tasks to the referral of which somebody has to speak: a task knows its case and not its referral.</summary>
internal sealed class ReferralOwedModel(IMediator mediator, IActor actor) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var own = actor.Role == StaffRole.Psychiatrist ? ReferralEnd.Hospital : ReferralEnd.Community;
        var waiting = (await Ask(new ListReferrals(new(CaseId: new(Id))))).Rows; // a hospital's are its own
        var owed = waiting.OrderByDescending(referral => referral.WaitsFor == own).ThenBy(referral => referral.SentOn).FirstOrDefault()?.Id ?? await LastKnownAsync();

        return owed is { } id ? RedirectToPage("/Cases/Referral", new { Id, referralId = id.Value }) : RedirectToPage("/Cases/Story", new { Id });
    }

    /// <summary>Where it was answered meanwhile, or is another hospital's.</summary>
    private async Task<ReferralId?> LastKnownAsync() => (await Ask(new GetCase(new(Id)))).Referrals.OrderByDescending(referral => referral.WaitsFor is not null).ThenBy(referral => referral.SentOn).FirstOrDefault()?.Id;
}
