using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;

using Severity = CaseManagement.Domain.Alerts.Severity;

namespace CaseManagement.Application.Features.Reviews;

/// <summary>The whole case on one page for whoever advises on it: what was asked, how the patient is now, and the last year.</summary>
[Needs(Right.SeeCase)]
public sealed record GetReview(ManagedCaseId CaseId) : IRecordQuery<CaseReview>;

/// <param name="From">The first day of the last year.</param>
/// <param name="Visits">The contacts of the last year in force, the latest first.</param>
/// <param name="Drugs">What was really taken at the latest visit that asked.</param>
/// <param name="Injected">The days of the last year on which an injection was given.</param>
/// <param name="Partners">With whom the reader may have talked: for a psychiatrist the doctors of the team, for a doctor the psychiatrists whose hospital covers the patient.</param>
public sealed record CaseReview(
    DateOnly Today, DateOnly From, ManagedCaseId CaseId, long Version, CaseState State, string Name, Sex Sex, DateOnly BornOn, string? CareTeam, Diagnosis Diagnosis, Stability? Class, RiskLevel? Risk, DateOnly? LastSeenOn,
    IReadOnlyList<ReviewQuestion> Questions,
    IReadOnlyList<OpenTask> Tasks,
    IReadOnlyList<ReviewAlert> Alerts,
    IReadOnlyList<PendingCrisis> Crises,
    IReadOnlyList<ReviewVisit> Visits,
    ReviewDrugs? Drugs,
    IReadOnlyList<RunningCourse> Courses,
    IReadOnlyList<DateOnly> Injected,
    IReadOnlyList<ReviewAdvice> Advice,
    IReadOnlyList<ReviewTalk> Guidance,
    IReadOnlyList<ReviewPartner> Partners) : IVersioned
{
    /// <summary>Where nothing but an emergency access opens the case to whoever reads it: the instant at which that ends.</summary>
    public DateTimeOffset? EmergencyUntil { get; init; }
}

/// <summary>Why a hospital or a psychiatrist sees the case.</summary>
public sealed record ReviewQuestion(CaseGrantId Id, GrantReason Reason, string? Question, string? AskedBy, DateTimeOffset SentAt, DateTimeOffset? AnsweredAt, DateTimeOffset? UntilAt);

public sealed record ReviewAlert(long Id, CareTaskKind Kind, Severity Severity, ToldRole Tells, DateOnly RaisedOn);

public sealed record ReviewVisit(DateOnly On, FollowUpOutcome Outcome, VisitMode? Mode, Stability? Class, RiskLevel? Risk, SymptomState? Symptoms, Insight? Insight, Adherence? Adherence);

public sealed record ReviewDrugs(DateOnly On, DrugRows Rows);

/// <param name="DoneOn">When the team had seen to it; null while it has not, or was never asked.</param>
/// <param name="IsOwed">The team has still to see to it.</param>
/// <param name="Source">How it came to the team.</param>
/// <param name="ByOn">The day that the psychiatrist named, of a measure of a case plan.</param>
/// <param name="CancelReason">Why it was a mistake; null where it holds.</param>
/// <param name="Undone">That it was seen to, where that was a mistake.</param>
/// <param name="Rested">That its plan has ended before anybody had seen to it; null where it has not.</param>
public sealed record ReviewAdvice(
    Guid Id, DateOnly GivenOn, string Text, string? GivenBy, bool IsOwed, DateOnly? DoneOn, string? DoneNote, AdviceSource Source, DateOnly? ByOn, string? CancelReason, IReadOnlyList<AdviceUndone>? Undone, MeasureRested? Rested);

/// <param name="Note">What whoever ended the plan has said of it.</param>
public sealed record MeasureRested(DateOnly On, CasePlanEnd Reason, string? Note);

public sealed record ReviewTalk(Guid Id, DateTimeOffset At, GuidanceMeans Means, string? Guide, string? Guided, string Note);

public sealed record ReviewPartner(StaffId Id, string Name);

internal sealed class GetReviewHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<GetReview, CaseReview>
{
    private const int Most = 200;

    public async Task<CaseReview> Handle(GetReview query, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var since = today.AddYears(-1);
        var cases = db.Cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => managed.Id == query.CaseId);
        var found = await (
            from managed in cases
            join patient in db.Patients on managed.PatientId equals patient.Id
            select new
            {
                managed.Version,
                managed.State,
                managed.AreaCode,
                managed.CareTeamId,
                managed.Diagnosis,
                managed.Class,
                managed.Risk,
                managed.LastSeenOn,
                patient.Name,
                patient.Sex,
                patient.BornOn,
                Team = db.CareTeams.Where(team => team.Id == managed.CareTeamId).Select(team => team.Name).FirstOrDefault(),
                Tasks = managed.Tasks.Where(task => task.State == CareTaskState.Open).OrderBy(task => task.ClosesOn).ThenBy(task => task.Id).ToList(),
                Visits = managed.FollowUps.Where(visit => visit.CancelledOn == null && visit.SeenOn > since).OrderByDescending(visit => visit.SeenOn).ThenByDescending(visit => visit.RecordedOn).ThenByDescending(visit => visit.Id)
                    .Select(visit => new ReviewVisit(visit.SeenOn, visit.Outcome, visit.Mode, visit.Class, visit.Risk, visit.SymptomState, visit.Insight, visit.Adherence)).ToList(),
                Courses = managed.Courses.ToList(),
                Crises = managed.Crises.Where(crisis => crisis.State <= CrisisState.Watched).OrderBy(crisis => crisis.StartedAt).ToList(),
                Advice = managed.Advice.OrderByDescending(advice => advice.GivenOn).ThenByDescending(advice => advice.RecordedOn).ThenByDescending(advice => advice.Id)
                    .Select(advice => new { Told = advice, By = db.Staff.Where(staff => staff.Id == advice.GivenBy).Select(staff => staff.Name).FirstOrDefault() }).ToList(),
                Guided = managed.Tasks.Where(task => task.Kind == CareTaskKind.SpecialistReview && task.State == CareTaskState.Done).Select(task => new { task.SettledOn, task.ClosedEnteredOn }).ToList(),
                PlansThatEnded = managed.Plans.Where(plan => plan.EndedOn != null).ToList(),
                Guidance = managed.Guidance.OrderByDescending(talk => talk.At).ThenByDescending(talk => talk.Id)
                    .Select(talk => new ReviewTalk(
                        talk.Id, talk.At, talk.Means, db.Staff.Where(staff => staff.Id == talk.Guide).Select(staff => staff.Name).FirstOrDefault(),
                        db.Staff.Where(staff => staff.Id == talk.Guided).Select(staff => staff.Name).FirstOrDefault(), talk.Note)).ToList(),
            })
            .FirstOrDefaultAsync(ct) ?? throw new NotFoundException("managed-case");
        List<Injection> injections = found.Courses.Count == 0 ? [] : await cases.SelectMany(managed => managed.Courses).SelectMany(course => course.Injections).Where(injection => injection.CancelledOn == null).OrderByDescending(injection => injection.GivenOn).ThenByDescending(injection => injection.RecordedOn).ThenByDescending(injection => injection.Id).ToListAsync(ct);
        var alerts = await db.Alerts.AsNoTracking().Where(alert => alert.CaseId == query.CaseId && alert.State < AlertState.Resolved).OrderBy(alert => alert.Id)
            .Select(alert => new ReviewAlert(alert.Id, alert.Kind, alert.Severity, alert.Tells, alert.RaisedOn)).ToListAsync(ct);
        var questions = await db.CaseGrants.AsNoTracking().Where(grant => grant.CaseId == query.CaseId && grant.Kind == GrantKind.Specialist && grant.EndedAt == null && (grant.UntilAt == null || grant.UntilAt > now))
            .OrderByDescending(grant => grant.FromAt).ThenBy(grant => grant.Id)
            .Select(grant => new ReviewQuestion(grant.Id, grant.Reason, grant.Note, db.Staff.Where(staff => staff.Id == grant.GrantedBy).Select(staff => staff.Name).FirstOrDefault(), grant.FromAt, grant.AnsweredAt, grant.UntilAt))
            .ToListAsync(ct);
        // Only a question keeps by itself when it was answered; a guidance that is no longer owed was answered by whatever settled it since.
        ReviewQuestion Answered(ReviewQuestion question) => question is { Reason: GrantReason.ReviewDue, AnsweredAt: null, UntilAt: not null }
            && found.Guided.Where(guided => guided.ClosedEnteredOn >= Clock.DayOf(question.SentAt)).Max(guided => guided.SettledOn) is { } on
            ? question with { AnsweredAt = Clock.StartOf(on) } : question;
        var inEmergency = await db.OnlyInEmergenciesAsync(actor.Acting, [query.CaseId], clock, ct);
        var ofOthers = await db.OfOthersAsync(await db.TaskReaderAsync(actor, clock, ct), [.. found.Tasks.Select(task => task.Id)], ct);

        return new CaseReview(
            today, since, query.CaseId, found.Version, found.State, found.Name, found.Sex, found.BornOn, found.Team, found.Diagnosis, found.Class, found.Risk, found.LastSeenOn,
            [.. questions.Select(Answered).OrderBy(question => question.AnsweredAt is not null)],
            [.. found.Tasks.Select(task => task.AsOpen(today, standards) with { IsOfOthers = ofOthers.Contains(task.Id) })],
            alerts,
            [.. found.Crises.Select(crisis => PendingCrisis.Of(crisis))],
            found.Visits,
            await DrugsAsync(cases, ct),
            [.. found.Courses.Where(course => course.StoppedOn is null).Select(course => new RunningCourse(course.Id, course.ProductCode, course.MaintenanceDose, course.StartsOn, course.StoppedOn, [.. injections.Where(injection => injection.CourseId == course.Id)]) { IntervalDays = course.IntervalDays, Renal = course.Renal })],
            [.. injections.Select(injection => injection.GivenOn).Where(day => day > since).Distinct().Order()],
            [.. found.Advice.Select(each => RowOf(each.Told, each.By, found.PlansThatEnded))], found.Guidance,
            await PartnersAsync(found.AreaCode, found.CareTeamId, ct))
        {
            EmergencyUntil = inEmergency.TryGetValue(query.CaseId, out var until) ? until : null,
        };
    }

    private static ReviewAdvice RowOf(SpecialistAdvice advice, string? by, IReadOnlyList<CasePlan> plansThatEnded) => new(
        advice.Id, advice.GivenOn, advice.Text, by, advice.IsAsked(plansThatEnded), advice.DoneOn, advice.DoneNote, advice.Source, advice.ByOn, advice.CancelReason, advice.Undone,
        advice.RestsWith(plansThatEnded) is { EndedOn: { } on, EndReason: { } reason } plan ? new(on, reason, plan.EndNote) : null);

    /// <summary>Of the latest visit that found the patient: only this one form is read, and what it does not say is not taken from an older one.</summary>
    private static async Task<ReviewDrugs?> DrugsAsync(IQueryable<ManagedCase> cases, CancellationToken ct)
    {
        var latest = await cases.SelectMany(managed => managed.FollowUps).Where(visit => visit.CancelledOn == null && visit.Outcome == FollowUpOutcome.Seen)
            .OrderByDescending(visit => visit.SeenOn).ThenByDescending(visit => visit.RecordedOn).ThenByDescending(visit => visit.Id).Select(visit => new { visit.SeenOn, visit.Findings }).FirstOrDefaultAsync(ct);

        return latest?.Findings.DrugsInUse is { } drugs ? new(latest.SeenOn, drugs) : null;
    }

    private async Task<List<ReviewPartner>> PartnersAsync(string area, CareTeamId? team, CancellationToken ct)
    {
        var others = db.Staff.AsNoTracking().Where(staff => staff.ClosedOn == null);
        if (actor.Role == StaffRole.Psychiatrist) others = others.Where(staff => staff.CareTeamId == team && (staff.Role == StaffRole.CareTeamMember || staff.Role == StaffRole.TeamLeader));
        else if (actor.Role is StaffRole.CareTeamMember or StaffRole.TeamLeader) others = others.Within(Domain.Places.AreaCode.City(area), staff => staff.AreaCode).Where(staff => staff.Role == StaffRole.Psychiatrist);
        else return [];

        return await others.OrderBy(staff => staff.Name).ThenBy(staff => staff.Id).Take(Most).Select(staff => new ReviewPartner(staff.Id, staff.Name)).ToListAsync(ct);
    }
}
