using System.Linq.Expressions;

namespace CaseManagement.Domain.Staff;

public readonly record struct CareGroupMembershipId(Guid Value) : IEntityId<CareGroupMembershipId>
{
    public static CareGroupMembershipId New() => new(Guid.CreateVersion7());

    public static CareGroupMembershipId From(Guid value) => new(value);
}

/// <summary>As what somebody belongs to a care group. The numbers are stored and never move.</summary>
/// <remarks>Source: 2018 norm, care group; the first three are its core. Family and volunteers from memory.</remarks>
public enum MemberKind
{
    /// <summary>网格员</summary>
    GridWorker = 1,

    /// <summary>精防医生 the prevention doctor of the health centre.</summary>
    PreventionDoctor = 2,

    /// <summary>民警</summary>
    Police = 3,

    /// <summary>民政干事</summary>
    CivilAffairs = 4,

    /// <summary>残疾人专职委员</summary>
    Disability = 5,

    /// <summary>村（居）委会干部</summary>
    CommitteeCadre = 6,

    /// <summary>家属</summary>
    Family = 7,

    /// <summary>志愿者</summary>
    Volunteer = 8,
}

/// <summary>One person's term in one care group; a police officer may serve several groups.</summary>
public sealed class CareGroupMembership
{
    private CareGroupMembership() { }

    public CareGroupMembership(CareGroupMembershipId id, CareGroupId careGroupId, StaffId staffId, MemberKind kind, DateOnly fromOn, DateOnly? untilOn = null)
    {
        Rule.Require(untilOn is null || untilOn >= fromOn, "member.term", "A term does not end before it begins.");

        (Id, CareGroupId, StaffId, Kind, FromOn, UntilOn) = (id, careGroupId, staffId, kind, fromOn, untilOn);
    }

    public CareGroupMembershipId Id { get; private set; }

    public CareGroupId CareGroupId { get; private set; }

    public StaffId StaffId { get; private set; }

    public MemberKind Kind { get; private set; }

    public DateOnly FromOn { get; private set; }

    /// <summary>The last day, inclusive; null while no end is known.</summary>
    public DateOnly? UntilOn { get; private set; }

    public bool HoldsOn(DateOnly day) => FromOn <= day && (UntilOn is null || UntilOn >= day);

    /// <summary>The same for the database.</summary>
    public static Expression<Func<CareGroupMembership, bool>> HoldingOn(DateOnly day) => member => member.FromOn <= day && (member.UntilOn == null || member.UntilOn >= day);

    /// <summary>The term ends with a day; from the next one on the member sees nothing that was assigned to the group.</summary>
    public void EndOn(DateOnly day)
    {
        Rule.Require(day >= FromOn, "member.term", "A term does not end before it begins.");

        UntilOn = day;
    }
}
