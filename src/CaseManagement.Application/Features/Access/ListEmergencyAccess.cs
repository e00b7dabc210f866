using System.Globalization;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Access;

/// <summary>The emergency accesses of the office's area that nobody has reviewed, the oldest first, a page at a time; one's own are for a colleague.</summary>
/// <param name="After">The <c>Next</c> of the page before.</param>
[Needs(Right.ReviewEmergencyAccess)]
public sealed record ListEmergencyAccess(string? After = null, int Take = 50) : ISearch<EmergencyAccessPage>;

public sealed record EmergencyAccessPage(IReadOnlyList<EmergencyAccessRow> Rows, string? Next) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

/// <param name="AgeDays">Whole days since it was asked for.</param>
public sealed record EmergencyAccessRow(
    CaseGrantId Id, long Version, ManagedCaseId CaseId, string Name, string AskedBy, string? Institution, DateTimeOffset FromAt, DateTimeOffset? UntilAt, int AgeDays, GrantReason Reason, string? Note);

internal sealed class ListEmergencyAccessValidator : AbstractValidator<ListEmergencyAccess>
{
    public ListEmergencyAccessValidator()
    {
        RuleFor(x => x.Take).PageSize();
        RuleFor(x => x.After).Must(after => after is null || GrantKey.TryParse(after, out _)).As("page.key");
    }
}

/// <summary>The key of a row in the order of the list: when it was asked for, then id.</summary>
internal readonly record struct GrantKey(DateTimeOffset FromAt, CaseGrantId Id)
{
    public static bool TryParse(string text, out GrantKey key)
    {
        key = default;
        if (text.Split('_') is not [var ticks, var guid]
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at > DateTime.MaxValue.Ticks
            || !Guid.TryParseExact(guid, "N", out var id)) return false;

        key = new(new DateTimeOffset(at, TimeSpan.Zero), new(id));
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{FromAt.UtcTicks}_{Id.Value:N}");
}

internal static class EmergencyAccessQuery
{
    /// <summary>What nobody has reviewed and this person may: one query behind the list and its number.</summary>
    public static IQueryable<CaseGrant> WaitingFor(this IQueryable<CaseGrant> grants, Domain.Staff.StaffId reviewer) =>
        grants.Where(grant => grant.Kind == GrantKind.Emergency && grant.ReviewedAt == null && grant.GrantedBy != reviewer);
}

internal sealed class ListEmergencyAccessHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<ListEmergencyAccess, EmergencyAccessPage>
{
    public async Task<EmergencyAccessPage> Handle(ListEmergencyAccess query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var grants = db.CaseGrants.WaitingFor(actor.StaffId);
        if (query.After is not null && GrantKey.TryParse(query.After, out var after))
            grants = grants.Where(grant => grant.FromAt >= after.FromAt && (grant.FromAt > after.FromAt || grant.Id > after.Id));

        var page = await (
            from grant in grants.OrderBy(grant => grant.FromAt).ThenBy(grant => grant.Id).Take(query.Take + 1)
            join patient in db.Patients on grant.PatientId equals patient.Id
            join asker in db.Staff on grant.GrantedBy equals asker.Id
            orderby grant.FromAt, grant.Id
            select new
            {
                grant.Id,
                grant.Version,
                grant.CaseId,
                patient.Name,
                AskedBy = asker.Name,
                Institution = db.Institutions.Where(institution => institution.Id == asker.InstitutionId).Select(institution => institution.Name).FirstOrDefault(),
                grant.FromAt,
                grant.UntilAt,
                grant.Reason,
                grant.Note,
            })
            .ToListAsync(ct);
        var rows = page.Take(query.Take).Select(row => new EmergencyAccessRow(
            row.Id, row.Version, row.CaseId, row.Name, row.AskedBy, row.Institution, row.FromAt, row.UntilAt, (now - row.FromAt).Days, row.Reason, row.Note)).ToList();

        return new EmergencyAccessPage(rows, page.Count > query.Take ? new GrantKey(rows[^1].FromAt, rows[^1].Id).ToString() : null);
    }
}
