using CaseManagement.Application.Features.Reviews;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>What was sent to the psychiatrist and waits for an answer, the urgent first.</summary>
internal sealed class ReviewsModel(IMediator mediator) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public ReviewPage List { get; private set; } = null!;

    public async Task OnGetAsync() => List = await Ask(new ListReviews(After));
}
