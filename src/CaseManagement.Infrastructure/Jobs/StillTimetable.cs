using CaseManagement.Application.Ports;

namespace CaseManagement.Infrastructure.Jobs;

/// <summary>The timetable where it does not run: its rows are known, their next hour is another process's.</summary>
internal sealed class StillTimetable : ITimetable
{
    public static IReadOnlyList<TimetableEntry> Entries { get; } = [.. Timetable.Rows.Select(row => new TimetableEntry(row.Name, row.KeepsRuns))];

    public IReadOnlyList<TimetableEntry> Rows => Entries;

    public DateTimeOffset? NextRun(string name) => null;
}
