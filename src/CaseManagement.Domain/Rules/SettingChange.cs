using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Rules;

public readonly record struct SettingChangeId(Guid Value) : IEntityId<SettingChangeId>
{
    public static SettingChangeId New() => new(Guid.CreateVersion7());

    public static SettingChangeId From(Guid value) => new(value);

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(SettingChangeId left, SettingChangeId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(SettingChangeId left, SettingChangeId right) => right > left;
}

/// <summary>An administrator has set another value than the reference prints, from a day on; rows are only added.</summary>
public sealed class SettingChange
{
    public const int KeyMaxLength = 100;
    public const int ValueMaxLength = 50;
    public const int ReasonMaxLength = 500;

    private SettingChange() { }

    internal SettingChange(string key, int serial, string oldValue, string newValue, DateOnly holdsFrom, string reason, StaffId by, DateTimeOffset at)
    {
        (Id, Key, Serial) = (SettingChangeId.New(), key, serial);
        (OldValue, NewValue, HoldsFrom, Reason) = (oldValue, newValue, holdsFrom, reason);
        (ChangedBy, ChangedAt) = (by, at);
    }

    public SettingChangeId Id { get; private set; }

    public string Key { get; private set; } = "";

    /// <summary>Counts the changes of a key from 1, so that two people cannot change the same state of it.</summary>
    public int Serial { get; private set; }

    /// <summary>What would have held on that day without it.</summary>
    public string OldValue { get; private set; } = "";

    public string NewValue { get; private set; } = "";

    public DateOnly HoldsFrom { get; private set; }

    public string Reason { get; private set; } = "";

    public StaffId ChangedBy { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }
}
