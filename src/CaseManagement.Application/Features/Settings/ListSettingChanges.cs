using CaseManagement.Domain.Rules;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Settings;

/// <summary>What has been changed in the settings, of all of them or of one, the latest first, a page at a time.</summary>
/// <param name="After">The id of the last row of the page before.</param>
[Needs(Right.ChangeSettings)]
public sealed record ListSettingChanges(string? SettingKey = null, Guid? After = null, int Take = 50) : IQuery<SettingChangePage>;

public sealed record SettingChangePage(IReadOnlyList<SettingChangeRow> Rows, Guid? Next);

/// <param name="ChangedByName">Null where the person is kept no more.</param>
public sealed record SettingChangeRow(SettingChangeId Id, string Key, string OldValue, string NewValue, DateOnly HoldsFrom, string Reason, StaffId ChangedBy, string? ChangedByName, DateTimeOffset ChangedAt);

internal sealed class ListSettingChangesValidator : AbstractValidator<ListSettingChanges>
{
    public ListSettingChangesValidator()
    {
        RuleFor(x => x.SettingKey).OptionalText(SettingChange.KeyMaxLength);
        RuleFor(x => x.Take).PageSize();
    }
}

internal sealed class ListSettingChangesHandler(ICaseDb db) : IRequestHandler<ListSettingChanges, SettingChangePage>
{
    public async Task<SettingChangePage> Handle(ListSettingChanges query, CancellationToken ct)
    {
        var changes = db.SettingChanges.AsNoTracking();
        if (query.SettingKey is { } key) changes = changes.Where(change => change.Key == key);
        if (query.After is { } after)
        {
            var id = new SettingChangeId(after);
            changes = changes.Where(change => change.Id < id);
        }

        var page = await (
            from change in changes.OrderByDescending(change => change.Id).Take(query.Take + 1)
            from staff in db.Staff.Where(staff => staff.Id == change.ChangedBy).DefaultIfEmpty()
            orderby change.Id descending
            select new SettingChangeRow(change.Id, change.Key, change.OldValue, change.NewValue, change.HoldsFrom, change.Reason, change.ChangedBy, staff.Name, change.ChangedAt))
            .ToListAsync(ct);
        var rows = page.Take(query.Take).ToList();

        return new SettingChangePage(rows, page.Count > query.Take ? rows[^1].Id.Value : null);
    }
}
