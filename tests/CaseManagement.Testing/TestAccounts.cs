using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Testing;

/// <summary>An account for everybody of the little town: one password for all, and one authenticator for the roles that need it.</summary>
public static class TestAccounts
{
    public const string Password = "a town of seven bridges";
    public const string Key = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private static readonly Lock Once = new();
    private static string? _hash;

    public static bool HasSecondFactor(this Slice slice, StaffMember staff) => slice.Services.GetRequiredService<SignInSettings>().SecondFactorRoles.Contains(staff.Role);

    /// <summary>What the authenticator shows now.</summary>
    public static string CodeNow(this Slice slice) => Totp.CodeAt(Key, slice.Clock.GetUtcNow());

    /// <summary>The same for a sign-in that is not about codes: it is good although it was used a moment ago.</summary>
    public static async Task<string?> CodeForAsync(this Slice slice, StaffMember staff)
    {
        if (!slice.HasSecondFactor(staff)) return null;

        await slice.Db(db => db.Accounts.Where(account => account.Id == staff.Id).ExecuteUpdateAsync(account => account.SetProperty(x => x.LastCodeStep, 0)));
        return slice.CodeNow();
    }

    public static Task OpenAsync(Slice slice, params StaffMember[] people) => OpenAsync(slice.Services, people);

    public static async Task OpenAsync(IServiceProvider provider, params StaffMember[] people)
    {
        await using var scope = provider.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<Infrastructure.Persistence.CaseDb>();
        var store = services.GetRequiredService<IUserStore<Account>>();
        var names = services.GetRequiredService<ILookupNormalizer>();
        foreach (var staff in people)
        {
            var account = new Account(staff)
            {
                NormalizedUserName = names.NormalizeName(staff.Code),
                PasswordHash = Hash(services),
                SecurityStamp = "stamp",
                MustChangePassword = false,
                TwoFactorEnabled = services.GetRequiredService<SignInSettings>().SecondFactorRoles.Contains(staff.Role),
            };
            db.Add(account);
            if (account.TwoFactorEnabled) await ((IUserAuthenticatorKeyStore<Account>)store).SetAuthenticatorKeyAsync(account, Key, CancellationToken.None);
        }

        await db.SaveChangesAsync();
    }

    // The product's own hash, made once: it takes its time, and every town has the same password.
    private static string Hash(IServiceProvider services)
    {
        lock (Once) return _hash ??= services.GetRequiredService<IPasswordHasher<Account>>().HashPassword(new Account(), Password);
    }
}
