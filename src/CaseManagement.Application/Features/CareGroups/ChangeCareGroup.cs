using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.CareGroups;

/// <summary>A care group gets another name or area.</summary>
[Needs(Right.ManagePlaces)]
public sealed record ChangeCareGroup(CareGroupId GroupId, string Name, string AreaCode, long? ExpectedVersion = null) : ICommand<CareGroupChanged>;

internal sealed class ChangeCareGroupValidator : AbstractValidator<ChangeCareGroup>
{
    public ChangeCareGroupValidator()
    {
        RuleFor(x => x.Name).Text(CareTeam.NameMaxLength);
        RuleFor(x => x.AreaCode).Text(AreaCode.MaxLength);
    }
}

internal sealed class ChangeCareGroupHandler(ICaseDb db, IActor actor) : IRequestHandler<ChangeCareGroup, CareGroupChanged>
{
    public async Task<CareGroupChanged> Handle(ChangeCareGroup command, CancellationToken ct)
    {
        var group = (await db.CareGroups.Within(actor, group => group.AreaCode).FindOrThrowAsync(group => group.Id == command.GroupId, "care-group", ct)).AsSeen(command.ExpectedVersion);
        await db.RequireAreaAsync(actor, command.AreaCode, ct);

        group.Change(command.Name.Trim(), command.AreaCode);

        await db.SaveChangesAsync(ct);
        return new CareGroupChanged(group.Id, group.Version);
    }
}
