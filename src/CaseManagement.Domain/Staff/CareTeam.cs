namespace CaseManagement.Domain.Staff;

public readonly record struct CareTeamId(Guid Value) : IEntityId<CareTeamId>
{
    public static CareTeamId New() => new(Guid.CreateVersion7());

    public static CareTeamId From(Guid value) => new(value);

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(CareTeamId left, CareTeamId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(CareTeamId left, CareTeamId right) => right > left;
}

/// <summary>家庭医生团队 a family-doctor team: who answers for the patients of a catchment.</summary>
public sealed class CareTeam : AggregateRoot
{
    public const int NameMaxLength = 100;
    public const int PhoneMaxLength = 30;

    private CareTeam() { }

    public CareTeam(CareTeamId id, string name, string areaCode, InstitutionId institutionId) =>
        (Id, Name, AreaCode, InstitutionId) = (id, name, areaCode, institutionId);

    public CareTeamId Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The part of the area tree whose patients are the team's unless an agreement says otherwise.</summary>
    public string AreaCode { get; private set; } = "";

    public InstitutionId InstitutionId { get; private set; }

    /// <summary>The most patients that the team takes over at a reassignment; null where nobody has set a bound, and no document does.</summary>
    public int? CaseCap { get; private set; }

    /// <summary>By which the care groups and families call the team: of the place and no person's own; null where nobody has written it down.</summary>
    public string? Phone { get; private set; }

    /// <summary>The last day of the team; null while it works.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>The team gets another name, or answers for another part of the tree.</summary>
    public void Change(string name, string areaCode, int? caseCap, string? phone)
    {
        RequireOpen();

        (Name, AreaCode, CaseCap, Phone) = (name, areaCode, caseCap, phone);
        Changed();
    }

    /// <summary>Somebody joins or leaves, or patients come: what was judged of the team before no longer holds for whoever saves later.</summary>
    public void Touch()
    {
        RequireOpen();

        Changed();
    }

    public void Close(DateOnly on)
    {
        RequireOpen();

        ClosedOn = on;
        Changed();
    }

    private void RequireOpen() => Rule.Require(ClosedOn is null, "team.closed", "This team is closed.");
}
