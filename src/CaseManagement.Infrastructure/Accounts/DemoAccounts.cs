using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Accounts;

/// <summary>One account for each kind of person in the demo city; nobody else there has one.</summary>
internal sealed class DemoAccounts(AccountManager manager, CaseDb db, SignInSettings settings, TimeProvider clock) : IDemoAccounts
{
    private const int RecoveryCodesPrinted = 3;

    private static readonly string[] Names = ["demo-doctor", "demo-leader", "demo-volunteer", "demo-psychiatrist", "demo-office", "demo-admin"];

    public async Task<IReadOnlyList<DemoAccount>> OpenAsync(CancellationToken ct)
    {
        if (await db.Accounts.AnyAsync(ct)) return [];

        var staff = await db.Staff.AsNoTracking().Where(member => Names.Contains(member.Code)).ToListAsync(ct);
        var opened = new List<DemoAccount>();
        foreach (var member in staff.OrderBy(member => Array.IndexOf(Names, member.Code))) opened.Add(await Open(member));
        await db.SaveChangesAsync(ct);

        return opened;
    }

    /// <summary>Ready to be used: nothing is owed before the first step of a newcomer.</summary>
    private async Task<DemoAccount> Open(StaffMember member)
    {
        var account = new Account(member) { MustChangePassword = false };
        var password = AccountManager.NewPassword();
        AccountManager.Succeed(await manager.CreateAsync(account, password));
        if (!settings.SecondFactorRoles.Contains(member.Role)) return new DemoAccount(member.Code, member.Role, password, null, []);

        var key = await manager.BeginKeyAsync(account);
        await manager.ConfirmKeyAsync(account, Totp.CodeAt(key, clock.GetUtcNow()));
        account.LastCodeStep = 0; // the code of this half minute is for the newcomer
        var codes = await manager.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodesPrinted);

        return new DemoAccount(member.Code, member.Role, password, key, [.. codes ?? []]);
    }
}
