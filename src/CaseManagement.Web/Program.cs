using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure;
using CaseManagement.Infrastructure.Exchange.Cards;
using CaseManagement.Infrastructure.Exchange.Notices;
using CaseManagement.Infrastructure.Jobs;
using CaseManagement.Infrastructure.Keys;
using CaseManagement.Infrastructure.Persistence.Engines;
using CaseManagement.Web.Verbs;

return await CommandLine.RunAsync(args);

/// <summary>What stands behind the ports: the only place of this room that knows.</summary>
internal static class House
{
    public static void Furnish(IServiceCollection services, IConfiguration configuration, string databaseFile)
    {
        services.AddSingleton(JobSettings.From(configuration));
        services.AddSingleton(new BatchSettings(configuration.GetValue("Batches:MaxFileBytes", BatchSettings.Default.MaxFileBytes)));
        services.AddSingleton(NoticeSettings.From(configuration));
        services.AddSingleton(PlatformSettings.From(configuration, configuration.GetValue<bool>(Database.DemoKeys)));
        services.AddCaseManagement(DatabaseSettings.From(configuration, databaseFile), configuration["AutoMapper:LicenseKey"], new KeySettings(configuration["Keys:File"], configuration.GetValue<bool>(Database.DemoKeys)));
    }

    public static void RunTheTimetable(IServiceCollection services, IConfiguration configuration, string databaseFile) =>
        services.AddTimetable(DatabaseSettings.From(configuration, databaseFile), JobSettings.From(configuration));

    /// <summary>The pages of the job server, where it has any.</summary>
    public static void ShowTheTimetable(WebApplication app) =>
        app.MapTimetable(context => context.RequestServices.GetRequiredService<IActor>() is { IsKnown: true, Acting.Owes: Duty.None } actor
            && context.RequestServices.GetRequiredService<Rights>().Has(actor.Role, Right.ManageJobs));
}
