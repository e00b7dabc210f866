using CaseManagement.Application.Features.Places;
using MediatR;

namespace CaseManagement.Web.Pages;

/// <summary>The towns and teams that a list can be narrowed to.</summary>
internal sealed record PlaceChoices(IReadOnlyList<AreaRow> Areas, IReadOnlyList<CareTeamRow> Teams)
{
    /// <summary>Goes down the tree for as long as there is nothing to choose, and offers what lies below.</summary>
    public static async Task<PlaceChoices> LoadAsync(IMediator mediator, string? area, CancellationToken ct)
    {
        string? top = null;
        var areas = await mediator.Send(new ListAreas(top), ct);
        while (areas is [var only])
        {
            var below = await mediator.Send(new ListAreas(only.Code), ct);
            if (below.Count == 0) break;
            (top, areas) = (only.Code, below);
        }

        var teams = (area ?? top) is { } within ? await mediator.Send(new ListCareTeams(within), ct) : [];
        return new(areas, [.. teams.OrderBy(team => team.Name, StringComparer.CurrentCulture)]);
    }
}
