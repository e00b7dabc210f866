using System.Globalization;

namespace CaseManagement.Application.Features.Meetings;

/// <summary>The key of a row in a list by day and id.</summary>
internal readonly record struct DayKey(DateOnly Day, Guid Id)
{
    public static DayKey? Of(string? text) =>
        text?.Split('_') is [var day, var guid] && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) && Guid.TryParseExact(guid, "N", out var id) ? new DayKey(on, id) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd}_{Id:N}");
}

/// <summary>The key of a decision: one's own first, then by the last day on time.</summary>
internal readonly record struct DecisionKey(bool IsOwn, DayKey At)
{
    private const string Own = "own_";
    private const string Others = "others_";

    public static DecisionKey? Of(string? text) => text switch
    {
        not null when text.StartsWith(Own, StringComparison.Ordinal) && DayKey.Of(text[Own.Length..]) is { } own => new DecisionKey(true, own),
        not null when text.StartsWith(Others, StringComparison.Ordinal) && DayKey.Of(text[Others.Length..]) is { } other => new DecisionKey(false, other),
        _ => null,
    };

    public override string ToString() => $"{(IsOwn ? Own : Others)}{At}";
}
