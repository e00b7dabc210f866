using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Rules;

/// <summary>Every setting with its editions and what administrators have made of it: what holds on a day, and what may be changed.</summary>
/// <remarks>
/// On a day the row of the edition in force holds, or the latest change whose first day has come since that edition began. A change never reaches back:
/// what counts from an earlier day stays as it was worked out.
/// </remarks>
public sealed class SettingsBook
{
    private readonly Dictionary<string, List<SettingRow>> _rows;
    private readonly Dictionary<string, SettingBounds> _bounds;
    private readonly ILookup<string, SettingChange> _changes;

    /// <exception cref="ArgumentException">Two rows of a key hold from the same day, or bounds do not fit their row.</exception>
    public SettingsBook(IEnumerable<SettingRow> rows, IEnumerable<SettingBounds> bounds, EditionBook editions, IEnumerable<SettingChange>? changes = null)
    {
        Editions = editions;
        _rows = rows.GroupBy(row => row.Key).ToDictionary(group => group.Key, group => group.OrderBy(row => editions.Begins(row.Edition)).ToList());
        _bounds = bounds.ToDictionary(each => each.Key);
        _changes = (changes ?? []).OrderBy(change => change.HoldsFrom).ThenBy(change => change.Serial).ToLookup(change => change.Key);
        foreach (var (key, own) in _rows)
            if (own.Select(row => editions.Begins(row.Edition)).Distinct().Count() < own.Count) throw new ArgumentException($"{own[^1].Where}: two rows of '{key}' hold from the same day.");
        if (_bounds.Keys.FirstOrDefault(key => !_rows.ContainsKey(key)) is { } nothing) throw new ArgumentException($"There are bounds of '{nothing}' and no such setting.");
        if (Rows.FirstOrDefault(row => row.Certainty != Certainty.Verified && _bounds.GetValueOrDefault(row.Key)?.Allow(row.Value) == false) is { } beyond) throw new ArgumentException($"{beyond.Where}: '{beyond.Value}' lies outside the bounds of '{beyond.Key}'.");
    }

    public EditionBook Editions { get; }

    public IReadOnlyCollection<string> Keys => _rows.Keys;

    /// <summary>Every row, also those of editions that are not in force.</summary>
    public IEnumerable<SettingRow> Rows => _rows.Values.SelectMany(rows => rows);

    /// <summary>The days on which a setting may be another than on the day before, in order.</summary>
    public IReadOnlyList<DateOnly> Turns => [.. Editions.Turns.Concat(_changes.SelectMany(changes => changes).Select(change => change.HoldsFrom)).Distinct().Order()];

    /// <returns>Null where there is no such key, or every edition of it has ended.</returns>
    public SettingInForce? On(string key, DateOnly day)
    {
        if (!_rows.TryGetValue(key, out var rows) || Editions.InForce(rows, row => row.Edition, day) is not { } row) return null;

        var change = _changes[key].LastOrDefault(change => change.HoldsFrom <= day && change.HoldsFrom >= Editions.Begins(row.Edition));
        return new(row, change?.NewValue ?? row.Value, change, row.Certainty == Certainty.Verified ? null : _bounds.GetValueOrDefault(key));
    }

    /// <summary>How often a key has been changed.</summary>
    public int SerialOf(string key) => _changes[key].Count();

    /// <summary>The changes of a key whose first day is still to come, in that order.</summary>
    public IReadOnlyList<SettingChange> ToCome(string key, DateOnly today) => [.. _changes[key].Where(change => change.HoldsFrom > today)];

    /// <summary>The same reference with what has been changed since.</summary>
    public SettingsBook With(IEnumerable<SettingChange> changes) => new(Rows, _bounds.Values, Editions, changes);

    /// <summary>Another value from a day on; the earliest day is tomorrow, so that what was worked out today stays.</summary>
    /// <exception cref="RuleBrokenException"><c>setting.fixed</c>, <c>setting.out-of-bounds</c>, <c>setting.not-ahead</c> or <c>setting.unchanged</c></exception>
    public SettingChange Change(SettingInForce setting, string value, DateOnly holdsFrom, string reason, StaffId by, DateTimeOffset at, DateOnly today)
    {
        Rule.Require(setting.Bounds is not null, "setting.fixed", "This setting is verified in its source or has no bounds: it is not changed here.");
        Rule.Require(setting.Bounds.Allow(value), "setting.out-of-bounds", "The value lies outside the bounds of the setting.");
        Rule.Require(holdsFrom > today, "setting.not-ahead", "A change holds from tomorrow at the earliest.");
        Rule.Require(setting.Value != value, "setting.unchanged", "The setting has this value on that day already.");

        return new(setting.Row.Key, SerialOf(setting.Row.Key) + 1, setting.Value, value, holdsFrom, reason, by, at);
    }
}
