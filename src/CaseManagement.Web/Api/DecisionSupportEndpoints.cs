using CaseManagement.Application.Features.DecisionSupport;
using MediatR;

namespace CaseManagement.Web.Api;

/// <summary>The rules by themselves, for other systems and for testing: they compute, and keep nothing.</summary>
internal static class DecisionSupportEndpoints
{
    public static void MapDecisionSupport(this RouteGroupBuilder api)
    {
        var support = api.MapGroup("decision-support").WithTags("decision-support").WithMetadata(new OnlyComputes());

        support.MapPost("follow-up-class", (ProposeClass query, IMediator mediator, CancellationToken ct) => mediator.Send(query, ct))
            .WithSummary("The class that findings lead to, every criterion, what is missing, and by when the next contact is due. Keeps nothing.");

        support.MapPost("injection-advice", async (AdviseInjection query, IMediator mediator, CancellationToken ct) => AdviceInWords.Of(await mediator.Send(query, ct)))
            .WithSummary("What a product's label says of an injection on a day, with the row it stands in and its codes in words; what a row says in whole stands on the page /rules?rule=ROW. Keeps nothing.");
    }
}
