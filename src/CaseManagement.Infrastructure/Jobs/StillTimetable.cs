using CaseManagement.Application.Ports;

namespace CaseManagement.Infrastructure.Jobs;

/// <summary>The timetable where it does not run: its rows are known, their next hour is another process's.</summary>
internal sealed class StillTimetable(IReadOnlyList<TimetableRow> rows) : ITimetable
{
    public IReadOnlyList<TimetableEntry> Rows { get; } = rows.Entries();

    public DateTimeOffset? NextRun(string name) => null;
}
