using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Alerts;

/// <summary>Who answers for an alert: whom it tells, or somebody above them on the ladder.</summary>
/// <remarks>
/// Team, leader, office, in this order; whose cases they are is asked elsewhere, by the scope. What tells a care group is answered by its members or by the staff who work with it.
/// No step of the ladder tells a psychiatrist yet, so none is theirs to answer: whoever could take a step from the office would end the climb that the ladder is there for.
/// Source: product design, "Places and scope", the row of alerts.
/// </remarks>
public static class Told
{
    public static bool MayAnswer(StaffRole role, ToldRole tells) => role switch
    {
        StaffRole.CareGroupMember => tells == ToldRole.CareGroup,
        StaffRole.CareTeamMember => tells is ToldRole.CareTeam or ToldRole.CareGroup,
        StaffRole.TeamLeader => tells is ToldRole.CareTeam or ToldRole.CareGroup or ToldRole.TeamLeader,
        StaffRole.PreventionOffice => true,
        _ => false,
    };
}
