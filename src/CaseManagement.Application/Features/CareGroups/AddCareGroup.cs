using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.CareGroups;

/// <summary>A care group is set up in a village or community.</summary>
[Needs(Right.ManagePlaces)]
public sealed record AddCareGroup(string Name, string AreaCode) : ICommand<CareGroupChanged>;

/// <summary>The group as it now stands.</summary>
public sealed record CareGroupChanged(CareGroupId Id, long Version) : IVersioned;

internal sealed class AddCareGroupValidator : AbstractValidator<AddCareGroup>
{
    public AddCareGroupValidator()
    {
        RuleFor(x => x.Name).Text(CareTeam.NameMaxLength);
        RuleFor(x => x.AreaCode).Text(AreaCode.MaxLength);
    }
}

internal sealed class AddCareGroupHandler(ICaseDb db, IActor actor) : IRequestHandler<AddCareGroup, CareGroupChanged>
{
    public async Task<CareGroupChanged> Handle(AddCareGroup command, CancellationToken ct)
    {
        await db.RequireAreaAsync(actor, command.AreaCode, ct);

        var group = new CareGroup(CareGroupId.New(), command.Name.Trim(), command.AreaCode);
        db.CareGroups.Add(group);

        await db.SaveChangesAsync(ct);
        return new CareGroupChanged(group.Id, group.Version);
    }
}
