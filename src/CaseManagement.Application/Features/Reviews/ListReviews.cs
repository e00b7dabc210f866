using System.Globalization;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Features.Reviews;

/// <summary>The cases that were sent to the psychiatrist and are not answered yet, a page at a time: an open emergency and high danger first, then the unstable, of each what is due first.</summary>
/// <param name="After">The <c>Next</c> of the page before.</param>
[Needs(Right.AdviseAsSpecialist)]
public sealed record ListReviews(string? After = null, int Take = 50) : ISearch<ReviewPage>;

/// <param name="Total">All rows of the list, by the same query as the page.</param>
public sealed record ReviewPage(DateOnly Today, int Total, IReadOnlyList<ReviewRow> Rows, string? Next) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

/// <summary>One thing that waits for the psychiatrist's answer.</summary>
/// <param name="IsUrgent">An emergency is open, the danger is high, or the patient is unstable.</param>
/// <param name="Reason">A question, or a guidance that is due.</param>
/// <param name="Question">What was asked; null where the system sent the case.</param>
/// <param name="AgeDays">Whole days since it was sent.</param>
public sealed record ReviewRow(
    CaseGrantId Id, ManagedCaseId CaseId, string Name, Sex Sex, DateOnly BornOn, Stability? Class, RiskLevel? Risk, bool InEmergency, bool IsUrgent,
    GrantReason Reason, string? Question, string? AskedBy, string? CareTeam, DateTimeOffset SentAt, int AgeDays)
{
    /// <summary>The guidance or the answer that is due first, with its last day; null where a question was asked before questions had one.</summary>
    public OpenTask? Due { get; init; }

    /// <summary>Whom the ladder tells next, and when, if nobody answers; null where nothing climbs.</summary>
    public AlertNext? NextStep { get; init; }
}

internal sealed class ListReviewsValidator : AbstractValidator<ListReviews>
{
    public ListReviewsValidator()
    {
        RuleFor(x => x.Take).PageSize();
        RuleFor(x => x.After).Must(after => after is null || ReviewKey.TryParse(after, out _)).As("page.key");
    }
}

/// <summary>The key of a row in the order of the list: how urgent, then by the last day, then by id, which sorts by the day of the sending.</summary>
internal readonly record struct ReviewKey(int Urgency, DateOnly ClosesOn, CaseGrantId Id)
{
    public static bool TryParse(string text, out ReviewKey key)
    {
        key = default;
        if (text.Split('_') is not [[>= '1' and <= '3'] part, var day, var guid]
            || !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var closesOn)
            || !Guid.TryParseExact(guid, "N", out var id)) return false;

        key = new(part[0] - '0', closesOn, new(id));
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Urgency}_{ClosesOn:yyyy-MM-dd}_{Id.Value:N}");
}

internal static class ReviewsThatWait
{
    /// <summary>What was sent to whoever asks and is not answered yet, of the cases that we look after.</summary>
    public static IQueryable<CaseGrant> WaitingReviews(this ICaseDb db, DateTimeOffset now) =>
        db.CaseGrants.AsNoTracking().Where(CaseGrant.IsWaiting(now)).Where(grant => db.Cases.IgnoreAutoIncludes().Where(CaseStates.IsOurs).Any(managed => managed.Id == grant.CaseId));
}

internal sealed class ListReviewsHandler(ICaseDb db, Standards standards, TimeProvider clock) : IRequestHandler<ListReviews, ReviewPage>
{
    public async Task<ReviewPage> Handle(ListReviews query, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var never = DateOnly.MinValue; // a question without a day is an old one
        var dangerous = db.Cases.Dangerous(db);
        var waiting =
            from grant in db.WaitingReviews(now)
            join managed in db.Cases.AsNoTracking().IgnoreAutoIncludes() on grant.CaseId equals managed.Id
            let isDangerous = dangerous.Any(other => other.Id == managed.Id)
            let inEmergency = db.Crises.Any(crisis => EF.Property<ManagedCaseId>(crisis, "CaseId") == managed.Id && crisis.State == CrisisState.Open)
            select new
            {
                Grant = grant,
                managed.Class,
                managed.Risk,
                managed.CareTeamId,
                InEmergency = inEmergency,
                Urgency = isDangerous ? (int)Urgency.Dangerous : managed.Class == Stability.Unstable ? (int)Urgency.Unstable : (int)Urgency.Routine,
                ClosesOn = db.CareTasks.Where(task => task.CaseId == grant.CaseId && task.State == CareTaskState.Open
                    && (task.Kind == CareTaskKind.SpecialistReview || (task.Kind == CareTaskKind.SpecialistQuestion && task.CycleOn == grant.AskedOn))).Min(task => (DateOnly?)task.ClosesOn) ?? never,
            };
        var following = waiting;
        if (query.After is not null && ReviewKey.TryParse(query.After, out var after))
            following = following.Where(row => row.Urgency > after.Urgency || (row.Urgency == after.Urgency && (row.ClosesOn > after.ClosesOn || (row.ClosesOn == after.ClosesOn && row.Grant.Id > after.Id))));

        var page = await (
            from row in following.OrderBy(row => row.Urgency).ThenBy(row => row.ClosesOn).ThenBy(row => row.Grant.Id).Take(query.Take + 1)
            join patient in db.Patients on row.Grant.PatientId equals patient.Id
            orderby row.Urgency, row.ClosesOn, row.Grant.Id
            select new
            {
                row.Grant,
                row.Class,
                row.Risk,
                row.InEmergency,
                row.Urgency,
                row.ClosesOn,
                patient.Name,
                patient.Sex,
                patient.BornOn,
                AskedBy = db.Staff.Where(staff => staff.Id == row.Grant.GrantedBy).Select(staff => staff.Name).FirstOrDefault(),
                Team = db.CareTeams.Where(team => team.Id == row.CareTeamId).Select(team => team.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var shown = page.Take(query.Take).ToList();
        var cases = shown.Select(row => row.Grant.CaseId).Distinct().ToList();
        if (shown.Count == 0) return new ReviewPage(today, await waiting.CountAsync(ct), [], null);

        var due = (await db.CareTasks.AsNoTracking().Where(task => cases.Contains(task.CaseId) && (task.Kind == CareTaskKind.SpecialistReview || task.Kind == CareTaskKind.SpecialistQuestion) && task.State == CareTaskState.Open).ToListAsync(ct)).ToLookup(task => task.CaseId);

        var rows = shown.Select(row => new ReviewRow(
            row.Grant.Id, row.Grant.CaseId, row.Name, row.Sex, row.BornOn, row.Class, row.Risk, row.InEmergency, row.Urgency < (int)Urgency.Routine,
            row.Grant.Reason, row.Grant.Note, row.AskedBy, row.Team, row.Grant.FromAt, today.DayNumber - Clock.DayOf(row.Grant.FromAt).DayNumber)
        {
            Due = Owed(row.Grant).Select(task => task.AsOpen(today, standards)).FirstOrDefault(),
            NextStep = Owed(row.Grant).Select(task => Climbing(task, today)).FirstOrDefault(),
        }).ToList();

        IEnumerable<CareTask> Owed(CaseGrant grant) => due[grant.CaseId].Where(task => task.Kind == CareTaskKind.SpecialistReview || task.CycleOn == grant.AskedOn).OrderBy(task => task.ClosesOn);

        return new ReviewPage(today, await waiting.CountAsync(ct), rows, page.Count > query.Take ? new ReviewKey(shown[^1].Urgency, shown[^1].ClosesOn, rows[^1].Id).ToString() : null);
    }

    private AlertNext? Climbing(CareTask task, DateOnly today)
    {
        var next = standards.Ladder.After(task.EscalationStep, task.Kind, task.Class, step => EscalationLadder.ReachedOn(step, task.ClosesOn, task.QuietUntil, task.HeldFrom, task.HeldUntil));
        return next is var (step, on) ? new(on > today ? on : today.AddDays(1), step.Tells) : null;
    }
}
