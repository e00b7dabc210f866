using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Keys;
using CaseManagement.Infrastructure.Reference;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Infrastructure.Accounts;

internal static class AccountServices
{
    /// <summary>Identity without its own sign-in, roles and claims: a session of ours says who acts.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, SecuritySettings numbers)
    {
        var settings = SignInSettingsReader.Read(numbers);
        services.AddSingleton(settings);
        services.AddScoped<IUserStore<Account>, AccountStore>();
        services.AddScoped<IPasswordValidator<Account>, PasswordRules>();
        services.AddScoped<AuthenticatorCodes>();
        services.AddIdentityCore<Account>(identity =>
        {
            identity.User.AllowedUserNameCharacters = ""; // any: it is the staff member's code
            identity.Tokens.ProviderMap[AuthenticatorCodes.Name] = new TokenProviderDescriptor(typeof(AuthenticatorCodes));
        }).AddUserManager<AccountManager>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = settings.HashIterations);
        services.AddScoped<IAccounts, Accounts>();
        services.AddScoped<ICredentials, Credentials>();
        services.AddScoped<IDemoAccounts, DemoAccounts>();
        services.AddSingleton<ISessions, Sessions>();

        services.AddDataProtection().SetApplicationName("case-management"); // one name, so that any node reads any node's cookies
        services.AddOptions<KeyManagementOptions>().Configure<IServiceScopeFactory, KeyRing>((keys, scopes, ring) => keys.XmlRepository = new TicketKeys(scopes, ring));

        return services;
    }
}
