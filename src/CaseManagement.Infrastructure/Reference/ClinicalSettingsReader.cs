using System.Globalization;
using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Rules;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Makes the clinical settings of a day out of their rows: each key exactly once, none left over, each with its unit.</summary>
internal sealed class ClinicalSettingsReader
{
    public const string File = "clinical-settings.csv";

    private readonly SettingsBook _book;
    private readonly DateOnly _day;
    private readonly HashSet<string> _left;

    private ClinicalSettingsReader(SettingsBook book, DateOnly day) => (_book, _day, _left) = (book, day, [.. book.Keys]);

    public static ClinicalSettings Read() => Dated(SettingsReader.Read(ReferenceCsv.Open)).On(DateOnly.MaxValue);

    public static ClinicalSettings Read(TextReader text) => Dated(SettingsReader.Read(file => file == File ? text : ReferenceCsv.Open(file))).On(DateOnly.MaxValue);

    /// <summary>What holds from each day on which an edition or a change begins.</summary>
    public static DatedSettings Dated(SettingsBook book) => new(Of(book, DateOnly.MinValue), book.Turns.Select(day => (day, Of(book, day))));

    private static ClinicalSettings Of(SettingsBook book, DateOnly day) => new ClinicalSettingsReader(book, day).Build();

    private ClinicalSettings Build()
    {
        var settings = new ClinicalSettings(
            Take("edition", "edition").Value,
            new FollowUpIntervals(
                unstableDays: Number("follow-up.unstable.days", "days"),
                basicallyStableFirstDays: Number("follow-up.basically-stable.first.days", "days"),
                basicallyStableRepeatedMonths: Number("follow-up.basically-stable.repeated.months", "months"),
                stableMonths: Number("follow-up.stable.months", "months"),
                hospitalCheckDays: Number("hospital-check.days", "days"),
                firstVisitWorkingDays: Number("first-visit.working-days", "working-days"),
                firstVisitDays: Number("first-visit.days", "days"))
            { DangerGuidanceDays = Number("danger-1-2.days", "days") },
            new ClassificationReadings(
                insightComplete: Reading("class.insight.1"),
                insightIncomplete: Reading("class.insight.2"),
                insightAbsent: Reading("class.insight.3"),
                socialPoor: Reading("class.social.3", AnswerReading.BarsStable, AnswerReading.Poor),
                workNotApplicable: Reading("class.social.work.9", AnswerReading.Satisfied, AnswerReading.BarsStable)),
            DueSoonDays: Number("care-task.due-soon.days", "days"),
            AgeBoundYears: Number("id-number.age-bound.years", "years"),
            Agreement: new AgreementTerms(
                MinYears: Number("agreement.term.min-years", "years"),
                MaxYears: Number("agreement.term.max-years", "years"),
                RenewalNoticeDays: Number("agreement.renewal-notice.days", "days")),
            Examination: new ExaminationInterval(
                Months: Number("physical-examination.interval.months", "months"),
                UntilYearEnd: Either("physical-examination.interval.ends", "day", "year-end", "to-the-day")),
            Alerts: new AlertPatience(
                ClaimedWatchDays: Number("alert.claimed.watch.days", "days"),
                ClaimedUrgentDays: Number("alert.claimed.urgent.days", "days"),
                AnsweredWatchDays: Number("alert.answered.watch.days", "days"),
                AnsweredUrgentDays: Number("alert.answered.urgent.days", "days"),
                ReturnsWatchDays: Number("alert.returns.watch.days", "days"),
                ReturnsUrgentDays: Number("alert.returns.urgent.days", "days")))
        {
            Exits = new ExitSettings(
                LossAttempts: Number("loss.attempts", "times"),
                LossMeans: Number("loss.means", "means"),
                SearchMonths: Number("loss.search.months", "months"),
                RefusalWatchMonths: Number("refusal-watch.months", "months"),
                RefusalWatchDangerousDays: Number("refusal-watch.dangerous.days", "days"),
                QuietDays: Number("contact-attempt.quiet.days", "days"),
                QuietMostDays: Number("contact-attempt.quiet.most-days", "days"),
                AcceptanceWorkingDays: Number("card-acceptance.working-days", "working-days"))
            { OpenEmergencyEndangers = Either("refusal-watch.open-emergency", "reading", "dangerous", "not-dangerous") },
            PlanReviewMonths = Number("case-plan.review.months", "months"),
            Support = new Domain.Support.SupportSettings(
                OutingMostHours: Number("outing.most-hours", "hours"),
                OutingOfficeMinutes: Number("outing.office.minutes", "minutes"),
                PairReviewMonths: Number("pair-mark.review.months", "months"),
                SignTakeBackMinutes: Number("sign.take-back.minutes", "minutes"),
                MeetingMonths: Number("care-group.meeting.months", "months")),
        };

        settings = settings with { Deadlines = _book.Keys.Where(IsDeadline).ToDictionary(key => key, DeadlineOf) };
        _left.RemoveWhere(IsDeadline);
        settings = settings with { Telling = new(AllTelling.Where(IsTold)) };
        _left.RemoveWhere(key => _book.On(key, _day)?.Row.Unit == SettingsReader.TellingUnit);
        return _left.Count == 0 ? settings : throw ReferenceRow.Broken(_book.Rows.First(row => _left.Contains(row.Key)).Where, $"nothing reads the key '{_left.First()}'");
    }

    private SettingInForce Take(string key, string unit)
    {
        _left.Remove(key);
        if (_book.On(key, _day) is not { } setting)
            throw ReferenceRow.Broken(File, _book.Keys.Contains(key) ? $"no edition of the key '{key}' holds on {_day:yyyy-MM-dd}" : $"the list ends without the key '{key}'");

        return setting.Row.Unit == unit ? setting : throw ReferenceRow.Broken(setting.Row.Where, $"the unit of '{key}' is '{unit}'");
    }

    private int Number(string key, string unit)
    {
        var setting = Take(key, unit);
        return int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? number
            : throw ReferenceRow.Broken(setting.Row.Where, $"'{setting.Value}' is not a whole number of at least 1");
    }

    private bool Either(string key, string unit, string yes, string no)
    {
        var setting = Take(key, unit);
        return setting.Value == yes || (setting.Value == no ? false : throw ReferenceRow.Broken(setting.Row.Where, $"'{setting.Value}' is neither '{no}' nor '{yes}'"));
    }

    private AnswerReading Reading(string key, params AnswerReading[] allowed)
    {
        var setting = Take(key, "reading");
        AnswerReading? reading = setting.Value switch
        {
            "satisfied" => AnswerReading.Satisfied,
            "bars-stable" => AnswerReading.BarsStable,
            "poor" => AnswerReading.Poor,
            "severe" => AnswerReading.Severe,
            _ => null,
        };

        return reading is { } known && (allowed.Length == 0 || allowed.Contains(known))
            ? known
            : throw ReferenceRow.Broken(setting.Row.Where, $"'{setting.Value}' is not a reading of '{key}'");
    }

    private static IEnumerable<TellingRow> AllTelling => from trigger in Enum.GetValues<CrisisTrigger>() from party in Enum.GetValues<Party>() select new TellingRow(trigger, party);

    private bool IsTold(TellingRow row) => _book.On(SettingsReader.KeyOf(row), _day)?.Value == SettingsReader.Told;

    private bool IsDeadline(string key) => _book.On(key, _day)?.Row.Where.StartsWith(SettingsReader.Deadlines, StringComparison.Ordinal) ?? false;

    private Deadline DeadlineOf(string key) => _book.On(key, _day) is { } setting ? SettingsReader.DeadlineOf(setting.Value, setting.Row.Unit) : throw new KeyNotFoundException(key);
}
