using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Jobs;

/// <summary>Whoever set out and is not back by the time they named is told of to the head of the institution, and when some time more has passed to the office; each once.</summary>
/// <remarks>One at a time, each with an audit entry of its own: of whoever says in the same moment that they are back nobody is told, and nobody else waits for it.</remarks>
[Needs(Right.RunJobs)]
public sealed record TellOfOutings : ICommand<JobCounts>;

internal sealed class TellOfOutingsValidator : AbstractValidator<TellOfOutings>;

internal sealed class TellOfOutingsHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<TellOfOutings, JobCounts>
{
    private int OfficeMinutes => standards.Settings.Support.OutingOfficeMinutes;

    public async Task<JobCounts> Handle(TellOfOutings command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var forLong = now.AddMinutes(-OfficeMinutes);
        var late = await db.Outings.AsNoTracking().Where(outing => outing.BackAt == null && outing.BackBy < now && (outing.ToldAt == null || (outing.OfficeToldAt == null && outing.BackBy <= forLong))).OrderBy(outing => outing.BackBy).ThenBy(outing => outing.Id)
            .Select(outing => new { outing.Id, outing.CaseId }).ToListAsync(ct);
        db.Pending = null; // a look that finds nobody leaves no entry
        var (done, skipped, failed) = (0, 0, 0);
        foreach (var row in late)
            try
            {
                if (await Tell(row.Id, row.CaseId, now, ct)) done++;
                else skipped++;
            }
            catch (ChangedMeanwhileException)
            {
                skipped++; // the next minute looks again
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                failed++;
                await Report(row.CaseId, fault, ct);
            }
            finally
            {
                db.Forget();
            }

        db.Pending = null;
        return new JobCounts(late.Count, done, skipped, failed);
    }

    private async Task<bool> Tell(OutingId id, ManagedCaseId caseId, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Outings.FirstOrDefaultAsync(outing => outing.Id == id && outing.BackAt == null, ct) is not { } outing || !outing.TellThatLate(now, OfficeMinutes)) return false;

        var entry = AuditEntry.Draft(new TellOfOutings(), AuditKind.Command, actor, clock);
        entry.About(caseId);
        db.Pending = entry;
        await db.SaveChangesAsync(ct);

        return true;
    }

    /// <summary>What cannot be done is shown among the rows that were set aside, once; it is tried again each minute all the same, since somebody is out there.</summary>
    private async Task Report(ManagedCaseId caseId, Exception fault, CancellationToken ct)
    {
        db.Forget();
        db.Pending = null;
        if (await db.Quarantine.AnyAsync(row => row.Job == nameof(TellOfOutings) && row.CaseId == caseId && row.ClearedAt == null, ct)) return;

        db.Quarantine.Add(new QuarantinedRow(nameof(TellOfOutings), caseId, (fault as RuleBrokenException)?.Code ?? fault.GetType().Name, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
    }
}
