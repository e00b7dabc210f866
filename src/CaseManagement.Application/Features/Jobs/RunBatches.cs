namespace CaseManagement.Application.Features.Jobs;

/// <summary>Long work that somebody asked for is done. Each batch has an audit entry of its own, under whoever asked.</summary>
[Needs(Right.RunJobs)]
public sealed record RunBatches : ICommand<JobCounts>;

internal sealed class RunBatchesValidator : AbstractValidator<RunBatches>;

internal sealed class RunBatchesHandler(ICaseDb db, IBatchRunner batches) : IRequestHandler<RunBatches, JobCounts>
{
    public async Task<JobCounts> Handle(RunBatches command, CancellationToken ct)
    {
        var counts = await batches.RunWaitingAsync(ct);
        if (counts.Found == 0) db.Pending = null; // it runs every minute: where nothing was done, nobody would look for it

        return counts;
    }
}
