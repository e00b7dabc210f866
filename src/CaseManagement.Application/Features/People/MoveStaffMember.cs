using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.People;

/// <summary>A person goes to another team, works in another area, or takes up another role.</summary>
[Needs(Right.ManagePeople)]
public sealed record MoveStaffMember(StaffId StaffMemberId, StaffRole Role, string AreaCode, CareTeamId? CareTeamId = null, long? ExpectedVersion = null) : ICommand<StaffMemberChanged>;

/// <summary>The person as they now stand.</summary>
public sealed record StaffMemberChanged(StaffId Id, long Version) : IVersioned;

internal sealed class MoveStaffMemberValidator : AbstractValidator<MoveStaffMember>
{
    public MoveStaffMemberValidator()
    {
        RuleFor(x => x.Role).Known().NotEqual(StaffRole.Timetable).As("code.unknown").WithState(_ => typeof(StaffRole));
        RuleFor(x => x.AreaCode).Text(AreaCode.MaxLength);
    }
}

internal sealed class MoveStaffMemberHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<MoveStaffMember, StaffMemberChanged>
{
    public async Task<StaffMemberChanged> Handle(MoveStaffMember command, CancellationToken ct)
    {
        var staff = (await db.Staff.Within(actor, staff => staff.AreaCode).FindOrThrowAsync(staff => staff.Id == command.StaffMemberId, "staff-member", ct)).AsSeen(command.ExpectedVersion);
        actor.RequireSomebodyElse(staff);
        await db.RequireAreaAsync(actor, command.AreaCode, ct);
        if (staff.CareTeamId != command.CareTeamId && command.CareTeamId is { } id)
            (await db.CareTeams.Within(actor, team => team.AreaCode).FindOrThrowAsync(team => team.Id == id, "care-team", ct)).Touch();
        if (staff.Leaves(command.Role, command.AreaCode, command.CareTeamId)) await db.RequireReplaceableAsync(staff, leavesTeam: staff.CareTeamId != command.CareTeamId, clock.Today(), ct);
        else await db.RequireAnswerableAsync(staff, command.Role, ct);
        if (command.Role != staff.Role || (staff.Role == StaffRole.PreventionOffice && !AreaCode.Contains(command.AreaCode, staff.AreaCode))) await db.RequireAnotherOfRoleAsync(staff, clock, ct, staysIn: command.Role == staff.Role ? command.AreaCode : null);

        staff.MoveTo(command.Role, command.AreaCode, command.CareTeamId);

        await db.SaveChangesAsync(ct);
        return new StaffMemberChanged(staff.Id, staff.Version);
    }
}
