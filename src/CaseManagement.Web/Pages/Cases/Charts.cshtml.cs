using CaseManagement.Application.Features.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>How class, danger, adherence and weight went, as pictures with their tables; the page of the patient opens this in itself.</summary>
internal sealed class ChartsModel(IMediator mediator, Texts texts, FormWords words) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public FindingsOverTime Found { get; private set; } = null!;

    public IReadOnlyList<FindingsChart> Charts => FindingsChart.Of(Found, texts, words);

    public async Task OnGetAsync() => Found = await Ask(new GetFindingsOverTime(new(Id)));
}
