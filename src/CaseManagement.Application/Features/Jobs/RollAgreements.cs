using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Jobs;

/// <summary>Agreements whose term has run out end as not renewed, cases whose new term begins go to its team, and a case from an older program gets the task that it lacks.</summary>
[Needs(Right.RunJobs)]
public sealed record RollAgreements(JobWindow Window) : ICommand<JobCounts>;

internal sealed class RollAgreementsValidator : AbstractValidator<RollAgreements>
{
    public RollAgreementsValidator() => RuleFor(x => x.Window.From).LessThanOrEqualTo(x => x.Window.Today).As("job.window");
}

internal sealed class RollAgreementsHandler(ICaseDb db, Standards standards, TimeProvider clock) : IRequestHandler<RollAgreements, JobCounts>
{
    private const int PageSize = 200;

    public async Task<JobCounts> Handle(RollAgreements command, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct); // the audit entry, before the work forgets it
        var (found, done, skipped, failed) = (0, 0, 0, 0);
        var after = default(ManagedCaseId);

        while (await PageAfter(after, command.Window.Today, ct) is { Count: > 0 } page)
        {
            foreach (var id in page)
            {
                found++;
                switch (await RollOne(id, command.Window.Today, ct))
                {
                    case true: done++; break;
                    case false: skipped++; break;
                    case null: failed++; break;
                }
            }

            after = page[^1];
        }

        return new JobCounts(found, done, skipped, failed);
    }

    private Task<List<ManagedCaseId>> PageAfter(ManagedCaseId after, DateOnly today, CancellationToken ct) =>
        db.Cases
            .Where(managed =>
                managed.Agreements.Any(agreement => agreement.EndedOn == null && (agreement.EndsOn < today || (agreement.StartsOn <= today && agreement.CareTeamId != managed.CareTeamId)))
                || (managed.State < CaseState.RegisteredOnly && !db.CareTasks.Any(task => task.CaseId == managed.Id && task.Kind == CareTaskKind.PhysicalExamination && task.State == CareTaskState.Open))
                || (managed.State == CaseState.RegisteredOnly && !db.CareTasks.Any(task => task.CaseId == managed.Id && task.Kind == CareTaskKind.RefusalWatch && task.State == CareTaskState.Open)))
            .Where(managed => managed.Id > after)
            .Where(managed => !db.Quarantine.Any(row => row.Job == nameof(RollAgreements) && row.ClearedAt == null && row.CaseId == managed.Id))
            .OrderBy(managed => managed.Id).Select(managed => managed.Id).Take(PageSize).ToListAsync(ct);

    /// <returns>True when the case changed, false when it had nothing to change, null when it was set aside.</returns>
    private async Task<bool?> RollOne(ManagedCaseId id, DateOnly today, CancellationToken ct)
    {
        try
        {
            var managed = await db.Cases.FindOrThrowAsync(id, expectedVersion: null, ct);
            var changed = managed.RollAgreements(standards, today);
            if (changed) await db.SaveChangesAsync(ct);

            return changed;
        }
        catch (ChangedMeanwhileException)
        {
            return false; // somebody is working on this case; tonight's or tomorrow's run finds it again
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            db.Forget();
            db.Quarantine.Add(new QuarantinedRow(nameof(RollAgreements), id, (fault as RuleBrokenException)?.Code ?? fault.GetType().Name, clock.GetUtcNow()));
            await db.SaveChangesAsync(ct);

            return null;
        }
        finally
        {
            db.Forget();
        }
    }
}
