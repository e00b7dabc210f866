using System.Net;
using CaseManagement.Web.Verbs;

namespace CaseManagement.Web;

/// <summary>Nobody signs in yet, so nobody but this machine is listened to.</summary>
internal static class Loopback
{
    /// <exception cref="CannotException">An address is configured that others could reach.</exception>
    public static string[] Require(IConfiguration configuration)
    {
        var urls = (configuration[WebHostDefaults.ServerUrlsKey] ?? Server.DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>();
        if (urls.Concat(endpoints).FirstOrDefault(url => !IsLoopback(url)) is { } open)
            throw new CannotException($"\"{open}\" can be reached from other machines; until there are accounts it listens on this machine only, for example on {Server.DefaultUrl}.");

        return urls;
    }

    private static bool IsLoopback(string url)
    {
        try
        {
            var host = BindingAddress.Parse(url).Host;
            return host == "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
