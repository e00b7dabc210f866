using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Accounts;

/// <summary>Whoever stands at the machine gives an account a new first password and forgets its second factor.</summary>
[Needs(Right.RescueAccounts)]
public sealed record ResetAccount(string Name) : ICommand<FirstPassword>;

internal sealed class ResetAccountValidator : AbstractValidator<ResetAccount>
{
    public ResetAccountValidator() => RuleFor(x => x.Name).Text(StaffMember.CodeMaxLength);
}

internal sealed class ResetAccountHandler(ICaseDb db, IAccounts accounts) : IRequestHandler<ResetAccount, FirstPassword>
{
    public async Task<FirstPassword> Handle(ResetAccount command, CancellationToken ct)
    {
        var staff = await db.Staff.FindOrThrowAsync(staff => staff.Code == command.Name, "account", ct);

        var password = await accounts.ResetPasswordAsync(staff.Id, ct);
        await accounts.ResetSecondFactorAsync(staff.Id, ct);

        await db.SaveChangesAsync(ct);
        return new FirstPassword(command.Name, password);
    }
}
