using System.Globalization;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>One row of each file of the formulary, as the Domain knows it.</summary>
internal static class FormularyRows
{
    public static ProductIdentity Identity(ReferenceRow row) => new(
        row.Text("code"),
        row.Name("molecule"),
        row.Name("brand"),
        row.Name("maker"),
        row.Text("unit"),
        row.Muscles(),
        row.Text("label_source"),
        row.OptionalDay("label_date"),
        row.Provenance());

    public static (string Name, string Value, Provenance Provenance) Setting(ReferenceRow row) => (row.Text("setting"), row.Text("value"), row.Provenance());

    public static ProductSettings Settings(IReadOnlyDictionary<string, string> settings) => new(
        settings.GetValueOrDefault("first-maintenance"),
        Whole(settings["month-tolerance-days"]),
        Whole(settings["observation-minutes"]),
        settings.TryGetValue("oral-overlap-days", out var overlap) ? Whole(overlap) : null,
        settings.TryGetValue("increase-every-days", out var increase) ? Whole(increase) : null);

    public static Strength Strength(ReferenceRow row) => new(
        row.Amount("strength"),
        row.OptionalCode<StrengthUse>("use") ?? StrengthUse.Any,
        row.OptionalNumber("interval_days"),
        row.Provenance());

    public static DoseRange Range(ReferenceRow row)
    {
        var range = new DoseRange(
            row.Text("row"),
            row.OptionalAmount("usual_from"),
            row.OptionalAmount("usual_to"),
            row.OptionalAmount("max_single"),
            row.OptionalAmount("max_amount"),
            row.OptionalNumber("max_per_days"),
            row.OptionalNumber("interval_from_days"),
            row.OptionalNumber("interval_to_days"),
            row.Provenance());
        if (range is { MaxSingle: null, UsualTo: null }) throw row.Broken("a range needs a highest dose");
        if (range.MaxAmount is null != range.MaxPerDays is null) throw row.Broken("a maximum over a time needs both its amount and its days");

        return range;
    }

    public static ScheduleRow Schedule(ReferenceRow row)
    {
        var countsFrom = row.Code<CountsFrom>("counts_from");
        var interval = row.OptionalInterval("amount", "unit");
        if (interval is null != countsFrom is CountsFrom.Planned or CountsFrom.Prescribed or CountsFrom.Switch)
            throw row.Broken("an interval is given exactly where no plan, no prescription and no switch sets the day");

        return new ScheduleRow(
            row.Text("row"),
            row.Code<InjectionPhase>("after"),
            countsFrom,
            interval,
            row.OptionalNumber("days_before") ?? 0,
            row.OptionalNumber("days_after") ?? 0,
            row.Dose(),
            row.Muscles(),
            row.OptionalCode<MissedTable>("missed"),
            row.OptionalText("setting"),
            row.Text("basis"),
            row.OptionalNumber("opens_after_days"),
            row.Provenance());
    }

    public static MissedRow Missed(ReferenceRow row, IEnumerable<MissedStep> steps) => new(
        row.Text("row"),
        row.Code<MissedTable>("table"),
        row.Code<AdviceCode>("code"),
        row.OptionalBound("from"),
        row.OptionalBound("until"),
        row.OptionalAmount("stabilised_from"),
        row.OptionalAmount("stabilised_to"),
        [.. steps.OrderBy(step => step.Step)],
        row.Provenance());

    public static MissedStep Step(ReferenceRow row) => new(
        row.Number("step"),
        row.Dose(),
        row.Muscles(),
        row.Code<CountsFrom>("counts_from"),
        row.OptionalInterval("amount", "unit") ?? throw row.Broken("a step has an interval"),
        row.OptionalText("gives"));

    public static RenalRow Renal(ReferenceRow row) => new(
        row.Text("row"),
        row.Code<RenalBand>("band"),
        row.OptionalAmount("crcl_from"),
        row.OptionalAmount("crcl_to"),
        row.OneOf("recommended", ("yes", (bool?)true), ("no", false), ("unknown", null)),
        row.OptionalAmount("start_first"),
        row.OptionalAmount("start_second"),
        row.OptionalAmount("maintenance"),
        row.Provenance());

    public static SwitchRow Switch(ReferenceRow row, IEnumerable<SwitchDose> doses) => new(
        row.Text("row"),
        row.Text("from"),
        row.Code<SwitchWhen>("when"),
        row.OptionalNumber("days_before") ?? 0,
        row.OptionalNumber("days_after") ?? 0,
        row.OptionalNumber("months") ?? 0,
        row.YesNo("same_doses"),
        [.. doses],
        row.Provenance());

    public static SwitchDose SwitchDose(ReferenceRow row) => new(row.Text("row"), row.Amount("from_dose"), row.Amount("to_dose"), row.Provenance());

    public static ProductRemark Remark(ReferenceRow row) => new(row.Text("row"), row.Code<RemarkWhen>("when"), row.Text("zh"), row.Text("en"), row.Provenance());

    public static OralDose OralDose(ReferenceRow row) =>
        new(row.Text("row"), row.Amount("oral_dose"), row.OptionalNumber("first_weeks"), row.Amount("dose"), row.Number("interval_days"), row.Provenance());

    private static int Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"'{text}' is not a whole number.");
}
