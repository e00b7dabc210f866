using System.Security.Cryptography;
using System.Text;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Reassignments;

/// <summary>An order worked out: who moves where, by which shares, with which grids and communities.</summary>
/// <param name="AreaCode">Where it happens: of the team, the area or the person.</param>
/// <param name="Teams">The takers, open and with people in them.</param>
/// <param name="Before">What each taker has before.</param>
/// <param name="Giver">The team that gives, with what it has before; null where it is no team's patients.</param>
internal sealed record WorkedOut(
    ReassignmentOrder Order, string AreaCode, Selection From, Standing Seen, IReadOnlyList<Share> Shares, IReadOnlyList<CareTeam> Teams, IReadOnlyDictionary<CareTeamId, Load> Before,
    IReadOnlyList<Grid> Grids, IReadOnlyList<CareTeamCatchment> Catchments, Giver? Giver)
{
    /// <summary>The shares that are really moved.</summary>
    public IEnumerable<Share> Given => From.RestStays ? Shares.Where(share => share.CareTeamId is not null) : Shares;

    /// <summary>For whom no team has room; where the load is evened nobody is sent away, and the rest is where it was.</summary>
    public int Unassigned => Order.Reason == ReassignmentReason.Balance ? 0 : Shares.Where(share => share.CareTeamId is null).Sum(share => share.Cases);

    /// <summary>Everybody in order, with the team that they go to; those who stay are left out.</summary>
    public IEnumerable<(Standing.One One, CareTeamId? To)> Movers()
    {
        var byArea = Shares.ToLookup(share => share.AreaCode);
        foreach (var area in Seen.Cases.GroupBy(one => one.AreaCode))
            foreach (var (one, row) in area.Select((one, index) => (one, index + 1)))
                if (byArea[area.Key].First(share => share.FromRow <= row && row <= share.UntilRow) is var share && (share.CareTeamId is not null || !From.RestStays))
                    yield return (one, share.CareTeamId);
        if (From.IntoGrid is not null)
            foreach (var one in Seen.Others) yield return (one, one.CareTeamId); // another grid, the same team
    }

    /// <summary>The grid or community goes to the team that takes most of its patients, or would.</summary>
    public CareTeamId? TakerOf(string area) => Shares.Where(share => share.AreaCode == area && share.CareTeamId is not null).OrderByDescending(share => share.Cases).Select(share => share.CareTeamId).FirstOrDefault()
        ?? SharingOut.TakersOf(area, Order.Takers).Select(team => (CareTeamId?)team).FirstOrDefault();

    /// <summary>What was seen, in one line: who does it later does exactly this, or is told that somebody changed something.</summary>
    public string Token()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{(int)Order.From}|{(int)Order.Reason}|{Order.CareTeamId?.Value:N}|{Order.AreaCode}|{Order.StaffId?.Value:N}|{Order.IntoGrid}|{Order.ToStaffId?.Value:N}|{Seen.HeldAlerts}");
        foreach (var taker in Order.Takers) Add($"{taker.CareTeamId.Value:N}|{taker.AreaCode}");
        foreach (var share in Shares) Add($"{share.AreaCode}|{share.FromRow}|{share.UntilRow}|{share.CareTeamId?.Value:N}");
        foreach (var grid in Grids) Add(grid.Code);
        foreach (var catchment in Catchments) Add(catchment.AreaCode);
        foreach (var one in Seen.Cases) hash.AppendData(one.Id.Value.ToByteArray());
        foreach (var other in Seen.Others) hash.AppendData(other.Id.Value.ToByteArray());
        foreach (var agreement in Seen.Agreements) hash.AppendData(agreement.ToByteArray());

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string line) => hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
    }
}

internal sealed record Giver(CareTeamId Id, string Name, int Cases);

/// <summary>Works an order out as things stand now.</summary>
internal sealed class Reassigning(ICaseDb db, IActor actor, IReassigner reassigner, DateOnly today)
{
    public async Task<WorkedOut> WorkOutAsync(ReassignmentOrder order, CancellationToken ct)
    {
        var area = await AreaOf(order, ct);
        if (order.IntoGrid is not null) order = await Merging(order, ct);
        var ids = order.Takers.Select(taker => taker.CareTeamId).Distinct().ToList();
        Rule.Require(order.CareTeamId is not { } closing || !ids.Contains(closing), "reassignment.to-itself", "A team does not take over from itself.");
        var teams = await db.CareTeams.Within(actor, team => team.AreaCode).Where(team => ids.Contains(team.Id)).ToListAsync(ct);
        if (teams.Count < ids.Count) throw new NotFoundException("care-team");
        foreach (var team in teams) Rule.Require(team.ClosedOn is null, "team.closed", "This team is closed.");

        var from = SelectionOf(order, ids);
        var seen = await reassigner.LookAsync(from, ct);
        var loads = new Dictionary<CareTeamId, Load>();
        foreach (var team in teams) loads[team.Id] = new Load((await db.LoadOfTeamAsync(team.Id, ct)).Cases, team.CaseCap);
        var (grids, catchments) = await Places(order, ct);
        var giver = await GiverOf(order, ct);

        return new WorkedOut(order, area, from, seen, SharingOut.Of(seen.ByArea, order.Takers, RoomsOf(order, giver, loads)), teams, loads, grids, catchments, giver);
    }

    private async Task<Giver?> GiverOf(ReassignmentOrder order, CancellationToken ct)
    {
        if (order is not { From: ReassignmentSource.Team, CareTeamId: { } id }) return null;

        var name = await db.CareTeams.Where(team => team.Id == id).Select(team => team.Name).SingleAsync(ct);
        return new(id, name, (await db.LoadOfTeamAsync(id, ct)).Cases);
    }

    /// <summary>To balance is to make the load more even, and never less.</summary>
    private static IReadOnlyDictionary<CareTeamId, Load> RoomsOf(ReassignmentOrder order, Giver? giver, Dictionary<CareTeamId, Load> loads)
    {
        if (order.Reason != ReassignmentReason.Balance || giver is null) return loads;

        var least = loads.Values.Min(load => load.Cases);
        Rule.Require(giver.Cases - least > 1, "reassignment.giver-has-fewer", "The team that gives has {0} patients, and none of those that take over has fewer than {1}: nobody moves.", giver.Cases, least);
        return SharingOut.Evened(giver.Cases, loads);
    }

    private async Task<string> AreaOf(ReassignmentOrder order, CancellationToken ct)
    {
        switch (order.From)
        {
            case ReassignmentSource.Team:
                return (await db.CareTeams.AsNoTracking().Within(actor, team => team.AreaCode).FindOrThrowAsync(team => team.Id == order.CareTeamId, "care-team", ct)).AreaCode;
            case ReassignmentSource.Person:
                var person = await db.Staff.AsNoTracking().Within(actor, staff => staff.AreaCode).FindOrThrowAsync(staff => staff.Id == order.StaffId, "staff-member", ct);
                if (order.ToStaffId is { } to)
                {
                    var other = await db.Staff.AsNoTracking().Within(actor, staff => staff.AreaCode).FindOrThrowAsync(staff => staff.Id == to, "staff-member", ct);
                    Rule.Require(other.ClosedOn is null, "staff-member.closed", "This person no longer works here.");
                    Rule.Require(other.Id != person.Id && await StandsInFor(other, person, ct), "reassignment.other-duty", "Only somebody with the same duty in the same team takes over from a person.");
                }

                return person.AreaCode;
            default:
                if (Domain.Places.AreaCode.Community(order.AreaCode!) == order.AreaCode || order.AreaCode!.Length <= 12) await db.RequireAreaAsync(actor, order.AreaCode!, ct);
                else await db.Grids.AsNoTracking().Within(actor, grid => grid.Code).FindOrThrowAsync(grid => grid.Code == order.AreaCode, "grid", ct);
                return order.AreaCode!;
        }
    }

    /// <summary>The same duty, and the same patients seen: in the same team, hospital and groups, or in an area that holds the person's.</summary>
    private async Task<bool> StandsInFor(StaffMember other, StaffMember person, CancellationToken ct) =>
        other.Role == person.Role && other.CareTeamId == person.CareTeamId && other.Role switch
        {
            StaffRole.Psychiatrist => other.InstitutionId == person.InstitutionId,
            StaffRole.CareGroupMember => !await GroupsOf(person.Id).Except(GroupsOf(other.Id)).AnyAsync(ct),
            _ => Domain.Places.AreaCode.Contains(other.AreaCode, person.AreaCode),
        };

    private IQueryable<CareGroupId> GroupsOf(StaffId staff) => db.Memberships.Where(member => member.StaffId == staff && (member.UntilOn == null || member.UntilOn >= today)).Select(member => member.CareGroupId);

    /// <summary>Who is merged into a grid goes to the grid's team.</summary>
    private async Task<ReassignmentOrder> Merging(ReassignmentOrder order, CancellationToken ct)
    {
        var into = await db.Grids.AsNoTracking().Within(actor, grid => grid.Code).FindOrThrowAsync(grid => grid.Code == order.IntoGrid, "grid", ct);
        Rule.Require(into.ClosedOn is null, "grid.closed", "This grid is closed.");
        Rule.Require(order.AreaCode!.Length > 12 && order.AreaCode != into.Code, "reassignment.grid-into-grid", "One grid is merged into another.");
        Rule.Require(Domain.Places.AreaCode.Town(into.Code) == Domain.Places.AreaCode.Town(order.AreaCode), "grid.other-town", "This grid lies in another town than the patient.");

        return order with { To = [new Taker(into.CareTeamId)] };
    }

    private static Selection SelectionOf(ReassignmentOrder order, IReadOnlyList<CareTeamId> takers) => order.From switch
    {
        ReassignmentSource.Team => new(order.From, order.CareTeamId, [], EndsAgreements: order.Reason == ReassignmentReason.TeamCloses, RestStays: order.Reason != ReassignmentReason.TeamCloses),
        ReassignmentSource.Area => new(order.From, null, [new Patch(order.AreaCode!, Exactly: false, takers)], IntoGrid: order.IntoGrid),
        ReassignmentSource.Unassigned => new(order.From, null, [new Patch(order.AreaCode!, Exactly: false, takers)], RestStays: true),
        _ => new(order.From, null, [], Person: order.StaffId, ToPerson: order.ToStaffId),
    };

    /// <summary>The grids and communities that go along: all of a team that closes, those of an area that is drawn anew, the grids in which a person works.</summary>
    private async Task<(IReadOnlyList<Grid> Grids, IReadOnlyList<CareTeamCatchment> Catchments)> Places(ReassignmentOrder order, CancellationToken ct)
    {
        var grids = db.Grids.Where(grid => grid.ClosedOn == null).OrderBy(grid => grid.Code);
        var catchments = db.Catchments.OrderBy(catchment => catchment.AreaCode);
        if (order.From == ReassignmentSource.Person) return (await grids.Where(grid => grid.WorkerId == order.StaffId).ToListAsync(ct), []);
        if (order.Reason == ReassignmentReason.TeamCloses) return (await grids.Where(grid => grid.CareTeamId == order.CareTeamId).ToListAsync(ct), await catchments.Where(catchment => catchment.CareTeamId == order.CareTeamId).ToListAsync(ct));
        if (order.From != ReassignmentSource.Area || order.IntoGrid is not null) return ([], []);

        var takers = order.Takers.Select(taker => taker.CareTeamId).ToList();
        return (
            await grids.Within(order.AreaCode, grid => grid.Code).Where(grid => !takers.Contains(grid.CareTeamId)).ToListAsync(ct),
            await catchments.Within(order.AreaCode, catchment => catchment.AreaCode).Where(catchment => !takers.Contains(catchment.CareTeamId)).ToListAsync(ct));
    }
}
