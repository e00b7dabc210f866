using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Accounts;

/// <summary>Guesses that come all at once, so that none of them sees what the others were told.</summary>
public sealed class AttemptsTests
{
    private const int LockAfter = 5;

    [Fact]
    public async Task Given_many_wrong_guesses_at_once_When_they_are_judged_Then_as_many_as_the_bound_count_and_each_is_kept()
    {
        const int guesses = 32;
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, guesses).Select(i => Task.Run(() => Enter(slice, $"guess number {i}"))));
        var kept = await slice.Db(db => db.Audit.Select(entry => entry.Detail).ToListAsync());
        var account = await slice.Db(db => db.Accounts.AsNoTracking().SingleAsync(account => account.Id == slice.Town.Doctor.Id));

        Assert.All(outcomes, outcome => Assert.Equal("sign-in.wrong", outcome.Refusal));
        Assert.Equal((LockAfter, guesses - LockAfter), (kept.Count(IsWrong), kept.Count(detail => detail == """{"outcome":"sign-in.locked"}""")));
        Assert.Equal((0, slice.Clock.GetUtcNow() + TimeSpan.FromMinutes(15)), (account.AccessFailedCount, account.LockoutEnd));

        static bool IsWrong(string? detail) => detail == """{"outcome":"sign-in.wrong"}""";
    }

    [Fact]
    public async Task Given_a_session_When_the_password_is_guessed_many_times_at_once_Then_each_is_refused_and_kept_and_the_account_is_locked()
    {
        const int guesses = 12;
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));

        var faults = await Task.WhenAll(Enumerable.Range(0, guesses).Select(i => Task.Run(async () => await Record.ExceptionAsync(() => slice.Send(new ChangePassword($"guess number {i}", "a sentence of some words"))))));
        var kept = await slice.Db(db => db.Audit.CountAsync(entry => entry.Detail == """{"outcome":"wrong"}"""));

        Assert.All(faults, fault => Assert.Equal("account.password-wrong", Assert.IsType<RuleBrokenException>(fault).Code));
        Assert.Equal(guesses, kept);
        Assert.Equal("sign-in.locked", (await Enter(slice, TestAccounts.Password)).Refusal);
    }

    private static async Task<SignInOutcome> Enter(Slice slice, string password)
    {
        await using var scope = slice.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SignIn("doctor", password, null, null, SessionDoor.Api, null, null));
    }
}
