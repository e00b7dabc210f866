using CaseManagement.Application.Ports;
using CaseManagement.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>Reads the names that an older program registered, so that they are found by initials and given name.</summary>
/// <remarks>
/// A name is read once for all who bear it. A row says by itself whether it is done, so a run that was killed is simply run again; where nothing is left, this is one look into an index.
/// Nothing that a person sees changes, so the versions of the records stay.
/// </remarks>
internal sealed class UnreadNames(CaseDb db, NameReadings readings)
{
    private const int PageSize = 500;

    public async Task ReadAsync(CancellationToken ct)
    {
        var unread = db.Patients.IgnoreQueryFilters(ScopeFilter.Only).Where(patient => patient.Initials == null); // all of them, whoever acts
        if (!await unread.AnyAsync(ct)) return;

        for (List<string> names = [""]; names.Count > 0;)
        {
            var after = names[^1];
            names = await unread.Where(patient => string.Compare(patient.Name, after) > 0).Select(patient => patient.Name).Distinct().OrderBy(name => name).Take(PageSize).ToListAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var name in names)
            {
                var (initials, given) = readings.Of(name);
                await unread.Where(patient => patient.Name == name).ExecuteUpdateAsync(patient => patient.SetProperty(x => x.Initials, initials).SetProperty(x => x.GivenName, given), ct);
            }

            await transaction.CommitAsync(ct);
        }
    }
}
