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
        Rule.RequireNobodyLeft(await db.CasesOfGroupAsync(group.Id, clock.GetUtcNow(), ct), "care-group.has-patients", "Patients are assigned to the group.");
        foreach (var member in await db.MembersAfter(group.Id, clock.Today()).ToListAsync(ct)) End(member);

        group.Close(clock.Today());

        await db.SaveChangesAsync(ct);
        return new CareGroupChanged(group.Id, group.Version);
    }

    /// <summary>A term that has not begun yet is nobody's any more.</summary>
    private void End(CareGroupMembership member)
    {
        if (member.FromOn > clock.Today()) db.Memberships.Remove(member);
        else member.EndOn(clock.Today());
    }
}
