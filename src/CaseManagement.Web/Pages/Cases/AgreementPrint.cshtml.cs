using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>家庭医生签约服务协议 on paper: who agrees with whom, for how long, on what, and room for both signatures.</summary>
internal sealed class AgreementPrintModel(IMediator mediator) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid AgreementId { get; set; }

    public CasePapers Papers { get; private set; } = null!;

    public AgreementPaper Agreement { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Papers = await Ask(new GetPapers(new(Id)));
        Agreement = Papers.Agreements.FirstOrDefault(agreement => agreement.Id.Value == AgreementId) ?? throw new NotFoundException("service-agreement");
    }
}
