namespace CaseManagement.Domain.Injections;

public readonly record struct InjectionCourseId(Guid Value) : IEntityId<InjectionCourseId>
{
    public static InjectionCourseId New() => new(Guid.CreateVersion7());

    public static InjectionCourseId From(Guid value) => new(value);
}
