using System.Net;
using System.Text.Json.Nodes;
using CaseManagement.Application.Ports;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Tests.Accounts;

public sealed class SessionTests
{
    [Fact]
    public async Task Given_a_session_When_nothing_is_asked_for_fifteen_minutes_Then_it_is_over()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var tokens = await door.SignIn("doctor");

        door.Slice.Clock.Move(TimeSpan.FromMinutes(9));
        var busy = await door.Get("worklist", token: Access(tokens));
        door.Slice.Clock.Move(TimeSpan.FromMinutes(14));
        tokens = await Refresh(door, tokens);
        door.Slice.Clock.Move(TimeSpan.FromMinutes(15));
        var idle = await Refresh(door, tokens);

        Assert.Equal((200, 200), (busy.Status, tokens.Status));
        Assert.Equal((401, "session.over"), (idle.Status, idle.Code));
    }

    [Fact]
    public async Task Given_a_session_that_is_always_busy_When_twelve_hours_have_passed_Then_it_is_over()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var tokens = await door.SignIn("doctor");

        for (var minutes = 0; minutes < 12 * 60 - 14; minutes += 14) // just before it would be idle
        {
            door.Slice.Clock.Move(TimeSpan.FromMinutes(14));
            tokens = await Refresh(door, tokens);
            Assert.Equal(200, tokens.Status);
        }

        door.Slice.Clock.Move(TimeSpan.FromMinutes(14));
        Assert.Equal(401, (await door.Get("worklist", token: Access(tokens))).Status);
        Assert.Equal("session.over", (await Refresh(door, tokens)).Code);
    }

    [Fact]
    public async Task Given_a_refresh_token_When_it_is_used_a_second_time_Then_the_whole_session_ends()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var first = await door.SignIn("doctor");
        var second = await Refresh(door, first);

        var replayed = await Refresh(door, first);

        Assert.Equal((200, 401), (second.Status, replayed.Status));
        Assert.Equal(401, (await door.Get("worklist", token: Access(second))).Status);
        Assert.Equal(401, (await Refresh(door, second)).Status);
        Assert.Equal(SessionEnd.TokenReplayed, await door.Slice.Db(db => db.Sessions.Select(session => session.EndedBy).SingleAsync()));
    }

    [Fact]
    public async Task Given_two_sessions_When_one_ends_the_other_Then_it_is_over_at_once_and_nobody_ends_a_stranger_s()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var (here, lost) = (await door.SignIn("doctor"), await door.SignIn("doctor"));
        var stranger = await door.TokenOf("leader");
        var other = (string)(await door.Get("sessions", token: Access(here))).Json.AsArray().Single(session => !(bool)session!["isThis"]!)!["id"]!;

        var refused = await door.Send(HttpMethod.Delete, $"sessions/{other}", null, by: null, token: stranger);
        var ended = await door.Send(HttpMethod.Delete, $"sessions/{other}", null, by: null, token: Access(here));

        Assert.Equal((404, "session.not-found", 200), (refused.Status, refused.Code, ended.Status));
        Assert.Equal((401, 200), ((await door.Get("worklist", token: Access(lost))).Status, (await door.Get("worklist", token: Access(here))).Status));
    }

    [Fact]
    public async Task Given_two_sessions_When_the_password_is_changed_in_one_Then_the_other_ends_and_signing_out_ends_the_last()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var (here, other) = (await door.SignIn("doctor"), await door.SignIn("doctor"));

        var changed = await door.Send(HttpMethod.Post, "account/password", new JsonObject { ["current"] = TestAccounts.Password, ["chosen"] = "a sentence of some words" }.ToJsonString(), by: null, token: Access(here));

        Assert.Equal((200, 1), (changed.Status, (int)changed["sessions"]!));
        Assert.Equal((401, 200), ((await door.Get("worklist", token: Access(other))).Status, (await door.Get("worklist", token: Access(here))).Status));
        Assert.Equal(200, (await door.Send(HttpMethod.Delete, "session", null, by: null, token: Access(here))).Status);
        Assert.Equal(401, (await door.Get("worklist", token: Access(here))).Status);
    }

    [Fact]
    public async Task Given_no_token_When_the_API_is_asked_Then_it_says_which_kind_it_takes()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        using var answer = await door.Client.GetAsync(new Uri("/api/v1/worklist", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (answer.StatusCode, answer.Headers.WwwAuthenticate.ToString()));
    }

    private static string Access(Answer tokens) => (string)tokens["accessToken"]!;

    private static Task<Answer> Refresh(Door door, Answer tokens) => door.Post("session/refresh", new JsonObject { ["refreshToken"] = (string)tokens["refreshToken"]! }, by: null);
}
