using System.Buffers.Binary;
using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure;
using CaseManagement.Infrastructure.Accounts;
using CaseManagement.Infrastructure.Persistence.Engines;
using CaseManagement.Infrastructure.Reference;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Accounts;

public sealed class PasswordTests
{
    [Fact]
    public async Task Given_the_product_s_own_settings_When_a_password_is_hashed_Then_it_takes_the_rounds_of_a_real_service()
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TestKeys.Ring).AddCaseManagement(new DatabaseSettings(Engine.Default, "Data Source=:memory:")).BuildServiceProvider();

        var hash = Convert.FromBase64String(services.GetRequiredService<IPasswordHasher<Account>>().HashPassword(new Account(), TestAccounts.Password));

        const uint sha512 = 2;
        Assert.Equal((sha512, 210_000u), (BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)), BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5))));
    }

    [Theory]
    [InlineData("elevenchars", "account.password-too-short")]
    [InlineData("the psychiatrist's own", "account.password-is-name")]
    [InlineData("Password1234", "account.password-common")]
    [InlineData("abababababababab", "account.password-common")]
    [InlineData(TestAccounts.Password, "account.password-same")]
    public async Task Given_a_password_that_breaks_a_rule_When_it_is_chosen_Then_it_is_refused_with_its_code(string chosen, string code)
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));

        var fault = await Record.ExceptionAsync(() => slice.Send(new ChangePassword(TestAccounts.Password, chosen), slice.Town.Psychiatrist));

        Assert.Equal(code, fault is ValidationException invalid ? invalid.Errors.First().ErrorCode : Assert.IsType<RuleBrokenException>(fault).Code);
    }

    [Fact]
    public async Task Given_a_wrong_current_password_When_one_is_chosen_Then_it_is_refused_kept_and_counted()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));

        await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new ChangePassword("not the password", "a sentence of some words")));

        Assert.Equal(1, await slice.Db(db => db.Accounts.Where(account => account.Id == slice.Town.Doctor.Id).Select(account => account.AccessFailedCount).SingleAsync()));
        var entry = await slice.Db(db => db.Audit.AsNoTracking().OrderBy(entry => entry.Id).LastAsync());
        Assert.Equal(("ChangePassword", """{"outcome":"wrong"}"""), (entry.Request, entry.Detail));
    }

    [Fact]
    public async Task Given_the_secrets_of_an_account_When_the_tables_are_read_Then_no_key_and_no_code_lies_there_in_the_clear()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var codes = await slice.Send(new RenewRecoveryCodes(TestAccounts.Password), slice.Town.Psychiatrist);

        var kept = await slice.Db(db => db.Set<Infrastructure.Accounts.AccountToken>().Select(token => token.Value!).ToListAsync());

        Assert.Equal(4, kept.Count); // three keys, and the codes of one
        Assert.All(kept, value => Assert.DoesNotContain(TestAccounts.Key, System.Text.Encoding.Latin1.GetString(Convert.FromBase64String(value)), StringComparison.Ordinal));
        Assert.All(codes.Codes, code => Assert.DoesNotContain(kept, value => System.Text.Encoding.Latin1.GetString(Convert.FromBase64String(value)).Contains(code, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Given_an_empty_installation_When_the_first_administrator_is_opened_twice_Then_the_second_is_refused()
    {
        await using var slice = await Slice.EmptyAsync(new(2026, 3, 2));

        var first = await AtTheMachine(slice, new OpenFirstAdministrator("boss"));
        var again = await Assert.ThrowsAsync<RuleBrokenException>(() => AtTheMachine(slice, new OpenFirstAdministrator("other")));

        Assert.True(first.Password.Length >= 16);
        Assert.Equal("account.administrator-exists", again.Code);
        Assert.Equal(1, await slice.Db(db => db.Accounts.CountAsync()));
    }

    [Theory]
    [InlineData(StaffRole.CareTeamMember, false)]
    [InlineData(StaffRole.CareGroupMember, false)]
    [InlineData(StaffRole.Psychiatrist, true)]
    [InlineData(StaffRole.PreventionOffice, true)]
    [InlineData(StaffRole.Administrator, true)]
    public void Given_the_settings_When_read_Then_they_are_those_of_the_list(StaffRole role, bool needsSecondFactor)
    {
        var settings = SignInSettingsReader.Read(SecuritySettingsReader.Read());

        Assert.Equal(needsSecondFactor, settings.SecondFactorRoles.Contains(role));
        Assert.Equal((5, 12, TimeSpan.FromMinutes(15), TimeSpan.FromHours(12)), (settings.LockAfter, settings.PasswordMinLength, settings.Idle, settings.Longest));
    }

    [Theory]
    [InlineData("lock-after,5,minutes,s,e,design", "lock-after")]
    [InlineData("lock-after,none,attempts,s,e,design", "whole number")]
    [InlineData("lock-after,5,attempts,s,e,design", "lock-for")]
    public void Given_a_broken_list_When_read_Then_it_says_what_is_wrong(string rows, string trouble) =>
        Assert.Contains(trouble, Assert.Throws<InvalidDataException>(() => SignInSettingsReader.Read(SecuritySettingsReader.Read(new StringReader($"name,value,unit,source,edition,certainty\n{rows}\n")))).Message, StringComparison.Ordinal);

    private static async Task<FirstPassword> AtTheMachine(Slice slice, IRequest<FirstPassword> command)
    {
        await using var scope = slice.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);

        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command);
    }
}
