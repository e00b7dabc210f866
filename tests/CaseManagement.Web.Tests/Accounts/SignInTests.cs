using System.Text.Json.Nodes;
using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Accounts;

public sealed class SignInTests
{
    [Fact]
    public async Task Given_an_account_When_its_name_and_password_are_sent_Then_its_token_opens_the_door()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var answer = await door.SignIn("doctor");

        Assert.Equal((200, false, false), (answer.Status, (bool)answer["mustChangePassword"]!, (bool)answer["mustSetUpSecondFactor"]!));
        Assert.Equal(200, (await door.Get("worklist", token: (string)answer["accessToken"]!)).Status);
    }

    [Theory]
    [InlineData("doctor")]
    [InlineData("nobody-of-this-name")]
    public async Task Given_a_wrong_password_or_a_name_that_nobody_has_When_sent_Then_the_answer_is_the_same_and_the_attempt_is_kept(string name)
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var answer = await door.SignIn(name, "not the password", language: "en");

        Assert.Equal((401, "sign-in.wrong", "Name or password is wrong; check both."), (answer.Status, answer.Code, (string?)answer["detail"]));
        var kept = await door.Slice.Db(db => db.Audit.SingleAsync());
        Assert.Equal((AuditKind.SignIn, """{"outcome":"sign-in.wrong"}""", name == "doctor" ? door.Slice.Town.Doctor.Id : default), (kept.Kind, kept.Detail, kept.Actor));
    }

    [Fact]
    public async Task Given_five_wrong_attempts_When_the_right_password_comes_Then_it_is_locked_until_the_time_has_passed()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        for (var i = 0; i < 4; i++) Assert.Equal("sign-in.wrong", (await door.SignIn("doctor", "not the password")).Code);

        var fifth = await door.SignIn("doctor", "not the password");
        var right = await door.SignIn("doctor");
        door.Slice.Clock.Move(TimeSpan.FromMinutes(15));
        var later = await door.SignIn("doctor");

        Assert.Equal(("sign-in.wrong", "sign-in.locked", 200), (fifth.Code, right.Code, later.Status));
    }

    [Fact]
    public async Task Given_a_locked_account_When_a_wrong_password_comes_Then_it_is_answered_like_a_name_that_nobody_has_and_the_audit_knows_better()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        for (var i = 0; i < 5; i++) await door.SignIn("doctor", "not the password");

        var locked = await door.SignIn("doctor", "not the password", language: "en");
        var nobody = await door.SignIn("nobody-of-this-name", "not the password", language: "en");

        Assert.Equal((401, "sign-in.wrong"), (locked.Status, locked.Code));
        Assert.Equal((nobody.Status, (string?)nobody["detail"]), (locked.Status, (string?)locked["detail"]));
        Assert.Equal(["sign-in.locked", "sign-in.wrong"], (await door.Slice.Db(db => db.Audit.OrderBy(entry => entry.Id).Select(entry => entry.Detail!).ToListAsync())).TakeLast(2).Select(detail => (string)JsonNode.Parse(detail)!["outcome"]!));
    }

    [Fact]
    public async Task Given_a_second_factor_When_signing_in_Then_its_code_is_asked_for_and_each_is_good_once()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var without = await door.SignIn("office");
        var wrong = await door.SignIn("office", code: "000000");
        var right = await door.SignIn("office", code: door.Slice.CodeNow());
        var again = await door.SignIn("office", code: door.Slice.CodeNow());
        door.Slice.Clock.Move(TimeSpan.FromSeconds(30));
        var next = await door.SignIn("office", code: door.Slice.CodeNow());

        Assert.Equal(("sign-in.code-needed", "sign-in.code-wrong", 200), (without.Code, wrong.Code, right.Status));
        Assert.Equal(("sign-in.code-wrong", 200), (again.Code, next.Status));
    }

    [Fact]
    public async Task Given_a_first_password_When_signed_in_Then_it_is_changed_before_anything_else()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var first = "";
        await Reset(door, async accounts => first = await accounts.ResetPasswordAsync(door.Slice.Town.Doctor.Id, CancellationToken.None));

        var opened = await door.SignIn("doctor", first);
        var token = (string)opened["accessToken"]!;
        var before = await door.Get("worklist", token: token);
        var sessions = await door.Get("sessions", token: token);
        var changed = await door.Send(HttpMethod.Post, "account/password", new JsonObject { ["current"] = first, ["chosen"] = "a sentence of some words" }.ToJsonString(), by: null, token: token);
        var after = await door.Get("worklist", token: token);

        Assert.True((bool)opened["mustChangePassword"]!);
        Assert.Equal((403, "sign-in.password-must-change", 403, 200, 200), (before.Status, before.Code, sessions.Status, changed.Status, after.Status));
        Assert.Equal(200, (await door.SignIn("doctor", "a sentence of some words")).Status);
        Assert.Equal("sign-in.wrong", (await door.SignIn("doctor", first)).Code);
    }

    [Fact]
    public async Task Given_a_role_that_needs_a_second_factor_When_there_is_none_Then_it_is_set_up_before_anything_else_and_each_recovery_code_lets_in_once()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        await Reset(door, accounts => accounts.ResetSecondFactorAsync(door.Slice.Town.Officer.Id, CancellationToken.None));

        var opened = await door.SignIn("office");
        var token = (string)opened["accessToken"]!;
        var before = await door.Get("worklist", token: token);
        var key = (string)(await door.Send(HttpMethod.Post, "account/second-factor", new JsonObject { ["password"] = TestAccounts.Password }.ToJsonString(), by: null, token: token))["key"]!;
        var wrong = await Confirm("000000");
        var confirmed = await Confirm(Totp.CodeAt(key, door.Slice.Clock.GetUtcNow()));
        var recovery = (string)confirmed["codes"]![0]!;

        Assert.True((bool)opened["mustSetUpSecondFactor"]!);
        Assert.Equal((403, "sign-in.second-factor-must-be-set-up", "account.code-wrong"), (before.Status, before.Code, wrong.Code));
        Assert.Equal((200, 8), (confirmed.Status, confirmed["codes"]!.AsArray().Count));
        Assert.Equal(200, (await door.Get("worklist", token: token)).Status);
        Assert.Equal(200, (await door.SignIn("office", code: recovery)).Status);
        Assert.Equal("sign-in.code-wrong", (await door.SignIn("office", code: recovery)).Code);

        Task<Answer> Confirm(string code) => door.Send(HttpMethod.Post, "account/second-factor/confirmation", new JsonObject { ["code"] = code }.ToJsonString(), by: null, token: token);
    }

    [Fact]
    public async Task Given_a_closed_account_When_signing_in_Then_it_is_as_if_there_were_none()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var token = await door.TokenOf("doctor");
        await Reset(door, accounts => accounts.CloseAsync(door.Slice.Town.Doctor.Id, CancellationToken.None));

        Assert.Equal(401, (await door.Get("worklist", token: token)).Status);
        Assert.Equal("sign-in.wrong", (await door.SignIn("doctor")).Code);
    }

    private static Task Reset(Door door, Func<IAccounts, Task> work) => door.Slice.Scoped(async services =>
    {
        await work(services.GetRequiredService<IAccounts>());
        await services.GetRequiredService<ICaseDb>().SaveChangesAsync(CancellationToken.None);
    });
}
