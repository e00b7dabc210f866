using CaseManagement.Application.Features.Accounts;
using Microsoft.AspNetCore.Identity;

namespace CaseManagement.Infrastructure.Accounts;

/// <summary>Judges the codes of an authenticator by the service's clock, each once.</summary>
internal sealed class AuthenticatorCodes(TimeProvider clock) : IUserTwoFactorTokenProvider<Account>
{
    public const string Name = "Authenticator";

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user) => await manager.GetAuthenticatorKeyAsync(user) is { Length: > 0 };

    /// <summary>Only the authenticator makes codes.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key || Totp.Accept(key, token, clock.GetUtcNow(), user.LastCodeStep) is not { } step) return false;

        user.LastCodeStep = step;
        return true;
    }
}
