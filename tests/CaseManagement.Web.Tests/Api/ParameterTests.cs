using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Api;

/// <summary>What is asked in an address and cannot be read.</summary>
public sealed partial class ParameterTests
{
    [Fact]
    public async Task Given_every_optional_parameter_of_every_list_When_it_cannot_be_read_Then_the_refusal_names_it()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2), unhurried: true);
        var asked = door.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is ["GET"])
            .SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>().Where(parameter => parameter is { HasTryParse: true, IsOptional: true }).Select(parameter => (Path: Filled(endpoint), parameter.Name)))
            .ToList();

        var answers = new List<(string Name, Answer Answer)>();
        foreach (var (path, name) in asked) answers.Add((name, await door.Get($"{path}?{name}=%7Bunreadable%7D", language: "en")));

        Assert.True(asked.Count > 20, $"{asked.Count} parameters");
        Assert.All(answers, one => Assert.Equal((400, "parameter.malformed", "parameter.malformed"), (one.Answer.Status, one.Answer.Code, one.Answer.FaultOf(one.Name))));
    }

    [Fact]
    public async Task Given_several_parameters_that_cannot_be_read_When_they_are_sent_together_Then_each_is_named_with_the_codes_that_it_takes()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var answer = await door.Get("worklist?band=tomorrow&take=many&kind=follow-up&team=x", language: "en");

        Assert.Equal((400, "parameter.malformed"), (answer.Status, answer.Code));
        Assert.Equal(["band", "take", "team"], answer["errors"]!.AsObject().Select(field => field.Key).Order());
        Assert.Equal(["late", "today", "this-week", "later", "paused"], answer["errors"]!["band"]![0]!["allowed"]!.AsArray().Select(code => (string)code!));
        Assert.Contains("Allowed: late, today", answer.MessageOf("band"), StringComparison.Ordinal);
        Assert.Null(answer["errors"]!["take"]![0]!["allowed"]);
    }

    private static string Filled(RouteEndpoint endpoint) => "/" + Part().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), part => part.Groups["kind"].Value switch { "guid" => Guid.Empty.ToString(), "long" => "1", _ => "44" });

    [GeneratedRegex(@"\{\w+(:(?<kind>\w+))?\}")]
    private static partial Regex Part();
}
