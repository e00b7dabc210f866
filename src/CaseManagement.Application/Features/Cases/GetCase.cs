using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Cases;

/// <summary>The whole story of one case on a page: who it is, what is due and why, and everything that happened.</summary>
[Needs(Right.SeeCase)]
public sealed record GetCase(ManagedCaseId CaseId) : IRecordQuery<CaseStory>;

/// <param name="DocumentNumber">Masked.</param>
/// <param name="Timeline">The latest first.</param>
public sealed record CaseStory(
    DateOnly Today,
    ManagedCaseId CaseId,
    long Version,
    CaseState State,
    string Name,
    Sex Sex,
    DateOnly BornOn,
    string? DocumentNumber,
    string AreaCode,
    string? GridCode,
    CareTeamId? CareTeamId,
    string? CareTeam,
    Diagnosis Diagnosis,
    Stability? Class,
    RiskLevel? Risk,
    DateOnly RegisteredOn,
    DateOnly? LastSeenOn,
    AgreementTerm? Agreement,
    IReadOnlyList<OpenTask> Tasks,
    IReadOnlyList<RunningCourse> Courses,
    IReadOnlyList<TimelineEntry> Timeline) : IVersioned;

public sealed record AgreementTerm(ServiceAgreementId Id, CareTeamId CareTeamId, DateOnly StartsOn, DateOnly EndsOn);

public sealed record OpenTask(CareTaskId TaskId, CareTaskKind Kind, DueBand Band, int DaysLate, Stability? Class, DueReason Reason)
{
    /// <summary>The reason as a sentence; the door says it, in the reader's language.</summary>
    public string? Why { get; init; }
}

public sealed record RunningCourse(InjectionCourseId Id, string ProductCode, decimal MaintenanceDose, DateOnly StartsOn, DateOnly? StoppedOn, IReadOnlyList<Injection> Injections);

/// <summary>One thing that happened: on which day, of what kind, and the codes with which a page says it.</summary>
/// <param name="What">In kebab-case: <c>follow-up</c>, <c>injection</c>, <c>consent</c> …</param>
/// <param name="RecordId">For correcting or cancelling it.</param>
/// <param name="Cancelled">The record was cancelled or corrected; it is kept and does not count.</param>
public sealed record TimelineEntry(DateOnly On, string What, Guid RecordId, bool Cancelled = false, Stability? Class = null, RiskLevel? Risk = null, FollowUpOutcome? Outcome = null, decimal? Dose = null, CareTaskKind? Kind = null, Domain.Alerts.ToldRole? Told = null, string? Text = null);

internal sealed class GetCaseHandler(ICaseDb db, Standards standards, TimeProvider clock) : IRequestHandler<GetCase, CaseStory>
{
    public async Task<CaseStory> Handle(GetCase query, CancellationToken ct)
    {
        var managed = await db.Cases.AsNoTracking().FirstOrDefaultAsync(managed => managed.Id == query.CaseId, ct) ?? throw new NotFoundException("managed-case");
        var patient = await db.Patients.AsNoTracking().FindOrThrowAsync(patient => patient.Id == managed.PatientId, "patient", ct);
        var team = await db.CareTeams.Where(team => team.Id == managed.CareTeamId).Select(team => team.Name).FirstOrDefaultAsync(ct);
        var alerts = await db.Alerts.AsNoTracking().Where(alert => alert.CaseId == query.CaseId).OrderBy(alert => alert.Id).ToListAsync(ct);
        var today = clock.Today();

        return new CaseStory(
            today, managed.Id, managed.Version, managed.State, patient.Name, patient.Sex, patient.BornOn, Masked(patient), managed.AreaCode, managed.Grid?.GridCode,
            managed.CareTeamId, team, managed.Diagnosis, managed.Class, managed.Risk, managed.RegisteredOn, managed.LastSeenOn,
            managed.AgreementOn(today) is { } agreement ? new(agreement.Id, agreement.CareTeamId, agreement.StartsOn, agreement.EndsOn) : null,
            [.. OpenTasks(managed, alerts, today)],
            [.. managed.Courses.Select(course => new RunningCourse(course.Id, course.ProductCode, course.MaintenanceDose, course.StartsOn, course.StoppedOn, course.Injections))],
            [.. Timeline(managed, alerts).OrderByDescending(entry => entry.On)]);
    }

    private IEnumerable<OpenTask> OpenTasks(ManagedCase managed, List<Domain.Alerts.Alert> alerts, DateOnly today) =>
        from task in managed.Tasks
        where task.State == CareTaskState.Open
        orderby task.ClosesOn
        let told = alerts.LastOrDefault(alert => alert.TaskId == task.Id && alert.Step == task.EscalationStep)
        select new OpenTask(
            task.Id, task.Kind, Lateness.BandOf(task, today, standards.Settings.DueSoonDays)!.Value, Lateness.DaysLate(task, today), task.Class,
            new DueReason(task.Basis, task.CycleOn, task.OpensOn, task.DueOn, task.ClosesOn, told?.Tells, told?.RaisedOn));

    private static IEnumerable<TimelineEntry> Timeline(ManagedCase managed, List<Domain.Alerts.Alert> alerts)
    {
        yield return new(managed.RegisteredOn, "registration", managed.Id.Value);
        foreach (var consent in managed.Consents) yield return new(consent.Signature.SignedOn, consent.Agrees ? "consent" : "refusal", consent.Id);
        foreach (var agreement in managed.Agreements)
        {
            yield return new(agreement.Signature.SignedOn, "agreement", agreement.Id.Value);
            if (agreement.EndedOn is { } ended) yield return new(ended, "agreement-end", agreement.Id.Value);
        }

        foreach (var assignment in managed.GridAssignments) yield return new(assignment.FromOn, "grid", assignment.Id, Text: assignment.GridCode);
        foreach (var visit in managed.FollowUps) yield return new(visit.SeenOn, "follow-up", visit.Id.Value, !visit.IsValid, visit.Class, visit.Risk, visit.Outcome, Text: visit.OverrideReason);
        foreach (var advice in managed.Advice) yield return new(advice.GivenOn, "advice", advice.Id, Text: advice.Text);
        foreach (var course in managed.Courses)
        {
            yield return new(course.StartsOn, "course", course.Id.Value, Dose: course.MaintenanceDose, Text: course.ProductCode);
            if (course.StoppedOn is { } stopped) yield return new(stopped, "course-stop", course.Id.Value);
            foreach (var injection in course.Injections) yield return new(injection.GivenOn, "injection", injection.Id.Value, !injection.IsValid, Dose: injection.Dose, Text: course.ProductCode);
        }

        foreach (var alert in alerts) yield return new(alert.RaisedOn, "alert", alert.TaskId.Value, Kind: alert.Kind, Told: alert.Tells);
    }

    private static string? Masked(Patient patient) => patient switch
    {
        { DocumentNumber: null } => null,
        { Document: IdentityDocument.ResidentIdCard } => IdNumber.FromStored(patient.DocumentNumber).Masked,
        { DocumentNumber.Length: > 4 } => new string('*', patient.DocumentNumber.Length - 2) + patient.DocumentNumber[^2..],
        _ => new string('*', patient.DocumentNumber.Length),
    };
}
