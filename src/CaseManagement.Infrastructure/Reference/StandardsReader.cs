using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads the standards in force, once, when the program starts.</summary>
public static class StandardsReader
{
    public static Standards Read() => new(ClinicalSettingsReader.Read(), ReferenceLists.WorkingDays(), FormularyReader.Read(), Ladder());

    /// <summary>The sentences that say why a task is due, by basis.</summary>
    public static RuleBook Rules() => new(ReferenceLists.DueRules().Concat(ReferenceLists.InjectionDueRules()).ToDictionary());

    /// <summary>The sentences that say why a class was proposed, and what to confirm.</summary>
    public static CriteriaBook Criteria() => new(ReferenceLists.ClassCriteria());

    /// <summary>The national forms, for filling in and for printing.</summary>
    public static FormBook Forms() => ReferenceLists.Forms();

    private static EscalationLadder Ladder() => new(ReferenceCsv.Read("escalation-ladder.csv", row =>
    {
        foreach (var column in (string[])["source", "edition"]) row.Text(column);
        ReferenceLists.Certainty(row);

        return new EscalationStep(
            row.OneOf("kind",
                ("follow-up", CareTaskKind.FollowUp), ("injection", CareTaskKind.Injection), ("first-visit", CareTaskKind.FirstVisit), ("hospital-check", CareTaskKind.HospitalCheck),
                ("specialist-review", CareTaskKind.SpecialistReview), ("agreement-renewal", CareTaskKind.AgreementRenewal), ("physical-examination", CareTaskKind.PhysicalExamination)),
            row.OptionalText("class") is null
                ? null
                : row.OneOf<Stability?>("class", ("unstable", Stability.Unstable), ("basically-stable", Stability.BasicallyStable), ("stable", Stability.Stable)),
            row.Number("step"),
            row.Number("days_late"),
            row.OneOf("tells", ("care-team", ToldRole.CareTeam), ("team-leader", ToldRole.TeamLeader), ("prevention-office", ToldRole.PreventionOffice), ("care-group", ToldRole.CareGroup)),
            row.OneOf("severity", ("watch", Severity.Watch), ("urgent", Severity.Urgent)));
    }));
}
