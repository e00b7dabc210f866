using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Grids;

/// <summary>The teams, groups and people of a town who could answer for a grid in it, for choosing.</summary>
[Needs(Right.ManagePlaces)]
public sealed record ListGridOwners(string TownCode) : IQuery<GridOwners>;

public sealed record GridOwners(IReadOnlyList<OwnerTeam> Teams, IReadOnlyList<OwnerGroup> Groups, IReadOnlyList<OwnerWorker> Workers);

public sealed record OwnerTeam(CareTeamId Id, string Name);

public sealed record OwnerGroup(CareGroupId Id, string Name);

public sealed record OwnerWorker(StaffId Id, string Name, StaffRole Role);

internal sealed class ListGridOwnersValidator : AbstractValidator<ListGridOwners>
{
    public ListGridOwnersValidator() => RuleFor(x => x.TownCode).NotEmpty().As("area.code").OptionalArea();
}

internal sealed class ListGridOwnersHandler(ICaseDb db, IActor actor) : IRequestHandler<ListGridOwners, GridOwners>
{
    private const int Most = 1000; // a town's people; a list for choosing, not for reading

    public async Task<GridOwners> Handle(ListGridOwners query, CancellationToken ct)
    {
        var town = AreaCode.Town(query.TownCode) ?? query.TownCode;
        return new GridOwners(
            await db.CareTeams.Within(actor, team => team.AreaCode).Within(town, team => team.AreaCode).Where(team => team.ClosedOn == null)
                .OrderBy(team => team.AreaCode).ThenBy(team => team.Name).ThenBy(team => team.Id).Take(Most).Select(team => new OwnerTeam(team.Id, team.Name)).ToListAsync(ct),
            await db.CareGroups.Within(actor, group => group.AreaCode).Within(town, group => group.AreaCode).Where(group => group.ClosedOn == null)
                .OrderBy(group => group.AreaCode).ThenBy(group => group.Name).ThenBy(group => group.Id).Take(Most).Select(group => new OwnerGroup(group.Id, group.Name)).ToListAsync(ct),
            await db.Staff.Within(actor, staff => staff.AreaCode).Within(town, staff => staff.AreaCode).Where(staff => staff.ClosedOn == null)
                .OrderBy(staff => staff.AreaCode).ThenBy(staff => staff.Code).Take(Most).Select(staff => new OwnerWorker(staff.Id, staff.Name, staff.Role)).ToListAsync(ct));
    }
}
