using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Meetings;

/// <summary>A patient whose assignment to a care group ends soon: whoever looks after both ends it, or assigns the patient anew.</summary>
/// <param name="LastOn">The last day on which the group sees the patient.</param>
public sealed record EndingRow(CaseGrantId Id, ManagedCaseId CaseId, string Name, string? Group, DateOnly LastOn);

internal static class EndingAssignments
{
    /// <summary>Those that hold now and end within some days, of the cases that we look after.</summary>
    public static IQueryable<CaseGrant> Ending(this ICaseDb db, DateTimeOffset now, DateTimeOffset until) => db.CaseGrants.AsNoTracking()
        .Where(grant => grant.Kind == GrantKind.CareGroup && grant.EndedAt == null && grant.UntilAt > now && grant.UntilAt <= until)
        .Where(grant => db.Cases.IgnoreAutoIncludes().Where(CaseStates.IsOurs).Any(managed => managed.Id == grant.CaseId));

    /// <summary>A page of them, the first to end first.</summary>
    /// <param name="days">As long ahead as the end of an agreement is told.</param>
    public static async Task<(int Total, List<EndingRow> Page)> EndingAsync(this ICaseDb db, DayKey? after, int days, int take, TimeProvider clock, CancellationToken ct)
    {
        var ending = db.Ending(clock.GetUtcNow(), Clock.EndOf(clock.Today().AddDays(days)));
        var following = ending;
        if (after is { Day: var day, Id: var guid })
        {
            var (at, id) = (Clock.EndOf(day), new CaseGrantId(guid));
            following = ending.Where(grant => grant.UntilAt >= at && (grant.UntilAt > at || grant.Id > id));
        }

        var page = await (
            from grant in following.OrderBy(grant => grant.UntilAt).ThenBy(grant => grant.Id).Take(take)
            join patient in db.Patients on grant.PatientId equals patient.Id
            orderby grant.UntilAt, grant.Id
            select new { grant.Id, grant.CaseId, grant.UntilAt, patient.Name, Group = db.CareGroups.Where(of => of.Id == grant.CareGroupId).Select(of => of.Name).FirstOrDefault() }).ToListAsync(ct);

        return (await ending.CountAsync(ct), page.ConvertAll(row => new EndingRow(row.Id, row.CaseId, row.Name, row.Group, Clock.DayOf(row.UntilAt!.Value.AddTicks(-1)))));
    }
}
