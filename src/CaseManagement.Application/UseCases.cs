using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseManagement.Application;

/// <summary>Registers every use case of this assembly with its validator, and the steps that all of them pass.</summary>
public static class UseCases
{
    public static IServiceCollection AddUseCases(this IServiceCollection services, string? mapperLicenceKey)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        foreach (var handler in Implementations(typeof(IRequestHandler<,>))) services.AddTransient(handler.Contract, handler.Type);
        foreach (var validator in Implementations(typeof(IValidator<>))) services.AddSingleton(validator.Contract, validator.Type); // the shape of a request is always the same, and building its rules costs more than using them

        // The standards of the day, permit, validate, emergency, offer, audit: in this order, each for every request that its constraint names. So a query that asks nothing of the database opens none.
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(StandardsStep<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(PermitStep<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidateStep<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(EmergencyStep<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(OfferStep<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(AuditStep<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(LookStep<,>));

        return services.AddSingleton<AutoMapper.IConfigurationProvider>(provider => new MapperConfiguration(
            configuration =>
            {
                configuration.LicenseKey = mapperLicenceKey;
                configuration.AddMaps(typeof(UseCases).Assembly);
            },
            provider.GetRequiredService<ILoggerFactory>()));
    }

    private static IEnumerable<(Type Contract, Type Type)> Implementations(Type contract) =>
        from type in typeof(UseCases).Assembly.GetTypes()
        where type is { IsAbstract: false, IsGenericTypeDefinition: false, IsNested: false }
        from face in type.GetInterfaces()
        where face.IsGenericType && face.GetGenericTypeDefinition() == contract
        select (face, type);
}
