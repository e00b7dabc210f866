using System.Globalization;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads the clinical settings: each key exactly once, none left over, each with its unit.</summary>
internal sealed class ClinicalSettingsReader
{
    private const string File = "clinical-settings.csv";

    private readonly Dictionary<string, Row> _left = [];
    private readonly int _lastLine;

    private ClinicalSettingsReader(IReadOnlyList<Row> rows)
    {
        _lastLine = rows.Count + 1;
        foreach (var row in rows)
        {
            if (!_left.TryAdd(row.Key, row)) throw ReferenceRow.Broken(row.Where, $"the key '{row.Key}' comes twice");
        }
    }

    public static ClinicalSettings Read() => new ClinicalSettingsReader(ReferenceCsv.Read(File, Row.Of)).Build();

    public static ClinicalSettings Read(TextReader text) => new ClinicalSettingsReader(ReferenceCsv.Read(File, text, Row.Of)).Build();

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
                firstVisitDays: Number("first-visit.days", "days")),
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
                UntilYearEnd: IsYearEnd("physical-examination.interval.ends")));

        return _left.Count == 0 ? settings : throw ReferenceRow.Broken(_left.Values.First().Where, $"nothing reads the key '{_left.Keys.First()}'");
    }

    private Row Take(string key, string unit)
    {
        if (!_left.Remove(key, out var row)) throw ReferenceRow.Broken($"{File}, line {_lastLine}", $"the list ends without the key '{key}'");

        return row.Unit == unit ? row : throw ReferenceRow.Broken(row.Where, $"the unit of '{key}' is '{unit}'");
    }

    private int Number(string key, string unit)
    {
        var row = Take(key, unit);
        return int.TryParse(row.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? number
            : throw ReferenceRow.Broken(row.Where, $"'{row.Value}' is not a whole number of at least 1");
    }

    private bool IsYearEnd(string key)
    {
        var row = Take(key, "day");
        return row.Value switch
        {
            "to-the-day" => false,
            "year-end" => true,
            _ => throw ReferenceRow.Broken(row.Where, $"'{row.Value}' is neither 'to-the-day' nor 'year-end'"),
        };
    }

    private AnswerReading Reading(string key, params AnswerReading[] allowed)
    {
        var row = Take(key, "reading");
        AnswerReading? reading = row.Value switch
        {
            "satisfied" => AnswerReading.Satisfied,
            "bars-stable" => AnswerReading.BarsStable,
            "poor" => AnswerReading.Poor,
            "severe" => AnswerReading.Severe,
            _ => null,
        };

        return reading is { } known && (allowed.Length == 0 || allowed.Contains(known))
            ? known
            : throw ReferenceRow.Broken(row.Where, $"'{row.Value}' is not a reading of '{key}'");
    }

    private sealed record Row(string Where, string Key, string Value, string Unit)
    {
        public static Row Of(ReferenceRow row)
        {
            foreach (var column in (string[])["source", "edition", "zh", "en"]) row.Text(column);
            ReferenceLists.Certainty(row);

            return new(row.Where, row.Text("key"), row.Text("value"), row.Text("unit"));
        }
    }
}
