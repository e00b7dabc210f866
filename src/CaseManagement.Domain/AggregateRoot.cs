namespace CaseManagement.Domain;

/// <summary>A thing that is loaded, changed and saved as one; its version tells whether somebody else saved first.</summary>
public abstract class AggregateRoot
{
    /// <summary>Counts the changes; starts at 1.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Every change, also one of a child alone, passes here once or more often.</summary>
    protected void Changed() => Version++;
}
