using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads the reference of the standards, once, when the program starts.</summary>
public static class StandardsReader
{
    /// <summary>The standards as the reference prints them, at the end of what it knows.</summary>
    public static Standards Read() => Reference().Standards;

    /// <param name="open">Where the files are; those that are built in when it is not said.</param>
    public static StandardsReference Reference(Func<string, TextReader>? open = null)
    {
        var files = open ?? ReferenceCsv.Open;
        var settings = SettingsReader.Read(files);
        var dated = ClinicalSettingsReader.Dated(settings);

        return new(settings, new Standards(dated.On(DateOnly.MaxValue), ReferenceLists.WorkingDays(), FormularyReader.Read(files), Ladder(files, settings.Editions)) { Dated = dated });
    }

    /// <summary>The sentences that say why a task is due, by basis.</summary>
    public static RuleBook Rules(Func<string, TextReader>? open = null)
    {
        var files = open ?? ReferenceCsv.Open;
        return new(((string[])["due-rules.csv", "due-rules-injection.csv", "due-rules-numbers.csv"]).SelectMany(file => ReferenceLists.Texts(file, files, row => row.Text("basis"))), SettingsReader.Editions(files));
    }

    /// <summary>The sentences that say why a class was proposed, and what to confirm.</summary>
    public static CriteriaBook Criteria(Func<string, TextReader>? open = null)
    {
        var files = open ?? ReferenceCsv.Open;
        return new(ReferenceLists.ClassCriteria(files), SettingsReader.Editions(files));
    }

    /// <summary>The national forms, for filling in and for printing.</summary>
    public static FormBook Forms(Func<string, TextReader>? open = null)
    {
        var files = open ?? ReferenceCsv.Open;
        return new(ReferenceLists.Forms(files), SettingsReader.Editions(files));
    }

    private static EscalationLadder Ladder(Func<string, TextReader> open, EditionBook editions) => new(ReferenceCsv.Read("escalation-ladder.csv", open("escalation-ladder.csv"), row =>
    {
        row.Text("source");
        ReferenceLists.Certainty(row);

        return new EscalationStep(
            row.OneOf("kind",
                ("follow-up", CareTaskKind.FollowUp), ("injection", CareTaskKind.Injection), ("first-visit", CareTaskKind.FirstVisit), ("hospital-check", CareTaskKind.HospitalCheck),
                ("specialist-review", CareTaskKind.SpecialistReview), ("agreement-renewal", CareTaskKind.AgreementRenewal), ("coverage-end", CareTaskKind.CoverageEnd), ("physical-examination", CareTaskKind.PhysicalExamination),
                ("referral-receipt", CareTaskKind.ReferralReceipt), ("referral-outcome", CareTaskKind.ReferralOutcome), ("discharge-intake", CareTaskKind.DischargeIntake), ("refused-discharge", CareTaskKind.RefusedDischarge),
                ("loss-search", CareTaskKind.LossSearch), ("transfer-acceptance", CareTaskKind.TransferAcceptance), ("refusal-watch", CareTaskKind.RefusalWatch), ("crisis-record", CareTaskKind.CrisisRecord), ("crisis-handling", CareTaskKind.CrisisHandling), ("crisis-visit", CareTaskKind.CrisisVisit), ("case-plan-review", CareTaskKind.CasePlanReview),
                ("advice-to-follow", CareTaskKind.AdviceToFollow), ("report-card", CareTaskKind.ReportCard), ("card-to-mend", CareTaskKind.CardToMend), ("specialist-question", CareTaskKind.SpecialistQuestion)),
            row.OptionalText("class") is null
                ? null
                : row.OneOf<Stability?>("class", ("unstable", Stability.Unstable), ("basically-stable", Stability.BasicallyStable), ("stable", Stability.Stable)),
            row.Number("step"),
            row.Number("days_late"),
            row.OneOf("tells", ("care-team", ToldRole.CareTeam), ("team-leader", ToldRole.TeamLeader), ("prevention-office", ToldRole.PreventionOffice), ("care-group", ToldRole.CareGroup), ("specialist", ToldRole.Specialist)),
            row.OneOf("severity", ("watch", Severity.Watch), ("urgent", Severity.Urgent)))
        {
            Edition = row.Text("edition"),
        };
    }), editions);
}

/// <summary>The forms of all editions as they were read; who fills one in is handed those of a day.</summary>
public sealed record AllForms(FormBook Book);

/// <summary>The standards as they were read, and the settings in them that may be set otherwise.</summary>
public sealed record StandardsReference(SettingsBook Settings, Standards Standards)
{
    /// <summary>The same standards with what has been changed since.</summary>
    public Standards With(SettingsBook settings)
    {
        var dated = ClinicalSettingsReader.Dated(settings);
        return Standards with { Dated = dated, Settings = dated.On(DateOnly.MaxValue) };
    }
}
