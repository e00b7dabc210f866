namespace CaseManagement.Application.Features.Jobs;

/// <summary>The scheduler shows that it lives.</summary>
[Needs(Right.RunJobs)]
public sealed record Beat(string Node) : ICommand<JobCounts>;

internal sealed class BeatValidator : AbstractValidator<Beat>
{
    public BeatValidator() => RuleFor(x => x.Node).Text(Heartbeat.NodeMaxLength);
}

internal sealed class BeatHandler(ICaseDb db, TimeProvider clock) : IRequestHandler<Beat, JobCounts>
{
    public async Task<JobCounts> Handle(Beat command, CancellationToken ct)
    {
        var beat = await db.Heartbeats.FirstOrDefaultAsync(beat => beat.Node == command.Node, ct);
        if (beat is null) db.Heartbeats.Add(beat = new Heartbeat(command.Node));
        beat.BeatAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);

        return new JobCounts(1, 1, 0, 0);
    }
}
