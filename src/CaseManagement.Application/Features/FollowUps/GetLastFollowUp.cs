using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Features.FollowUps;

/// <summary>What was found when this patient was last seen: shown beside the questions of the next visit, never taken over as its answers.</summary>
[Needs(Right.SeeCase)]
public sealed record GetLastFollowUp(ManagedCaseId CaseId) : IRecordQuery<LastFollowUp>;

/// <param name="SeenOn">Null, as what was found, where nobody has seen the patient yet.</param>
/// <param name="Before">Every visit that found the patient, the last one too, as the rules ask for them.</param>
/// <param name="Recorded">How many contacts were ever recorded, those that found nobody and those that were cancelled too.</param>
public sealed record LastFollowUp(ManagedCaseId CaseId, DateOnly? SeenOn, FollowUpFindings? Findings, Stability? Class, IReadOnlyList<VisitBefore> Before, int Recorded, long Version) : IVersioned;

/// <summary>One visit that found the patient.</summary>
public sealed record VisitBefore(DateOnly SeenOn, Stability Class, HospitalStay? Hospital);

internal sealed class GetLastFollowUpHandler(ICaseDb db) : IRequestHandler<GetLastFollowUp, LastFollowUp>
{
    public async Task<LastFollowUp> Handle(GetLastFollowUp query, CancellationToken ct)
    {
        var cases = db.Cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => managed.Id == query.CaseId);
        var now = await cases.Select(managed => new { managed.Version, Recorded = managed.FollowUps.Count }).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("managed-case");
        var visits = cases.SelectMany(managed => managed.FollowUps).Where(visit => visit.CancelledOn == null && visit.Outcome == FollowUpOutcome.Seen);
        var before = await visits.OrderBy(visit => visit.SeenOn).ThenBy(visit => visit.RecordedOn).ThenBy(visit => visit.Id).Select(visit => new { visit.Id, visit.SeenOn, visit.Class, visit.Hospital }).ToListAsync(ct);
        var lastId = before.Count > 0 ? before[^1].Id : default;
        var last = await visits.Where(visit => visit.Id == lastId).Select(visit => new { visit.SeenOn, visit.Findings, visit.Class }).FirstOrDefaultAsync(ct);

        return new LastFollowUp(
            query.CaseId, last?.SeenOn, last?.Findings, last?.Class,
            [.. before.Select(visit => new VisitBefore(visit.SeenOn, visit.Class ?? Stability.Unstable, visit.Hospital))], // an unknown class is not a calm one
            now.Recorded, now.Version);
    }
}
