namespace CaseManagement.Domain;

/// <summary>What every id has in common: sixteen bytes, ordered by the time they were made (GUID version 7).</summary>
public interface IEntityId<TSelf> where TSelf : struct, IEntityId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}
