namespace CaseManagement.Domain.Staff;

public readonly record struct StaffId(Guid Value) : IEntityId<StaffId>
{
    public static StaffId New() => new(Guid.CreateVersion7());

    public static StaffId From(Guid value) => new(value);
}
