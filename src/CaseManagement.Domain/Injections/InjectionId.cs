namespace CaseManagement.Domain.Injections;

public readonly record struct InjectionId(Guid Value) : IEntityId<InjectionId>
{
    public static InjectionId New() => new(Guid.CreateVersion7());

    public static InjectionId From(Guid value) => new(value);
}
