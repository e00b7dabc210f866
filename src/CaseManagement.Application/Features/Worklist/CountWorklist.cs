using CaseManagement.Domain.CareTasks;

namespace CaseManagement.Application.Features.Worklist;

/// <summary>How many tasks are late, for today, for this week and later: each number opens into the list of the same filter.</summary>
[Needs(Right.SeeWorklist)]
public sealed record CountWorklist(WorklistFilter Filter) : ISearch<WorklistCounts>;

/// <param name="InjectionsClosing">Injections whose window closes soon, whatever band and kind were asked for.</param>
public sealed record WorklistCounts(DateOnly Today, IReadOnlyDictionary<DueBand, int> Bands, int InjectionsClosing);

internal sealed class CountWorklistValidator : AbstractValidator<CountWorklist>
{
    public CountWorklistValidator() => RuleFor(x => x.Filter).SetValidator(new WorklistFilterValidator());
}

internal sealed class CountWorklistHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<CountWorklist, WorklistCounts>
{
    public async Task<WorklistCounts> Handle(CountWorklist query, CancellationToken ct)
    {
        var today = clock.Today();
        var reader = await db.TaskReaderAsync(actor, clock, ct);
        var bands = new Dictionary<DueBand, int>();
        foreach (var band in query.Filter.Band is { } one ? [one] : Enum.GetValues<DueBand>())
            bands[band] = await db.CareTasks.Matching(query.Filter with { Band = band }, today, standards.Settings.DueSoonDays).OfDuty(query.Filter, db, reader).CountAsync(ct);

        return new WorklistCounts(today, bands, await db.CareTasks.Matching(query.Filter.ToInjectionsClosing(), today, standards.Settings.DueSoonDays).CountAsync(ct));
    }
}
