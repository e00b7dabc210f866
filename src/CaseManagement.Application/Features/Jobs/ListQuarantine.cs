using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Jobs;

/// <summary>The rows that jobs could not do and set aside, the oldest first, a page at a time: those still open, or those cleared.</summary>
/// <param name="After">The id of the last row of the page before.</param>
[Needs(Right.ClearQuarantine)]
public sealed record ListQuarantine(bool Cleared = false, long? After = null, int Take = 50) : ISearch<QuarantinePage>;

public sealed record QuarantinePage(int Total, IReadOnlyList<QuarantineRow> Rows, long? Next) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

/// <param name="Code">The rule's code, or the type of the error.</param>
public sealed record QuarantineRow(long Id, string Job, ManagedCaseId CaseId, string Code, DateTimeOffset At, DateTimeOffset? ClearedAt, StaffId? ClearedBy, string? ClearedNote);

internal sealed class QuarantineMap : Profile
{
    public QuarantineMap() => CreateProjection<QuarantinedRow, QuarantineRow>();
}

internal sealed class ListQuarantineValidator : AbstractValidator<ListQuarantine>
{
    public ListQuarantineValidator() => RuleFor(x => x.Take).PageSize();
}

internal sealed class ListQuarantineHandler(ICaseDb db, Maps maps) : IRequestHandler<ListQuarantine, QuarantinePage>
{
    public async Task<QuarantinePage> Handle(ListQuarantine query, CancellationToken ct)
    {
        var aside = query.Cleared ? db.Quarantine.Where(row => row.ClearedAt != null) : db.Quarantine.Where(row => row.ClearedAt == null);
        var page = await aside.Where(row => query.After == null || row.Id > query.After).OrderBy(row => row.Id).Take(query.Take + 1).ProjectTo<QuarantineRow>(maps).ToListAsync(ct);
        var rows = page.Take(query.Take).ToList();

        return new QuarantinePage(await aside.CountAsync(ct), rows, page.Count > query.Take ? rows[^1].Id : null);
    }
}
