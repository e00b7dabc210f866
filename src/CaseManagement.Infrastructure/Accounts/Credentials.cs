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
    private const string Wrong = "sign-in.wrong";
    private const string Locked = "sign-in.locked";
    private const string TooSlow = "sign-in.too-slow";

    /// <summary>How long the first step stands for the password: time enough to find the phone.</summary>
    private static readonly TimeSpan ProofIsGoodFor = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _proofs = protection.CreateProtector("the first step of a sign-in");

    public async Task<Examined> ExamineAsync(Shown shown, CancellationToken ct)
    {
        var account = await accounts.FindByNameAsync(shown.Name);
        if (account is null or { ClosedAt: not null })
        {
            if (shown.Proof is null) accounts.VerifyNobody(shown.Password ?? "");
            return Refused(account, shown.Proof is { } stale && ReadProof(stale) is null ? TooSlow : Wrong);
        }

        var refused = shown.Proof is { } proof ? WithProof(account, proof) : await WithPassword(account, shown.Password ?? "");
        return refused ?? await WithCode(account, shown.Code, ct);
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

    /// <returns>Null for the password. A locked account costs the same work and tells of its lock only to whoever has the password.</returns>
    private async Task<Examined?> WithPassword(Account account, string password)
    {
        var isRight = await accounts.CheckPasswordAsync(account, password);
        if (await accounts.IsLockedOutAsync(account)) return Refused(account, isRight ? Locked : Wrong) with { Outcome = Locked };
        if (isRight) return null;

        await accounts.AccessFailedAsync(account);
        return Refused(account, Wrong);
    }

    /// <returns>Null for a proof that was given to this account a moment ago.</returns>
    private Examined? WithProof(Account account, string shown) =>
        ReadProof(shown) is not var (staffId, stamp) ? Refused(account, TooSlow)
        : staffId != account.Id ? Refused(account, Wrong)
        : stamp != account.SecurityStamp ? Refused(account, TooSlow)
        : account.LockoutEnd > clock.GetUtcNow() ? Refused(account, Locked)
        : null;

    private async Task<Examined> WithCode(Account account, string? code, CancellationToken ct)
    {
        if (account.TwoFactorEnabled && string.IsNullOrWhiteSpace(code))
        {
            await accounts.TouchAsync(account); // it tells that the password is right, so it too waits its turn among attempts at once
            return Refused(account, "sign-in.code-needed") with { Proof = Prove(account) };
        }

        if (account.TwoFactorEnabled && !await IsCode(account, code!))
        {
            await accounts.AccessFailedAsync(account);
            return Refused(account, await accounts.IsLockedOutAsync(account) ? Locked : "sign-in.code-wrong");
        }

        await accounts.ForgiveAsync(account);
        return new Examined(account.Id, null, null, await OwesAsync(account, ct));
    }

    private string Prove(Account account) =>
        _proofs.Protect(string.Join('|', account.Id.Value, account.SecurityStamp, (clock.GetUtcNow() + ProofIsGoodFor).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));

    /// <returns>Whose it is, and which password and second factor they had; null for what is too old or not ours.</returns>
    private (StaffId StaffId, string Stamp)? ReadProof(string proof)
    {
        try
        {
            return _proofs.Unprotect(proof).Split('|') is [var id, var stamp, var until] && clock.GetUtcNow().ToUnixTimeSeconds() <= long.Parse(until, CultureInfo.InvariantCulture)
                ? (new StaffId(Guid.Parse(id)), stamp)
                : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // nothing that we gave
        }
    }
}
