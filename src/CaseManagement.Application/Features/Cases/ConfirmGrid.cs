using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Places;

namespace CaseManagement.Application.Features.Cases;

/// <summary>A person confirms the grid that a patient belongs to: the proposed one, or another of the same town.</summary>
[Needs(Right.AssignGrid)]
public sealed record ConfirmGrid(ManagedCaseId CaseId, string GridCode, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class ConfirmGridValidator : AbstractValidator<ConfirmGrid>
{
    public ConfirmGridValidator() => RuleFor(x => x.GridCode).Text(AreaCode.MaxLength);
}

internal sealed class ConfirmGridHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ConfirmGrid, CaseChanged>
{
    public async Task<CaseChanged> Handle(ConfirmGrid command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        var grid = await db.Grids.FindOrThrowAsync(grid => grid.Code == command.GridCode, "grid", ct);

        managed.ConfirmGrid(grid, await ReasonFor(managed, grid, ct), actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }

    private async Task<string> ReasonFor(ManagedCase managed, Grid grid, CancellationToken ct)
    {
        var patient = await db.Patients.FindOrThrowAsync(patient => patient.Id == managed.PatientId, "patient", ct);
        var neighbours = await db.Grids.Where(other => other.CommunityCode == patient.AreaCode && other.ClosedOn == null).ToListAsync(ct);
        var proposal = GridProposal.For(patient.AreaCode, patient.Address, neighbours);

        return proposal.GridCode == grid.Code ? proposal.Reason : "grid.chosen";
    }
}
