using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;
using CaseManagement.Web.Edge;
using Microsoft.AspNetCore.Http;

namespace CaseManagement.Web.Tests.Edge;

public sealed class RateLimitTests
{
    private const int SignInsOfAName = 10;
    private const int SignInsOfAnAddress = 60;
    private const int RequestsOfAnAccount = 600;
    private const int RegistrationsOfAnAccount = 30;

    [Fact]
    public async Task Given_one_name_When_it_is_tried_again_and_again_Then_that_name_is_refused_in_words_and_another_is_not()
    {
        await using var outside = await Outside.OpenAsync();

        var tried = await Statuses(SignInsOfAName, _ => SignIn(outside, "Zhang"));
        using var refused = await SignIn(outside, " zhang");
        using var another = await SignIn(outside, "li");

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, tried);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("操作过于频繁", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, another.StatusCode);
    }

    [Theory]
    [InlineData("zh-CN", "短时间内请求太多")]
    [InlineData("en", "Too many requests")]
    public async Task Given_one_name_at_the_API_When_it_is_tried_again_and_again_Then_the_refusal_has_its_code_and_its_sentence(string language, string sentence)
    {
        await using var outside = await Outside.OpenAsync();

        await Statuses(3 * SignInsOfAName, _ => Session(outside, language)); // each takes its time, in which the limit refills a little
        using var refused = await Session(outside, language);
        var problem = (await refused.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;

        Assert.Equal((429, "rate.limited"), ((int)refused.StatusCode, (string?)problem["code"]));
        Assert.Contains(sentence, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("account=x{0}&name=zhang")]
    [InlineData("userName=x{0}&name=zhang&name=x{0}")]
    [InlineData("Input.Name=x{0}&NAME=zhang")]
    public async Task Given_other_fields_around_the_name_When_it_is_tried_again_and_again_Then_the_name_is_counted(string fields)
    {
        await using var outside = await Outside.OpenAsync();

        await Statuses(SignInsOfAName, i => outside.Send(HttpMethod.Post, "/sign-in", Fields(i)));
        using var refused = await outside.Send(HttpMethod.Post, "/sign-in", Fields(SignInsOfAName));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);

        StringContent Fields(int i) => new(fields.Replace("{0}", $"{i}", StringComparison.Ordinal), Encoding.UTF8, "application/x-www-form-urlencoded");
    }

    [Fact]
    public async Task Given_JSON_in_another_encoding_When_it_is_sent_to_sign_in_Then_it_is_refused_before_it_is_read()
    {
        await using var outside = await Outside.OpenAsync();

        using var refused = await outside.Send(HttpMethod.Post, "/api/v1/session", new StringContent("""{"name":"zhang","password":"x"}""", Encoding.Unicode, "application/json"));
        var problem = (await refused.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
        using var read = await outside.Send(HttpMethod.Post, "/api/v1/session", new StringContent("""{"name":"zhang","password":"x"}""", Encoding.UTF8, "application/json"));

        Assert.Equal((415, "body.not-json", 401), ((int)refused.StatusCode, (string?)problem["code"], (int)read.StatusCode));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/code")]
    [InlineData("/API/v1/Session/refresh")]
    public async Task Given_one_address_When_it_tries_ever_new_names_Then_the_address_is_refused_whatever_it_says_it_forwards(string path)
    {
        await using var outside = await Outside.OpenAsync();

        var tried = await Statuses(SignInsOfAnAddress + 5, i => outside.Send(HttpMethod.Post, path, Form($"name-{i}"), ("X-Forwarded-For", $"10.0.0.{i}")));

        Assert.All(tried.Take(SignInsOfAnAddress), status => Assert.NotEqual(HttpStatusCode.TooManyRequests, status));
        Assert.Contains(HttpStatusCode.TooManyRequests, tried.Skip(SignInsOfAnAddress));
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.0.0.0/8", false)]
    [InlineData("192.0.2.1", true)]
    public async Task Given_a_proxy_When_it_names_whom_it_asks_for_Then_only_a_named_proxy_is_believed(string proxies, bool isRefused)
    {
        await using var outside = await Outside.OpenAsync(("Edge:BehindProxy", "true"), ("Edge:Proxies", proxies));

        var tried = await Statuses(SignInsOfAnAddress + 5, i => outside.Send(HttpMethod.Post, "/sign-in", Form($"name-{i}"), ("X-Forwarded-For", $"10.0.0.{i}")));

        Assert.Equal(isRefused, tried.Contains(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Given_emergency_access_When_it_is_asked_for_again_and_again_Then_it_is_refused()
    {
        await using var outside = await Outside.OpenAsync();

        var tried = await Statuses(15, _ => outside.Send(HttpMethod.Post, "/api/v1/emergency-access", JsonContent.Create(new { })));

        Assert.Equal(5, tried.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Given_registrations_When_one_account_sends_more_than_anybody_fills_in_Then_it_is_refused_and_its_neighbour_is_not()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var tried = new List<int>();
        for (var i = 0; i < RegistrationsOfAnAccount + 10; i++) tried.Add((await door.Post("patients", new JsonObject())).Status);

        Assert.All(tried.Take(RegistrationsOfAnAccount), status => Assert.Equal(400, status));
        Assert.Contains(429, tried.Skip(RegistrationsOfAnAccount));
        Assert.Equal(400, (await door.Post("patients", new JsonObject(), by: "leader")).Status);
    }

    [Theory]
    [InlineData("POST", "/api/v1/patients", true)]
    [InlineData("POST", "/patients/new/", true)]
    [InlineData("POST", "/cases/019b0000-0000-7000-8000-000000000001/complete", true)]
    [InlineData("POST", "/api/v1/Cases/019b0000-0000-7000-8000-000000000001/document/", true)]
    [InlineData("GET", "/cases/019b0000-0000-7000-8000-000000000001/complete", false)]
    [InlineData("POST", "/api/v1/cases/019b0000-0000-7000-8000-000000000001/follow-ups", false)]
    [InlineData("GET", "/patients/new", false)]
    [InlineData("POST", "/api/v1/patients/search", false)]
    public void Given_both_doors_When_somebody_registers_Then_it_is_counted_and_nothing_else_is(string method, string path, bool counts) =>
        Assert.Equal(counts, Strict.IsRegistration(new DefaultHttpContext { Request = { Method = method, Path = path } }.Request));

    [Fact]
    public async Task Given_an_account_that_asks_without_end_When_it_is_refused_Then_its_neighbour_is_not()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var sent = 0;

        while (sent < 3 * RequestsOfAnAccount && (await door.Get("nothing-here")).Status != 429) sent++;

        Assert.InRange(sent, RequestsOfAnAccount, 3 * RequestsOfAnAccount - 1);
        Assert.Equal(404, (await door.Get("nothing-here", by: Door.Psychiatrist)).Status);
    }

    [Fact]
    public void Given_somebody_signed_in_When_it_is_asked_who_is_counted_Then_it_is_the_account()
    {
        var context = new DefaultHttpContext { User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "account-7")], "test")) };

        Assert.Equal("account-7", RateLimits.AccountOf(context));
        Assert.Null(RateLimits.AccountOf(new DefaultHttpContext()));
    }

    private static Task<HttpResponseMessage> SignIn(Outside outside, string name) => outside.Send(HttpMethod.Post, "/sign-in", Form(name));

    private static Task<HttpResponseMessage> Session(Outside outside, string language) =>
        outside.Send(HttpMethod.Post, "/api/v1/session", JsonContent.Create(new { Name = "zhang", Password = "x" }), ("Accept-Language", language));

    private static FormUrlEncodedContent Form(string name) => new([new("name", name), new("password", "x")]);

    private static async Task<List<HttpStatusCode>> Statuses(int times, Func<int, Task<HttpResponseMessage>> send)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < times; i++)
        {
            using var answer = await send(i);
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }
}
