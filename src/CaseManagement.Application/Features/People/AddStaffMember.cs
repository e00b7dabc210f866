using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.People;

/// <summary>A person begins to work with the system, and gets an account.</summary>
/// <param name="CareTeamId">For a doctor, a nurse or a leader; nobody else has one.</param>
[Needs(Right.ManagePeople)]
public sealed record AddStaffMember(string Code, string Name, StaffRole Role, string AreaCode, InstitutionId InstitutionId, CareTeamId? CareTeamId = null) : ICommand<StaffMemberAdded>;

/// <param name="FirstPassword">Shown this once and kept nowhere.</param>
public sealed record StaffMemberAdded(StaffId Id, string FirstPassword, long Version) : IVersioned;

internal sealed class AddStaffMemberValidator : AbstractValidator<AddStaffMember>
{
    public AddStaffMemberValidator()
    {
        RuleFor(x => x.Code).Text(StaffMember.CodeMaxLength);
        RuleFor(x => x.Code).Matches("^[A-Za-z0-9][A-Za-z0-9._-]*$").As("staff-member.code").When(x => !string.IsNullOrEmpty(x.Code));
        RuleFor(x => x.Name).Text(Patient.NameMaxLength);
        RuleFor(x => x.Role).Known().NotEqual(StaffRole.Timetable).As("code.unknown").WithState(_ => typeof(StaffRole));
        RuleFor(x => x.AreaCode).Text(AreaCode.MaxLength);
    }
}

internal sealed class AddStaffMemberHandler(ICaseDb db, IActor actor, IAccounts accounts) : IRequestHandler<AddStaffMember, StaffMemberAdded>
{
    public async Task<StaffMemberAdded> Handle(AddStaffMember command, CancellationToken ct)
    {
        await db.RequireAreaAsync(actor, command.AreaCode, ct);
        await db.Institutions.Within(actor, institution => institution.AreaCode).FindOrThrowAsync(institution => institution.Id == command.InstitutionId, "institution", ct);
        if (command.CareTeamId is { } id) (await db.CareTeams.Within(actor, team => team.AreaCode).FindOrThrowAsync(team => team.Id == id, "care-team", ct)).Touch();
        Rule.Require(!await db.Staff.AnyAsync(staff => staff.Code == command.Code, ct), "staff-member.code-taken", "Somebody has this code already.");

        var added = new StaffMember(StaffId.New(), command.Code, command.Name.Trim(), command.Role, command.AreaCode, command.InstitutionId, command.CareTeamId);
        db.Staff.Add(added);
        var password = await accounts.OpenAsync(added, ct);

        await db.SaveChangesAsync(ct);
        return new StaffMemberAdded(added.Id, password, added.Version);
    }
}
