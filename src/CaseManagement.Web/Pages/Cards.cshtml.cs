using CaseManagement.Application.Features.Cards;
using CaseManagement.Domain.Cards;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>The queue of cards for the national platform: what is to be checked, what fails, what waits, what has no answer, what was refused.</summary>
internal sealed class CardsModel(IMediator mediator) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public CardState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public CardPage List { get; private set; } = null!;

    public async Task OnGetAsync() => List = await Ask(new ListCards(State, After: After));
}
