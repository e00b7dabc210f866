using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Exits;

/// <summary>What was recorded of a case, and how the case now stands.</summary>
public sealed record PartRecorded(ManagedCaseId CaseId, Guid Id, long Version) : IVersioned;

/// <summary>Of the two sides of a move, which one acts.</summary>
internal static class Sides
{
    /// <exception cref="NotPermittedException">The actor is not of the side that looks after the patient.</exception>
    public static void RequireHome(this ManagedCase managed, IActor actor)
    {
        if (!managed.IsHome(actor)) throw new NotPermittedException(Right.MoveCase);
    }

    /// <summary>Whoever works in a team answers for that team only: both teams may be of one town.</summary>
    /// <exception cref="NotPermittedException">The actor is not of the side that is asked.</exception>
    public static void RequireOffered(this ManagedCase managed, IActor actor)
    {
        if (managed.OfferedAreaCode is not null && !managed.IsOffered(actor)) throw new NotPermittedException(Right.MoveCase);
    }

    public static bool IsHome(this ManagedCase managed, IActor actor) => CaseScope.IsAtHome(actor.Acting.Viewer, managed.AreaCode, managed.CareTeamId);

    public static bool IsOffered(this ManagedCase managed, IActor actor) => actor.Acting.CareTeamId is { } team
        ? team == managed.OfferedCareTeamId
        : managed.OfferedAreaCode is { } area && CaseScope.IsAtHome(actor.Acting.Viewer, area, managed.OfferedCareTeamId);
}
