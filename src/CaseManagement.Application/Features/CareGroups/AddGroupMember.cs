using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.CareGroups;

/// <summary>A person serves a care group for a term.</summary>
/// <param name="UntilOn">The last day, inclusive; null while no end is known.</param>
[Needs(Right.ManagePlaces)]
public sealed record AddGroupMember(CareGroupId GroupId, StaffId StaffId, MemberKind Kind, DateOnly FromOn, DateOnly? UntilOn = null) : ICommand<GroupMemberChanged>;

/// <summary>The term as it now stands.</summary>
public sealed record GroupMemberChanged(CareGroupMembershipId Id, DateOnly FromOn, DateOnly? UntilOn);

internal sealed class AddGroupMemberValidator : AbstractValidator<AddGroupMember>
{
    public AddGroupMemberValidator()
    {
        RuleFor(x => x.Kind).Known();
        RuleFor(x => x.UntilOn).Must((x, until) => until is null || until >= x.FromOn).As("member.term");
    }
}

internal sealed class AddGroupMemberHandler(ICaseDb db, IActor actor) : IRequestHandler<AddGroupMember, GroupMemberChanged>
{
    public async Task<GroupMemberChanged> Handle(AddGroupMember command, CancellationToken ct)
    {
        var group = await db.CareGroups.Within(actor, group => group.AreaCode).FindOrThrowAsync(group => group.Id == command.GroupId, "care-group", ct);
        var staff = await db.Staff.Within(actor, staff => staff.AreaCode).FindOrThrowAsync(staff => staff.Id == command.StaffId, "staff-member", ct);
        Rule.Require(staff.ClosedOn is null, "staff-member.closed", "This person no longer works here.");
        var until = command.UntilOn ?? DateOnly.MaxValue;
        Rule.Require(
            !await db.Memberships.AnyAsync(member => member.CareGroupId == group.Id && member.StaffId == staff.Id && member.FromOn <= until && (member.UntilOn == null || member.UntilOn >= command.FromOn), ct),
            "care-group.member-already", "This person serves the group on some of these days already.");

        group.Touch();
        var member = new CareGroupMembership(CareGroupMembershipId.New(), group.Id, staff.Id, command.Kind, command.FromOn, command.UntilOn);
        db.Memberships.Add(member);

        await db.SaveChangesAsync(ct);
        return new GroupMemberChanged(member.Id, member.FromOn, member.UntilOn);
    }
}
