using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Ports;
using CaseManagement.Testing;
using CaseManagement.Web.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Accounts;

public sealed partial class AccountPagesTests
{
    [Fact]
    public async Task Given_nobody_When_a_page_is_asked_for_Then_the_sign_in_leads_back_to_it()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice, actor: null);

        var wrong = await site.Post("/account?x=1", null, new() { ["name"] = "doctor", ["password"] = "not the password" }, HttpStatusCode.Unauthorized);
        var right = await site.Send(wrong, null, new() { ["password"] = TestAccounts.Password, ["name"] = "doctor" });

        Assert.Contains("账号或密码不对", wrong, StringComparison.Ordinal);
        Assert.Contains("<h1>我的账号</h1>", right, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Given_a_way_back_that_leads_elsewhere_When_signed_in_Then_it_is_not_taken(string back)
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice, actor: null);

        var page = await site.Post($"/sign-in?back={Uri.EscapeDataString(back)}", null, new() { ["name"] = "doctor", ["password"] = TestAccounts.Password });

        Assert.Contains("没有迟的。", page, StringComparison.Ordinal); // the desk
    }

    [Fact]
    public async Task Given_a_session_that_has_ended_When_a_form_about_a_patient_is_sent_Then_the_way_back_is_the_form()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice, actor: null);
        var form = $"/cases/{Guid.Empty}/follow-ups/new?how=Home";

        var sent = await site.Browser.PostAsync($"{form}&handler=Save", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);
        var other = await site.Browser.PostAsync("/account?handler=Password", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);

        Assert.Equal($"/sign-in?back={form}", Uri.UnescapeDataString(sent.RequestMessage!.RequestUri!.PathAndQuery));
        Assert.Equal("/sign-in?back=/", Uri.UnescapeDataString(other.RequestMessage!.RequestUri!.PathAndQuery));
    }

    [Fact]
    public async Task Given_a_second_factor_When_signing_in_on_the_page_Then_a_wrong_code_keeps_the_second_step_and_a_late_one_begins_anew()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice, actor: null);

        var second = await site.Post("/sign-in", null, new() { ["name"] = "office", ["password"] = TestAccounts.Password });
        var wrong = await site.Send(second, "Code", new() { ["code"] = "000000" }, HttpStatusCode.Unauthorized);
        slice.Clock.Move(TimeSpan.FromMinutes(6));
        var late = await site.Send(wrong, "Code", new() { ["code"] = slice.CodeNow() }, HttpStatusCode.Unauthorized);

        Assert.Contains("验证码不对", wrong, StringComparison.Ordinal);
        Assert.Contains("第一步已超时", late, StringComparison.Ordinal);
        Assert.Contains("type=\"password\"", late, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_name_and_a_password_in_the_address_When_the_form_has_none_Then_they_are_not_heard()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice, actor: null);
        var token = Token().Match(await site.Get("/sign-in")).Groups[1].Value;

        using var answer = await site.Browser.PostAsync(
            $"/sign-in?name=doctor&password={Uri.EscapeDataString(TestAccounts.Password)}", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Given_the_proof_of_one_account_When_the_second_step_names_another_Then_it_is_answered_like_a_wrong_password()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice, actor: null);

        var second = await site.Post("/sign-in", null, new() { ["name"] = "office", ["password"] = TestAccounts.Password });
        var wrong = await site.Send(second, "Code", new() { ["name"] = "psychiatrist", ["code"] = slice.CodeNow() }, HttpStatusCode.Unauthorized);

        Assert.Contains("账号或密码不对", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_cookie_When_it_is_shown_at_the_API_or_a_token_at_the_pages_Then_neither_is_heard()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(door.Slice);
        var cookie = Assert.Single(site.Cookies.GetCookies(site.Address), cookie => cookie.Name == "session");
        using var atTheApi = new HttpRequestMessage(HttpMethod.Get, "/api/v1/worklist");
        atTheApi.Headers.Add("Cookie", $"session={cookie.Value}");

        using var api = await door.Client.SendAsync(atTheApi, TestContext.Current.CancellationToken);
        var page = await door.Get("/", by: "doctor");

        Assert.True(cookie.HttpOnly);
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        Assert.Contains("autocomplete=\"current-password\"", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_session_of_the_pages_When_the_server_starts_again_Then_it_still_lives_until_it_is_idle()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var before = await Site.OpenAsync(slice);
        await using var after = await Site.OpenAsync(slice, actor: null);
        foreach (Cookie cookie in before.Cookies.GetCookies(before.Address)) after.Cookies.Add(after.Address, new Cookie(cookie.Name, cookie.Value));

        var still = await after.Get("/account");
        slice.Clock.Move(TimeSpan.FromMinutes(15));
        var idle = await after.Get("/account");

        Assert.Contains(slice.Town.Doctor.Name, still, StringComparison.Ordinal);
        Assert.Contains("autocomplete=\"current-password\"", idle, StringComparison.Ordinal);
        Assert.DoesNotContain(slice.Town.Doctor.Name, idle, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_doctor_When_an_authenticator_is_set_up_on_the_page_Then_its_picture_and_then_the_codes_are_shown_without_style_or_script()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice);

        var scan = await site.Post("/account", "SetUp", new() { ["password"] = TestAccounts.Password });
        var key = Key().Match(scan).Groups[1].Value;
        var done = await site.Send(scan, "Confirm", new() { ["code"] = Totp.CodeAt(key, slice.Clock.GetUtcNow()) });

        Assert.Matches("<svg class=\"qr\"[^>]*><path d=\"M[^\"]+\" /></svg>", scan);
        Assert.Equal(8, Code().Count(done));
        Assert.All([scan, done], page => Assert.DoesNotMatch("<script(?![^>]* src=)|style=|<style", page));
        Assert.Equal(0, Code().Count(await site.Get("/account")));
    }

    [Fact]
    public async Task Given_whoever_must_set_up_an_authenticator_When_it_is_confirmed_Then_the_codes_are_shown_in_that_answer_as_to_anybody_else()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await slice.Scoped(async services =>
        {
            await services.GetRequiredService<IAccounts>().ResetSecondFactorAsync(slice.Town.Officer.Id, CancellationToken.None);
            await services.GetRequiredService<ICaseDb>().SaveChangesAsync(CancellationToken.None);
        });
        await using var site = await Site.OpenAsync(slice, actor: null);
        await site.Post("/sign-in", null, new() { ["name"] = "office", ["password"] = TestAccounts.Password });

        var scan = await site.Post("/account", "SetUp", new() { ["password"] = TestAccounts.Password });
        var done = await site.Send(scan, "Confirm", new() { ["code"] = Totp.CodeAt(Key().Match(scan).Groups[1].Value, slice.Clock.GetUtcNow()) });

        Assert.Equal(8, Code().Count(done));
        var later = await site.Get("/account");
        Assert.Equal(0, Code().Count(later));
        Assert.Contains("还有8个恢复码", later, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_authenticator_that_is_being_set_up_When_a_code_is_wrong_Then_its_picture_and_key_stay_until_the_right_one()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice);
        var scan = await site.Post("/account", "SetUp", new() { ["password"] = TestAccounts.Password });
        var key = Key().Match(scan).Groups[1].Value;

        var wrong = await site.Send(scan, "Confirm", new() { ["code"] = "000000" }, HttpStatusCode.Conflict);
        var forged = await site.Send(scan, "Confirm", new() { ["code"] = "000000", ["address"] = "https://elsewhere.example/?secret=AAAA" }, HttpStatusCode.Conflict);
        var done = await site.Send(wrong, "Confirm", new() { ["code"] = Totp.CodeAt(key, slice.Clock.GetUtcNow()) });

        Assert.Equal(key, Key().Match(wrong).Groups[1].Value);
        Assert.Contains("<svg class=\"qr\"", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", forged, StringComparison.Ordinal);
        Assert.Equal(8, Code().Count(done));
    }

    [Fact]
    public async Task Given_whoever_must_change_the_password_When_any_page_is_asked_for_Then_the_account_page_is_shown_until_it_is_done()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var first = "";
        await slice.Scoped(async services =>
        {
            first = await services.GetRequiredService<IAccounts>().ResetPasswordAsync(slice.Town.Doctor.Id, CancellationToken.None);
            await services.GetRequiredService<ICaseDb>().SaveChangesAsync(CancellationToken.None);
        });
        await using var site = await Site.OpenAsync(slice, actor: null);
        await site.Post("/sign-in", null, new() { ["name"] = "doctor", ["password"] = first });

        var turned = await site.Get("/");
        await site.Post("/account", "Password", new() { ["current"] = first, ["chosen"] = "a sentence of some words" });

        Assert.Contains("请先设置自己的密码", turned, StringComparison.Ordinal);
        Assert.Contains("没有迟的。", await site.Get("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_browser_When_the_language_is_chosen_and_the_way_out_taken_Then_both_hold()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice);

        var english = await site.SendTo("/account", "/language", new() { ["language"] = "en" });
        var gone = await site.SendTo("/account", "/sign-out", []);

        Assert.Contains("<h1>My account</h1>", english, StringComparison.Ordinal);
        Assert.Contains("<h1>Sign in</h1>", gone, StringComparison.Ordinal);
        Assert.Contains("<h1>Sign in</h1>", await site.Get("/account"), StringComparison.Ordinal);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]*)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<p class=\"figures key\">([A-Z2-7]+)</p>")]
    private static partial Regex Key();

    [GeneratedRegex("<li class=\"figures\">[A-Z0-9]{5}-[A-Z0-9]{5}</li>")]
    private static partial Regex Code();
}
