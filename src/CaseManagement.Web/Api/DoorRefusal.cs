namespace CaseManagement.Web.Api;

/// <summary>The door itself says no, before any request is made of what was sent.</summary>
internal sealed class DoorRefusal(int status, string code) : Exception(code)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}

internal static class ApiPath
{
    public static bool IsForApi(this HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
