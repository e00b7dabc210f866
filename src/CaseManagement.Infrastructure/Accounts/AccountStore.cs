using System.Text;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Keys;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Accounts;

/// <summary>Identity's own store on our database. It never saves: the command does, so that account, session and audit entry are one transaction.</summary>
internal sealed class AccountStore : UserOnlyStore<Account, CaseDb, StaffId, IdentityUserClaim<StaffId>, IdentityUserLogin<StaffId>, AccountToken>
{
    private readonly Envelope _envelope;

    public AccountStore(CaseDb db, KeyRing keys) : base(db)
    {
        _envelope = new Envelope(keys, "second-factor");
        AutoSaveChanges = false;
    }

    /// <summary>The account is tracked, so there is nothing to attach; the stamp says that it was changed, also to somebody who changes it at the same time.</summary>
    public override Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default)
    {
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        return Task.FromResult(IdentityResult.Success);
    }

    public override Task SetTokenAsync(Account user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : Convert.ToBase64String(_envelope.Seal(Encoding.UTF8.GetBytes(value), About(user, name))), cancellationToken);

    public override async Task<string?> GetTokenAsync(Account user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } kept && _envelope.Open(Convert.FromBase64String(kept), About(user, name)) is { } value
            ? Encoding.UTF8.GetString(value)
            : null;

    public override StaffId ConvertIdFromString(string? id) => Guid.TryParse(id, out var value) ? new(value) : default;

    public override string? ConvertIdToString(StaffId id) => id.Value.ToString();

    private static byte[] About(Account user, string name) => [.. user.Id.Value.ToByteArray(true), .. Encoding.UTF8.GetBytes(name)];
}
