namespace CaseManagement.Domain.Crises;

public readonly record struct CrisisResponseId(Guid Value) : IEntityId<CrisisResponseId>
{
    public static CrisisResponseId From(Guid value) => new(value);

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(CrisisResponseId left, CrisisResponseId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(CrisisResponseId left, CrisisResponseId right) => right > left;
}
