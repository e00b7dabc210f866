using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features;

/// <summary>Whoever closes a team or a grid is asked for the cases that somebody looks after; one that comes back later finds what is there then.</summary>
internal static class ComingBack
{
    /// <summary>To be called by everything that can bring a case back to management: a reopening, and a death or a visit that was a mistake.</summary>
    /// <param name="was">Where the case stood before.</param>
    public static async Task ComeBackAsync(this ICaseDb db, ManagedCase managed, CaseState was, Standards standards, DateOnly today, CancellationToken ct)
    {
        if (!was.IsClosed() || managed.State.IsClosed()) return;

        var grid = await db.Grids.AsNoTracking().FirstOrDefaultAsync(grid => grid.Code == managed.AreaCode, ct);
        var place = grid is { ClosedOn: not null } ? grid.CommunityCode : managed.AreaCode;
        var ofPlace = grid is { ClosedOn: null } ? grid.CareTeamId : await db.TeamOfAsync(AreaCode.Community(place) ?? place, ct);
        List<CareTeamId> asked =
        [
            .. managed.Agreements.Where(agreement => agreement.EndedOn is null && agreement.EndsOn >= today).Select(agreement => agreement.CareTeamId)
                .Concat(new[] { managed.CareTeamId, ofPlace }.OfType<CareTeamId>()).Distinct(),
        ];
        var there = asked.Count == 0 ? [] : await db.CareTeams.Where(team => asked.Contains(team.Id) && team.ClosedOn == null && db.Staff.Any(staff => staff.CareTeamId == team.Id && staff.ClosedOn == null)).ToListAsync(ct);
        var gone = asked.Where(team => !there.Exists(open => open.Id == team)).ToList();

        managed.ComeBack(gone, place, ofPlace is { } team && !gone.Contains(team) ? team : null, standards, today);
        there.Find(open => open.Id == managed.CareTeamId)?.Touch(); // whoever closes it meanwhile saves too late
    }
}
