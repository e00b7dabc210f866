using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Domain;
using CaseManagement.Domain.FollowUps;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>A follow-up on paper: the form of 2018, or of 2017, filled in and ready to be signed.</summary>
internal sealed class FollowUpPrintModel(IMediator mediator) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid FollowUpId { get; set; }

    /// <summary>The year of the edition.</summary>
    [BindProperty(SupportsGet = true)]
    public int Edition { get; set; } = (int)FormEdition.Norm2018;

    public FollowUpPrint Print { get; private set; } = null!;

    public async Task OnGetAsync() => Print = await Ask(new GetFollowUpPrint(new(Id), new FollowUpId(FollowUpId), (FormEdition)Edition));
}
