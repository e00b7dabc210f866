namespace CaseManagement.Application.Features.Jobs;

/// <summary>What runs by the clock: when each ran last and with what result, and when it runs next.</summary>
[Needs(Right.ManageJobs)]
public sealed record ListJobs : IQuery<IReadOnlyList<JobRow>>;

/// <param name="NextRunAt">Null where the timetable does not run in the process that answers.</param>
/// <param name="LastBeatAt">For a job that leaves no record of its runs: when it last ran anywhere.</param>
public sealed record JobRow(string Name, bool KeepsRuns, bool IsRunning, DateTimeOffset? NextRunAt, DateTimeOffset? LastBeatAt, JobRunRow? Last);

internal sealed class ListJobsHandler(ICaseDb db, ITimetable timetable) : IRequestHandler<ListJobs, IReadOnlyList<JobRow>>
{
    public async Task<IReadOnlyList<JobRow>> Handle(ListJobs query, CancellationToken ct)
    {
        var beat = await db.Heartbeats.MaxAsync(beat => (DateTimeOffset?)beat.BeatAt, ct);
        var jobs = new List<JobRow>();
        foreach (var row in timetable.Rows)
        {
            var last = row.KeepsRuns ? await db.JobRuns.Where(run => run.Job == row.Name).OrderByDescending(run => run.Id).Select(JobRunRow.Of).FirstOrDefaultAsync(ct) : null;
            var running = row.KeepsRuns && await db.JobRuns.AnyAsync(run => run.Job == row.Name && run.State == JobRunState.Running, ct);
            jobs.Add(new JobRow(row.Name, row.KeepsRuns, running, timetable.NextRun(row.Name), row.KeepsRuns ? null : beat, last));
        }

        return jobs;
    }
}
