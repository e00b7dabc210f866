using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Places;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>Who sees whom beyond the own area: the care groups their grids' patients who may become dangerous, and a few who asked in an emergency.</summary>
internal sealed class DemoAccess(CaseDb db, DemoMap map, DateOnly today)
{
    private const int MostOfAGroup = 8;
    private const int OfTheNewcomer = 3;
    private const int Hours = 3;

    public async Task OpenAsync(CancellationToken ct)
    {
        foreach (var town in map.Communities.GroupBy(community => community.Town.Code))
        {
            await AssignToGroups([.. town], town.Key, ct);
            await db.SaveChangesAsync(ct);
            db.Forget();
        }

        await AskInEmergencies(ct);
        await db.SaveChangesAsync(ct);
        db.Forget();
    }

    private async Task AssignToGroups(IReadOnlyList<DemoCommunity> communities, string town, CancellationToken ct)
    {
        var (calm, officer) = (new RiskLevel(0), map.OfficerOfTown[town].Id);
        var (from, before) = AreaCode.Subtree(town);
        var found = await db.Cases.AsNoTracking()
            .Where(managed => string.Compare(managed.AreaCode, from) >= 0 && string.Compare(managed.AreaCode, before) < 0 && managed.State != CaseState.Dead && managed.Risk != null && managed.Risk != calm)
            .Select(managed => new { managed.Risk, Target = new GrantTarget(managed.Id, managed.PatientId, managed.AreaCode, managed.CareTeamId) }).ToListAsync(ct);
        List<GrantTarget> dangerous = [.. found.OrderByDescending(managed => managed.Risk!.Value.Value).ThenBy(managed => managed.Target.CaseId.Value).Select(managed => managed.Target)];

        foreach (var group in communities.SelectMany(community => community.Grids).Where(grid => grid.CareGroupId is not null).ToLookup(grid => grid.CareGroupId!.Value, grid => grid.Code))
        {
            var theirs = dangerous.Where(target => group.Contains(target.AreaCode)).Take(MostOfAGroup).ToList();
            var isNewcomer = town == DemoPlaces.FirstTown && communities[0].Grids.Any(grid => grid.CareGroupId == group.Key);
            foreach (var target in theirs.Count == 0 && isNewcomer ? dangerous.Take(OfTheNewcomer) : theirs)
                db.CaseGrants.Add(CaseGrant.ToCareGroup(target, group.Key, 0, Clock.StartOf(today), Clock.EndOf(today.AddYears(1).AddDays(-1)), null, officer));
        }
    }

    /// <summary>Doctors of other towns had to know; the last of them has been reviewed already.</summary>
    private async Task AskInEmergencies(CancellationToken ct)
    {
        (GrantReason Reason, string Note)[] asked =
        [
            (GrantReason.FoundAway, "在车站被救助站工作人员发现，需了解病情和联系人"), (GrantReason.BeingTreated, "急诊就诊，家属不在场，需了解用药史"), (GrantReason.DangerToOthers, "与邻居冲突，派出所请求协助"),
        ];
        var targets = await db.Cases.OrderBy(managed => managed.Id).Take(asked.Length).Select(managed => new GrantTarget(managed.Id, managed.PatientId, managed.AreaCode, managed.CareTeamId)).ToListAsync(ct);
        foreach (var (target, number) in targets.Select((target, number) => (target, number)))
        {
            var home = AreaCode.Town(target.AreaCode)!;
            var asker = map.Communities.First(community => community.Town.Code != home && community.Team.Team.Id != target.CareTeamId).Team.Doctor;
            var grant = CaseGrant.ForEmergency(target, asker.Id, 0, Clock.StartOf(today.AddDays(-1 - number)).AddHours(10), Hours, asked[number].Reason, asked[number].Note);
            if (number == asked.Length - 1) grant.Review(AccessVerdict.Justified, "已向派出所核实", map.OfficerOfTown[home].Id, Clock.StartOf(today).AddHours(9));
            db.CaseGrants.Add(grant);
        }
    }
}
