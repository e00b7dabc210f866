using System.Globalization;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Domain.Rules;

/// <summary>One number or reading of the rules: a row of <c>db/reference/clinical-settings.csv</c>, <c>deadlines.csv</c> or <c>crisis-telling.csv</c>.</summary>
/// <param name="Where">Its file and line.</param>
public sealed record SettingRow(string Key, string Value, string Unit, string Source, string Edition, Certainty Certainty, string Zh, string En, string Where);

/// <summary>How far an administrator may move a setting; a row of <c>db/reference/setting-bounds.csv</c>.</summary>
/// <param name="Choices">The words it may be; empty where it is a number.</param>
public sealed record SettingBounds(string Key, int? Min, int? Max, IReadOnlyList<string> Choices)
{
    public bool Allow(string value) => Choices.Count > 0
        ? Choices.Contains(value)
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= Min && number <= Max && value == number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A setting as it stands on a day.</summary>
/// <param name="Change">The change that set the value; null where it is the one printed in the reference.</param>
/// <param name="Bounds">Null where it is not to be changed: what is verified in its source, and what nobody has given bounds.</param>
public sealed record SettingInForce(SettingRow Row, string Value, SettingChange? Change, SettingBounds? Bounds);
