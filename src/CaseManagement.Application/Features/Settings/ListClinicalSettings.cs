using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Application.Features.Settings;

/// <summary>Every number and reading of the rules: what holds today and what the reference prints, which may be changed and how far.</summary>
[Needs(Right.ChangeSettings)]
public sealed record ListClinicalSettings : IQuery<IReadOnlyList<ClinicalSettingRow>>;

/// <param name="Value">In force today.</param>
/// <param name="Printed">As the reference prints it.</param>
/// <param name="MayChange">What is verified in its source may not.</param>
/// <param name="ToCome">Changes whose first day has not come.</param>
/// <param name="Version">How often it has been changed.</param>
public sealed record ClinicalSettingRow(
    string Key, RuleText Text, string Value, string Printed, string Unit, string Source, string Edition, Certainty Certainty,
    bool MayChange, int? Min, int? Max, IReadOnlyList<string> Choices, DateOnly? HoldsSince, IReadOnlyList<SettingToCome> ToCome, long Version) : IVersioned;

public sealed record SettingToCome(string Value, DateOnly HoldsFrom);

internal sealed class ListClinicalSettingsHandler(IStandardsInForce standards, TimeProvider clock) : IRequestHandler<ListClinicalSettings, IReadOnlyList<ClinicalSettingRow>>
{
    public Task<IReadOnlyList<ClinicalSettingRow>> Handle(ListClinicalSettings query, CancellationToken ct)
    {
        var (book, today) = (standards.Settings, clock.Today());
        return Task.FromResult<IReadOnlyList<ClinicalSettingRow>>([.. book.Keys.Select(key => book.On(key, today)).OfType<SettingInForce>().Select(setting => Row(setting, book, today))]);
    }

    private static ClinicalSettingRow Row(SettingInForce setting, SettingsBook book, DateOnly today) => new(
        setting.Row.Key, new(setting.Row.Zh, setting.Row.En), setting.Value, setting.Row.Value, setting.Row.Unit, setting.Row.Source, setting.Row.Edition, setting.Row.Certainty,
        setting.Bounds is not null, setting.Bounds?.Min, setting.Bounds?.Max, setting.Bounds?.Choices ?? [], setting.Change?.HoldsFrom,
        [.. book.ToCome(setting.Row.Key, today).Select(change => new SettingToCome(change.NewValue, change.HoldsFrom))], book.SerialOf(setting.Row.Key));
}
