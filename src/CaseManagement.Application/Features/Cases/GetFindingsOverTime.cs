using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Features.Cases;

/// <summary>How class, danger, adherence and weight of one patient went from visit to visit.</summary>
[Needs(Right.SeeCase)]
public sealed record GetFindingsOverTime(ManagedCaseId CaseId) : IRecordQuery<FindingsOverTime>;

/// <param name="Visits">The visits in force that found something, the oldest first; of a very long story the latest.</param>
/// <param name="Weights">From the yearly examinations in force: no other form asks for the weight.</param>
public sealed record FindingsOverTime(ManagedCaseId CaseId, string Name, Sex Sex, DateOnly BornOn, IReadOnlyList<VisitFindings> Visits, IReadOnlyList<WeightFound> Weights);

/// <summary>What one visit found; null where nobody asked.</summary>
public sealed record VisitFindings(DateOnly On, Stability? Class, RiskLevel? Risk, Adherence? Adherence);

/// <param name="Kg">Kilograms.</param>
public sealed record WeightFound(DateOnly On, decimal Kg);

internal sealed class GetFindingsOverTimeHandler(ICaseDb db) : IRequestHandler<GetFindingsOverTime, FindingsOverTime>
{
    private const int Most = 400; // fifteen years of a visit every two weeks

    public async Task<FindingsOverTime> Handle(GetFindingsOverTime query, CancellationToken ct)
    {
        var cases = db.Cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => managed.Id == query.CaseId);
        var found = await (
            from managed in cases
            join patient in db.Patients on managed.PatientId equals patient.Id
            select new { patient.Name, patient.Sex, patient.BornOn }).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("managed-case");
        var visits = await cases.SelectMany(managed => managed.FollowUps).Where(visit => visit.CancelledOn == null && visit.Outcome == FollowUpOutcome.Seen)
            .OrderByDescending(visit => visit.SeenOn).ThenByDescending(visit => visit.RecordedOn).ThenByDescending(visit => visit.Id).Take(Most)
            .Select(visit => new VisitFindings(visit.SeenOn, visit.Class, visit.Risk, visit.Adherence)).ToListAsync(ct);
        var examined = await cases.SelectMany(managed => managed.Examinations).Where(examination => examination.CancelledOn == null && examination.Findings != null)
            .OrderByDescending(examination => examination.ExaminedOn).ThenByDescending(examination => examination.RecordedOn).ThenByDescending(examination => examination.Id).Take(Most)
            .Select(examination => new { examination.ExaminedOn, examination.Findings }).ToListAsync(ct);

        return new(
            query.CaseId, found.Name, found.Sex, found.BornOn,
            [.. visits.Where(visit => visit is not { Class: null, Risk: null, Adherence: null }).Reverse()],
            [.. Enumerable.Reverse(examined).SelectMany(examination => examination.Findings?.WeightKg is { } kg ? [new WeightFound(examination.ExaminedOn, kg)] : Array.Empty<WeightFound>())]);
    }
}
