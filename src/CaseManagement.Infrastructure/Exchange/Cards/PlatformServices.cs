using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Reference;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseManagement.Infrastructure.Exchange.Cards;

internal static class PlatformServices
{
    public static void AddNationalPlatform(this IServiceCollection services)
    {
        services.TryAddSingleton(CardSettings.Off);
        services.AddSingleton(_ => CardReader.Read()); // read when somebody first asks
        services.AddSingleton<INationalPlatform, FolderPlatform>();
    }
}

/// <summary>What an operator may say about the national cards.</summary>
public static class PlatformSettings
{
    /// <summary>A folder is the way; without one cards are put into the queue only where an operator says so, or in a demonstration.</summary>
    public static CardSettings From(IConfiguration configuration, bool isDemo)
    {
        var platform = configuration.GetSection("NationalPlatform");
        var folder = platform["Folder"] is { Length: > 0 } path ? path : null;

        return new(platform.GetValue("Queues", isDemo || folder is not null), folder);
    }
}
