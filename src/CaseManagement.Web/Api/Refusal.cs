using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using FluentValidation;
using FluentValidation.Results;

namespace CaseManagement.Web.Api;

/// <summary>What is wrong with one field.</summary>
/// <param name="Allowed">The codes of its list, where another one was sent.</param>
internal sealed record Fault(string Code, string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<object>? Allowed = null)
{
    /// <param name="codes">The list of which a code was expected.</param>
    public static Fault Of(string code, IReadOnlyList<object>? arguments = null, Type? codes = null) => codes is null
        ? new(code, Refusals.Sentence(code, arguments))
        : new(code, Refusals.Sentence("word.allowed", [Refusals.Sentence(code, arguments), string.Join(", ", CodeList.Of(codes))]), CodeList.Of(codes));
}

/// <summary>A refusal as it goes out: status, stable code, what its sentence says in figures, and the fields it is about.</summary>
internal sealed partial record Refusal(int Status, string Code, IReadOnlyList<object> Arguments, IReadOnlyDictionary<string, Fault[]>? Errors = null, LeftBehind? Whom = null)
{
    private const string IdNumber = "id-number.";

    /// <summary>Whose mistake it is, said once for every door. Null: ours.</summary>
    public static Refusal? For(Exception fault) => fault switch
    {
        ValidationException invalid => new(StatusCodes.Status400BadRequest, "validation", [], ByField(invalid.Errors)),
        BadHttpRequestException { InnerException: JsonException malformed } => Malformed(malformed),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(StatusCodes.Status413PayloadTooLarge, "body.too-large", []),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new(StatusCodes.Status415UnsupportedMediaType, "body.not-json", []),
        BadHttpRequestException request when Parameter().Match(request.Message) is { Success: true } parameter => AboutField("parameter.malformed", parameter.Groups["name"].Value),
        BadHttpRequestException => new(StatusCodes.Status400BadRequest, "body.malformed", ["$"]),
        DoorRefusal door => new(door.Status, door.Code, []),
        OwingException { Duty: Duty.ChangePassword } => new(StatusCodes.Status403Forbidden, "sign-in.password-must-change", []),
        OwingException => new(StatusCodes.Status403Forbidden, "sign-in.second-factor-must-be-set-up", []),
        NoActorException => new(StatusCodes.Status401Unauthorized, "actor.missing", []),
        NotPermittedException => new(StatusCodes.Status403Forbidden, "not-permitted", []),
        NotFoundException missing => new(StatusCodes.Status404NotFound, $"{missing.What}.not-found", []),
        RuleBrokenException rule when rule.Code.StartsWith(IdNumber, StringComparison.Ordinal) => AboutField(rule.Code, "documentNumber"),
        LeavesBehindException leaves => new(StatusCodes.Status409Conflict, leaves.Code, leaves.Arguments, Whom: leaves.Left),
        RuleBrokenException rule => new(StatusCodes.Status409Conflict, rule.Code, rule.Arguments),
        ChangedMeanwhileException => new(StatusCodes.Status409Conflict, "changed-meanwhile", []),
        _ => null,
    };

    /// <summary>Every parameter of an address that could not be read.</summary>
    public static Refusal About(IReadOnlyList<Unread.Parameter> unread) => new(
        StatusCodes.Status400BadRequest,
        "parameter.malformed",
        [string.Join(", ", unread.Select(parameter => parameter.Name))],
        unread.ToDictionary(parameter => parameter.Name, parameter => new[] { Fault.Of("parameter.malformed", [parameter.Name], parameter.Codes) }, StringComparer.Ordinal));

    private static Refusal AboutField(string code, string field) => AboutField(code, field, field);

    private static Refusal AboutField(string code, string said, string field, Type? codes = null) =>
        new(StatusCodes.Status400BadRequest, code, [said], new Dictionary<string, Fault[]> { [field] = [Fault.Of(code, [said], codes)] });

    private static Refusal Malformed(JsonException malformed)
    {
        var path = malformed.Path is { } named && Field().IsMatch(named) ? named : "$"; // what only pretends to be a field is not repeated
        var names = Missing().Match(malformed.Message);
        if (!names.Success) return path == "$" ? new(StatusCodes.Status400BadRequest, "body.malformed", [path]) : AboutField("body.malformed", path, path[2..], (malformed as NoSuchCodeException)?.Codes);

        var fields = names.Groups["name"].Captures.ToDictionary(name => Inside(path, name.Value), _ => new[] { Fault.Of("body.incomplete") });
        return new(StatusCodes.Status400BadRequest, "body.incomplete", [], fields);
    }

    private static string Inside(string path, string name) => path == "$" ? name : $"{path[2..]}.{name}";

    private static Dictionary<string, Fault[]> ByField(IEnumerable<ValidationFailure> failures) => failures
        .GroupBy(failure => FieldOf(failure.PropertyName), StringComparer.Ordinal)
        .ToDictionary(field => field.Key, field => field.Select(failure => Fault.Of(failure.ErrorCode, codes: failure.CustomState as Type)).Distinct().ToArray(), StringComparer.Ordinal);

    /// <summary>The field as its sender spelt it: the path in the body, or the name in the query string.</summary>
    private static string FieldOf(string property) => property switch
    {
        "Filter.AreaCode" => "area",
        "Filter.CareTeamId" => "team",
        _ => string.Join('.', property.Replace("Filter.", "", StringComparison.Ordinal).Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName)),
    };

    /// <summary>The framework names the parameter (and quotes what was sent, which is not repeated).</summary>
    [GeneratedRegex("""^(Failed to bind parameter|Required parameter) "[^"]* (?<name>\w+)" """)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^\$(\.[A-Za-z]\w{0,40}|\[\d{1,6}\]){0,8}\z")]
    private static partial Regex Field();

    [GeneratedRegex("missing required properties including: ('(?<name>[^']+)'(, )?)+")]
    private static partial Regex Missing();
}
