using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>One picture of the standards for the whole node: the reference as it was read at the start, with the changes of settings as they were last seen.</summary>
/// <remarks>
/// A change holds from the next day at the earliest, so that a node which looks once a minute is never late with it. One small statement a minute and node; none a request.
/// </remarks>
internal sealed class StandardsInForce(StandardsReference reference, IServiceScopeFactory scopes, TimeProvider clock) : IStandardsInForce, IDisposable
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile Picture _picture = new(reference.Settings, reference.Standards, 0, ReadAt: null);

    public SettingsBook Settings => _picture.Settings;

    public Standards Of(DateOnly today) => _picture.Of(today);

    public async Task KeepFreshAsync(CancellationToken ct)
    {
        if (IsFresh) return;

        await _turn.WaitAsync(ct);
        try
        {
            if (!IsFresh) await ReadAsync(ct); // whoever had the turn before may have looked already
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task ReadAnewAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await ReadAsync(ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private bool IsFresh => _picture.ReadAt is { } at && (clock.GetUtcNow() - at).Duration() < FreshFor;

    private async Task ReadAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var changes = await scope.ServiceProvider.GetRequiredService<ICaseDb>().SettingChanges.AsNoTracking().ToListAsync(ct); // few: rows are added by hand
        var now = clock.GetUtcNow();
        if (changes.Count == _picture.Changes)
        {
            _picture = _picture with { ReadAt = now }; // rows are only added: as many are the same ones
            return;
        }

        var settings = reference.Settings.With(changes);
        _picture = new(settings, reference.With(settings), changes.Count, now);
    }

    /// <param name="Changes">How many changes are in it.</param>
    /// <param name="ReadAt">Null before the first look.</param>
    private sealed record Picture(SettingsBook Settings, Standards Standards, int Changes, DateTimeOffset? ReadAt)
    {
        private volatile Tuple<DateOnly, Standards>? _last;

        /// <summary>As they stand on a day; one day is asked for all day long.</summary>
        public Standards Of(DateOnly today)
        {
            if (_last is { } last && last.Item1 == today) return last.Item2;

            var standards = Standards.AsOf(today);
            _last = new(today, standards);

            return standards;
        }
    }
}
