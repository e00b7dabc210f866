using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Cards;

/// <summary>The cards for the national platform, a page at a time, the oldest first: those with which somebody or the job has still something to do, or those of one state.</summary>
/// <param name="CareTeamId">Those whose patients are with one team.</param>
/// <param name="After">The <c>Next</c> of the page before.</param>
[Needs(Right.SeeCards)]
public sealed record ListCards(CardState? State = null, CardKind? Kind = null, Guid? After = null, int Take = 50, CareTeamId? CareTeamId = null) : ISearch<CardPage>;

/// <param name="Total">All rows of the list, by the same query as the page.</param>
/// <param name="Counts">How many there are of each state with which somebody or the job has still something to do.</param>
public sealed record CardPage(int Total, IReadOnlyList<CardCount> Counts, IReadOnlyList<CardRow> Rows, Guid? Next) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

public sealed record CardCount(CardState State, int Count);

/// <param name="FaultCount">How many things its check found.</param>
/// <param name="Fault">Why the last attempt to send it failed.</param>
/// <param name="AnswerCode">What the platform answered, as it came.</param>
/// <param name="IsUnanswered">No answer has come in time.</param>
public sealed record CardRow(
    ManagedCaseId CaseId, NationalCardId Id, string Name, string? CareTeam, CardKind Kind, CardPurpose Purpose, CardState State, DateOnly HappenedOn, DateTimeOffset CreatedAt, int FaultCount, string? Fault, DateTimeOffset? SentAt, string? AnswerCode, DateTimeOffset? AnsweredAt, bool IsUnanswered);

internal sealed class ListCardsValidator : AbstractValidator<ListCards>
{
    public ListCardsValidator()
    {
        RuleFor(x => x.State).Known();
        RuleFor(x => x.Kind).Known();
        RuleFor(x => x.Take).PageSize();
    }
}

internal static class CardCounts
{
    /// <summary>How many there are of each state with which somebody or the job has still something to do: the numbers of the list, and of the desk that leads to it.</summary>
    public static Task<Dictionary<CardState, int>> CountOpenAsync(this IQueryable<NationalCard> cards, CancellationToken ct) =>
        cards.Where(card => card.State <= CardState.Refused).GroupBy(card => card.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
}

internal sealed class ListCardsHandler(ICaseDb db) : IRequestHandler<ListCards, CardPage>
{
    public async Task<CardPage> Handle(ListCards query, CancellationToken ct)
    {
        var cards = db.NationalCards.AsNoTracking();
        if (query.Kind is { } kind) cards = cards.Where(card => card.Kind == kind);
        if (query.CareTeamId is { } team) cards = cards.Where(card => card.CareTeamId == team);
        var counts = await cards.CountOpenAsync(ct);
        var listed = query.State is { } state ? cards.Where(card => card.State == state) : cards.Where(card => card.State <= CardState.Refused);
        var following = query.After is { } after && new NationalCardId(after) is var last ? listed.Where(card => card.Id > last) : listed;

        var page = await (
            from card in following.OrderBy(card => card.Id).Take(query.Take + 1)
            join managed in db.Cases.IgnoreAutoIncludes() on card.CaseId equals managed.Id
            join patient in db.Patients on managed.PatientId equals patient.Id
            orderby card.Id
            select new { Card = card, patient.Name, Team = db.CareTeams.Where(other => other.Id == managed.CareTeamId).Select(team => team.Name).FirstOrDefault() })
            .ToListAsync(ct);
        var rows = page.Take(query.Take).Select(row => new CardRow(
            row.Card.CaseId, row.Card.Id, row.Name, row.Team, row.Card.Kind, row.Card.Purpose, row.Card.State, row.Card.HappenedOn, row.Card.CreatedAt, row.Card.Faults.Count, row.Card.Fault, row.Card.SentAt, row.Card.AnswerCode, row.Card.AnsweredAt, row.Card.IsUnanswered)).ToList();

        return new CardPage(
            query.State is null or > CardState.Refused ? await listed.CountAsync(ct) : counts.GetValueOrDefault(query.State.Value),
            [.. Enum.GetValues<CardState>().Where(state => state <= CardState.Refused).Select(state => new CardCount(state, counts.GetValueOrDefault(state)))],
            rows, page.Count > query.Take ? rows[^1].Id.Value : null);
    }
}
