using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>In which way somebody comes to see cases; each has a model of its own, so that the SQL asks nothing that does not concern them.</summary>
internal enum ScopeKind
{
    /// <summary>No case at all: nobody has signed in, or keeps people and places in order.</summary>
    None,

    /// <summary>The timetable.</summary>
    All,

    /// <summary>A part of the area tree, and whoever has signed with the team.</summary>
    Area,

    /// <summary>The same, and what is open to this person in an emergency.</summary>
    AreaOrEmergency,

    /// <summary>What is assigned to the care groups of this person.</summary>
    CareGroup,

    /// <summary>What was sent to this person or their hospital, and what is open to them in an emergency.</summary>
    Specialist,
}

internal static class Scopes
{
    public static ScopeKind KindOf(IActor actor) => !actor.IsKnown ? ScopeKind.None : actor.Acting switch
    {
        { Role: StaffRole.Timetable } => ScopeKind.All,
        { Role: StaffRole.CareGroupMember } => ScopeKind.CareGroup,
        { Role: StaffRole.Psychiatrist } => ScopeKind.Specialist,
        { EmergencyCases.Count: > 0 } acting when acting.Role.WorksInAnArea() => ScopeKind.AreaOrEmergency,
        var acting when acting.Role.WorksInAnArea() => ScopeKind.Area,
        _ => ScopeKind.None,
    };
}

/// <summary>One model for each kind of scope, built once.</summary>
/// <remarks>A context that was used before anybody was named stays one that sees no case.</remarks>
internal sealed class ModelOfScope : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), ((CaseDb)context).Scope, designTime);
}
