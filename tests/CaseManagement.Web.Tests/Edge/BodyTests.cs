using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CaseManagement.Testing;
using CaseManagement.Web.Tests.Pages;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Edge;

/// <summary>What a body may not do: be too much, set what is not asked for, or speak for another record than the address names.</summary>
public sealed class BodyTests
{
    private const int TooMuch = 300_000;

    [Fact]
    public async Task Given_a_body_beyond_measure_When_it_comes_to_either_door_Then_it_is_refused_as_too_large()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice);
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        using var page = await site.Browser.PostAsync("/", new FormUrlEncodedContent([new("name", new string('x', TooMuch))]), TestContext.Current.CancellationToken);
        var api = await door.Send(HttpMethod.Post, "patients", $"{{\"name\":\"{new string('x', TooMuch)}\"}}", Door.Doctor);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, page.StatusCode);
        Assert.Contains("内容太长", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal((413, "body.too-large"), (api.Status, api.Code));
    }

    [Fact]
    public async Task Given_every_route_that_takes_a_body_When_a_member_is_sent_that_it_does_not_know_Then_nothing_is_guessed_and_it_is_refused()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var routes = WithBody(door).ToList();

        Assert.True(routes.Count > 12);
        foreach (var (method, path) in routes)
            foreach (var body in new[] { """{"isAdministrator":true}""", """{"__proto__":{"role":6}}""", "[]", "[{}]" })
            {
                var answer = await door.Send(new(method), path, body, Door.Doctor, ifMatch: "\"1\"");
                Assert.Equal((method, path, 400), (method, path, answer.Status));
            }
    }

    [Fact]
    public async Task Given_every_route_that_takes_a_body_When_it_is_not_JSON_Then_it_is_refused_and_not_repeated()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var routes = WithBody(door).ToList();

        Assert.True(routes.Count > 12);
        foreach (var (method, path) in routes)
            foreach (var (type, status) in new[] { ("text/plain", 415), ("application/xml", 415), ("multipart/form-data", 415), ("application/json", 400) })
            {
                var answer = await door.Send(new(method), path, "<planted/>", Door.Doctor, ifMatch: "\"1\"", type: type);
                Assert.Equal((path, type, status), (path, type, answer.Status));
                Assert.DoesNotContain("planted", answer.Text, StringComparison.Ordinal);
            }
    }

    [Fact]
    public async Task Given_another_case_in_the_body_When_it_is_sent_Then_the_address_wins()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var (mine, version) = await door.Registered();
        var (other, otherVersion) = await door.Registered();
        var otherId = other["cases/".Length..];

        var recorded = await door.Post($"{mine}/follow-ups", Body.FollowUp().With("caseId", otherId).With("expectedVersion", 4711), seen: version);
        var grid = new JsonObject { ["gridCode"] = door.Slice.Town.Grid.Code, ["caseId"] = otherId, ["expectedVersion"] = (await door.Get(mine)).Version };
        var stale = await door.Put($"{mine}/grid", grid, seen: version);

        Assert.Equal(200, recorded.Status);
        Assert.Equal((409, "changed-meanwhile"), (stale.Status, stale.Code));
        Assert.Equal(otherVersion, (await door.Get(other)).Version);
        Assert.True((await door.Get(mine)).Version > version);
    }

    [Fact]
    public async Task Given_another_agreement_in_the_body_When_it_is_ended_Then_the_address_wins()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var (path, _) = await door.Registered();
        var signed = await door.Post($"{path}/agreements", Body.Agreement(door.Slice.Town.Team.Id.Value));
        var end = new JsonObject { ["endedOn"] = "2026-03-01", ["reason"] = "moved-away", ["agreementId"] = (string?)signed["id"] };

        var answer = await door.Post($"{path}/agreements/{Guid.Empty}/termination", end, seen: (await door.Get(path)).Version);

        Assert.Equal(200, signed.Status);
        Assert.True(answer.Status is 400 or 404, answer.Text); // never 200: the agreement in the body is not heard
        Assert.NotEqual("body.malformed", answer.Code);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Given_broken_input_When_it_is_refused_Then_nothing_of_it_but_a_field_is_repeated(string what, byte[] body)
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/patients") { Content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" } } } };
        request.Headers.Authorization = new("Bearer", await door.TokenOf(Door.Doctor));

        using var answer = await door.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.True((int)answer.StatusCode == 400, what);
        Assert.DoesNotContain("planted", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePosition", text, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Broken() => new()
    {
        { "cut off", Encoding.UTF8.GetBytes("""{"name":"planted""") },
        { "invalid UTF-8", [.. "{\"name\":\"planted"u8, 0xC3, 0x28, .. "\"}"u8] },
        { "a lone surrogate", Encoding.UTF8.GetBytes("""{"name":"planted\uD800"}""") },
        { "a huge number", Encoding.UTF8.GetBytes("""{"sex":99999999999999999999999999,"name":"planted"}""") },
        { "a number beyond doubles", Encoding.UTF8.GetBytes("""{"sex":1e999,"name":"planted"}""") },
        { "a day that is text", Encoding.UTF8.GetBytes("""{"bornOn":"planted"}""") },
        { "a member whose name is a sentence", Encoding.UTF8.GetBytes("""{"planted by somebody":1}""") },
        { "a member twice", Encoding.UTF8.GetBytes("""{"name":"planted","name":"planted"}""") },
        { "too deep", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"guardian\":", 100)) + "\"planted\"") },
        { "a nul", Encoding.UTF8.GetBytes("{\"name\":\"planted\u0000\"}") },
    };

    private static IEnumerable<(string Method, string Path)> WithBody(Door door) =>
        from endpoint in door.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
        select (method, PageRoutes.Filled(endpoint.RoutePattern.RawText!));
}
