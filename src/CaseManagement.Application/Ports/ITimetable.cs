namespace CaseManagement.Application.Ports;

/// <summary>What runs by the clock, and when it will next.</summary>
public interface ITimetable
{
    IReadOnlyList<TimetableEntry> Rows { get; }

    /// <summary>Null where the timetable does not run in this process.</summary>
    DateTimeOffset? NextRun(string name);
}

/// <param name="KeepsRuns">Whether each run leaves a record.</param>
public sealed record TimetableEntry(string Name, bool KeepsRuns);
