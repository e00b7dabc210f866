using System.Net;
using CaseManagement.Web.Edge;
using CaseManagement.Web.Verbs;

namespace CaseManagement.Web;

/// <summary>Where it may listen: what others can reach is encrypted, or stands behind a proxy that does it.</summary>
internal static class Loopback
{
    /// <exception cref="CannotException">An address is configured that others could reach and listen in to.</exception>
    public static Listening Require(IConfiguration configuration)
    {
        var urls = (configuration[WebHostDefaults.ServerUrlsKey] ?? Server.DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        List<string> all = [.. urls, .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>()];
        if (all.Find(url => !IsAddress(url)) is { } odd) throw new CannotException($"\"{odd}\" is not an address to listen on; one is written like {Server.DefaultUrl}.");
        var isBehindProxy = configuration.IsBehindProxy();
        if (!isBehindProxy && all.Find(url => !IsEncrypted(url) && !IsLoopback(url)) is { } open)
            throw new CannotException($"\"{open}\" can be reached from other machines without encryption: listen on https, or on this machine only, for example on {Server.DefaultUrl}; behind a proxy that encrypts, say {Proxies.BehindSetting}=true.");

        return new Listening(urls, isBehindProxy || all.TrueForAll(IsEncrypted));
    }

    private static bool IsAddress(string url)
    {
        try
        {
            BindingAddress.Parse(url);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsEncrypted(string url) => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string url)
    {
        var host = BindingAddress.Parse(url).Host;
        return host == "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
    }
}

/// <param name="IsSecure">Whether browsers come by https only.</param>
internal sealed record Listening(string[] Urls, bool IsSecure);
