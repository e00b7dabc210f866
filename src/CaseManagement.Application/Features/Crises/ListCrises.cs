using System.Globalization;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;

namespace CaseManagement.Application.Features.Crises;

/// <summary>The emergencies that somebody must still do something about, a page at a time: those being handled first, then the oldest; each sees those of their own cases.</summary>
/// <param name="State">Only those being handled, or only those whose patients are seen more closely; both when it is not said.</param>
/// <param name="After">The <c>Next</c> of the page before.</param>
/// <param name="AreaCode">Only those of this area.</param>
[Needs(Right.SeeCase)]
public sealed record ListCrises(CrisisState? State = null, string? After = null, int Take = 50, string? AreaCode = null) : ISearch<CrisisPage>;

/// <param name="Total">All rows of the list, by the same query as the page.</param>
public sealed record CrisisPage(int Total, IReadOnlyList<CrisisRow> Rows, string? Next) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

/// <param name="NotTold">How many of those who must be told have not been.</param>
public sealed record CrisisRow(
    ManagedCaseId CaseId, CrisisResponseId Id, string Name, string? CareTeam, CrisisState State, IReadOnlyList<CrisisTrigger> Triggers, DateTimeOffset StartedAt, int AgeDays, int NotTold, DateTimeOffset RecordDueAt, bool IsRecorded, bool IsRecordOverdue);

internal sealed class ListCrisesValidator : AbstractValidator<ListCrises>
{
    public ListCrisesValidator()
    {
        RuleFor(x => x.State).Must(state => state is null or CrisisState.Open or CrisisState.Watched).As("crisis.list-state");
        RuleFor(x => x.Take).PageSize();
        RuleFor(x => x.After).Must(after => after is null || UrgencyKey.TryParse(after, out _)).As("page.key");
        RuleFor(x => x.AreaCode).OptionalArea();
    }
}

/// <summary>The key of a row in a list by urgency: the rank, the instant, then the id.</summary>
/// <param name="Rank">The smaller, the sooner somebody must act.</param>
internal readonly record struct UrgencyKey(int Rank, DateTimeOffset At, Guid Id)
{
    public static bool TryParse(string text, out UrgencyKey key)
    {
        key = default;
        if (text.Split('_') is not [var first, var ticks, var guid]
            || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var rank)
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at > DateTime.MaxValue.Ticks
            || !Guid.TryParseExact(guid, "N", out var id)) return false;

        key = new(rank, new DateTimeOffset(at, TimeSpan.Zero), id);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rank}_{At.UtcTicks}_{Id:N}");
}

internal static class CrisesOfAPlace
{
    /// <summary>The cases behind the emergencies in a state; one as often as it has such.</summary>
    public static IQueryable<ManagedCase> OfCrises(this ICaseDb db, CrisisState state, string areaCode) =>
        from crisis in db.Crises.AsNoTracking()
        where crisis.State == state
        join managed in db.Cases.AsNoTracking().IgnoreAutoIncludes().Within(areaCode, managed => managed.AreaCode) on EF.Property<ManagedCaseId>(crisis, "CaseId") equals managed.Id
        select managed;
}

internal sealed class ListCrisesHandler(ICaseDb db, Standards standards, TimeProvider clock) : IRequestHandler<ListCrises, CrisisPage>
{
    public async Task<CrisisPage> Handle(ListCrises query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var pending = db.Crises.AsNoTracking().Where(crisis => crisis.State <= CrisisState.Watched);
        if (query.State is { } state) pending = pending.Where(crisis => crisis.State == state);
        if (query.AreaCode is { } code)
        {
            var there = db.Cases.IgnoreAutoIncludes().Within(code, managed => managed.AreaCode);
            pending = pending.Where(crisis => there.Any(managed => managed.Id == EF.Property<ManagedCaseId>(crisis, "CaseId")));
        }

        var following = pending;
        if (query.After is not null && UrgencyKey.TryParse(query.After, out var after))
        {
            var id = new CrisisResponseId(after.Id);
            following = following.Where(crisis => (int)crisis.State >= after.Rank && ((int)crisis.State > after.Rank || (crisis.StartedAt >= after.At && (crisis.StartedAt > after.At || crisis.Id > id))));
        }

        var page = await (
            from crisis in following.OrderBy(crisis => crisis.State).ThenBy(crisis => crisis.StartedAt).ThenBy(crisis => crisis.Id).Take(query.Take + 1)
            join managed in db.Cases.IgnoreAutoIncludes() on EF.Property<ManagedCaseId>(crisis, "CaseId") equals managed.Id
            join patient in db.Patients on managed.PatientId equals patient.Id
            orderby crisis.State, crisis.StartedAt, crisis.Id
            select new { Crisis = crisis, CaseId = managed.Id, patient.Name, Team = db.CareTeams.Where(team => team.Id == managed.CareTeamId).Select(team => team.Name).FirstOrDefault() })
            .ToListAsync(ct);
        var rows = page.Take(query.Take).Select(row => new CrisisRow(
            row.CaseId, row.Crisis.Id, row.Name, row.Team, row.Crisis.State, row.Crisis.Log.Triggers, row.Crisis.StartedAt, (now - row.Crisis.StartedAt).Days, standards.NotTold(row.Crisis).Count,
            row.Crisis.RecordDueAt, row.Crisis.RecordedOn is not null, row.Crisis.RecordedOn is null && now > row.Crisis.RecordDueAt)).ToList();

        return new CrisisPage(await pending.CountAsync(ct), rows, page.Count > query.Take ? new UrgencyKey((int)rows[^1].State, rows[^1].StartedAt, rows[^1].Id.Value).ToString() : null);
    }
}
