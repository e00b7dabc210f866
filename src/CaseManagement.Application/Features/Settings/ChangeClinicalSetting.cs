using CaseManagement.Domain.Rules;

namespace CaseManagement.Application.Features.Settings;

/// <summary>A number or reading that no document fixes is set to another value from a day on, with a reason.</summary>
/// <param name="HoldsFrom">Tomorrow at the earliest: what was worked out today stays.</param>
/// <param name="ExpectedVersion">How many changes of this setting the sender has seen.</param>
[Needs(Right.ChangeSettings)]
public sealed record ChangeClinicalSetting(string SettingKey, string Value, DateOnly HoldsFrom, string Reason, long? ExpectedVersion = null) : ICommand<ClinicalSettingChanged>;

public sealed record ClinicalSettingChanged(SettingChangeId Id, long Version) : IVersioned;

internal sealed class ChangeClinicalSettingValidator : AbstractValidator<ChangeClinicalSetting>
{
    public ChangeClinicalSettingValidator(IStandardsInForce standards)
    {
        RuleFor(x => x.SettingKey).Text(SettingChange.KeyMaxLength);
        RuleFor(x => x.Value).Text(SettingChange.ValueMaxLength);
        RuleFor(x => x.Value)
            .Must((command, value) => standards.Settings.On(command.SettingKey, command.HoldsFrom)?.Bounds?.Allow(value) ?? true).As("setting.out-of-bounds")
            .When(x => x is { SettingKey: not null, Value: not null });
        RuleFor(x => x.Reason).Text(SettingChange.ReasonMaxLength);
    }
}

internal sealed class ChangeClinicalSettingHandler(ICaseDb db, IStandardsInForce standards, IActor actor, TimeProvider clock) : IRequestHandler<ChangeClinicalSetting, ClinicalSettingChanged>
{
    public async Task<ClinicalSettingChanged> Handle(ChangeClinicalSetting command, CancellationToken ct)
    {
        await standards.ReadAnewAsync(ct); // another node may have changed it within the minute
        var settings = standards.Settings;
        var setting = settings.On(command.SettingKey, command.HoldsFrom) ?? throw new NotFoundException("clinical-setting");
        if (command.ExpectedVersion is { } expected && settings.SerialOf(command.SettingKey) != expected) throw new ChangedMeanwhileException();

        var change = settings.Change(setting, command.Value, command.HoldsFrom, command.Reason.Trim(), actor.StaffId, clock.GetUtcNow(), clock.Today());
        db.SettingChanges.Add(change);

        await db.SaveChangesAsync(ct);
        await standards.ReadAnewAsync(ct);
        return new ClinicalSettingChanged(change.Id, change.Serial);
    }
}
