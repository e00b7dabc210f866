using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Features.Exits;

/// <summary>Which patients are asked for.</summary>
public enum DepartureView
{
    /// <summary>待确认失访</summary>
    LossProposals = 1,

    /// <summary>失访</summary>
    Lost = 2,

    /// <summary>迁移待接收</summary>
    Transfers = 3,
}

/// <summary>Who is proposed as lost, who is lost, and who is offered to another team, a page at a time.</summary>
/// <param name="After">The <c>Next</c> of the page before; null for the first page.</param>
[Needs(Right.SeeCase)]
public sealed record ListDepartures(DepartureView View, Guid? After = null, int Take = 50) : ISearch<DeparturePage>;

/// <param name="Total">How many there are in all: the number that this list opens.</param>
public sealed record DeparturePage(DateOnly Today, int Total, IReadOnlyList<DepartureRow> Rows, Guid? Next) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

/// <param name="Since">The day on which it was proposed, confirmed or offered.</param>
public sealed record DepartureRow(ManagedCaseId CaseId, string Name, Sex Sex, DateOnly BornOn, Stability? Class, RiskLevel? Risk, DateOnly? Since, LossCriterion? Criterion, string? CareTeam, string? ToTeam);

internal sealed class ListDeparturesValidator : AbstractValidator<ListDepartures>
{
    public ListDeparturesValidator()
    {
        RuleFor(x => x.View).Known();
        RuleFor(x => x.Take).PageSize();
    }
}

internal static class CasesThatLeave
{
    public static IQueryable<ManagedCase> Departing(this ICaseDb db, DepartureView view) => view switch
    {
        DepartureView.LossProposals =>
            from managed in db.Cases
            from exit in managed.Exits
            where exit.Kind == ExitKind.Loss && exit.DecidedOn == null && exit.EndedOn == null && (managed.LastSeenOn == null || managed.LastSeenOn <= exit.ProposedOn)
            where managed.State < CaseState.Dead
            select managed,
        DepartureView.Lost => db.Cases.Where(managed => managed.State >= CaseState.Lost && managed.State == CaseState.Lost), // the first by the words of the index
        _ => db.Cases.Where(managed => managed.State >= CaseState.Lost && managed.State == CaseState.Transferring),
    };
}

internal sealed class ListDeparturesHandler(ICaseDb db, TimeProvider clock) : IRequestHandler<ListDepartures, DeparturePage>
{
    public async Task<DeparturePage> Handle(ListDepartures query, CancellationToken ct)
    {
        var cases = db.Departing(query.View);
        var total = await cases.CountAsync(ct);
        if (query.After is { } key)
        {
            var after = new ManagedCaseId(key);
            cases = cases.Where(managed => managed.Id > after);
        }

        var page = await (
            from managed in cases.OrderBy(managed => managed.Id).Take(query.Take + 1)
            join patient in db.Patients on managed.PatientId equals patient.Id
            orderby managed.Id
            select new
            {
                managed.Id,
                patient.Name,
                patient.Sex,
                patient.BornOn,
                managed.Class,
                managed.Risk,
                managed.Exits,
                Team = db.CareTeams.Where(team => team.Id == managed.CareTeamId).Select(team => team.Name).FirstOrDefault(),
                ToTeam = db.CareTeams.Where(team => team.Id == managed.OfferedCareTeamId).Select(team => team.Name).FirstOrDefault(),
            })
            .AsNoTracking().ToListAsync(ct);
        var rows = page.Take(query.Take).Select(row => (Row: row, Exit: row.Exits.Where(exit => IsOf(query.View, exit)).MaxBy(exit => exit.ProposedOn)))
            .Select(each => new DepartureRow(
                each.Row.Id, each.Row.Name, each.Row.Sex, each.Row.BornOn, each.Row.Class, each.Row.Risk, each.Exit?.DecidedOn ?? each.Exit?.ProposedOn, each.Exit?.Criterion, each.Row.Team,
                each.Row.ToTeam ?? (each.Exit?.Kind == ExitKind.TransferOut ? each.Exit.ToAddress : null)))
            .ToList();

        return new(clock.Today(), total, rows, page.Count > query.Take ? rows[^1].CaseId.Value : null);
    }

    private static bool IsOf(DepartureView view, CaseExit exit) => view switch
    {
        DepartureView.LossProposals => exit is { Kind: ExitKind.Loss, IsOpen: true },
        DepartureView.Lost => exit is { Kind: ExitKind.Loss, Holds: true },
        _ => exit is { Kind: ExitKind.Transfer or ExitKind.TransferOut, IsOpen: true },
    };
}
