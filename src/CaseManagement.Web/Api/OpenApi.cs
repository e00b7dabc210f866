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
        options.AddDocumentTransformer((document, _, _) =>
        {
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

    private static Task DescribeIdsAndCodes(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
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

        return Task.CompletedTask;
    }
}
