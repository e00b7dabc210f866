using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.People;

/// <summary>A person no longer works here: the account is closed, and what they recorded stays under their name.</summary>
[Needs(Right.ManagePeople)]
public sealed record CloseStaffMember(StaffId StaffMemberId, long? ExpectedVersion = null) : ICommand<StaffMemberChanged>;

internal sealed class CloseStaffMemberValidator : AbstractValidator<CloseStaffMember>
{
    public CloseStaffMemberValidator() => RuleFor(x => x.StaffMemberId).NotEqual(default(StaffId)).As("text.missing");
}

internal sealed class CloseStaffMemberHandler(ICaseDb db, IActor actor, IAccounts accounts, TimeProvider clock) : IRequestHandler<CloseStaffMember, StaffMemberChanged>
{
    public async Task<StaffMemberChanged> Handle(CloseStaffMember command, CancellationToken ct)
    {
        var staff = (await db.Staff.Within(actor, staff => staff.AreaCode).FindOrThrowAsync(staff => staff.Id == command.StaffMemberId, "staff-member", ct)).AsSeen(command.ExpectedVersion);
        actor.RequireSomebodyElse(staff);
        await db.RequireReplaceableAsync(staff, leavesTeam: true, clock.Today(), ct);
        await db.RequireAnotherOfRoleAsync(staff, clock, ct);

        var today = clock.Today();
        foreach (var member in await db.Memberships.Where(member => member.StaffId == staff.Id && (member.UntilOn == null || member.UntilOn > today)).ToListAsync(ct)) await EndTerm(member, ct);
        staff.Close(clock.Today());
        await CloseAccount(staff, ct);

        await db.SaveChangesAsync(ct);
        return new StaffMemberChanged(staff.Id, staff.Version);
    }

    private async Task EndTerm(CareGroupMembership member, CancellationToken ct)
    {
        await db.RequireAnotherInGroupAsync(member, clock.Today(), clock.GetUtcNow(), ct);
        if (member.FromOn > clock.Today()) db.Memberships.Remove(member);
        else member.EndOn(clock.Today());
    }

    private async Task CloseAccount(StaffMember staff, CancellationToken ct)
    {
        try
        {
            await accounts.CloseAsync(staff.Id, ct);
        }
        catch (NotFoundException)
        {
            // whoever never had an account cannot sign in to one
        }
    }
}
