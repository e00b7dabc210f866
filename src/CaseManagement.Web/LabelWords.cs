using System.Collections.Concurrent;
using System.Globalization;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Rules;
using CaseManagement.Web.Api;
using CaseManagement.Web.Pages;

namespace CaseManagement.Web;

/// <summary>Says a row of a label as a sentence in both languages, from the row's own columns: its band with both ends, for which doses, and every step.</summary>
/// <remarks>A row is the same for as long as its edition is, and so is its sentence.</remarks>
internal sealed class LabelWords(RuleSheet sheet)
{
    private readonly ConcurrentDictionary<(string Row, string Edition), CodeInWords> _said = [];

    /// <returns>Null for a row that is not of this product's label on the day.</returns>
    public CodeInWords? Of(AdviceRow row, Formulary formulary, string? product, DateOnly on)
    {
        var key = (row.Row, row.Provenance.Edition);
        if (_said.TryGetValue(key, out var said)) return said;
        if (formulary.Find(product)?.On(on) is not { } label) return null;

        var (zh, en) = (new Sentence(Languages.Chinese, sheet, formulary, label).Of(row.Row), new Sentence(Languages.English, sheet, formulary, label).Of(row.Row));
        return zh is null || en is null ? null : _said.GetOrAdd(key, new CodeInWords(row.Row, zh, en));
    }

    private sealed class Sentence(CultureInfo language, RuleSheet sheet, Formulary formulary, Product label)
    {
        private bool IsChinese => language.TwoLetterISOLanguageName == "zh";

        public string? Of(string row) =>
            label.Missed.FirstOrDefault(missed => missed.Row == row) is { } band ? Missed(band)
            : label.Schedule.FirstOrDefault(schedule => schedule.Row == row) is { } day ? Schedule(day)
            : label.Rows.Switches.FirstOrDefault(change => change.Row == row) is { } change ? Switch(change)
            : label.Renal.Concat(label.Rows.BridgeRenal.Values.SelectMany(kidneys => kidneys)).FirstOrDefault(kidneys => kidneys.Row == row) is { } renal ? Renal(renal)
            : null;

        private string Missed(MissedRow row)
        {
            var table = row.Table switch
            {
                MissedTable.SecondStart => Say("label.missed.second-start"),
                MissedTable.EarlyDoses => Say("label.missed.early-doses"),
                _ => Say("label.missed.maintenance"),
            };
            var band = new[] { table, From(row.From), row.Until is { } until ? Until(until) : null, ForWhom(row) }.OfType<string>();

            return Joined(band) + Say("label.then") + Joined(row.Steps.Select(Step));
        }

        private string From(Bound? from) => from switch
        {
            null => Say("label.from.window"),
            { Gap: true } gap => Say("label.from.gap", Time(gap.Interval)),
            { Inclusive: true } included => Say("label.from.included", Time(included.Interval)),
            { } excluded => Say("label.from.excluded", Time(excluded.Interval)),
        };

        private string Until(Bound until) => until.Inclusive ? Say("label.until.included", Time(until.Interval)) : Say("label.until.excluded", Time(until.Interval));

        private string? ForWhom(MissedRow row) => (row.StabilisedFrom, row.StabilisedTo) switch
        {
            (null, null) => null,
            ({ } from, { } to) when from == to => Say("label.stabilised.one", Amount(from), Unit()),
            ({ } from, { } to) => Say("label.stabilised.range", Amount(from), Amount(to), Unit()),
            ({ } from, null) => Say("label.stabilised.from", Amount(from), Unit()),
            (null, { } to) => Say("label.stabilised.to", Amount(to), Unit()),
        };

        private string Step(MissedStep step)
        {
            var when = step.CountsFrom switch
            {
                CountsFrom.First => Say("label.when.first", Time(step.Interval)),
                CountsFrom.Previous => Say("label.when.previous", Time(step.Interval)),
                _ when step.Interval.Amount == 0 => Say("label.when.now"),
                _ => Say("label.when.given", Time(step.Interval)),
            };
            var dose = step.Dose.Kind == DoseKind.Prescribed ? Word("stabilised") : Dose(step.Dose, step.Product);

            return Say("label.step", step.Step, when, step.Product is { } other ? $"{Name(other)} {dose}" : dose, Muscle(step.Muscles));
        }

        private string Schedule(ScheduleRow row)
        {
            var due = row.CountsFrom switch
            {
                CountsFrom.Start => Say("label.due.start"),
                CountsFrom.Planned => Say("label.due.planned"),
                CountsFrom.Prescribed => Say("label.due.prescribed"),
                CountsFrom.Switch => Say("label.due.switch"),
                CountsFrom.First => Say("label.due.first", Time(row.Interval!.Value)),
                _ => Say("label.due.last", Time(row.Interval!.Value)),
            };
            var window = row switch
            {
                { DaysBefore: > 0 } or { DaysAfter: > 0 } => Say("label.window", row.DaysBefore, row.DaysAfter),
                { OpensAfterDays: { } days } => Say("label.window.not-before", days),
                { CountsFrom: CountsFrom.Start or CountsFrom.Switch } => null,
                _ => Say("label.window.none"),
            };
            var dose = row.Dose.Kind switch
            {
                DoseKind.Prescribed => Say("label.dose.prescribed"),
                DoseKind.Planned => null,
                _ => Dose(row.Dose, null),
            };
            var after = row.After switch
            {
                InjectionPhase.NotStarted => null,
                InjectionPhase.Maintenance => Say("label.after.maintenance"),
                InjectionPhase.Unlabelled => Say("label.after.unlabelled"),
                var phase => Say("label.after", Word(Spelling<InjectionPhase>.Write(phase))),
            };

            return Joined(new[] { after, due, window, dose, row.Dose.Kind == DoseKind.Planned ? null : Muscle(row.Muscles) }.OfType<string>());
        }

        private string Switch(SwitchRow row)
        {
            var before = Name(row.From);
            if (row.When == SwitchWhen.Restart) return Say("label.switch.restart", before);

            var doses = row.Doses.Select(dose => $"{Amount(dose.From)} → {Amount(dose.To)}");
            return Joined(new[]
            {
                Say("label.switch.due", before), Say("label.window", row.DaysBefore, row.DaysAfter), Say("label.switch.months", before, row.Months),
                row.SameDoses ? Say("label.switch.same-doses") : null, Say("label.switch.doses", string.Join(IsChinese ? "、" : ", ", doses), Unit()),
            }.OfType<string>());
        }

        private string Renal(RenalRow row)
        {
            var band = (row.ClearanceFrom, row.ClearanceTo) switch
            {
                ({ } from, { } to) => Say("label.renal.range", Amount(from), Amount(to)),
                ({ } from, null) => Say("label.renal.from", Amount(from)),
                (null, { } to) => Say("label.renal.below", Amount(to)),
                _ => Word(Spelling<RenalBand>.Write(row.Band)),
            };
            if (row.Recommended != true) return Joined([band, Say(row.Recommended is null ? "label.renal.unread" : "label.renal.not-recommended")]);

            return Joined(new[]
            {
                band, row.StartFirst is { } first ? Say("label.renal.first", Amount(first), Unit()) : null, row.StartSecond is { } second ? Say("label.renal.second", Amount(second), Unit()) : null,
                row.Maintenance is { } most ? Say("label.renal.maintenance", Amount(most), Unit()) : null,
            }.OfType<string>());
        }

        private string Dose(DoseRule dose, string? product) => dose.Kind switch
        {
            DoseKind.Fixed => $"{Amount(dose.Amount ?? 0)} {Unit(product)}",
            DoseKind.FixedIfPrescribed => Say("label.dose.if-prescribed", Amount(dose.Amount ?? 0), Unit(product)),
            _ => Say("label.dose.none"),
        };

        private string Time(Interval time) => time.Unit switch
        {
            IntervalUnit.Days => Many("label.days", time.Amount),
            IntervalUnit.Weeks => Many("label.weeks", time.Amount),
            _ => Many("label.months", time.Amount),
        };

        private string Many(string key, int count) => count == 1 ? Say($"{key}.one") : Say(key, count);

        private string Muscle(Muscles muscles) => Texts.In(language, Texts.KeyOf(muscles));

        private string Name(string code) => formulary.Find(code)?.Identity.Brand is { } brand ? IsChinese ? brand.Zh : brand.En : code;

        private string Unit(string? product = null) => ProductNames.UnitIn(language, formulary.Find(product)?.Identity.Unit ?? label.Identity.Unit);

        private string Word(string code) => sheet.Say(code) is var text && IsChinese ? text.Zh : text.En;

        private string Joined(IEnumerable<string> parts) => string.Join(IsChinese ? "；" : "; ", parts);

        private string Say(string key, params object[] arguments) => string.Format(CultureInfo.InvariantCulture, Texts.In(language, key), arguments);

        private static string Amount(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);
    }
}
