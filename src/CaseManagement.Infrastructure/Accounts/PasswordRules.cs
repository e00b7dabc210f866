using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Reference;
using Microsoft.AspNetCore.Identity;

namespace CaseManagement.Infrastructure.Accounts;

/// <summary>What a password must be: long, not the account's name, and not one that is tried first. Nothing about capitals and signs, which only makes passwords that are written down.</summary>
internal sealed class PasswordRules(SignInSettings settings) : IPasswordValidator<Account>
{
    private const int NameWorthLookingFor = 4; // a shorter name is inside many a good password

    private static readonly IReadOnlySet<string> Common = SignInSettingsReader.CommonPasswords();

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var fault = password is null || password.Length < settings.PasswordMinLength ? Fault("account.password-too-short", "The password is too short.")
            : IsName(user, password) ? Fault("account.password-is-name", "The password has the account's name in it.")
            : Common.Contains(password) || password.Distinct().Count() < 3 ? Fault("account.password-common", "The password is one that is tried first.")
            : null;

        return Task.FromResult(fault is null ? IdentityResult.Success : IdentityResult.Failed(fault));
    }

    private static bool IsName(Account user, string password) =>
        user.UserName is { Length: >= NameWorthLookingFor } name && password.Contains(name, StringComparison.OrdinalIgnoreCase);

    private static IdentityError Fault(string code, string description) => new() { Code = code, Description = description };
}
