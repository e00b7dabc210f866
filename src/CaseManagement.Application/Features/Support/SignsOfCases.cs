using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Support;

/// <summary>How far somebody has come who looks into a sign.</summary>
public enum SignState
{
    /// <summary>已上报 nobody has looked yet.</summary>
    Reported = 1,

    /// <summary>有人在处理</summary>
    LookedInto = 2,

    /// <summary>应急处置中</summary>
    Emergency = 3,

    /// <summary>已处理</summary>
    Done = 4,
}

/// <summary>What a member of a care group said was wrong, and what has become of it.</summary>
/// <param name="Who">Who looks into it; null while nobody does.</param>
/// <param name="MayTakeBack">The reader gave it, a moment ago, and nobody has acted on it.</param>
public sealed record SupportSign(DateTimeOffset At, SignState State, string? Who, bool MayTakeBack);

/// <summary>The latest sign of each case, as long as somebody has to do with it and for some days after.</summary>
internal sealed class SignsOfCases(ICaseDb db, IActor actor, int takeBackMinutes, DateTimeOffset now)
{
    private const int DaysShown = 7;

    public async Task<Dictionary<ManagedCaseId, SupportSign>> ReadAsync(List<ManagedCaseId> ids, CancellationToken ct)
    {
        var since = now.AddDays(-DaysShown);
        var nullable = ids.ConvertAll(id => (ManagedCaseId?)id);
        var clues = await db.Clues.AsNoTracking().Where(clue => nullable.Contains(clue.CaseId) && clue.Sign != null && clue.State != ClueState.TakenBack && (clue.EndedAt == null || clue.EndedAt >= since)).ToListAsync(ct);
        var crises = await db.Crises.AsNoTracking().Where(crisis => ids.Contains(EF.Property<ManagedCaseId>(crisis, "CaseId")) && crisis.State <= CrisisState.Watched)
            .Select(crisis => new { CaseId = EF.Property<ManagedCaseId>(crisis, "CaseId"), Crisis = crisis }).ToListAsync(ct);
        var found = clues.Select(clue => (CaseId: clue.CaseId!.Value, At: clue.ReportedAt, State: StateOf(clue), Who: clue.EndedBy ?? clue.CheckedBy, Own: clue.MayTakeBack(actor.StaffId, now, takeBackMinutes)))
            .Concat(from row in crises
                    let cause = row.Crisis.Log.Causes.LastOrDefault(cause => cause is { Source: CrisisSource.CareGroup, GoneOn: null })
                    where cause is not null
                    let told = row.Crisis.Log.Told.LastOrDefault(told => told.Cancelled is null && told.At >= cause.At)
                    select (row.CaseId, cause.At, State: SignState.Emergency, Who: told?.By, Own: row.Crisis.SignToTakeBack(actor.StaffId, now, takeBackMinutes) == cause))
            .GroupBy(sign => sign.CaseId).Select(signs => signs.MaxBy(sign => sign.At)).ToList();
        var names = await db.NamesOfStaffAsync(found.Select(sign => sign.Who).OfType<StaffId>(), ct);

        return found.ToDictionary(sign => sign.CaseId, sign => new SupportSign(sign.At, sign.State, sign.Who is { } who ? names.GetValueOrDefault(who) : null, sign.Own));
    }

    private static SignState StateOf(Clue clue) => clue switch
    {
        { EndedAt: not null } => SignState.Done,
        { State: ClueState.Open } => SignState.Reported,
        _ => SignState.LookedInto,
    };
}
