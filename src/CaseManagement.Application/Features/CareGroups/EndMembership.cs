using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.CareGroups;

/// <summary>A person's term in a care group ends with a day.</summary>
/// <param name="LastDay">Inclusive; today or a day to come.</param>
[Needs(Right.ManagePlaces)]
public sealed record EndMembership(CareGroupId GroupId, CareGroupMembershipId MembershipId, DateOnly LastDay) : ICommand<GroupMemberChanged>;

internal sealed class EndMembershipValidator : AbstractValidator<EndMembership>
{
    public EndMembershipValidator(TimeProvider clock) => RuleFor(x => x.LastDay).Must(day => day >= clock.Today()).As("member.ended-in-past");
}

internal sealed class EndMembershipHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<EndMembership, GroupMemberChanged>
{
    public async Task<GroupMemberChanged> Handle(EndMembership command, CancellationToken ct)
    {
        var group = await db.CareGroups.Within(actor, group => group.AreaCode).FindOrThrowAsync(group => group.Id == command.GroupId, "care-group", ct);
        var member = await db.Memberships.FindOrThrowAsync(member => member.Id == command.MembershipId && member.CareGroupId == group.Id, "membership", ct);
        if (member.HoldsOn(command.LastDay)) await db.RequireAnotherInGroupAsync(member, command.LastDay, clock.GetUtcNow(), ct);
        await db.RequireDecisionsGivenOnAsync(member, command.LastDay, ct);

        group.Touch();
        member.EndOn(command.LastDay);

        await db.SaveChangesAsync(ct);
        return new GroupMemberChanged(member.Id, member.FromOn, member.UntilOn);
    }
}
