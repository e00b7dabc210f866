using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Alerts;

/// <summary>Who answers for an alert: whom it tells, or somebody above them on the ladder.</summary>
/// <remarks>
/// Team, leader, office, in this order; whose cases they are is asked elsewhere, by the scope. What tells a care group is answered by its members or by the staff who work with it.
/// What tells the specialist is answered by a psychiatrist who has been sent the case, or by the office, which sends it; a psychiatrist answers nothing else, because nobody may end a climb that goes past them.
/// Source: product design, "Places and scope", the row of alerts.
/// </remarks>
public static class Told
{
    public static bool MayAnswer(StaffRole role, ToldRole tells) => role switch
    {
        StaffRole.CareGroupMember => tells == ToldRole.CareGroup,
        StaffRole.CareTeamMember => tells is ToldRole.CareTeam or ToldRole.CareGroup,
        StaffRole.TeamLeader => tells is ToldRole.CareTeam or ToldRole.CareGroup or ToldRole.TeamLeader,
        StaffRole.Psychiatrist => tells == ToldRole.Specialist,
        StaffRole.PreventionOffice => true,
        _ => false,
    };

    /// <summary>Whom the alerts tell that are a role's own to begin with; null where none does.</summary>
    public static ToldRole? Of(StaffRole role) => role switch
    {
        StaffRole.CareTeamMember => ToldRole.CareTeam,
        StaffRole.TeamLeader => ToldRole.TeamLeader,
        StaffRole.CareGroupMember => ToldRole.CareGroup,
        StaffRole.Psychiatrist => ToldRole.Specialist,
        StaffRole.PreventionOffice => ToldRole.PreventionOffice,
        _ => null,
    };

    /// <summary>Whom a step really reaches: the office, where whoever it names is not there or cannot see the case.</summary>
    /// <param name="hasLeader">A leader works in the team that answers for the case.</param>
    /// <remarks>A rule of this project: an alert that tells nobody is one that nobody answers. The office can give the patient to a team, the team a leader, the case to a hospital.</remarks>
    public static ToldRole Reached(ToldRole tells, bool hasTeam, bool hasLeader, bool specialistSees) => tells switch
    {
        ToldRole.CareTeam when !hasTeam => ToldRole.PreventionOffice,
        ToldRole.TeamLeader when !hasLeader => ToldRole.PreventionOffice,
        ToldRole.Specialist when !specialistSees => ToldRole.PreventionOffice,
        _ => tells,
    };

    /// <summary>Whether the role stands higher on the ladder than whom an alert tells.</summary>
    public static bool IsAbove(StaffRole role, ToldRole tells) => MayAnswer(role, tells) && Of(role) != tells;

    /// <param name="isTheirs">They have taken it themselves.</param>
    /// <param name="isInOtherHands">Somebody else has, and their days are not over.</param>
    public static bool MayHandOver(StaffRole role, ToldRole tells, bool isTheirs, bool isInOtherHands) =>
        isTheirs || IsAbove(role, tells) || (!isInOtherHands && MayAnswer(role, tells));
}
