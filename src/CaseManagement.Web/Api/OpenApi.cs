using System.Text.Json.Nodes;
using CaseManagement.Domain;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CaseManagement.Web.Api;

/// <summary>The description of the API, as it really speaks.</summary>
internal static class OpenApi
{
    public const string DocumentName = "v1";

    private const string Bearer = "bearer";

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddSchemaTransformer(DescribeIdsAndCodes);
        options.AddOperationTransformer(ShowExample);
        options.AddOperationTransformer(TellRefusal);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "CaseManagement";
            (document.Components ??= new()).SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme> { [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer } };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
            return Task.CompletedTask;
        });
    }

    private static Task ShowExample(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        if (context.Description.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source == BindingSource.Body) is { Type: { } request } && Examples.Of(request) is { } example)
            foreach (var body in operation.RequestBody?.Content?.Values ?? []) body.Example = example;

        return Task.CompletedTask;
    }

    /// <summary>Every refusal has one shape, whatever was asked.</summary>
    private static Task TellRefusal(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        (operation.Responses ??= [])["4XX"] = new OpenApiResponse
        {
            Description = "Refused: a code that never changes, a sentence in the reader's language, and for 400 each field with what is wrong with it.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = Problem() } },
        };

        return Task.CompletedTask;
    }

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Object } } },
        },
        Required = new HashSet<string> { "title", "status" },
    };

    private static async Task DescribeIdsAndCodes(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Written<>))
        {
            var told = await context.GetOrCreateSchemaAsync(type.GetGenericArguments()[0], null, ct);
            (schema.Type, schema.Properties, schema.Required) = (told.Type, told.Properties, told.Required);
            return;
        }

        if (context.JsonTypeInfo.ElementType is { } element && schema.Items is null) schema.Items = await context.GetOrCreateSchemaAsync(element, null, ct); // ids and codes are written by hand, which leaves their lists without a word of what is in them

        var orNull = type != context.JsonTypeInfo.Type ? JsonSchemaType.Null : default;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Coded<>)) type = type.GetGenericArguments()[0];

        if (IdConverters.IsId(type)) (schema.Type, schema.Format) = (JsonSchemaType.String | orNull, "uuid");
        else if (CodeConverters.IsWord(type)) (schema.Type, schema.Enum) = (JsonSchemaType.String | orNull, [.. Enum.GetNames(type).Select(name => (JsonNode)Spelling.Of(name))]);
        else if (type.IsEnum) schema.Description = string.Join(", ", Enum.GetValuesAsUnderlyingType(type).Cast<int>().Select(code => $"{code} {Spelling.Of(Enum.GetName(type, code)!)}"));
        else if (type == typeof(RiskLevel)) (schema.Type, schema.Minimum, schema.Maximum) = (JsonSchemaType.Integer | orNull, "0", "5");
        else if (type == typeof(PartialDate)) (schema.Type, schema.Description) = (JsonSchemaType.String | orNull, "yyyy, yyyy-MM or yyyy-MM-dd");
        else if (type == typeof(Masked)) (schema.Type, schema.Description) = (JsonSchemaType.String | orNull, "masked; shown in plain by identity-reveals, for a reason");
        else if (typeof(MediatR.IBaseRequest).IsAssignableFrom(type))
            foreach (var name in schema.Properties?.Keys.Where(Wire.FromTheRoute.Contains).ToList() ?? [])
            {
                schema.Properties!.Remove(name);
                schema.Required?.Remove(name);
            }
    }
}
