using System.Globalization;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>One statement for each kind of row, whether ten patients move or a hundred thousand; what moved is written first, and everything else follows those rows.</summary>
/// <remarks>
/// Two at once wait for each other by name, and the second finds others than it has seen. Whoever saved a case between the look and the move is found by the place and team from which the case was to go: then nothing is done.
/// A case that moved counts a version more, so whoever has it open saves too late.
/// The tasks are those that <see cref="ManagedCase"/> would derive from the same facts; a test holds them equal, case by case.
/// </remarks>
internal sealed partial class Reassigner(CaseDb db, Standards standards, IActor actor, BatchWatch watch, TimeProvider clock) : IReassigner
{
    public async Task<Standing> LookAsync(Selection from, CancellationToken ct)
    {
        var today = clock.Today();
        var words = new Words();
        var cases = from.Source == ReassignmentSource.Person ? [] : await Ask<CandidateRow>(ReassignmentWords.Candidates(words, from, today), words, ct);
        words = new Words();
        var others = ReassignmentWords.Others(db.Engine, words, from, today) is { } sql ? await Ask<CandidateRow>(sql, words, ct) : [];
        words = new Words();
        var agreements = from.EndsAgreements ? await Ask<IdRow>(ReassignmentWords.Agreements(words, from, today), words, ct) : [];
        words = new Words();
        var held = from.Person is { } person ? (await Ask<CountRow>(ReassignmentWords.Held(words, person), words, ct))[0].Number : 0;

        return new Standing([.. cases.Select(One)], [.. others.Select(One)], [.. agreements.Select(row => new Guid(row.Id, bigEndian: true))], held);
    }

    public async Task MoveAsync(Reassignment reassignment, Selection from, Standing seen, CancellationToken ct) => await InOneTransaction(reassignment, async () =>
    {
        var sql = new ReassignmentWords(db.Engine, reassignment, from, reassignment.DoneOn);
        if (from.Person is null) await Execute(sql.MoveShares(), ct);
        if (sql.MoveOthers() is { } others) await Execute(others, ct);
        await RequireAsSeen(reassignment, seen, ct);

        await RequireAll(await Execute(sql.Cases(), ct), reassignment, ct);
        await Execute(sql.IntoTheQueue(), ct);
        var tasks = await Execute(sql.Tasks(), ct);
        var handed = await Execute(from.Person is null ? sql.HoldersLeftBehind() : sql.HeldByPerson(), ct);
        foreach (var hand in sql.HandAlerts(standards.Settings.Alerts, actor.StaffId, reassignment.DoneAt)) await Execute(hand, ct);
        var alerts = await Execute(sql.Alerts(), ct);
        await Execute(sql.ClosedAlerts(), ct);
        await Execute(sql.Referrals(), ct);
        await Execute(sql.Cards(), ct);
        await Execute(sql.Clues(), ct);
        await Execute(sql.Grants(), ct);
        if (from.IntoGrid is not null) foreach (var merge in sql.Merge(actor.StaffId)) await Execute(merge, ct);
        var agreements = from.EndsAgreements ? await EndAgreements(sql, ct) : 0;

        var moved = await CountAsync(sql.CountMoved(), ct);
        reassignment.Count(moved, tasks, from.Person is null ? alerts : handed, agreements, await CountAsync(sql.CountUnassigned(), ct));
    }, ct);

    public async Task UndoAsync(Reassignment reassignment, CancellationToken ct) => await InOneTransaction(reassignment, async () =>
    {
        var from = new Selection(reassignment.Source, reassignment.FromCareTeamId, [], EndsAgreements: reassignment.Reason == ReassignmentReason.TeamCloses);
        var sql = new ReassignmentWords(db.Engine, reassignment, from, clock.Today());
        var newer = await NewerAsync([reassignment.Id], ct); // while nobody else reassigns
        Reassignment.RequireNewest(newer.TryGetValue(reassignment.Id, out var at) ? at : null);

        var restored = await Execute(sql.ChooseRestorable(), ct);
        await RequireAll(await Execute(sql.CasesBack(), ct), restored);
        await Execute(sql.TasksBack(), ct);
        await Execute(sql.AlertsBack(), ct);
        await Execute(sql.ClosedAlertsBack(), ct);
        await Execute(sql.ReferralsBack(), ct);
        await Execute(sql.CardsBack(), ct);
        await Execute(sql.CluesBack(), ct);
        foreach (var hand in sql.HandAlertsBack(actor.StaffId, clock.GetUtcNow())) await Execute(hand, ct);
        await Execute(sql.GrantsBack(), ct);
        foreach (var part in sql.Part(actor.StaffId)) await Execute(part, ct);
        if (from.EndsAgreements) await ResumeAgreements(sql, ct);

        reassignment.CountRestored(restored, await CountAsync(sql.CountKept(), ct));
    }, ct);

    public async Task<IReadOnlyDictionary<ReassignmentId, DateTimeOffset>> NewerAsync(IReadOnlyCollection<ReassignmentId> of, CancellationToken ct)
    {
        if (of.Count == 0) return new Dictionary<ReassignmentId, DateTimeOffset>();

        var words = new Words();
        var pairs = (await Ask<PairRow>(ReassignmentWords.Newer(words, of), words, ct)).ConvertAll(row => (Older: IdOf(row.Older), Newer: IdOf(row.Newer)));
        if (pairs.Count == 0) return new Dictionary<ReassignmentId, DateTimeOffset>();

        var ids = pairs.Select(pair => pair.Newer).Distinct().ToList();
        var doneAt = await db.Reassignments.AsNoTracking().Where(newer => ids.Contains(newer.Id)).ToDictionaryAsync(newer => newer.Id, newer => newer.DoneAt, ct);
        return pairs.GroupBy(pair => pair.Older).ToDictionary(older => older.Key, older => older.Max(pair => doneAt[pair.Newer]));

        static ReassignmentId IdOf(byte[] id) => new(new Guid(id, bigEndian: true));
    }

    /// <summary>What is in hand, then the statements, then the numbers and the audit entry, which alone takes the lock on the audit's head.</summary>
    private async Task InOneTransaction(Reassignment reassignment, Func<Task> work, CancellationToken ct)
    {
        var entry = db.Pending;
        if (entry is not null) AuditSubject.Describe(entry, db.ChangeTracker);
        await watch.BeginsToWriteAsync();
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.Engine.TakeTurnAsync(db, nameof(Reassigner), ct);
            await db.Engine.TakeTurnAsync(db, nameof(AlertSweep), ct); // an alert that is raised meanwhile would be the old team's
            db.Pending = null;
            await db.SaveChangesAsync(ct);
            await work();
            watch.HasMoved(reassignment);
            db.Pending = entry;
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (Exception fault) when (db.Engine.IsConflict(fault))
        {
            throw new ChangedMeanwhileException(fault);
        }
    }

    private async Task<int> EndAgreements(ReassignmentWords sql, CancellationToken ct)
    {
        var ended = await Execute(sql.EndAgreements(), ct);
        foreach (var (fromOn, untilOn, days) in await Notices(sql, ct)) await Execute(sql.SignAnew(fromOn, untilOn, days), ct);

        return ended;
    }

    private async Task ResumeAgreements(ReassignmentWords sql, CancellationToken ct)
    {
        var notices = await Notices(sql, ct);
        foreach (var (fromOn, untilOn, days) in notices) await Execute(sql.RenewAsBefore(fromOn, untilOn, days), ct);
        await Execute(sql.ResumeAgreements(), ct);
    }

    /// <summary>How long a renewal takes may have been another number when an agreement began: the spans of first days with the number of each.</summary>
    private async Task<List<(DateOnly From, DateOnly Until, int Days)>> Notices(ReassignmentWords sql, CancellationToken ct)
    {
        var (text, words) = sql.FirstDays();
        var spans = new List<(DateOnly From, DateOnly Until, int Days)>();
        foreach (var day in (await Ask<DayRow>(text, words, ct)).Select(row => row.Day).Order())
        {
            var days = standards.On(day).Agreement.RenewalNoticeDays;
            if (spans.Count > 0 && spans[^1].Days == days) spans[^1] = (spans[^1].From, day, days);
            else spans.Add((day, day, days));
        }

        return spans;
    }

    /// <summary>Exactly those whom somebody has looked at, and nobody else.</summary>
    private async Task RequireAsSeen(Reassignment reassignment, Standing seen, CancellationToken ct)
    {
        var shares = reassignment.Shares.ToLookup(share => share.AreaCode);
        var expected = seen.Others.Select(one => one.Id).ToHashSet();
        foreach (var area in seen.Cases.GroupBy(one => one.AreaCode))
            expected.UnionWith(area.Where((_, index) => shares[area.Key].Any(share => share.FromRow <= index + 1 && index + 1 <= share.UntilRow)).Select(one => one.Id));

        var moved = await db.Set<ReassignedCase>().IgnoreQueryFilters(ScopeFilter.Only).AsNoTracking().Where(row => row.ReassignmentId == reassignment.Id).Select(row => row.CaseId).ToListAsync(ct);
        if (!expected.SetEquals(moved)) throw new ChangedMeanwhileException();
    }

    private async Task RequireAll(int changed, Reassignment reassignment, CancellationToken ct) =>
        await RequireAll(changed, await db.Set<ReassignedCase>().IgnoreQueryFilters(ScopeFilter.Only).CountAsync(row => row.ReassignmentId == reassignment.Id, ct));

    private static Task RequireAll(int changed, int expected) => changed == expected ? Task.CompletedTask : throw new ChangedMeanwhileException();

    private static Standing.One One(CandidateRow row) => new(
        new(new Guid(row.Id, bigEndian: true)), row.AreaCode, row.CareTeamId is { } team ? new CareTeamId(new Guid(team, bigEndian: true)) : null, row.Tasks, row.Alerts);

    private Task<List<T>> Ask<T>(string sql, Words words, CancellationToken ct) => db.Database.SqlQueryRaw<T>(sql, words.Values).ToListAsync(ct);

    private Task<int> Execute((string Sql, Words Words) statement, CancellationToken ct) => db.Database.ExecuteSqlRawAsync(statement.Sql, statement.Words.Values, ct);

    private async Task<int> CountAsync((string Sql, Words Words) statement, CancellationToken ct) => (await Ask<CountRow>(statement.Sql, statement.Words, ct))[0].Number;

    private sealed class CandidateRow
    {
        public byte[] Id { get; set; } = [];

        public string AreaCode { get; set; } = "";

        public byte[]? CareTeamId { get; set; }

        public int Tasks { get; set; }

        public int Alerts { get; set; }
    }

    private sealed class IdRow
    {
        public byte[] Id { get; set; } = [];
    }

    private sealed class PairRow
    {
        public byte[] Older { get; set; } = [];

        public byte[] Newer { get; set; } = [];
    }

    private sealed class CountRow
    {
        public int Number { get; set; }
    }

    private sealed class DayRow
    {
        public DateOnly Day { get; set; }
    }
}

/// <summary>The values that a statement names by number.</summary>
internal sealed class Words
{
    private readonly List<object> _values = [];

    public object[] Values => [.. _values];

    public string Of(Guid id) => Of(id.ToByteArray(bigEndian: true));

    public string Of(object value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"{{{_values.Count - 1}}}");
    }
}
