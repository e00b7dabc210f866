using CaseManagement.Infrastructure;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.SqlServer.Tests.Scripts;

/// <summary>The product as it is on SQL Server, with nobody at the other end of the line.</summary>
internal static class ServerModel
{
    public static readonly DatabaseSettings Nowhere = new("SqlServer", "Server=127.0.0.1,1;Database=nowhere;Encrypt=false;Connect Timeout=15;User Id=nobody;Password=none");

    public static ServiceProvider Services() =>
        new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new TestClock(new(2026, 3, 20))).AddSingleton(TestKeys.Ring).AddCaseManagement(Nowhere).BuildServiceProvider(validateScopes: true);

    public static Task<T> Ask<T>(Func<CaseDb, T> what) => Ask(db => Task.FromResult(what(db)));

    public static async Task<T> Ask<T>(Func<CaseDb, Task<T>> what)
    {
        await using var services = Services();
        await using var scope = services.CreateAsyncScope();

        return await what(scope.ServiceProvider.GetRequiredService<CaseDb>());
    }
}
