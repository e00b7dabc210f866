using System.Security.Cryptography;
using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseManagement.Infrastructure.Accounts;

/// <summary>Identity's manager of accounts, with the service's clock and settings for its lock.</summary>
internal sealed class AccountManager(
    IUserStore<Account> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<Account> hasher,
    IEnumerable<IUserValidator<Account>> users,
    IEnumerable<IPasswordValidator<Account>> passwords,
    ILookupNormalizer names,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<Account>> log,
    SignInSettings settings,
    TimeProvider clock) : UserManager<Account>(store, options, hasher, users, passwords, names, errors, services, log)
{
    private const string PasswordAlphabet = "abcdefghjkmnpqrstuvwxyz23456789"; // nothing that is mistaken for another when it is read out
    private const string Provider = "[CaseManagement]";
    private const string KeyBeingSetUp = "KeyBeingSetUp";

    private static readonly Account Nobody = new() { UserName = "" };
    private static string? _nobodysHash;

    public override Task<bool> IsLockedOutAsync(Account user) => Task.FromResult(user.LockoutEnd > clock.GetUtcNow());

    public override async Task<IdentityResult> AccessFailedAsync(Account user)
    {
        user.AccessFailedCount++;
        if (user.AccessFailedCount >= settings.LockAfter) (user.AccessFailedCount, user.LockoutEnd) = (0, clock.GetUtcNow() + settings.LockFor);

        return await Store.UpdateAsync(user, CancellationToken);
    }

    /// <summary>Whoever judges the account at the same moment judges it again.</summary>
    public Task TouchAsync(Account user) => Store.UpdateAsync(user, CancellationToken);

    /// <summary>Nothing is counted against the account any more.</summary>
    public Task ForgiveAsync(Account user)
    {
        (user.AccessFailedCount, user.LockoutEnd) = (0, null);
        return Store.UpdateAsync(user, CancellationToken);
    }

    /// <summary>Takes as long as the password of an account, so that an answer does not tell by its time which names exist.</summary>
    public void VerifyNobody(string password)
    {
        _nobodysHash ??= PasswordHasher.HashPassword(Nobody, NewPassword());
        PasswordHasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
    }

    /// <exception cref="RuleBrokenException">The password breaks a rule.</exception>
    public async Task SetPasswordAsync(Account user, string password)
    {
        Succeed(await UpdatePasswordHash(user, password, validatePassword: true));
        await Store.UpdateAsync(user, CancellationToken);
    }

    /// <summary>16 letters and digits out of 31, in groups for reading out.</summary>
    public static string NewPassword() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(PasswordAlphabet, 4)));

    public async Task<string> BeginKeyAsync(Account user)
    {
        var key = GenerateNewAuthenticatorKey();
        Succeed(await SetAuthenticationTokenAsync(user, Provider, KeyBeingSetUp, key));

        return key;
    }

    /// <summary>The key that is being set up is in force from now on.</summary>
    /// <returns>False where the code is not of that key.</returns>
    public async Task<bool> ConfirmKeyAsync(Account user, string code)
    {
        if (await GetAuthenticationTokenAsync(user, Provider, KeyBeingSetUp) is not { } key) return false;
        if (Totp.Accept(key, Spelt(code), clock.GetUtcNow(), lastAccepted: 0) is not { } step) return false;

        await ((IUserAuthenticatorKeyStore<Account>)Store).SetAuthenticatorKeyAsync(user, key, CancellationToken);
        Succeed(await RemoveAuthenticationTokenAsync(user, Provider, KeyBeingSetUp));
        (user.TwoFactorEnabled, user.LastCodeStep) = (true, step);

        return true;
    }

    public async Task ForgetSecondFactorAsync(Account user)
    {
        var tokens = (IUserAuthenticationTokenStore<Account>)Store;
        foreach (var (provider, name) in ((string, string)[])[("[AspNetUserStore]", "AuthenticatorKey"), ("[AspNetUserStore]", "RecoveryCodes"), (Provider, KeyBeingSetUp)])
            await tokens.RemoveTokenAsync(user, provider, name, CancellationToken);
        user.TwoFactorEnabled = false;
        await Store.UpdateAsync(user, CancellationToken);
    }

    /// <summary>As typed, with or without spaces.</summary>
    public static string Spelt(string code) => code.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <exception cref="RuleBrokenException">Identity says no; its code is one of ours.</exception>
    public static void Succeed(IdentityResult result)
    {
        if (!result.Succeeded) throw new RuleBrokenException(result.Errors.First().Code, result.Errors.First().Description);
    }
}
