using System.Text.Json;

namespace CaseManagement.Web.Edge;

/// <summary>Whose name is tried at a sign-in, so that guesses at one name are counted from wherever they come.</summary>
internal sealed class TriedName(RequestDelegate next)
{
    private const int MostBytes = 256 * 1024; // kept in memory, never on a disk: a password stands beside the name
    private const int MostLetters = 100;

    private static readonly string[] Members = ["name", "userName", "account"];
    private static readonly object Key = new();

    public static string? Of(HttpContext context) => context.Items[Key] as string;

    public async Task InvokeAsync(HttpContext context)
    {
        if (Strict.IsSignIn(context.Request) && !context.IsShownAgain()) context.Items[Key] = Normal(await Read(context.Request, context.RequestAborted));
        await next(context);
    }

    private static async Task<string?> Read(HttpRequest request, CancellationToken ct)
    {
        try
        {
            if (request.HasFormContentType) return (await request.ReadFormAsync(ct)).FirstOrDefault(field => Members.Contains(field.Key.Split('.')[^1], StringComparer.OrdinalIgnoreCase)).Value;
            if (!request.HasJsonContentType()) return null;

            request.EnableBuffering(MostBytes);
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: ct);
            return body.RootElement.ValueKind == JsonValueKind.Object
                ? body.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String && Members.Contains(member.Name, StringComparer.OrdinalIgnoreCase)).Select(member => member.Value.GetString()).FirstOrDefault()
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

    private static string? Normal(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim()[..Math.Min(name.Trim().Length, MostLetters)].ToUpperInvariant();
}
