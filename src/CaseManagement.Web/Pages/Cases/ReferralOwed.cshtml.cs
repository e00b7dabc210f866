using CaseManagement.Application.Features.Referrals;
using CaseManagement.Domain.CareTasks;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>From a list of tasks to the referral of which somebody has to speak: a task knows its case and not its referral.</summary>
internal sealed class ReferralOwedModel(IMediator mediator) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Of the task that was opened.</summary>
    [BindProperty(SupportsGet = true)]
    public CareTaskKind? Kind { get; set; }

    public async Task<IActionResult> OnGetAsync() => (await Ask(new FindOwedReferral(new(Id), Kind))).Id is { } owed
        ? RedirectToPage("/Cases/Referral", new { Id, referralId = owed.Value })
        : RedirectToPage("/Cases/Story", new { Id });
}
