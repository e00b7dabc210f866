using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Cases;

/// <summary>The whole story of one case on a page: who it is, what is due and why, and everything that happened.</summary>
[Needs(Right.SeeCase)]
public sealed record GetCase(ManagedCaseId CaseId) : IRecordQuery<CaseStory>;

/// <param name="Timeline">The latest first.</param>
public sealed record CaseStory(
    DateOnly Today,
    ManagedCaseId CaseId,
    long Version,
    CaseState State,
    string Name,
    Sex Sex,
    DateOnly BornOn,
    Masked? DocumentNumber,
    Masked? Phone,
    Masked Address,
    MaskedGuardian? Guardian,
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
    IReadOnlyList<TimelineEntry> Timeline) : IVersioned
{
    /// <summary>The latest answer to the question whether the patient takes part.</summary>
    public ConsentStanding? Consent { get; init; }

    /// <summary>The grid by its name.</summary>
    public string? Grid { get; init; }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<CaseReferral> Referrals { get; init; } = [];

    /// <summary>The emergencies that somebody must still do something about.</summary>
    public IReadOnlyList<PendingCrisis> Crises { get; init; } = [];

    /// <summary>What was heard of the patient and has no end yet, as far as the reader may see it.</summary>
    public IReadOnlyList<OpenClue> Clues { get; init; } = [];

    public bool HasReportCard { get; init; }

    /// <summary>How many cards for the national platform came back and are to be put right.</summary>
    public int CardsToMend { get; init; }

    /// <summary>Where nothing but an emergency access opens the case to whoever reads it: the instant at which that ends.</summary>
    public DateTimeOffset? EmergencyUntil { get; init; }

    /// <summary>The case under which the patient stays, where this one was there twice and the reader sees that one.</summary>
    public ManagedCaseId? DuplicateOf { get; init; }

    /// <summary>Why nobody goes to this patient alone; null where one may.</summary>
    public GoInPairs? GoInPairs { get; init; }
}

public sealed record ConsentStanding(bool Agrees, DateOnly SignedOn);

/// <param name="IsReviewLate">The day on which somebody was to look at it again has passed; it holds all the same.</param>
public sealed record GoInPairs(PairReason Reason, string? Note, DateOnly ReviewOn, bool IsReviewLate);

/// <param name="Plan">What the community is to do, of a patient whom a hospital has handed back.</param>
public sealed record CaseReferral(ReferralId Id, ReferralDirection Direction, ReferralState State, ReferralEnd? WaitsFor, DateOnly SentOn, string? Hospital, string? Plan)
{
    /// <summary>The hospital's end.</summary>
    public InstitutionId? HospitalId { get; init; }
}

/// <param name="OwesRecord">Its record is still to be written.</param>
public sealed record PendingCrisis(CrisisResponseId Id, CrisisState State, DateTimeOffset StartedAt, IReadOnlyList<CrisisTrigger> Triggers, bool OwesRecord)
{
    internal static PendingCrisis Of(CrisisResponse crisis) => new(crisis.Id, crisis.State, crisis.StartedAt, crisis.Log.Triggers, crisis is { RecordedOn: null, AsksForRecord: true });
}

/// <param name="DaysLate">Calendar days after the last day on time; 0 while it is on time.</param>
public sealed record OpenClue(ClueId Id, ClueState State, CareSign? Sign, DateOnly DueOn, int DaysLate);

/// <summary>The guardian by name; the phones are masked until asked for with a reason.</summary>
public sealed record MaskedGuardian(string Name, string Relation, Masked Phone, Masked? SecondPhone);

public sealed record AgreementTerm(ServiceAgreementId Id, CareTeamId CareTeamId, DateOnly StartsOn, DateOnly EndsOn);

public sealed record OpenTask(CareTaskId TaskId, CareTaskKind Kind, DueBand Band, int DaysLate, Stability? Class, DueReason Reason)
{
    /// <summary>The reason as a sentence; the door says it, in the reader's language.</summary>
    public string? Why { get; init; }

    /// <summary>It is not in the reader's hands.</summary>
    public bool IsOfOthers { get; init; }
}

public sealed record RunningCourse(InjectionCourseId Id, string ProductCode, decimal MaintenanceDose, DateOnly StartsOn, DateOnly? StoppedOn, IReadOnlyList<Injection> Injections)
{
    /// <summary>The prescribed interval, where the label leaves it to the prescriber.</summary>
    public int? IntervalDays { get; init; }

    public RenalBand Renal { get; init; }

    /// <summary>Since when it is documented that the same molecule was tolerated by mouth.</summary>
    public DateOnly? OralToleratedOn { get; init; }

    /// <summary>What was prescribed before, the oldest first.</summary>
    public IReadOnlyList<PastPrescription> Past { get; init; } = [];
}

/// <summary>One thing that happened: on which day, of what kind, and the codes with which a page says it.</summary>
/// <param name="What">In kebab-case: <c>follow-up</c>, <c>injection</c>, <c>consent</c> …</param>
/// <param name="RecordId">For correcting or cancelling it.</param>
/// <param name="Cancelled">The record was cancelled or corrected; it is kept and does not count.</param>
public sealed record TimelineEntry(DateOnly On, string What, Guid RecordId, bool Cancelled = false, Stability? Class = null, RiskLevel? Risk = null, FollowUpOutcome? Outcome = null, decimal? Dose = null, CareTaskKind? Kind = null, Domain.Alerts.ToldRole? Told = null, string? Text = null, ExaminationOutcome? Examination = null, ExaminationFindings? Results = null, IReadOnlyList<CrisisTrigger>? Triggers = null, ReferralMove? Move = null)
{
    public Domain.Exits.ExitKind? Exit { get; init; }

    public Domain.Exits.ContactOutcome? Contact { get; init; }

    /// <summary>It belongs to what has ended, and is not taken back any more.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Who was told.</summary>
    public Domain.Telling.Party? Party { get; init; }

    /// <summary>Of a death.</summary>
    public DateOnly? DiedOn { get; init; }

    /// <summary>Of a death.</summary>
    public DeathCause? Cause { get; init; }

    /// <summary>Of an examination: who agreed to it, or signed that it is refused.</summary>
    public ExaminationSigned? Signed { get; init; }

    /// <summary>Of a contact that is no follow-up.</summary>
    public SupportSeen? Support { get; init; }

    public PairReason? Pairs { get; init; }
}

public sealed record ExaminationSigned(ExaminationConsent? ConsentBy, Signer? Signer, string? SignerName, string? Relation, bool WithFollowUp);

internal sealed class GetCaseHandler(ICaseDb db, ISeals seals, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<GetCase, CaseStory>
{
    public async Task<CaseStory> Handle(GetCase query, CancellationToken ct)
    {
        var managed = await db.Cases.AsNoTracking().FirstOrDefaultAsync(managed => managed.Id == query.CaseId, ct) ?? throw new NotFoundException("managed-case");
        var patient = await db.Patients.AsNoTracking().FindOrThrowAsync(patient => patient.Id == managed.PatientId, "patient", ct);
        var team = await db.CareTeams.Where(team => team.Id == managed.CareTeamId).Select(team => team.Name).FirstOrDefaultAsync(ct);
        var alerts = await db.Alerts.AsNoTracking().Where(alert => alert.CaseId == query.CaseId).OrderBy(alert => alert.Id).ToListAsync(ct);
        var gridCodes = managed.GridAssignments.Select(assignment => assignment.GridCode).ToList();
        var grids = await db.Grids.Where(grid => gridCodes.Contains(grid.Code)).ToDictionaryAsync(grid => grid.Code, grid => grid.Name, ct);
        var hospitalIds = managed.Referrals.Select(referral => referral.HospitalId).Distinct().ToList();
        var hospitals = hospitalIds.Count == 0 ? [] : await db.Institutions.Where(hospital => hospitalIds.Contains(hospital.Id)).Select(hospital => new { hospital.Id, hospital.Name }).ToDictionaryAsync(hospital => hospital.Id, hospital => hospital.Name, ct);
        var support = await db.SupportEntries.AsNoTracking().Where(entry => entry.CaseId == query.CaseId).OrderBy(entry => entry.On).ThenBy(entry => entry.Id).ToListAsync(ct);
        var marks = await db.PairMarks.AsNoTracking().Where(mark => mark.CaseId == query.CaseId).OrderBy(mark => mark.Id).ToListAsync(ct);
        var clues = await db.Clues.AsNoTracking().Where(clue => clue.CaseId == query.CaseId && clue.EndedAt == null).ToListAsync(ct);
        var inEmergency = await db.OnlyInEmergenciesAsync(actor.Acting, [managed.Id], clock, ct);
        var ofOthers = await db.OfOthersAsync(await db.TaskReaderAsync(actor, clock, ct), [.. managed.Tasks.Where(task => task.State == CareTaskState.Open).Select(task => task.Id)], ct);
        var today = clock.Today();
        var survivor = managed.Exits.FirstOrDefault(exit => exit is { Holds: true, DuplicateOf: not null })?.DuplicateOf;

        return new CaseStory(
            today, managed.Id, managed.Version, managed.State, patient.Name, patient.Sex, patient.BornOn,
            Mask(patient, patient.DocumentNumber, number => Masks.Document(patient.Document, number)), Mask(patient, patient.Phone, Masks.Phone), Masks.Address(patient.Address), Guardian(patient), managed.AreaCode, managed.Grid?.GridCode,
            managed.CareTeamId, team, managed.Diagnosis, managed.Class, managed.Risk, managed.RegisteredOn, managed.LastSeenOn,
            managed.AgreementOn(today) is { } agreement ? new(agreement.Id, agreement.CareTeamId, agreement.StartsOn, agreement.EndsOn) : null,
            [.. OpenTasks(managed, alerts, today, ofOthers)],
            [.. managed.Courses.Select(course => new RunningCourse(course.Id, course.ProductCode, course.MaintenanceDose, course.StartsOn, course.StoppedOn, course.Injections) { IntervalDays = course.IntervalDays, Renal = course.Renal, OralToleratedOn = course.OralToleratedOn, Past = course.Past ?? [] })],
            [.. Timeline(managed, alerts, grids).Concat(OfSupport(support, marks)).OrderByDescending(entry => entry.On)])
        {
            Consent = managed.LatestConsent() is { } consent ? new(consent.Agrees, consent.Signature.SignedOn) : null,
            Grid = managed.Grid is { } grid ? grids.GetValueOrDefault(grid.GridCode) : null,
            Referrals = [.. managed.Referrals.OrderByDescending(referral => referral.SentOn).ThenByDescending(referral => referral.Id.Value)
                .Select(referral => new CaseReferral(referral.Id, referral.Direction, referral.State, referral.WaitsFor, referral.SentOn, hospitals.GetValueOrDefault(referral.HospitalId), referral.Plan) { HospitalId = referral.HospitalId })],
            Crises = [.. managed.Crises.Where(crisis => crisis.IsPending).OrderBy(crisis => crisis.StartedAt).Select(crisis => PendingCrisis.Of(crisis))],
            Clues = [.. clues.OrderBy(clue => clue.DueOn).ThenBy(clue => clue.Id.Value).Select(clue => new OpenClue(clue.Id, clue.State, clue.Sign, clue.DueOn, ClueTimes.DaysLate(clue.DueOn, today)))],
            HasReportCard = managed.Reporting?.Card is not null,
            CardsToMend = managed.Reporting?.Returns.Count(returned => returned.MendedOn is null) ?? 0,
            EmergencyUntil = inEmergency.TryGetValue(managed.Id, out var until) ? until : null,
            DuplicateOf = survivor is { } stays && await db.Cases.AnyAsync(other => other.Id == stays, ct) ? survivor : null,
            GoInPairs = marks.Find(mark => mark.EndedOn is null) is { } held ? new(held.Reason, held.Note, held.ReviewOn, held.IsReviewLate(today)) : null,
        };
    }

    private IEnumerable<OpenTask> OpenTasks(ManagedCase managed, List<Domain.Alerts.Alert> alerts, DateOnly today, HashSet<CareTaskId> ofOthers) =>
        from task in managed.Tasks
        where task.State == CareTaskState.Open
        orderby task.ClosesOn
        let told = alerts.LastOrDefault(alert => alert.TaskId == task.Id && alert.Step == task.EscalationStep)
        select new OpenTask(
            task.Id, task.Kind, Lateness.BandOf(task, today, standards.Settings.DueSoonDays)!.Value, Lateness.DaysLate(task, today), task.Class,
            new DueReason(task.Basis, task.CycleOn, task.OpensOn, task.DueOn, task.ClosesOn, told?.Tells, told?.RaisedOn))
        {
            IsOfOthers = ofOthers.Contains(task.Id),
        };

    private static IEnumerable<TimelineEntry> Timeline(ManagedCase managed, List<Domain.Alerts.Alert> alerts, Dictionary<string, string> grids)
    {
        yield return new(managed.RegisteredOn, "registration", managed.Id.Value);
        foreach (var consent in managed.Consents) yield return new(consent.Signature.SignedOn, consent.Agrees ? "consent" : "refusal", consent.Id);
        foreach (var agreement in managed.Agreements)
        {
            yield return new(agreement.Signature.SignedOn, "agreement", agreement.Id.Value);
            if (agreement.EndedOn is { } ended) yield return new(ended, "agreement-end", agreement.Id.Value);
        }

        foreach (var assignment in managed.GridAssignments) yield return new(assignment.FromOn, "grid", assignment.Id, Text: grids.GetValueOrDefault(assignment.GridCode, assignment.GridCode));
        foreach (var visit in managed.FollowUps) yield return new(visit.SeenOn, "follow-up", visit.Id.Value, !visit.IsValid, visit.Class, visit.Risk, visit.Outcome, Text: visit.OverrideReason);
        foreach (var advice in managed.Advice)
        {
            yield return new(advice.GivenOn, advice.Source == AdviceSource.HospitalPlan ? "hospital-plan" : advice.Source == AdviceSource.PlanMeasure ? "plan-measure" : "advice", advice.Id, !advice.IsValid, Text: advice.Text);
            if (advice.DoneOn is { } done) yield return new(done, "advice-followed", advice.Id, !advice.IsValid, Text: advice.DoneNote);
            foreach (var undone in advice.Undone ?? []) yield return new(undone.DoneOn, "advice-followed", advice.Id, true, Text: undone.DoneNote);
        }

        foreach (var talk in managed.Guidance) yield return new(talk.On, "guidance", talk.Id, Text: talk.Note);
        foreach (var examination in managed.Examinations) yield return new(examination.ExaminedOn, "examination", examination.Id.Value, !examination.IsValid, Text: examination.Reason, Examination: examination.Outcome, Results: examination.Findings)
        {
            Signed = new(examination.ConsentBy, examination.Signer, examination.SignerName, examination.Relation, examination.WithFollowUp),
        };
        foreach (var referral in managed.Referrals)
            foreach (var step in referral.Steps) yield return new(step.HappenedOn, referral.Direction == ReferralDirection.Up ? "referral" : "discharge", referral.Id.Value, !step.IsValid, Text: step.Note, Move: step.Move);
        foreach (var crisis in managed.Crises) yield return new(crisis.StartedOn, "crisis", crisis.Id.Value, crisis.State == CrisisState.Withdrawn, Triggers: crisis.Log.Triggers);
        foreach (var told in managed.Told) yield return new(told.On, "told", told.Id, !told.IsValid) { Party = told.Party };
        foreach (var crisis in managed.Crises)
            foreach (var (place, told) in crisis.Log.Told.Index()) yield return new(Clock.DayOf(told.At), "crisis-told", crisis.ToldId(place), told.Cancelled is not null) { Party = told.Party, IsClosed = !crisis.IsPending };
        foreach (var course in managed.Courses)
        {
            yield return new(course.StartsOn, "course", course.Id.Value, Dose: course.MaintenanceDose, Text: course.ProductCode);
            if (course.StoppedOn is { } stopped) yield return new(stopped, "course-stop", course.Id.Value);
            foreach (var injection in course.Injections) yield return new(injection.GivenOn, "injection", injection.Id.Value, !injection.IsValid, Dose: injection.Dose, Text: injection.ProductCode ?? course.ProductCode);
        }

        foreach (var plan in managed.Plans)
        {
            yield return new(plan.BeganOn, "plan", plan.Id.Value, plan.EndReason == CasePlanEnd.Mistaken);
            foreach (var review in plan.Log.Reviews) yield return new(review.On, "plan-review", review.Id, !review.IsValid);
            if (plan is { EndedOn: { } planEnded, EndReason: not CasePlanEnd.Mistaken }) yield return new(planEnded, "plan-end", plan.Id.Value, Text: plan.EndNote);
        }

        foreach (var attempt in managed.Attempts) yield return new(attempt.On, "attempt", attempt.Id, !attempt.IsValid, Text: attempt.Note) { Contact = attempt.Outcome };
        foreach (var exit in managed.Exits) yield return new(exit.DecidedOn ?? exit.ProposedOn, "exit", exit.Id, managed.EndOf(exit) is not null || exit.Accepted == false, Text: exit.Note) { Exit = exit.Kind, DiedOn = exit.DiedOn, Cause = exit.Cause };
        foreach (var alert in alerts) yield return new(alert.RaisedOn, "alert", alert.TaskId.Value, Kind: alert.Kind, Told: alert.Tells, Text: alert.ResultNote ?? alert.ReasonNote);
    }

    /// <summary>What is kept beside the case: it settles nothing in it.</summary>
    private static IEnumerable<TimelineEntry> OfSupport(List<SupportEntry> support, List<PairMark> marks)
    {
        foreach (var entry in support) yield return new(entry.On, "support", entry.Id.Value) { Support = entry.Seen };
        foreach (var mark in marks)
        {
            yield return new(mark.SetOn, "pair-mark", mark.Id.Value, Text: mark.Note) { Pairs = mark.Reason };
            if (mark is { EndedOn: { } ended, EndNote: { } why }) yield return new(ended, "pair-mark-end", mark.Id.Value, Text: why);
        }
    }

    private MaskedGuardian? Guardian(Patient patient) => patient.Guardian is not { } guardian ? null
        : new(guardian.Name, guardian.Relation, Mask(patient, guardian.Phone, Masks.Phone)!.Value, Mask(patient, guardian.SecondPhone, Masks.Phone));

    private Masked? Mask(Patient patient, SealedText? text, Func<string, Masked> mask) => text is null ? null : mask(seals.Open(text, patient.Id));
}
