namespace CaseManagement.Domain.Staff;

public readonly record struct CareGroupId(Guid Value) : IEntityId<CareGroupId>
{
    public static CareGroupId New() => new(Guid.CreateVersion7());

    public static CareGroupId From(Guid value) => new(value);

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(CareGroupId left, CareGroupId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(CareGroupId left, CareGroupId right) => right > left;
}

/// <summary>关爱帮扶小组 the people of a village or community who watch over the few patients assigned to them.</summary>
public sealed class CareGroup : AggregateRoot
{
    private CareGroup() { }

    public CareGroup(CareGroupId id, string name, string areaCode) => (Id, Name, AreaCode) = (id, name, areaCode);

    public CareGroupId Id { get; private set; }

    public string Name { get; private set; } = "";

    public string AreaCode { get; private set; } = "";

    /// <summary>The last day of the group; null while it works.</summary>
    public DateOnly? ClosedOn { get; private set; }

    public void Change(string name, string areaCode)
    {
        RequireOpen();

        (Name, AreaCode) = (name, areaCode);
        Changed();
    }

    /// <summary>Somebody joins or leaves, or a grid comes to the group.</summary>
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

    private void RequireOpen() => Rule.Require(ClosedOn is null, "care-group.closed", "This group is closed.");
}
