using CaseManagement.Domain.Staff;
using Microsoft.AspNetCore.Identity;

namespace CaseManagement.Infrastructure.Accounts;

/// <summary>The account of one staff member: it has the same id, and the staff member's code for a name.</summary>
internal sealed class Account : IdentityUser<StaffId>
{
    public const int NameMaxLength = StaffMember.CodeMaxLength;
    public const int StampMaxLength = 100;
    public const int HashMaxLength = 500;

    public Account() { }

    public Account(StaffMember staff) => (Id, UserName, MustChangePassword) = (staff.Id, staff.Code, true);

    /// <summary>The password was given by somebody else.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>The time step of the last code that was accepted: no code is good twice.</summary>
    public long LastCodeStep { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>An authenticator's key or the recovery codes, sealed.</summary>
internal sealed class AccountToken : IdentityUserToken<StaffId>
{
    public const int NameMaxLength = 100;
    public const int ValueMaxLength = 1000;
}
