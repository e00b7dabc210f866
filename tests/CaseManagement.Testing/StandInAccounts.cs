using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseManagement.Testing;

/// <summary>Stands where accounts will be: it opens and closes nothing. Where the product has accounts of its own, those are used.</summary>
public sealed class StandInAccounts : IAccounts
{
    public const string Password = "first-password";

    public Task<string> OpenAsync(StaffMember staff, CancellationToken ct) => Task.FromResult(Password);

    public Task<string> ResetPasswordAsync(StaffId staffId, CancellationToken ct) => Task.FromResult(Password);

    public Task ResetSecondFactorAsync(StaffId staffId, CancellationToken ct) => Task.CompletedTask;

    public Task UnlockAsync(StaffId staffId, CancellationToken ct) => Task.CompletedTask;

    public Task CloseAsync(StaffId staffId, CancellationToken ct) => Task.CompletedTask;

    public static IServiceCollection AddTo(IServiceCollection services)
    {
        services.TryAddScoped<IAccounts, StandInAccounts>();
        return services;
    }
}
