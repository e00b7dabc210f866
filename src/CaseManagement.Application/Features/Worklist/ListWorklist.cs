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
[Needs(Right.SeeWorklist)]
public sealed record ListWorklist(WorklistFilter Filter, string? After = null, int Take = 50) : ISearch<WorklistPage>;

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
}

/// <summary>Why a task is due when it is: the rule, the day it counts from, the dates it led to, and who has been told.</summary>
/// <param name="ToldOn">The day on which the highest step of the ladder was reached.</param>
public sealed record DueReason(string Basis, DateOnly CycleOn, DateOnly OpensOn, DateOnly DueOn, DateOnly ClosesOn, ToldRole? Told, DateOnly? ToldOn);

internal sealed class ListWorklistValidator : AbstractValidator<ListWorklist>
{
    public ListWorklistValidator()
    {
        RuleFor(x => x.Filter).SetValidator(new WorklistFilterValidator());
        RuleFor(x => x.Take).InclusiveBetween(1, 200).As("page.size");
        RuleFor(x => x.After).Must(after => after is null || PageKey.TryParse(after, out _)).As("page.key");
    }
}

/// <summary>The key of a row in the order of the worklist: last day on time, then id.</summary>
internal readonly record struct PageKey(DateOnly ClosesOn, CareTaskId TaskId)
{
    public static bool TryParse(string text, out PageKey key)
    {
        key = default;
        if (text.Length < 12
            || !DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var closesOn)
            || !Guid.TryParseExact(text.AsSpan(11), "N", out var id)) return false;

        key = new(closesOn, new(id));
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ClosesOn:yyyy-MM-dd}_{TaskId.Value:N}");
}

internal sealed class ListWorklistHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ListWorklist, WorklistPage>
{
    public async Task<WorklistPage> Handle(ListWorklist query, CancellationToken ct)
    {
        var (today, soonDays) = (clock.Today(), standards.Settings.DueSoonDays);
        var tasks = db.CareTasks.AsNoTracking().Matching(query.Filter, today, soonDays)
            .After(query.After is not null && PageKey.TryParse(query.After, out var after) ? after : null);

        var page = await (
            from task in tasks.OrderBy(task => task.ClosesOn).ThenBy(task => task.Id).Take(query.Take + 1)
            join managed in db.Cases on task.CaseId equals managed.Id
            join patient in db.Patients on task.PatientId equals patient.Id
            from team in db.CareTeams.Where(team => team.Id == task.CareTeamId).DefaultIfEmpty()
            orderby task.ClosesOn, task.Id
            select new
            {
                Task = task,
                patient.Name,
                patient.Sex,
                patient.BornOn,
                managed.Class,
                managed.Risk,
                Team = team.Name,
                GoInPairs = db.PairMarks.Any(mark => mark.CaseId == task.CaseId && mark.EndedOn == null),
                // each of the two a look-up by the alerts' own key; a joined row would number all alerts first
                Told = db.Alerts.Where(alert => alert.TaskId == task.Id && alert.Step == task.EscalationStep)
                    .OrderByDescending(alert => alert.RaisedOn).Select(alert => (ToldRole?)alert.Tells).FirstOrDefault(),
                ToldOn = db.Alerts.Where(alert => alert.TaskId == task.Id && alert.Step == task.EscalationStep)
                    .OrderByDescending(alert => alert.RaisedOn).Select(alert => (DateOnly?)alert.RaisedOn).FirstOrDefault(),
            })
            .ToListAsync(ct);

        var inEmergency = await db.OnlyInEmergenciesAsync(actor.Acting, [.. page.Select(row => row.Task.CaseId).Distinct()], clock, ct);
        var rows = page.Take(query.Take).Select(row => new WorklistRow(
            row.Task.Id, row.Task.CaseId, row.Name, row.Sex, row.BornOn,
            row.Task.Kind, Lateness.BandOf(row.Task, today, soonDays)!.Value, Lateness.DaysLate(row.Task, today),
            new DueReason(row.Task.Basis, row.Task.CycleOn, row.Task.OpensOn, row.Task.DueOn, row.Task.ClosesOn, row.Told, row.ToldOn),
            row.Class, row.Risk, row.Task.AreaCode, row.Task.CareTeamId, row.Team)
        {
            EmergencyUntil = inEmergency.TryGetValue(row.Task.CaseId, out var until) ? until : null,
            GoInPairs = row.GoInPairs,
        }).ToList();

        return new WorklistPage(today, rows, page.Count > query.Take ? new PageKey(rows[^1].Reason.ClosesOn, rows[^1].TaskId).ToString() : null);
    }
}
