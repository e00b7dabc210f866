using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.People;

/// <summary>A person has forgotten the password and gets a first one again.</summary>
[Needs(Right.ManagePeople)]
public sealed record ResetPassword(StaffId StaffMemberId) : ICommand<PasswordReset>;

/// <param name="FirstPassword">Shown this once and kept nowhere.</param>
public sealed record PasswordReset(StaffId Id, string FirstPassword);

internal sealed class ResetPasswordValidator : AbstractValidator<ResetPassword>
{
    public ResetPasswordValidator() => RuleFor(x => x.StaffMemberId).NotEqual(default(StaffId)).As("text.missing");
}

internal sealed class ResetPasswordHandler(ICaseDb db, IActor actor, IAccounts accounts) : IRequestHandler<ResetPassword, PasswordReset>
{
    public async Task<PasswordReset> Handle(ResetPassword command, CancellationToken ct)
    {
        var staff = await db.Staff.Within(actor, staff => staff.AreaCode).FindOrThrowAsync(staff => staff.Id == command.StaffMemberId, "staff-member", ct);
        Rule.Require(staff.ClosedOn is null, "staff-member.closed", "This person no longer works here.");

        var password = await accounts.ResetPasswordAsync(staff.Id, ct);

        await db.SaveChangesAsync(ct);
        return new PasswordReset(staff.Id, password);
    }
}
