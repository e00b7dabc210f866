using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Keys;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Accounts;

/// <summary>How accounts and sessions are kept. What Identity knows and this work does not need, such as e-mail addresses, is not.</summary>
internal static class AccountRules
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.Ignore(x => x.Email).Ignore(x => x.NormalizedEmail).Ignore(x => x.EmailConfirmed).Ignore(x => x.PhoneNumber).Ignore(x => x.PhoneNumberConfirmed).Ignore(x => x.LockoutEnabled);
            account.Property(x => x.UserName).HasMaxLength(Account.NameMaxLength).IsRequired();
            account.Property(x => x.NormalizedUserName).HasMaxLength(Account.NameMaxLength).IsRequired();
            account.Property(x => x.PasswordHash).HasMaxLength(Account.HashMaxLength).IsRequired();
            account.Property(x => x.SecurityStamp).HasMaxLength(Account.StampMaxLength).IsRequired();
            account.Property(x => x.ConcurrencyStamp).HasMaxLength(Account.StampMaxLength).IsRequired().IsConcurrencyToken(); // of two attempts at once one is kept, and the other is judged again
            account.HasIndex(x => x.NormalizedUserName).IsUnique();
        });
        model.Entity<AccountToken>(token =>
        {
            token.HasKey(x => new { x.UserId, x.LoginProvider, x.Name });
            token.Property(x => x.LoginProvider).HasMaxLength(AccountToken.NameMaxLength);
            token.Property(x => x.Name).HasMaxLength(AccountToken.NameMaxLength);
            token.Property(x => x.Value).HasMaxLength(AccountToken.ValueMaxLength);
            token.HasOne<Account>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Session>(session =>
        {
            session.Property(x => x.UserAgent).HasMaxLength(Session.UserAgentMaxLength);
            session.Property(x => x.Address).HasMaxLength(Session.AddressMaxLength);
            session.Property(x => x.RefreshSerial).IsConcurrencyToken(); // of two refreshes at once one wins
            session.HasOne<Account>().WithMany().HasForeignKey(x => x.StaffId).OnDelete(DeleteBehavior.Restrict);
            session.HasIndex(x => new { x.StaffId, x.EndsAt });
        });
        model.Entity<DataProtectionKey>().Property(x => x.Name).HasMaxLength(DataProtectionKey.NameMaxLength);
    }
}
