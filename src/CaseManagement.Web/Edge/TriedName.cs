using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace CaseManagement.Web.Edge;

/// <summary>Whose name is tried at a sign-in, so that guesses at one name are counted from wherever they come.</summary>
internal sealed class TriedName(RequestDelegate next)
{
    private const int MostBytes = 256 * 1024; // kept in memory, never on a disk: a password stands beside the name
    private const int MostLetters = 100;

    private const string Member = "name"; // of the form and of the JSON, read as the sign-in reads it

    private static readonly object Key = new();

    public static string? Of(HttpContext context) => context.Items[Key] as string;

    public async Task InvokeAsync(HttpContext context)
    {
        if (Strict.IsSignIn(context.Request) && !context.IsShownAgain())
        {
            if (!IsUtf8(context.Request))
            {
                context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType; // a name that is not read here is not counted
                return;
            }

            context.Items[Key] = Normal(await Read(context.Request, context.RequestAborted));
        }

        await next(context);
    }

    private static bool IsUtf8(HttpRequest request) =>
        request.GetTypedHeaders().ContentType is not { Charset: { HasValue: true } charset } || HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static async Task<string?> Read(HttpRequest request, CancellationToken ct)
    {
        try
        {
            if (request.HasFormContentType) return (await request.ReadFormAsync(ct))[Member].FirstOrDefault();
            if (!request.HasJsonContentType()) return null;

            request.EnableBuffering(MostBytes);
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: ct);
            return body.RootElement.ValueKind == JsonValueKind.Object
                ? body.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String && member.Name.Equals(Member, StringComparison.OrdinalIgnoreCase)).Select(member => member.Value.GetString()).FirstOrDefault()
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException or InvalidOperationException)
        {
            return null; // the sign-in itself says what is wrong with it
        }
        finally
        {
            if (request.Body.CanSeek) request.Body.Position = 0;
        }
    }

    /// <summary>As accounts are looked up: two spellings that find the same account are one name.</summary>
    private static string? Normal(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;

        var trimmed = name.Trim();
        var same = trimmed.IsNormalized() ? trimmed : trimmed.Normalize();
        return same[..Math.Min(same.Length, MostLetters)].ToUpperInvariant();
    }
}
