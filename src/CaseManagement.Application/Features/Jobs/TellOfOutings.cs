namespace CaseManagement.Application.Features.Jobs;

/// <summary>Whoever set out and is not back by the time they named is told of to the head of the institution, once.</summary>
[Needs(Right.RunJobs)]
public sealed record TellOfOutings : ICommand<JobCounts>;

internal sealed class TellOfOutingsValidator : AbstractValidator<TellOfOutings>;

internal sealed class TellOfOutingsHandler(ICaseDb db, TimeProvider clock) : IRequestHandler<TellOfOutings, JobCounts>
{
    private const int MostAtOnce = 200; // the next minute takes the rest

    public async Task<JobCounts> Handle(TellOfOutings command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var late = await db.Outings.Where(outing => outing.BackAt == null && outing.ToldAt == null && outing.BackBy < now).OrderBy(outing => outing.BackBy).ThenBy(outing => outing.Id).Take(MostAtOnce).ToListAsync(ct);
        if (late.Count == 0)
        {
            db.Pending = null; // a look that finds nobody leaves no entry
            return new JobCounts(0, 0, 0, 0);
        }

        foreach (var outing in late) outing.TellThatLate(now);

        await db.SaveChangesAsync(ct);
        return new JobCounts(late.Count, late.Count, 0, 0);
    }
}
