using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>What was said of a patient is looked into by whoever looks after them: an open clue goes with its case, in the change's own transaction.</summary>
internal sealed class CluesOfCases(CaseDb db)
{
    public async Task FollowAsync(CancellationToken ct)
    {
        var moved = db.ChangeTracker.Entries<ManagedCase>().Where(entry => entry.State == EntityState.Modified
            && (entry.Property(managed => managed.AreaCode).IsModified || entry.Property(managed => managed.CareTeamId).IsModified)).ToDictionary(entry => entry.Entity.Id, entry => entry.Entity);
        if (moved.Count == 0) return;

        var ids = moved.Keys.Select(id => (ManagedCaseId?)id).ToList();
        foreach (var clue in await db.Clues.IgnoreQueryFilters(ScopeFilter.Only).Where(clue => ids.Contains(clue.CaseId) && clue.EndedAt == null).ToListAsync(ct)) clue.BelongTo(moved[clue.CaseId!.Value]);
    }
}
