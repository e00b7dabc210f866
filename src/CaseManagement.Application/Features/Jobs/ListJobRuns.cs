using System.Linq.Expressions;

namespace CaseManagement.Application.Features.Jobs;

/// <summary>The runs of a job, the latest first, a page at a time.</summary>
/// <param name="After">The id of the last row of the page before.</param>
[Needs(Right.ManageJobs)]
public sealed record ListJobRuns(string Job, long? After = null, int Take = 50) : IQuery<JobRunPage>;

public sealed record JobRunPage(IReadOnlyList<JobRunRow> Rows, long? Next);

public sealed record JobRunRow(long Id, JobRunState State, DateOnly WindowFrom, DateOnly WindowTo, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int Found, int Done, int Skipped, int Failed)
{
    /// <summary>How long it took; null while it runs.</summary>
    public double? Seconds => (EndedAt - StartedAt)?.TotalSeconds;

    internal static readonly Expression<Func<JobRun, JobRunRow>> Of = run =>
        new JobRunRow(run.Id, run.State, run.WindowFrom, run.WindowTo, run.StartedAt, run.EndedAt, run.Found, run.Done, run.Skipped, run.Failed);
}

internal sealed class ListJobRunsValidator : AbstractValidator<ListJobRuns>
{
    public ListJobRunsValidator() => RuleFor(x => x.Take).PageSize();
}

internal sealed class ListJobRunsHandler(ICaseDb db, ITimetable timetable) : IRequestHandler<ListJobRuns, JobRunPage>
{
    public async Task<JobRunPage> Handle(ListJobRuns query, CancellationToken ct)
    {
        if (!timetable.Rows.Any(row => row.Name == query.Job)) throw new NotFoundException("job");

        var page = await db.JobRuns.Where(run => run.Job == query.Job && (query.After == null || run.Id < query.After)).OrderByDescending(run => run.Id).Take(query.Take + 1)
            .Select(JobRunRow.Of).ToListAsync(ct);
        var rows = page.Take(query.Take).ToList();

        return new JobRunPage(rows, page.Count > query.Take ? rows[^1].Id : null);
    }
}
