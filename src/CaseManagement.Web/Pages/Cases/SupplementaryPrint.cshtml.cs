using CaseManagement.Application.Features.Patients;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>The supplementary form on paper, filled in and ready to be signed; phones and addresses stay masked.</summary>
internal sealed class SupplementaryPrintModel(IMediator mediator) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public SupplementaryFormShown Kept { get; private set; } = null!;

    public async Task OnGetAsync() => Kept = await Ask(new GetSupplementaryForm(new(Id)));
}
