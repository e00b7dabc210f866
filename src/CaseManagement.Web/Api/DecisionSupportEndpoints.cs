using CaseManagement.Application.Features.DecisionSupport;
using CaseManagement.Domain;
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

        support.MapPost("injection-advice", async (AdviseInjection query, IMediator mediator, LabelWords label, Standards standards, CancellationToken ct) => AdviceInWords.Of(await mediator.Send(query, ct), query, label, standards.Formulary))
            .WithSummary("What a product's label says of an injection on a day, with the row it stands in, and its codes and rows in words. Keeps nothing.");
    }
}
