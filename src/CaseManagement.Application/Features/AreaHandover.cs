using CaseManagement.Domain.Places;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features;

/// <summary>Places change hands: by the same way as any other reassignment, with the same caps, and to be undone within a day.</summary>
internal sealed class AreaHandover(ICaseDb db, IActor actor, IReassigner reassigner, TimeProvider clock)
{
    private readonly List<Taker> _takers = [];
    private readonly List<(string Code, bool IsGrid, CareTeamId? From, CareTeamId? To, StaffId? FromWorker, StaffId? ToWorker)> _places = [];

    /// <summary>Those who live exactly here go to the team, unless they have signed with one.</summary>
    public void Follow(string areaCode, CareTeamId to) => _takers.Add(new Taker(to, areaCode));

    public void Grid(Grid grid, CareTeamId to, StaffId? worker) => _places.Add((grid.Code, true, grid.CareTeamId, to, grid.WorkerId, worker));

    public void Community(string areaCode, CareTeamId? from, CareTeamId? to) => _places.Add((areaCode, false, from, to, null, null));

    /// <summary>Saves what is in hand and moves the patients with it.</summary>
    public async Task SaveAsync(string areaCode, CancellationToken ct)
    {
        var from = new Selection(ReassignmentSource.Area, null, [.. _takers.Select(taker => new Patch(taker.AreaCode!, Exactly: true, [taker.CareTeamId]))]);
        var seen = await reassigner.LookAsync(from, ct);
        var loads = new Dictionary<CareTeamId, Load>();
        foreach (var id in _takers.Select(taker => taker.CareTeamId).Distinct())
            loads[id] = new Load((await db.LoadOfTeamAsync(id, ct)).Cases, (await db.CareTeams.FindOrThrowAsync(team => team.Id == id, "care-team", ct)).CaseCap);

        var done = new Reassignment(ReassignmentId.New(), ReassignmentSource.Area, null, areaCode, null, ReassignmentReason.AreaRedrawn, null, actor.StaffId, clock.GetUtcNow(), clock.Today());
        done.Give(SharingOut.Of(seen.ByArea, _takers, loads));
        foreach (var (code, isGrid, team, to, worker, toWorker) in _places) done.Take(new ReassignedPlace(done.Id, code, isGrid, team, to, worker, toWorker));
        db.Reassignments.Add(done);
        await reassigner.MoveAsync(done, from, seen, ct);
    }
}
