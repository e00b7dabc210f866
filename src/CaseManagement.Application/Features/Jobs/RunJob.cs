namespace CaseManagement.Application.Features.Jobs;

/// <summary>A person runs a job of the timetable now, for today and the days that nobody has done.</summary>
[Needs(Right.ManageJobs)]
public sealed record RunJob(string Job) : ICommand<JobCounts>;

internal sealed class RunJobValidator : AbstractValidator<RunJob>
{
    public RunJobValidator(ITimetable timetable) => RuleFor(x => x.Job).Must(name => timetable.Rows.Any(row => row.Name == name)).As("job.unknown");
}

internal sealed class RunJobHandler(ICaseDb db, IJobRunner jobs) : IRequestHandler<RunJob, JobCounts>
{
    public async Task<JobCounts> Handle(RunJob command, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct); // that somebody asked is known, however the run ends

        return await jobs.RunAloneAsync(command.Job, ct);
    }
}
