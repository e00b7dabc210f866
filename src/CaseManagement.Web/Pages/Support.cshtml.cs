using CaseManagement.Application.Features.Support;
using MediatR;

namespace CaseManagement.Web.Pages;

/// <summary>What a care-group member sees: the few patients assigned, whom to call, when the team comes next.</summary>
internal sealed class SupportModel(IMediator mediator) : StaffPage(mediator)
{
    public SupportedList List { get; private set; } = null!;

    public async Task OnGetAsync() => List = await Ask(new ListSupported());
}
