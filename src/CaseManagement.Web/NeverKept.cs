namespace CaseManagement.Web;

/// <summary>Answers that no browser and no proxy may keep.</summary>
internal static class NeverKept
{
    public static void NeverKeep(this HttpResponse response) => response.Headers.CacheControl = "no-cache, no-store"; // both, as the form's own token wants it; what goes out is said by the edge
}
