using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Places;

namespace CaseManagement.Application.Features.Cases;

/// <summary>Which grid does the patient's address lie in, and why?</summary>
[Needs(Right.AssignGrid)]
public sealed record ProposeGrid(ManagedCaseId CaseId) : IRecordQuery<GridProposed>;

/// <param name="Candidates">All grids of the community, for choosing another.</param>
public sealed record GridProposed(GridProposal Proposal, IReadOnlyList<GridChoice> Candidates);

public sealed record GridChoice(string Code, string Name);

internal sealed class ProposeGridHandler(ICaseDb db) : IRequestHandler<ProposeGrid, GridProposed>
{
    public async Task<GridProposed> Handle(ProposeGrid query, CancellationToken ct)
    {
        var place = await db.Cases.Where(managed => managed.Id == query.CaseId)
            .Join(db.Patients, managed => managed.PatientId, patient => patient.Id, (managed, patient) => new { patient.AreaCode, patient.Address })
            .FirstOrDefaultAsync(ct) ?? throw new NotFoundException("managed-case");
        var grids = await db.Grids.AsNoTracking().Where(grid => grid.CommunityCode == place.AreaCode && grid.ClosedOn == null).OrderBy(grid => grid.Code).ToListAsync(ct);

        return new GridProposed(GridProposal.For(place.AreaCode, place.Address, grids), [.. grids.Select(grid => new GridChoice(grid.Code, grid.Name))]);
    }
}
