using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.People;

/// <summary>A person has lost the second factor and sets a new one up at the next sign-in.</summary>
[Needs(Right.ManagePeople)]
public sealed record ResetSecondFactor(StaffId StaffMemberId) : ICommand<AccountChanged>;

/// <summary>Whose account has been changed.</summary>
public sealed record AccountChanged(StaffId Id);

internal sealed class ResetSecondFactorValidator : AbstractValidator<ResetSecondFactor>
{
    public ResetSecondFactorValidator() => RuleFor(x => x.StaffMemberId).NotEqual(default(StaffId)).As("text.missing");
}

internal sealed class ResetSecondFactorHandler(ICaseDb db, IActor actor, IAccounts accounts) : IRequestHandler<ResetSecondFactor, AccountChanged>
{
    public async Task<AccountChanged> Handle(ResetSecondFactor command, CancellationToken ct)
    {
        var staff = await db.Staff.Within(actor, staff => staff.AreaCode).FindOrThrowAsync(staff => staff.Id == command.StaffMemberId, "staff-member", ct);
        Rule.Require(staff.ClosedOn is null, "staff-member.closed", "This person no longer works here.");

        await accounts.ResetSecondFactorAsync(staff.Id, ct);

        await db.SaveChangesAsync(ct);
        return new AccountChanged(staff.Id);
    }
}
