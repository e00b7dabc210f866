using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.CareGroups;

/// <summary>A care group ends; the grids it served have another by then, or none.</summary>
[Needs(Right.ManagePlaces)]
public sealed record CloseCareGroup(CareGroupId GroupId, long? ExpectedVersion = null) : ICommand<CareGroupChanged>;

internal sealed class CloseCareGroupValidator : AbstractValidator<CloseCareGroup>
{
    public CloseCareGroupValidator() => RuleFor(x => x.GroupId).NotEqual(default(CareGroupId)).As("text.missing");
}

internal sealed class CloseCareGroupHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<CloseCareGroup, CareGroupChanged>
{
    public async Task<CareGroupChanged> Handle(CloseCareGroup command, CancellationToken ct)
    {
        var group = (await db.CareGroups.Within(actor, group => group.AreaCode).FindOrThrowAsync(group => group.Id == command.GroupId, "care-group", ct)).AsSeen(command.ExpectedVersion);
        Rule.RequireNobodyLeft(await db.GridsOfGroupAsync(group.Id, ct), "care-group.has-grids", "The group serves grids.");

        group.Close(clock.Today());

        await db.SaveChangesAsync(ct);
        return new CareGroupChanged(group.Id, group.Version);
    }
}
