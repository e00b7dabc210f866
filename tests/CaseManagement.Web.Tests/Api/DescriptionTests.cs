using System.Text.Json.Nodes;
using CaseManagement.Application.Pipeline;
using MediatR;

namespace CaseManagement.Web.Tests.Api;

public sealed class DescriptionTests
{
    // What is done at the machine itself: taking in a file of the server, and giving an account to whoever has lost theirs.
    private static readonly Type[] OfVerbs = [typeof(Application.Features.Places.ImportAreas), typeof(Application.Features.Accounts.OpenFirstAdministrator), typeof(Application.Features.Accounts.ResetAccount)];

    [Fact]
    public async Task Given_the_description_When_read_Then_every_operation_has_a_summary_and_ids_and_codes_are_described_as_they_are_sent()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var description = (await door.Get("/openapi/v1.json", by: null)).Json;

        var operations = description["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).ToList();
        Assert.True(operations.Count >= 25);
        Assert.All(operations, operation => Assert.NotEmpty((string)operation.Value!["summary"]!));
        var schemas = description["components"]!["schemas"]!;
        Assert.Equal("uuid", (string?)schemas["InjectionCourseId"]!["format"]);
        Assert.Contains("deltoid-left", schemas["InjectionSite"]!["enum"]!.AsArray().Select(code => (string?)code));
        Assert.DoesNotContain("caseId", ((JsonObject)schemas["RecordFollowUp"]!["properties"]!).Select(property => property.Key));
    }

    [Fact]
    public void Given_the_requests_of_staff_When_the_endpoints_are_read_Then_each_request_is_sent_by_one()
    {
        var requests = typeof(ICommand<>).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsPublic: true } && typeof(IBaseRequest).IsAssignableFrom(type) && !type.Namespace!.EndsWith(".Jobs", StringComparison.Ordinal) && !type.Namespace.EndsWith(".Keys", StringComparison.Ordinal)
                && !OfVerbs.Contains(type)).ToList();
        var endpoints = string.Join('\n', Sources.Of("CaseManagement.Web/Api").Select(source => source.Text));

        Assert.True(requests.Count >= 20);
        Assert.All(requests, request => Assert.Matches($@"\b{request.Name}\b", endpoints));
    }
}
