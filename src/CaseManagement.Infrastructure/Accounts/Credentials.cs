using System.Globalization;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Accounts;

/// <summary>Passwords and second factors, judged by Identity.</summary>
internal sealed class Credentials(AccountManager accounts, CaseDb db, SignInSettings settings, IDataProtectionProvider protection, TimeProvider clock) : ICredentials
{
    private const string Issuer = "CaseManagement";

    /// <summary>How long the first step stands for the password: time enough to find the phone.</summary>
    private static readonly TimeSpan ProofIsGoodFor = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _proofs = protection.CreateProtector("the first step of a sign-in");

    public async Task<Examined> ExamineAsync(Shown shown, CancellationToken ct)
    {
        var account = shown.Proof is { } proof ? await FindByProof(proof, ct) : await accounts.FindByNameAsync(shown.Name);
        if (account is null or { ClosedAt: not null })
        {
            if (shown.Proof is not null) return Refused(account, "sign-in.too-slow");
            accounts.VerifyNobody(shown.Password ?? "");
            return Refused(account, "sign-in.wrong");
        }

        if (await accounts.IsLockedOutAsync(account)) return Refused(account, "sign-in.locked");
        if (shown.Proof is null && !await accounts.CheckPasswordAsync(account, shown.Password ?? "")) return await Failed(account, "sign-in.wrong");

        if (account.TwoFactorEnabled)
        {
            if (string.IsNullOrWhiteSpace(shown.Code)) return Refused(account, "sign-in.code-needed") with { Proof = Prove(account) };
            if (!await IsCode(account, shown.Code)) return await Failed(account, "sign-in.code-wrong");
        }

        await accounts.ForgiveAsync(account);
        return new Examined(account.Id, null, null, await OwesAsync(account, ct));
    }

    public async Task<AccountState> StateAsync(StaffId staffId, CancellationToken ct)
    {
        var account = await Find(staffId, ct);
        return new AccountState(await OwesAsync(account, ct), account.TwoFactorEnabled, await NeedsSecondFactor(account, ct), await accounts.CountRecoveryCodesAsync(account));
    }

    public async Task<bool> IsPasswordAsync(StaffId staffId, string password, CancellationToken ct)
    {
        var account = await Find(staffId, ct);
        if (await accounts.IsLockedOutAsync(account)) return false;
        if (await accounts.CheckPasswordAsync(account, password)) return true;

        await accounts.AccessFailedAsync(account);
        return false;
    }

    public async Task<bool> IsCodeAsync(StaffId staffId, string? code, CancellationToken ct)
    {
        var account = await Find(staffId, ct);
        if (!account.TwoFactorEnabled || code is not null && await IsCode(account, code)) return true;

        await accounts.AccessFailedAsync(account);
        return false;
    }

    public async Task SetPasswordAsync(StaffId staffId, string chosen, CancellationToken ct)
    {
        var account = await Find(staffId, ct);
        await accounts.SetPasswordAsync(account, chosen);
        account.MustChangePassword = false;
    }

    public async Task<SecondFactorKey> BeginSecondFactorAsync(StaffId staffId, CancellationToken ct)
    {
        var account = await Find(staffId, ct);
        var key = await accounts.BeginKeyAsync(account);

        return new SecondFactorKey(key, $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(account.UserName!)}?secret={key}&issuer={Issuer}");
    }

    public async Task<IReadOnlyList<string>?> ConfirmSecondFactorAsync(StaffId staffId, string code, CancellationToken ct)
    {
        var account = await Find(staffId, ct);
        return await accounts.ConfirmKeyAsync(account, code) ? await NewRecoveryCodes(account) : null;
    }

    public async Task<IReadOnlyList<string>?> RenewRecoveryCodesAsync(StaffId staffId, CancellationToken ct)
    {
        var account = await Find(staffId, ct);
        return account.TwoFactorEnabled ? await NewRecoveryCodes(account) : null;
    }

    private async Task<IReadOnlyList<string>> NewRecoveryCodes(Account account) => [.. await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, settings.RecoveryCodes) ?? []];

    /// <summary>Six digits are the authenticator's, anything else is a recovery code.</summary>
    private async Task<bool> IsCode(Account account, string code)
    {
        var spelt = AccountManager.Spelt(code);
        return spelt.All(char.IsAsciiDigit)
            ? await accounts.VerifyTwoFactorTokenAsync(account, AuthenticatorCodes.Name, spelt)
            : (await accounts.RedeemTwoFactorRecoveryCodeAsync(account, spelt)).Succeeded;
    }

    private async Task<Duty> OwesAsync(Account account, CancellationToken ct) =>
        DutyOf(account.MustChangePassword, account.TwoFactorEnabled, await NeedsSecondFactor(account, ct));

    internal static Duty DutyOf(bool mustChangePassword, bool hasSecondFactor, bool needsSecondFactor) =>
        mustChangePassword ? Duty.ChangePassword : needsSecondFactor && !hasSecondFactor ? Duty.SetUpSecondFactor : Duty.None;

    private async Task<bool> NeedsSecondFactor(Account account, CancellationToken ct) =>
        settings.SecondFactorRoles.Contains(await db.Staff.Where(staff => staff.Id == account.Id).Select(staff => staff.Role).FirstAsync(ct));

    private async Task<Account> Find(StaffId staffId, CancellationToken ct) => await db.Accounts.FirstOrDefaultAsync(account => account.Id == staffId, ct) ?? throw new NotFoundException("account");

    private static Examined Refused(Account? account, string code) => new(account?.Id, code, null, Duty.None);

    private async Task<Examined> Failed(Account account, string code)
    {
        await accounts.AccessFailedAsync(account);
        return Refused(account, await accounts.IsLockedOutAsync(account) ? "sign-in.locked" : code);
    }

    private string Prove(Account account) =>
        _proofs.Protect(string.Join('|', account.Id.Value, account.SecurityStamp, (clock.GetUtcNow() + ProofIsGoodFor).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));

    private async Task<Account?> FindByProof(string proof, CancellationToken ct)
    {
        try
        {
            if (_proofs.Unprotect(proof).Split('|') is not [var id, var stamp, var until] || clock.GetUtcNow().ToUnixTimeSeconds() > long.Parse(until, CultureInfo.InvariantCulture)) return null;

            var staffId = new StaffId(Guid.Parse(id));
            return await db.Accounts.FirstOrDefaultAsync(account => account.Id == staffId && account.SecurityStamp == stamp, ct);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // nothing that we gave
        }
    }
}
