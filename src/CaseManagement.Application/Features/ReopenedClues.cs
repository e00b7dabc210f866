using CaseManagement.Application.Features.Clues;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features;

/// <summary>What came to a wrong end goes back to whoever had it.</summary>
internal static class ReopenedClues
{
    /// <summary>It goes back to whoever had it; where that team is no more, to whoever answers for its place now.</summary>
    public static async Task ReopenAsync(this ICaseDb db, Clue clue, string reason, StaffId by, DateTimeOffset at, Standards standards, CancellationToken ct)
    {
        var managed = clue.CaseId is { } caseId ? await db.Cases.AsNoTracking().IgnoreAutoIncludes().IgnoreQueryFilters(ScopeFilter.Only).FirstOrDefaultAsync(managed => managed.Id == caseId, ct) : null;

        clue.Reopen(reason, by, at, standards, isRegistrationClosed: managed?.State == CaseState.Deleted);

        if (clue.CaseId is not null && managed is not null) clue.BelongTo(managed);
        else if (clue.CareTeamId is { } team && !await db.CareTeams.AnyAsync(each => each.Id == team && each.ClosedOn == null, ct)) clue.BelongTo(await db.TeamOfAsync(AreaCode.Community(clue.AreaCode) ?? clue.AreaCode, ct));
    }

    /// <summary>The clue was matched to the wrong patient: the emergency that began by it there is withdrawn, where nobody has acted on it.</summary>
    /// <returns>The emergency that somebody must still end, where the reader sees whose it is; null where none is left.</returns>
    public static async Task<ClueEmergency?> ForgetAsync(this ICaseDb db, ClueId clue, ManagedCaseId caseId, string reason, Standards standards, DateOnly today, CancellationToken ct)
    {
        var managed = await db.Cases.IgnoreQueryFilters(ScopeFilter.Only).FirstOrDefaultAsync(managed => managed.Id == caseId, ct);

        return managed?.ForgetClue(clue, reason, standards, today) is { } left && await db.Cases.AnyAsync(managed => managed.Id == caseId, ct) ? new(caseId, left.Id) : null;
    }

    /// <summary>There was no emergency: the clues by which it began are looked into again, but not one that was found to be about somebody else since. Whoever was registered by one stays a patient.</summary>
    public static async Task ReopenOfAsync(this ICaseDb db, ManagedCaseId caseId, CrisisResponse crisis, string reason, StaffId by, DateTimeOffset at, Standards standards, CancellationToken ct)
    {
        var ids = crisis.Log.Causes.Select(cause => cause.ClueId).OfType<ClueId>().ToList();
        if (ids.Count == 0) return;

        foreach (var clue in await db.Clues.IgnoreQueryFilters(ScopeFilter.Only).Where(clue => ids.Contains(clue.Id) && clue.State == ClueState.Matched && clue.EndedAt != null && clue.CaseId == caseId).ToListAsync(ct))
            await db.ReopenAsync(clue, reason, by, at, standards, ct);
    }
}
