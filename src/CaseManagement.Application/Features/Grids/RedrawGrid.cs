using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Grids;

/// <summary>A grid gets another name, other streets or other owners; when its team changes, the patients who have signed with nobody go with it, and their tasks and alerts too.</summary>
[Needs(Right.ManagePlaces)]
public sealed record RedrawGrid(string Grid, string Name, IReadOnlyList<string> Keywords, CareTeamId CareTeamId, CareGroupId? CareGroupId = null, StaffId? WorkerId = null, long? ExpectedVersion = null) : ICommand<GridChanged>;

internal sealed class RedrawGridValidator : AbstractValidator<RedrawGrid>
{
    public RedrawGridValidator()
    {
        RuleFor(x => x.Grid).Text(AreaCode.MaxLength);
        RuleFor(x => x.Name).Text(CatchmentArea.NameMaxLength);
        RuleFor(x => x.Keywords).NotNull().As("text.missing");
        RuleForEach(x => x.Keywords).NotEmpty().As("list.empty-row").Must(Refuse.IsPlain).As("text.control").Must(word => word?.Contains(';', StringComparison.Ordinal) != true).As("grid.keyword");
    }
}

internal sealed class RedrawGridHandler(ICaseDb db, IActor actor, IReassigner reassigner, TimeProvider clock) : IRequestHandler<RedrawGrid, GridChanged>
{
    public async Task<GridChanged> Handle(RedrawGrid command, CancellationToken ct)
    {
        var code = command.Grid;
        var grid = (await db.Grids.Within(actor, grid => grid.Code).FindOrThrowAsync(grid => grid.Code == code, "grid", ct)).AsSeen(command.ExpectedVersion);
        var team = await db.RequireOwnersAsync(actor, command.CareTeamId, command.CareGroupId, command.WorkerId, ct);
        var goes = grid.CareTeamId != team.Id;
        var handover = new AreaHandover(db, actor, reassigner, clock);
        if (goes)
        {
            await db.TakeOnAsync(team, ct);
            handover.Grid(grid, team.Id, command.WorkerId);
            handover.Follow(code, team.Id);
        }

        grid.Redraw(command.Name.Trim(), command.Keywords.Select(word => word.Trim()), team.Id, command.CareGroupId, command.WorkerId);
        if (goes) await handover.SaveAsync(code, ct);
        else await db.SaveChangesAsync(ct);

        return new GridChanged(grid.Code, grid.Version);
    }
}
