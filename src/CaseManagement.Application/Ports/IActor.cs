using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Ports;

/// <summary>Who acts in this scope.</summary>
public interface IActor
{
    /// <summary>False where nobody has signed in; whoever is not known sees no patient.</summary>
    bool IsKnown { get; }

    /// <exception cref="NoActorException">Nobody is named.</exception>
    Acting Acting { get; }

    /// <exception cref="NoActorException">Nobody is named.</exception>
    StaffId StaffId => Acting.StaffId;

    /// <exception cref="NoActorException">Nobody is named.</exception>
    StaffRole Role => Acting.Role;
}

/// <summary>A person at work, with everything that decides what they may do and whose data they see.</summary>
/// <param name="AreaCode">The subtree of the area tree in which this person works; empty for the timetable, which works everywhere.</param>
/// <param name="SessionId">The sign-in under which they act; null for the timetable and for a verb at the machine.</param>
/// <param name="Owes">What they must do before anything else.</param>
public sealed record Acting(StaffId StaffId, StaffRole Role, string AreaCode, CareTeamId? CareTeamId = null, InstitutionId? InstitutionId = null, Guid? SessionId = null, Duty Owes = Duty.None)
{
    /// <summary>The few cases from elsewhere that are open to this person for some hours, as of when they came to the door.</summary>
    public IReadOnlyList<ManagedCaseId> EmergencyCases { get; init; } = [];

    /// <summary>The timetable, and whoever runs a verb at the machine itself: under an id of its own, the same everywhere.</summary>
    public static Acting Timetable { get; } = new(new(new Guid("00000000-0000-8000-8000-000000000001")), StaffRole.Timetable, AreaCode: "");

    /// <summary>As far as it decides whose case they may know of.</summary>
    public Viewer Viewer => new(StaffId, Role, AreaCode, CareTeamId, InstitutionId);

    public static Acting As(StaffMember staff, Guid? sessionId = null) => new(staff.Id, staff.Role, staff.AreaCode, staff.CareTeamId, staff.InstitutionId, sessionId);
}
