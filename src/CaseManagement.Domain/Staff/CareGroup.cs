namespace CaseManagement.Domain.Staff;

public readonly record struct CareGroupId(Guid Value) : IEntityId<CareGroupId>
{
    public static CareGroupId New() => new(Guid.CreateVersion7());

    public static CareGroupId From(Guid value) => new(value);
}

/// <summary>关爱帮扶小组 the people of a village or community who watch over the few patients assigned to them.</summary>
public sealed class CareGroup
{
    private CareGroup() { }

    public CareGroup(CareGroupId id, string name, string areaCode) => (Id, Name, AreaCode) = (id, name, areaCode);

    public CareGroupId Id { get; private set; }

    public string Name { get; private set; } = "";

    public string AreaCode { get; private set; } = "";
}
