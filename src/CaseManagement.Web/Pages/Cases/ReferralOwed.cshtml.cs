using CaseManagement.Application.Features.Cases;
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
        var story = await Ask(new GetCase(new(Id)));
        var owed = story.Referrals.OrderByDescending(IsOfReader).ThenByDescending(referral => referral.WaitsFor is not null).ThenBy(referral => referral.SentOn).FirstOrDefault();

        return owed is null ? RedirectToPage("/Cases/Story", new { Id }) : RedirectToPage("/Cases/Referral", new { Id, referralId = owed.Id.Value });
    }

    /// <summary>Whether the reader's own end has to speak next.</summary>
    private bool IsOfReader(CaseReferral referral) => actor.Role == StaffRole.Psychiatrist
        ? referral.WaitsFor == ReferralEnd.Hospital && referral.HospitalId == actor.Acting.InstitutionId
        : referral.WaitsFor == ReferralEnd.Community;
}
