namespace CaseManagement.Domain.Examinations;

public readonly record struct PhysicalExaminationId(Guid Value) : IEntityId<PhysicalExaminationId>
{
    public static PhysicalExaminationId From(Guid value) => new(value);
}
