using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.People;

/// <summary>A person whom wrong passwords locked out may try again at once.</summary>
[Needs(Right.ManagePeople)]
public sealed record UnlockAccount(StaffId StaffMemberId) : ICommand<AccountChanged>;

internal sealed class UnlockAccountValidator : AbstractValidator<UnlockAccount>
{
    public UnlockAccountValidator() => RuleFor(x => x.StaffMemberId).NotEqual(default(StaffId)).As("text.missing");
}

internal sealed class UnlockAccountHandler(ICaseDb db, IActor actor, IAccounts accounts) : IRequestHandler<UnlockAccount, AccountChanged>
{
    public async Task<AccountChanged> Handle(UnlockAccount command, CancellationToken ct)
    {
        var staff = await db.Staff.Within(actor, staff => staff.AreaCode).FindOrThrowAsync(staff => staff.Id == command.StaffMemberId, "staff-member", ct);
        Rule.Require(staff.ClosedOn is null, "staff-member.closed", "This person no longer works here.");

        await accounts.UnlockAsync(staff.Id, ct);

        await db.SaveChangesAsync(ct);
        return new AccountChanged(staff.Id);
    }
}
