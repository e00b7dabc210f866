using CaseManagement.Domain.Places;

namespace CaseManagement.Application.Features.Grids;

/// <summary>A grid ends; whoever lived in it has been confirmed in another by then.</summary>
[Needs(Right.ManagePlaces)]
public sealed record CloseGrid(string Grid, long? ExpectedVersion = null) : ICommand<GridChanged>;

internal sealed class CloseGridValidator : AbstractValidator<CloseGrid>
{
    public CloseGridValidator() => RuleFor(x => x.Grid).Text(AreaCode.MaxLength);
}

internal sealed class CloseGridHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<CloseGrid, GridChanged>
{
    public async Task<GridChanged> Handle(CloseGrid command, CancellationToken ct)
    {
        var grid = (await db.Grids.Within(actor, grid => grid.Code).FindOrThrowAsync(grid => grid.Code == command.Grid, "grid", ct)).AsSeen(command.ExpectedVersion);
        Rule.RequireNobodyLeft(await db.CasesInGridAsync(grid.Code, ct), "grid.has-patients", "Patients live in this grid.");

        grid.Close(clock.Today());

        await db.SaveChangesAsync(ct);
        return new GridChanged(grid.Code, grid.Version);
    }
}
