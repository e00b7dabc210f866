using CaseManagement.Application.Features.Crises;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;

namespace CaseManagement.Application.Features.Clues;

/// <summary>The clues of one's own area that have no end yet, a page at a time: what is urgent first, then what is due soonest. Or those that have ended, the latest first.</summary>
/// <param name="AreaCode">Only those of this area.</param>
/// <param name="After">The <c>Next</c> of the page before.</param>
/// <param name="About">Only those about this patient.</param>
/// <param name="Ended">Those that have ended, so that a wrong end is found and undone.</param>
[Needs(Right.HandleClues)]
public sealed record ListClues(string? AreaCode = null, string? After = null, int Take = 50, ManagedCaseId? About = null, bool Ended = false) : ISearch<CluePage>;

/// <param name="Total">All rows of the list, by the same query as the page.</param>
public sealed record CluePage(int Total, IReadOnlyList<ClueRow> Rows, string? Next) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

/// <param name="Owner">The team that answers for it; null where it is the office's.</param>
/// <param name="AgeDays">Whole days since it was heard.</param>
/// <param name="DueOn">The last day on time, of the check or of its end.</param>
/// <param name="DaysLate">Calendar days after it; 0 while it is on time.</param>
/// <param name="Told">Who has been told that it is late, furthest up; null while nobody has.</param>
/// <param name="IsUrgent">It sounds like an emergency, or a patient is missing.</param>
/// <param name="Name">The patient, where the clue is about one.</param>
/// <param name="EndNote">To whom it was handed on, what came of it, or why it was dismissed.</param>
/// <param name="Steps">How it went from hand to hand, the first step first.</param>
public sealed record ClueRow(
    ClueId Id, long Version, ClueSource Source, ClueState State, DateTimeOffset HeardAt, int AgeDays, DateOnly DueOn, int DaysLate, ToldRole? Told, string AreaCode, string? Area, string? Owner, string? Place, string? Said, CrisisTrigger? Trigger, CareSign? Sign, bool IsUrgent, ManagedCaseId? CaseId, string? Name, string ReportedBy, string? Found, string? Hospital, DateOnly? SentOn, DateOnly? ConfirmedOn,
    DateTimeOffset? EndedAt, ClueDismissal? Dismissal, string? EndNote, IReadOnlyList<ClueStepRow> Steps);

/// <param name="Area">Where it was until then.</param>
public sealed record ClueStepRow(ClueState State, DateTimeOffset At, string? By, string? Area, string? Note, string? Found, bool IsReopening);

internal sealed class ListCluesValidator : AbstractValidator<ListClues>
{
    public ListCluesValidator()
    {
        RuleFor(x => x.Take).PageSize();
        RuleFor(x => x.AreaCode).OptionalArea();
        RuleFor(x => x.After).Must(after => after is null || UrgencyKey.TryParse(after, out _)).As("page.key");
    }
}

internal static class OpenClues
{
    /// <summary>Those without an end.</summary>
    public static IQueryable<Clue> Open(this IQueryable<Clue> clues) => clues.Where(clue => clue.EndedAt == null);

    /// <summary>Those without an end whose last day on time has passed.</summary>
    public static IQueryable<Clue> Late(this IQueryable<Clue> clues, DateOnly today) => clues.Open().Where(clue => clue.DueOn < today);

    /// <summary>Each with its rank in the list: 0 where it is urgent, by the rule of <see cref="Clue.IsUrgent"/>, and 1 for all others.</summary>
    public static IQueryable<RankedClue> Ranked(this IQueryable<Clue> clues) =>
        clues.Select(clue => new RankedClue { Clue = clue, Rank = clue.Trigger != null || clue.Sign == CareSign.Missing ? 0 : 1 });
}

internal sealed class RankedClue
{
    public required Clue Clue { get; init; }

    public int Rank { get; init; }
}

internal sealed class ListCluesHandler(ICaseDb db, Standards standards, TimeProvider clock) : IRequestHandler<ListClues, CluePage>
{
    public async Task<CluePage> Handle(ListClues query, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var listed = db.Clues.AsNoTracking().Within(query.AreaCode, clue => clue.AreaCode);
        listed = query.Ended ? listed.Where(clue => clue.EndedAt != null) : listed.Open();
        if (query.About is { } caseId) listed = listed.Where(clue => clue.CaseId == caseId);
        var following = listed;
        if (query.After is not null && UrgencyKey.TryParse(query.After, out var after)) following = query.Ended ? BeforeThat(listed, after) : BehindThat(listed, after);

        var page = await (
            from clue in (query.Ended ? following.OrderByDescending(clue => clue.EndedAt).ThenByDescending(clue => clue.Id) : following.Ranked().OrderBy(ranked => ranked.Rank).ThenBy(ranked => ranked.Clue.DueOn).ThenBy(ranked => ranked.Clue.Id).Select(ranked => ranked.Clue)).Take(query.Take + 1)
            join reporter in db.Staff on clue.ReportedBy equals reporter.Id
            select new
            {
                Clue = clue,
                Area = db.Areas.Where(area => area.Code == clue.AreaCode).Select(area => area.Name).FirstOrDefault() ?? db.Grids.Where(grid => grid.Code == clue.AreaCode).Select(grid => grid.Name).FirstOrDefault(),
                Owner = db.CareTeams.Where(team => team.Id == clue.CareTeamId).Select(team => team.Name).FirstOrDefault(),
                Name = db.Cases.IgnoreAutoIncludes().Where(managed => managed.Id == clue.CaseId).SelectMany(managed => db.Patients.Where(patient => patient.Id == managed.PatientId)).Select(patient => patient.Name).FirstOrDefault(),
                ReportedBy = reporter.Name,
            })
            .ToListAsync(ct);
        var ordered = query.Ended ? page.OrderByDescending(row => row.Clue.EndedAt).ThenByDescending(row => row.Clue.Id.Value) : page.OrderByDescending(row => row.Clue.IsUrgent).ThenBy(row => row.Clue.DueOn).ThenBy(row => row.Clue.Id.Value);
        var shown = ordered.Take(query.Take).ToList();
        var steps = await StepsAsync(shown.ConvertAll(row => row.Clue), ct);
        var rows = shown.ConvertAll(row => new ClueRow(
            row.Clue.Id, row.Clue.Version, row.Clue.Source, row.Clue.State, row.Clue.HeardAt, (now - row.Clue.HeardAt).Days, row.Clue.DueOn, query.Ended ? 0 : ClueTimes.DaysLate(row.Clue.DueOn, today), query.Ended ? null : ToldOf(row.Clue, today), row.Clue.AreaCode, row.Area, row.Owner, row.Clue.Place, row.Clue.Said, row.Clue.Trigger,
            row.Clue.Sign, row.Clue.IsUrgent, row.Clue.CaseId, row.Name, row.ReportedBy, row.Clue.Found, row.Clue.Hospital, row.Clue.SentOn, row.Clue.ConfirmedOn, row.Clue.EndedAt, row.Clue.Dismissal, row.Clue.EndNote, steps[row.Clue.Id]));

        return new CluePage(await listed.CountAsync(ct), rows, page.Count > query.Take ? KeyOf(rows[^1]) : null);
    }

    private static IQueryable<Clue> BehindThat(IQueryable<Clue> clues, UrgencyKey after)
    {
        var (id, due) = (new ClueId(after.Id), DateOnly.FromDateTime(after.At.UtcDateTime));
        return clues.Ranked().Where(ranked => ranked.Rank >= after.Rank && (ranked.Rank > after.Rank || (ranked.Clue.DueOn >= due && (ranked.Clue.DueOn > due || ranked.Clue.Id > id)))).Select(ranked => ranked.Clue);
    }

    private static IQueryable<Clue> BeforeThat(IQueryable<Clue> clues, UrgencyKey after)
    {
        var (id, ended) = (new ClueId(after.Id), (DateTimeOffset?)after.At);
        return clues.Where(clue => clue.EndedAt <= ended && (clue.EndedAt < ended || clue.Id < id));
    }

    private static string KeyOf(ClueRow row) => (row.EndedAt is { } ended ? new UrgencyKey(0, ended, row.Id.Value) : new UrgencyKey(row.IsUrgent ? 0 : 1, new DateTimeOffset(row.DueOn, TimeOnly.MinValue, TimeSpan.Zero), row.Id.Value)).ToString();

    private async Task<Dictionary<ClueId, IReadOnlyList<ClueStepRow>>> StepsAsync(List<Clue> clues, CancellationToken ct)
    {
        var steps = clues.SelectMany(clue => clue.Steps ?? []).ToList();
        var names = await db.NamesOfStaffAsync(steps.Select(step => step.By), ct);
        var codes = steps.Select(step => step.AreaCode).Distinct().ToList();
        var places = codes.Count == 0 ? [] : await db.Areas.Where(area => codes.Contains(area.Code)).ToDictionaryAsync(area => area.Code, area => area.Name, ct);

        return clues.ToDictionary(clue => clue.Id, clue => (IReadOnlyList<ClueStepRow>)[.. (clue.Steps ?? []).Select(step => new ClueStepRow(step.State, step.At, names.GetValueOrDefault(step.By), places.GetValueOrDefault(step.AreaCode), step.Note, step.Found, step.IsReopening))]);
    }

    private ToldRole? ToldOf(Clue clue, DateOnly today) => ClueTimes.Told(clue.DueOn, clue.IsUrgent, standards, today).Select(told => (ToldRole?)told).LastOrDefault();
}
