namespace CaseManagement.Domain.Staff;

public readonly record struct CareTeamId(Guid Value) : IEntityId<CareTeamId>
{
    public static CareTeamId New() => new(Guid.CreateVersion7());

    public static CareTeamId From(Guid value) => new(value);
}

/// <summary>家庭医生团队 a family-doctor team: who answers for the patients of a catchment.</summary>
public sealed class CareTeam
{
    public const int NameMaxLength = 100;

    private CareTeam() { }

    public CareTeam(CareTeamId id, string name, string areaCode, InstitutionId institutionId) =>
        (Id, Name, AreaCode, InstitutionId) = (id, name, areaCode, institutionId);

    public CareTeamId Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The part of the area tree whose patients are the team's unless an agreement says otherwise.</summary>
    public string AreaCode { get; private set; } = "";

    public InstitutionId InstitutionId { get; private set; }
}
