using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Access;

/// <summary>The person who looks, as far as it decides whose case they may know of.</summary>
public sealed record Viewer(StaffId StaffId, StaffRole Role, string AreaCode, CareTeamId? CareTeamId = null, InstitutionId? InstitutionId = null);

/// <summary>To whom a case is offered for taking over.</summary>
public sealed record CaseOffer(string AreaCode, CareTeamId? CareTeamId)
{
    /// <returns>Null where it is offered to nobody.</returns>
    public static CaseOffer? Of(string? areaCode, CareTeamId? careTeamId) => areaCode is null ? null : new(areaCode, careTeamId);
}

/// <summary>Whose case a person may know of; for everybody else it does not exist.</summary>
/// <remarks>
/// The database answers by the query filters of <c>ScopeFilters</c>; a test holds the two equal.
/// Source: product design, "Places and scope"; care groups see assigned patients only (2018 norm, care group).
/// </remarks>
public static class CaseScope
{
    /// <param name="areaCode">Of the case.</param>
    /// <param name="careTeamId">Of the case.</param>
    /// <param name="grants">Of the case.</param>
    /// <param name="memberships">Of the viewer.</param>
    /// <param name="offer">To whom the case is offered for taking over, where it is: they see it before they answer.</param>
    public static bool Includes(
        Viewer viewer, string areaCode, CareTeamId? careTeamId, IEnumerable<CaseGrant> grants, IEnumerable<CareGroupMembership> memberships, DateTimeOffset now, DateOnly today, CaseOffer? offer = null) => viewer.Role switch
        {
            StaffRole.Timetable => true,
            StaffRole.CareTeamMember or StaffRole.TeamLeader or StaffRole.PreventionOffice =>
                IsAtHome(viewer, areaCode, careTeamId) || (offer is not null && IsAtHome(viewer, offer.AreaCode, offer.CareTeamId)) || grants.Any(grant => grant.IsActive(now) && IsEmergencyOf(viewer, grant)),
            StaffRole.Psychiatrist => grants.Any(grant => grant.IsActive(now) && (IsSentTo(viewer, grant) || IsEmergencyOf(viewer, grant))),
            StaffRole.CareGroupMember => grants.Any(grant => grant.IsActive(now) && grant.Kind == GrantKind.CareGroup
                && memberships.Any(member => member.StaffId == viewer.StaffId && member.CareGroupId == grant.CareGroupId && member.HoldsOn(today))),
            _ => false, // who keeps people and places in order needs no patient
        };

    /// <summary>In the own part of the area tree, so that colleagues stand in for each other; or of the own team, where a patient has signed from elsewhere.</summary>
    public static bool IsAtHome(Viewer viewer, string areaCode, CareTeamId? careTeamId) =>
        AreaCode.Contains(viewer.AreaCode, areaCode) || (viewer.CareTeamId is { } team && team == careTeamId);

    /// <summary>Nothing but an emergency access opens the case to this person, who is no member of a care group.</summary>
    public static bool IsOnlyInAnEmergency(Viewer viewer, string areaCode, CareTeamId? careTeamId, IReadOnlyCollection<CaseGrant> grants, DateTimeOffset now, DateOnly today, CaseOffer? offer = null) =>
        Includes(viewer, areaCode, careTeamId, grants, [], now, today, offer)
        && !Includes(viewer, areaCode, careTeamId, grants.Where(grant => grant.Kind != GrantKind.Emergency), [], now, today, offer);

    /// <summary>Whether the role works in a part of the area tree; all others see what is opened to them.</summary>
    public static bool WorksInAnArea(this StaffRole role) => role is StaffRole.CareTeamMember or StaffRole.TeamLeader or StaffRole.PreventionOffice;

    private static bool IsSentTo(Viewer viewer, CaseGrant grant) =>
        grant.Kind == GrantKind.Specialist && ((grant.InstitutionId is { } hospital && hospital == viewer.InstitutionId) || grant.StaffId == viewer.StaffId);

    /// <summary>An emergency access that this person asked for.</summary>
    public static bool IsEmergencyOf(Viewer viewer, CaseGrant grant) => grant.Kind == GrantKind.Emergency && grant.StaffId == viewer.StaffId;
}
