using CaseManagement.Application.Features.DecisionSupport;
using MediatR;

namespace CaseManagement.Web.Api;

/// <summary>The rules by themselves, for other systems and for testing: they compute, and keep nothing.</summary>
internal static class DecisionSupportEndpoints
{
    private const string FollowUpClass = """
        {
          "seenOn": "2026-03-17",
          "findings": {
            "mode": 2, "respondents": [1, 2], "risk": 0, "symptoms": [3, 11], "symptomState": 2, "insight": 2, "sleep": 2, "diet": 1,
            "selfCare": 1, "housework": 2, "work": 9, "learning": 2, "interpersonal": 2, "dangerousActs": { "none": true }, "locking": 1, "hospital": 0,
            "physicalIllness": 1, "otherAbnormality": false, "laboratory": 1, "adherence": 1, "adverseReaction": 1, "effect": 2
          },
          "earlier": [ { "seenOn": "2025-12-03", "class": 3 }, { "seenOn": "2026-03-03", "class": 2 } ]
        }
        """;

    private const string InjectionAdvice = """
        {
          "productCode": "pp1m-janssen", "on": "2026-05-20", "startsOn": "2026-01-05", "maintenanceDose": 100, "renal": "normal", "oralToleratedOn": "2025-12-01",
          "doses": [ { "on": "2026-01-05", "dose": 150 }, { "on": "2026-01-12", "dose": 100 }, { "on": "2026-02-09", "dose": 100 }, { "on": "2026-03-09", "dose": 100 } ]
        }
        """;

    public static void MapDecisionSupport(this RouteGroupBuilder api)
    {
        var support = api.MapGroup("decision-support").WithTags("decision-support").WithMetadata(new OnlyComputes());

        support.MapPost("follow-up-class", (ProposeClass query, IMediator mediator, CancellationToken ct) => mediator.Send(query, ct))
            .WithMetadata(new RequestExample(FollowUpClass)).WithSummary("The class that findings lead to, every criterion, what is missing, and by when the next contact is due. Keeps nothing.");

        support.MapPost("injection-advice", (AdviseInjection query, IMediator mediator, CancellationToken ct) => mediator.Send(query, ct))
            .WithMetadata(new RequestExample(InjectionAdvice)).WithSummary("What a product's label says of an injection on a day, with the row it stands in. Keeps nothing.");
    }
}

/// <summary>A body that an endpoint takes, for its description.</summary>
internal sealed record RequestExample(string Json);
