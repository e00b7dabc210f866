using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Grids;

/// <summary>A grid is drawn in a community, with the team, the group and the worker who answer for it.</summary>
/// <param name="Code">The community's code, a hyphen and a local part.</param>
/// <param name="Keywords">Streets, estates and villages by which an address is known to lie here.</param>
[Needs(Right.ManagePlaces)]
public sealed record AddGrid(string Code, string Name, IReadOnlyList<string> Keywords, CareTeamId CareTeamId, CareGroupId? CareGroupId = null, StaffId? WorkerId = null) : ICommand<GridChanged>;

/// <summary>The grid as it now stands.</summary>
public sealed record GridChanged(string Code, long Version) : IVersioned;

internal sealed class AddGridValidator : AbstractValidator<AddGrid>
{
    public AddGridValidator()
    {
        RuleFor(x => x.Code).Text(AreaCode.MaxLength);
        RuleFor(x => x.Code).Matches("^[0-9]{12}-[0-9A-Za-z]+$").As("grid.code").When(x => !string.IsNullOrEmpty(x.Code));
        RuleFor(x => x.Name).Text(CatchmentArea.NameMaxLength);
        RuleFor(x => x.Keywords).NotNull().As("text.missing");
        RuleForEach(x => x.Keywords).NotEmpty().As("list.empty-row").Must(Refuse.IsPlain).As("text.control").Must(word => word?.Contains(';', StringComparison.Ordinal) != true).As("grid.keyword");
    }
}

internal sealed class AddGridHandler(ICaseDb db, IActor actor) : IRequestHandler<AddGrid, GridChanged>
{
    public async Task<GridChanged> Handle(AddGrid command, CancellationToken ct)
    {
        await db.RequireAreaAsync(actor, AreaCode.Community(command.Code)!, ct);
        Rule.Require(!await db.Grids.AnyAsync(grid => grid.Code == command.Code, ct), "grid.code-taken", "There is a grid with this code already.");
        await db.TakeOnAsync(await db.RequireOwnersAsync(actor, command.CareTeamId, command.CareGroupId, command.WorkerId, ct), ct);

        var grid = new Grid(command.Code, command.Name.Trim(), command.Keywords.Select(word => word.Trim()), command.CareTeamId, command.CareGroupId, command.WorkerId);
        db.Grids.Add(grid);

        await db.SaveChangesAsync(ct);
        return new GridChanged(grid.Code, grid.Version);
    }
}
