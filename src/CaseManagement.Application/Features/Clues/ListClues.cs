using CaseManagement.Application.Features.Crises;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;

namespace CaseManagement.Application.Features.Clues;

/// <summary>The clues of one's own area that have no end yet, a page at a time: what sounds like an emergency first, then what is due soonest.</summary>
/// <param name="AreaCode">Only those of this area.</param>
/// <param name="After">The <c>Next</c> of the page before.</param>
[Needs(Right.HandleClues)]
public sealed record ListClues(string? AreaCode = null, string? After = null, int Take = 50) : ISearch<CluePage>;

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
/// <param name="Name">The patient, where the clue is a sign about one.</param>
public sealed record ClueRow(
    ClueId Id, long Version, ClueSource Source, ClueState State, DateTimeOffset HeardAt, int AgeDays, DateOnly DueOn, int DaysLate, ToldRole? Told, string AreaCode, string? Area, string? Owner, string? Place, string? Said, CrisisTrigger? Trigger, CareSign? Sign, ManagedCaseId? CaseId, string? Name, string ReportedBy, string? Found, string? Hospital, DateOnly? SentOn, DateOnly? ConfirmedOn);

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
}

internal sealed class ListCluesHandler(ICaseDb db, Standards standards, TimeProvider clock) : IRequestHandler<ListClues, CluePage>
{
    public async Task<CluePage> Handle(ListClues query, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var open = db.Clues.AsNoTracking().Open().Within(query.AreaCode, clue => clue.AreaCode);
        var following = open;
        if (query.After is not null && UrgencyKey.TryParse(query.After, out var after))
        {
            var (id, due) = (new ClueId(after.Id), DateOnly.FromDateTime(after.At.UtcDateTime));
            following = following.Where(clue => (clue.Trigger == null ? 1 : 0) >= after.Rank && ((clue.Trigger == null ? 1 : 0) > after.Rank || (clue.DueOn >= due && (clue.DueOn > due || clue.Id > id))));
        }

        var page = await (
            from clue in following.OrderBy(clue => clue.Trigger == null ? 1 : 0).ThenBy(clue => clue.DueOn).ThenBy(clue => clue.Id).Take(query.Take + 1)
            join reporter in db.Staff on clue.ReportedBy equals reporter.Id
            orderby clue.Trigger == null ? 1 : 0, clue.DueOn, clue.Id
            select new
            {
                Clue = clue,
                Area = db.Areas.Where(area => area.Code == clue.AreaCode).Select(area => area.Name).FirstOrDefault() ?? db.Grids.Where(grid => grid.Code == clue.AreaCode).Select(grid => grid.Name).FirstOrDefault(),
                Owner = db.CareTeams.Where(team => team.Id == clue.CareTeamId).Select(team => team.Name).FirstOrDefault(),
                Name = db.Cases.IgnoreAutoIncludes().Where(managed => managed.Id == clue.CaseId).SelectMany(managed => db.Patients.Where(patient => patient.Id == managed.PatientId)).Select(patient => patient.Name).FirstOrDefault(),
                ReportedBy = reporter.Name,
            })
            .ToListAsync(ct);
        var rows = page.Take(query.Take).Select(row => new ClueRow(
            row.Clue.Id, row.Clue.Version, row.Clue.Source, row.Clue.State, row.Clue.HeardAt, (now - row.Clue.HeardAt).Days, row.Clue.DueOn, ClueTimes.DaysLate(row.Clue.DueOn, today), ToldOf(row.Clue, today), row.Clue.AreaCode, row.Area, row.Owner, row.Clue.Place, row.Clue.Said, row.Clue.Trigger,
            row.Clue.Sign, row.Clue.CaseId, row.Name, row.ReportedBy, row.Clue.Found, row.Clue.Hospital, row.Clue.SentOn, row.Clue.ConfirmedOn)).ToList();

        return new CluePage(await open.CountAsync(ct), rows, page.Count > query.Take ? new UrgencyKey(rows[^1].Trigger is null ? 1 : 0, new DateTimeOffset(rows[^1].DueOn, TimeOnly.MinValue, TimeSpan.Zero), rows[^1].Id.Value).ToString() : null);
    }

    private ToldRole? ToldOf(Clue clue, DateOnly today) => ClueTimes.Told(clue.DueOn, clue.Trigger is not null, standards, today).Select(told => (ToldRole?)told).LastOrDefault();
}
