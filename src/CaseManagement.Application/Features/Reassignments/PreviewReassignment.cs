using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Reassignments;

/// <summary>What a reassignment would do: how many patients, tasks, alerts and agreements, to whom, and who would be left without a team.</summary>
[Needs(Right.Reassign)]
public sealed record PreviewReassignment(ReassignmentOrder Order) : ISearch<ReassignmentPreview>;

/// <param name="Token">For doing exactly this.</param>
/// <param name="Unassigned">Patients for whom no team has room; they go to the queue, or stay with their team where it goes on.</param>
/// <param name="Grids">Grids that get another team or worker.</param>
/// <param name="Communities">Communities and towns that get another team.</param>
/// <param name="Rows">The first patients, by area and id.</param>
/// <param name="Giver">The team that gives; null where it is no team's patients.</param>
public sealed record ReassignmentPreview(
    string Token, int Cases, int Tasks, int Alerts, int Agreements, int Unassigned, int Grids, int Communities, IReadOnlyList<TakerLoad> Teams, IReadOnlyList<AreaShare> Shares, IReadOnlyList<Mover> Rows, GiverLoad? Giver) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

/// <summary>What a team has before and after.</summary>
public sealed record TakerLoad(CareTeamId CareTeamId, string Name, int Before, int Taken, int After, int? Cap);

/// <summary>What the team that gives has before and after.</summary>
public sealed record GiverLoad(CareTeamId CareTeamId, string Name, int Before, int Given, int After);

/// <param name="CareTeamId">Null where no team has room.</param>
public sealed record AreaShare(string AreaCode, int Cases, CareTeamId? CareTeamId);

public sealed record Mover(ManagedCaseId CaseId, string AreaCode, int Tasks, int Alerts, CareTeamId? CareTeamId);

internal sealed class PreviewReassignmentValidator : AbstractValidator<PreviewReassignment>
{
    public PreviewReassignmentValidator() => RuleFor(x => x.Order).NotNull().As("text.missing").SetValidator(new ReassignmentOrderValidator());
}

internal sealed class PreviewReassignmentHandler(ICaseDb db, IActor actor, IReassigner reassigner, TimeProvider clock) : IRequestHandler<PreviewReassignment, ReassignmentPreview>
{
    private const int Shown = 200;

    public async Task<ReassignmentPreview> Handle(PreviewReassignment query, CancellationToken ct)
    {
        var plan = await new Reassigning(db, actor, reassigner, clock.Today()).WorkOutAsync(query.Order, ct);
        var movers = plan.Movers().ToList();
        var taken = plan.Given.Where(share => share.CareTeamId is not null).GroupBy(share => share.CareTeamId!.Value).ToDictionary(team => team.Key, team => team.Sum(share => share.Cases));

        return new ReassignmentPreview(
            plan.Token(), movers.Count, movers.Sum(mover => mover.One.Tasks), movers.Sum(mover => mover.One.Alerts) + plan.Seen.HeldAlerts, plan.Seen.Agreements.Count, plan.Unassigned, plan.Grids.Count, plan.Catchments.Count,
            [.. plan.Teams.OrderBy(team => team.Name, StringComparer.Ordinal).ThenBy(team => team.Id.Value).Select(team => Of(team, plan.Before[team.Id], taken.GetValueOrDefault(team.Id)))],
            [.. plan.Given.Select(share => new AreaShare(share.AreaCode, share.Cases, share.CareTeamId))],
            [.. movers.Take(Shown).Select(mover => new Mover(mover.One.Id, mover.One.AreaCode, mover.One.Tasks, mover.One.Alerts, mover.To))],
            plan.Giver is { } giver ? new GiverLoad(giver.Id, giver.Name, giver.Cases, movers.Count, giver.Cases - movers.Count) : null);
    }

    private static TakerLoad Of(CareTeam team, Load before, int taken) => new(team.Id, team.Name, before.Cases, taken, before.Cases + taken, before.Cap);
}
