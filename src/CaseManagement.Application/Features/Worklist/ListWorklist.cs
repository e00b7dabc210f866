using System.Globalization;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Worklist;

/// <summary>Who is to be seen, the longest late first, a page at a time.</summary>
/// <param name="After">The <c>Next</c> of the page before; null for the first page.</param>
/// <param name="Take">Rows on the page, 1 to 200.</param>
/// <param name="UrgentFirst">Whoever is in an emergency or dangerous now comes first, then the unstable, then all others, each part by lateness.</param>
[Needs(Right.SeeWorklist)]
public sealed record ListWorklist(WorklistFilter Filter, string? After = null, int Take = 50, bool? UrgentFirst = null) : ISearch<WorklistPage>;

/// <param name="Next">The key of the last row, for asking the next page; null on the last page.</param>
public sealed record WorklistPage(DateOnly Today, IReadOnlyList<WorklistRow> Rows, string? Next) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

/// <summary>One task with whom it is about, and everything that its reason is said with.</summary>
/// <param name="Class">The patient's class now, whatever the kind of the task.</param>
/// <param name="Risk">The patient's danger level now.</param>
public sealed record WorklistRow(
    CareTaskId TaskId,
    ManagedCaseId CaseId,
    string Name,
    Sex Sex,
    DateOnly BornOn,
    CareTaskKind Kind,
    DueBand Band,
    int DaysLate,
    DueReason Reason,
    Stability? Class,
    RiskLevel? Risk,
    string AreaCode,
    CareTeamId? CareTeamId,
    string? CareTeam)
{
    /// <summary>The reason as a sentence; the door says it, in the reader's language.</summary>
    public string? Why { get; init; }

    /// <summary>Where nothing but an emergency access opens the case to whoever reads it: the instant at which that ends.</summary>
    public DateTimeOffset? EmergencyUntil { get; init; }

    /// <summary>Nobody goes to this patient alone.</summary>
    public bool GoInPairs { get; init; }

    /// <summary>It was asked for by its kind, and is another's to do.</summary>
    public bool IsOfOthers { get; init; }

    /// <summary>Who is called for the patient, by name; the number is asked for on the case.</summary>
    public string? Guardian { get; init; }
}

/// <summary>Why a task is due when it is: the rule, the day it counts from, the dates it led to, and who has been told.</summary>
/// <param name="ToldOn">The day on which the highest step of the ladder was reached.</param>
public sealed record DueReason(string Basis, DateOnly CycleOn, DateOnly OpensOn, DateOnly DueOn, DateOnly ClosesOn, ToldRole? Told, DateOnly? ToldOn);

internal sealed class ListWorklistValidator : AbstractValidator<ListWorklist>
{
    public ListWorklistValidator()
    {
        RuleFor(x => x.Filter).SetValidator(new WorklistFilterValidator());
        RuleFor(x => x.Take).PageSize();
        RuleFor(x => x.After).Must(after => after is null || PageKey.TryParse(after, out _)).As("page.key");
    }
}

/// <summary>The key of a row in the order of the worklist: last day on time, then id.</summary>
/// <param name="Urgency">Where the urgent come first: the part that the row stands in.</param>
internal readonly record struct PageKey(DateOnly ClosesOn, CareTaskId TaskId, Urgency? Urgency = null)
{

    public static bool TryParse(string text, out PageKey key)
    {
        key = default;
        Urgency? part = text is [>= '1' and <= '3', '_', ..] ? (Urgency)(text[0] - '0') : null;
        if (part is not null) text = text[2..];
        if (text.Length < 12
            || !DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var closesOn)
            || !Guid.TryParseExact(text.AsSpan(11), "N", out var id)) return false;

        key = new(closesOn, new(id), part);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Urgency is { } part ? $"{(int)part}_" : "")}{ClosesOn:yyyy-MM-dd}_{TaskId.Value:N}");
}

internal sealed class ListWorklistHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ListWorklist, WorklistPage>
{
    public async Task<WorklistPage> Handle(ListWorklist query, CancellationToken ct)
    {
        var (today, soonDays) = (clock.Today(), standards.Settings.DueSoonDays);
        PageKey? after = query.After is not null && PageKey.TryParse(query.After, out var key) ? key : null;
        var reader = await db.TaskReaderAsync(actor, clock, ct);
        var tasks = db.CareTasks.AsNoTracking().Matching(query.Filter, today, soonDays).OfDuty(query.Filter, db, reader);
        var page = new List<Found>();
        if (query.UrgentFirst is not true) page = await ReadAsync(tasks.After(after), query.Take + 1, null, ct);
        else
        {
            foreach (var part in Enum.GetValues<Urgency>().Where(part => part >= (after?.Urgency ?? Urgency.Dangerous)))
                if (page.Count <= query.Take) page.AddRange(await ReadPartAsync(tasks.After(part == after?.Urgency ? after : null), part, query.Take + 1 - page.Count, ct));
        }

        var inEmergency = await db.OnlyInEmergenciesAsync(actor.Acting, [.. page.Select(row => row.Task.CaseId).Distinct()], clock, ct);
        var shown = page.Take(query.Take).ToList();
        var ofOthers = query.Filter.Kind is null ? [] : await db.OfOthersAsync(reader, [.. shown.Select(row => row.Task.Id)], ct);
        var rows = shown.Select(row => new WorklistRow(
            row.Task.Id, row.Task.CaseId, row.Name, row.Sex, row.BornOn,
            row.Task.Kind, Lateness.BandOf(row.Task, today, soonDays)!.Value, Lateness.DaysLate(row.Task, today),
            new DueReason(row.Task.Basis, row.Task.CycleOn, row.Task.OpensOn, row.Task.DueOn, row.Task.ClosesOn, row.Told, row.ToldOn),
            row.Class, row.Risk, row.Task.AreaCode, row.Task.CareTeamId, row.Team)
        {
            EmergencyUntil = inEmergency.TryGetValue(row.Task.CaseId, out var until) ? until : null,
            GoInPairs = row.GoInPairs,
            IsOfOthers = ofOthers.Contains(row.Task.Id),
            Guardian = row.Guardian,
        }).ToList();

        return new WorklistPage(today, rows, page.Count > query.Take ? new PageKey(shown[^1].Task.ClosesOn, shown[^1].Task.Id, shown[^1].Urgency).ToString() : null);
    }

    private async Task<List<Found>> ReadPartAsync(IQueryable<CareTask> tasks, Urgency part, int most, CancellationToken ct)
    {
        var few = part == Urgency.Dangerous ? await db.FewDangerousAsync(actor, ct) : null;
        if (few is { Count: 0 }) return [];

        return await ReadAsync((few is null ? tasks : tasks.Where(task => few.Contains(task.CaseId))).Of(db, part), most, part, ct);
    }

    private Task<List<Found>> ReadAsync(IQueryable<CareTask> tasks, int most, Urgency? urgency, CancellationToken ct) => (
        from task in tasks.OrderBy(task => task.ClosesOn).ThenBy(task => task.Id).Take(most)
        join managed in db.Cases on task.CaseId equals managed.Id
        join patient in db.Patients on task.PatientId equals patient.Id
        from team in db.CareTeams.Where(team => team.Id == task.CareTeamId).DefaultIfEmpty()
        orderby task.ClosesOn, task.Id
        select new Found
        {
            Task = task,
            Name = patient.Name,
            Sex = patient.Sex,
            BornOn = patient.BornOn,
            Guardian = patient.Guardian!.Name,
            Class = managed.Class,
            Risk = managed.Risk,
            Team = team.Name,
            Urgency = urgency,
            GoInPairs = db.PairMarks.Any(mark => mark.CaseId == task.CaseId && mark.EndedOn == null),
            // each of the two a look-up by the alerts' own key; a joined row would number all alerts first
            Told = db.Alerts.Where(alert => alert.TaskId == task.Id && alert.Step == task.EscalationStep)
                .OrderByDescending(alert => alert.RaisedOn).Select(alert => (ToldRole?)alert.Tells).FirstOrDefault(),
            ToldOn = db.Alerts.Where(alert => alert.TaskId == task.Id && alert.Step == task.EscalationStep)
                .OrderByDescending(alert => alert.RaisedOn).Select(alert => (DateOnly?)alert.RaisedOn).FirstOrDefault(),
        })
        .ToListAsync(ct);

    private sealed class Found
    {
        public required CareTask Task { get; init; }

        public required string Name { get; init; }

        public Sex Sex { get; init; }

        public DateOnly BornOn { get; init; }

        public string? Guardian { get; init; }

        public Stability? Class { get; init; }

        public RiskLevel? Risk { get; init; }

        public string? Team { get; init; }

        public Urgency? Urgency { get; init; }

        public bool GoInPairs { get; init; }

        public ToldRole? Told { get; init; }

        public DateOnly? ToldOn { get; init; }
    }
}
