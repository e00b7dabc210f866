using CaseManagement.Application;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Accounts;
using CaseManagement.Infrastructure.Demo;
using CaseManagement.Infrastructure.Exchange;
using CaseManagement.Infrastructure.Exchange.Cards;
using CaseManagement.Infrastructure.Exchange.Notices;
using CaseManagement.Infrastructure.Jobs;
using CaseManagement.Infrastructure.Keys;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.Infrastructure.Persistence.Engines;
using CaseManagement.Infrastructure.Reference;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseManagement.Infrastructure;

/// <summary>Everything behind the ports.</summary>
public static class Services
{
    public static IServiceCollection AddCaseManagement(this IServiceCollection services, DatabaseSettings database, string? mapperLicenceKey = null, KeySettings? keys = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(StandardsReader.Reference());
        services.AddSingleton<StandardsInForce>();
        services.AddSingleton<IStandardsInForce>(provider => provider.GetRequiredService<StandardsInForce>());
        services.AddTransient(provider => provider.GetRequiredService<StandardsInForce>().Of(provider.GetRequiredService<TimeProvider>().Today())); // of the moment: nothing keeps them
        services.AddSingleton(_ => RuleSheetReader.Read()); // read when somebody first asks
        services.AddSingleton(_ => SourcesReader.Read(ReferenceCsv.Open));
        services.TryAddSingleton(StandardsReader.Rules());
        services.TryAddSingleton(StandardsReader.Criteria());
        services.TryAddSingleton(new AllForms(StandardsReader.Forms()));
        services.AddTransient(provider => provider.GetRequiredService<AllForms>().Book.On(provider.GetRequiredService<TimeProvider>().Today())); // of the moment, as the standards are
        services.AddSingleton(RightsReader.Read());
        services.AddSingleton(MemberFieldsReader.Read());
        services.AddSingleton(NameReadingsReader.Read());
        services.TryAddSingleton(SecuritySettingsReader.Read());
        var numbers = services.Select(service => service.ImplementationInstance).OfType<SecuritySettings>().First(); // the product's, or what a test has put there
        services.AddSingleton(AccessSettingsReader.Read(numbers));
        var engine = Engine.Called(database.Provider);
        services.AddSingleton(engine);
        services.AddSingleton(database);
        services.AddDbContext<CaseDb>(options => engine.Use(options, database), optionsLifetime: ServiceLifetime.Singleton); // the same for everybody, so it is put together once
        services.AddSingleton(provider => engine.Backup(database, provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddScoped<ICaseDb>(provider => provider.GetRequiredService<CaseDb>());
        services.AddSingleton(keys ??= new KeySettings());
        services.AddSingleton(new KeyChoice(keys, services.Select(service => service.ImplementationInstance).OfType<KeyRing>().FirstOrDefault()));
        services.TryAddSingleton(provider =>
        {
            using var scope = provider.CreateScope();
            return provider.GetRequiredService<KeyChoice>().For(scope.ServiceProvider.GetRequiredService<CaseDb>());
        });
        services.AddSingleton(provider => new Lazy<KeyRing>(provider.GetRequiredService<KeyRing>));
        services.AddSingleton<ISeals, Seals>();
        services.AddSingleton<IDraftKeys, DraftKeys>();
        services.AddScoped<IKeyCare, KeyCare>();
        services.AddScoped<IAlertSweep, AlertSweep>();
        services.AddScoped<IReassigner, Reassigner>();
        services.AddNotices();
        services.AddNationalPlatform();
        services.AddScoped<IDemoCity, DemoCity>();
        services.AddScoped<IAreaImport, AreaImport>();
        services.AddScoped<BatchWatch>();
        services.AddSingleton<IBatchRunner, BatchRunner>();
        services.TryAddSingleton(BatchSettings.Default);
        services.AddScoped<CurrentActor>();
        services.AddScoped<IActor>(provider => provider.GetRequiredService<CurrentActor>());
        services.AddSingleton<AuditChain>();
        services.AddSingleton<IAuditTrail, AuditTrail>();
        services.AddScoped<IAuditCheck, AuditCheck>();
        services.AddAccounts(numbers);
        services.AddSingleton<ISchema, Schema>();
        services.TryAddSingleton(JobSettings.Default);
        services.TryAddSingleton(Timetable.Rows);
        services.TryAddSingleton<ITimetable, StillTimetable>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<IJobRunner>(provider => provider.GetRequiredService<JobRunner>());
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>()); // so that a server that stops waits for what was started

        return services.AddUseCases(mapperLicenceKey);
    }
}
