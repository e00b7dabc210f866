using CaseManagement.Application;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Accounts;
using CaseManagement.Infrastructure.Demo;
using CaseManagement.Infrastructure.Exchange;
using CaseManagement.Infrastructure.Jobs;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.Infrastructure.Reference;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseManagement.Infrastructure;

/// <summary>Everything behind the ports.</summary>
public static class Services
{
    public static IServiceCollection AddCaseManagement(this IServiceCollection services, string connectionString, string? mapperLicenceKey = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(StandardsReader.Read());
        services.AddSingleton(StandardsReader.Rules());
        services.AddDbContext<CaseDb>(options => Engine.Use(options, connectionString));
        services.AddScoped<ICaseDb>(provider => provider.GetRequiredService<CaseDb>());
        services.AddScoped<IAlertSweep, AlertSweep>();
        services.AddScoped<IDemoCity, DemoCity>();
        services.AddScoped<IAreaImport, AreaImport>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<IActor>(provider => provider.GetRequiredService<CurrentActor>());
        services.AddAccounts();
        services.AddSingleton<ISchema, Schema>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<IJobRunner>(provider => provider.GetRequiredService<JobRunner>());

        return services.AddUseCases(mapperLicenceKey);
    }
}
