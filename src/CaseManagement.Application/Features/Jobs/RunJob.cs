namespace CaseManagement.Application.Features.Jobs;

/// <summary>A person starts a job of the timetable now, for today and the days that nobody has done; nobody waits for its end.</summary>
[Needs(Right.ManageJobs)]
public sealed record RunJob(string Job) : ICommand<JobStarted>;

/// <summary>What was started; its run is in the list of runs.</summary>
public sealed record JobStarted(string Job);

internal sealed class RunJobValidator : AbstractValidator<RunJob>
{
    public RunJobValidator(ITimetable timetable) => RuleFor(x => x.Job).Must(name => timetable.Rows.Any(row => row.Name == name)).As("job.unknown");
}

internal sealed class RunJobHandler(ICaseDb db, IJobRunner jobs) : IRequestHandler<RunJob, JobStarted>
{
    public async Task<JobStarted> Handle(RunJob command, CancellationToken ct)
    {
        db.Pending?.About(null, $"job:{command.Job}");
        await db.SaveChangesAsync(ct); // that somebody asked is known, however the run ends

        await jobs.StartAloneAsync(command.Job, ct);

        return new JobStarted(command.Job);
    }
}
