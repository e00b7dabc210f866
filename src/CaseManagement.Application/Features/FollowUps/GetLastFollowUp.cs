using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Features.FollowUps;

/// <summary>What was found when this patient was last seen: shown beside the questions of the next visit, never taken over as its answers.</summary>
[Needs(Right.SeeCase)]
public sealed record GetLastFollowUp(ManagedCaseId CaseId) : IRecordQuery<LastFollowUp>;

/// <param name="SeenOn">Null, as everything else, where nobody has seen the patient yet.</param>
public sealed record LastFollowUp(ManagedCaseId CaseId, DateOnly? SeenOn, FollowUpFindings? Findings, Stability? Class, long Version) : IVersioned;

internal sealed class GetLastFollowUpHandler(ICaseDb db) : IRequestHandler<GetLastFollowUp, LastFollowUp>
{
    public async Task<LastFollowUp> Handle(GetLastFollowUp query, CancellationToken ct)
    {
        var cases = db.Cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => managed.Id == query.CaseId);
        var version = await cases.Select(managed => (long?)managed.Version).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("managed-case");
        var last = await cases.SelectMany(managed => managed.FollowUps)
            .Where(visit => visit.CancelledOn == null && visit.Outcome == FollowUpOutcome.Seen)
            .OrderByDescending(visit => visit.SeenOn).ThenByDescending(visit => visit.Id)
            .Select(visit => new { visit.SeenOn, visit.Findings, visit.Class }).FirstOrDefaultAsync(ct);

        return new LastFollowUp(query.CaseId, last?.SeenOn, last?.Findings, last?.Class, version);
    }
}
