using System.Text.Json;
using System.Text.Json.Nodes;
using CaseManagement.Application.Pipeline;
using CaseManagement.Web.Api;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CaseManagement.Web.Tests.Api;

public sealed class DescriptionTests
{
    // What is done at the machine itself, as giving an account to whoever has lost theirs, and what a batch does for whoever asked for it.
    private static readonly Type[] OfVerbs = [typeof(Application.Features.Places.ImportAreas), typeof(Application.Features.Reassignments.Reassign), typeof(Application.Features.Reassignments.UndoReassignment), typeof(Application.Features.Accounts.OpenFirstAdministrator), typeof(Application.Features.Accounts.ResetAccount)];

    [Fact]
    public async Task Given_the_description_When_read_Then_every_operation_has_a_summary_and_ids_and_codes_are_described_as_they_are_sent()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var description = (await door.Get("/openapi/v1.json", by: null)).Json;

        var operations = description["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).ToList();
        Assert.True(operations.Count >= 25);
        Assert.All(operations, operation => Assert.NotEmpty((string)operation.Value!["summary"]!));
        Assert.All(operations, operation => Assert.NotNull(operation.Value!["responses"]!["4XX"]!["content"]!["application/problem+json"]!["schema"]!["properties"]!["errors"]));
        var schemas = description["components"]!["schemas"]!;
        Assert.Equal("uuid", (string?)schemas["InjectionCourseId"]!["format"]);
        Assert.Contains("deltoid-left", schemas["InjectionSite"]!["enum"]!.AsArray().Select(code => (string?)code));
        Assert.DoesNotContain("caseId", ((JsonObject)schemas["RecordFollowUp"]!["properties"]!).Select(property => property.Key));
    }

    [Fact]
    public async Task Given_the_description_When_something_holds_a_list_Then_it_says_of_what_and_names_every_code()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var schemas = (await door.Get("/openapi/v1.json", by: null)).Json["components"]!["schemas"]!.AsObject();

        Assert.Equal([], schemas.SelectMany(schema => ListsOfNothing(schema.Key, schema.Value)));
        Assert.All((string[])["SendReferral", "SendDownReferral", "ReferralStory"], name => Assert.Contains("acute-or-relapse", CodesOf(schemas[name]!["properties"]!["reasons"]!["items"]!)));
        Assert.Contains("uuid", schemas["RecordMeeting"]!["properties"]!["members"]!["items"]!.ToJsonString() + schemas["StaffId"]);

        IEnumerable<string?> CodesOf(JsonNode item) => ((string?)item["$ref"] is { } reference ? schemas[reference.Split('/')[^1]]! : item)["enum"]!.AsArray().Select(code => (string?)code);
    }

    private static IEnumerable<string> ListsOfNothing(string at, JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(part => ListsOfNothing($"{at}/{part.Key}", part.Value)).Concat(one["type"]?.ToJsonString().Contains("\"array\"", StringComparison.Ordinal) == true && one["items"] is null ? [at] : []),
        JsonArray many => many.SelectMany((part, place) => ListsOfNothing($"{at}/{place}", part)),
        _ => [],
    };

    [Fact]
    public async Task Given_the_description_When_an_operation_takes_a_body_Then_it_shows_one_that_its_own_validator_passes()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 21));

        var description = (await door.Get("/openapi/v1.json", by: null)).Json;

        var bodies = description["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (path.Key, Body: operation.Value!["requestBody"]?["content"]?["application/json"]))).Where(one => one.Body is not null).ToList();
        Assert.True(bodies.Count >= 40, $"{bodies.Count} bodies");
        Assert.All(bodies, one => Assert.True(one.Body!["example"] is JsonObject, $"{one.Key} has no example"));
        var json = door.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        Assert.All(Examples.Names, name => Assert.Equal([], Faults(name, json, door.Services)));
    }

    /// <summary>What is wrong with an example, beside what its route would say.</summary>
    private static IEnumerable<string> Faults(string name, JsonSerializerOptions json, IServiceProvider services)
    {
        var request = typeof(ICommand<>).Assembly.GetTypes().Concat(typeof(Examples).Assembly.GetTypes()).Single(type => type.Name == name);
        var body = Examples.Of(request).Deserialize(request, json)!;
        var validator = (IValidator?)services.GetService(typeof(IValidator<>).MakeGenericType(request));
        Assert.True(validator is not null || !typeof(IBaseRequest).IsAssignableFrom(request), $"{name} has no validator");

        return validator?.Validate(new ValidationContext<object>(body)).Errors.Where(error => !Wire.FromTheRoute.Contains(error.PropertyName)).Select(error => $"{error.PropertyName}: {error.ErrorCode}") ?? [];
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
