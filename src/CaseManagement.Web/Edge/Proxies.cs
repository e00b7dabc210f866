using System.Net;
using CaseManagement.Web.Verbs;
using Microsoft.AspNetCore.HttpOverrides;

namespace CaseManagement.Web.Edge;

/// <summary>Whether a proxy stands before the doors, and which one is believed when it says for whom it asks.</summary>
internal static class Proxies
{
    public const string BehindSetting = "Edge:BehindProxy";
    public const string ListSetting = "Edge:Proxies";

    public static bool IsBehindProxy(this IConfiguration configuration) => configuration.GetValue<bool>(BehindSetting);

    /// <exception cref="CannotException">It is to be behind a proxy, and none is named.</exception>
    public static void AddProxies(this WebApplicationBuilder builder)
    {
        builder.Configuration["ForwardedHeaders_Enabled"] = "false"; // the framework's own switch would believe anybody
        if (!builder.Configuration.IsBehindProxy()) return;

        var named = (builder.Configuration[ListSetting] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (named.Length == 0) throw new CannotException($"{BehindSetting} is set; name the proxies to believe in {ListSetting}.");

        var networks = named.Select(Network).ToList();
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = null; // one proxy behind another, as far as they are named
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in networks) options.KnownIPNetworks.Add(network);
        });
    }

    public static void UseProxies(this WebApplication app)
    {
        if (app.Configuration.IsBehindProxy()) app.UseForwardedHeaders();
    }

    private static System.Net.IPNetwork Network(string named) =>
        System.Net.IPNetwork.TryParse(named, out var network) ? network
        : IPAddress.TryParse(named, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : throw new CannotException($"\"{named}\" in {ListSetting} is neither an address nor a network.");
}
