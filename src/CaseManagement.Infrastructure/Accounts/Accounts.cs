using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Accounts;

/// <summary>Opens, resets and closes accounts.</summary>
internal sealed class Accounts(AccountManager manager, CaseDb db, TimeProvider clock) : IAccounts
{
    public async Task<string> OpenAsync(StaffMember staff, CancellationToken ct)
    {
        var account = await db.Accounts.FirstOrDefaultAsync(account => account.Id == staff.Id, ct);
        Rule.Require(account is null or { ClosedAt: not null }, "account.exists", "This person has an account.");

        var password = AccountManager.NewPassword();
        if (account is null) AccountManager.Succeed(await manager.CreateAsync(new Account(staff), password));
        else
        {
            account.ClosedAt = null;
            await GivePassword(account, password);
            await manager.ForgetSecondFactorAsync(account);
        }

        return password;
    }

    public async Task<string> ResetPasswordAsync(StaffId staffId, CancellationToken ct)
    {
        var account = await Find(staffId, ct);
        var password = AccountManager.NewPassword();
        await GivePassword(account, password);
        await End(staffId, SessionEnd.AccountReset, ct);

        return password;
    }

    public async Task ResetSecondFactorAsync(StaffId staffId, CancellationToken ct)
    {
        await manager.ForgetSecondFactorAsync(await Find(staffId, ct));
        await End(staffId, SessionEnd.AccountReset, ct);
    }

    public async Task UnlockAsync(StaffId staffId, CancellationToken ct) => await manager.ForgiveAsync(await Find(staffId, ct));

    public async Task CloseAsync(StaffId staffId, CancellationToken ct)
    {
        var account = await Find(staffId, ct);
        account.ClosedAt ??= clock.GetUtcNow();
        await End(staffId, SessionEnd.AccountClosed, ct);
    }

    private async Task GivePassword(Account account, string password)
    {
        await manager.SetPasswordAsync(account, password);
        await manager.ForgiveAsync(account);
        account.MustChangePassword = true;
    }

    private Task End(StaffId staffId, SessionEnd reason, CancellationToken ct) => db.Sessions.EndAllAsync(staffId, except: null, reason, clock.GetUtcNow(), ct);

    private async Task<Account> Find(StaffId staffId, CancellationToken ct) =>
        await db.Accounts.FirstOrDefaultAsync(account => account.Id == staffId, ct) ?? throw new NotFoundException("account");
}
