using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure;
using CaseManagement.Infrastructure.Keys;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.Infrastructure.Persistence.Engines;
using CaseManagement.Testing.SqlServer;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Testing;

/// <summary>The whole product without its doors, on a database file of its own built from <c>db/</c>: what a test sends goes through the real pipeline.</summary>
public sealed class Slice : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Slice(ServiceProvider services, string file, TestClock clock) => (_services, File, Clock) = (services, file, clock);

    public string File { get; }

    public TestClock Clock { get; }

    public IServiceProvider Services => _services;

    /// <summary>The little town that every slice starts with: an area tree, a team, a psychiatrist, a prevention office, grids.</summary>
    public TestTown Town { get; private set; } = null!;

    public static async Task<Slice> CreateAsync(DateOnly today)
    {
        var slice = await EmptyAsync(today);
        slice.Town = await TestTown.BuildAsync(slice);

        return slice;
    }

    /// <summary>A database with its tables and nothing in them.</summary>
    public static async Task<Slice> EmptyAsync(DateOnly today)
    {
        var file = Path.Combine(Path.GetTempPath(), $"case-management-{Guid.NewGuid():N}.db");
        System.IO.File.Copy(await Template.Value, file);
        var clock = new TestClock(today);

        return new Slice(Provider(file, clock), file, clock);
    }

    /// <summary>Sends a request as a member of the little town's team, or as somebody else.</summary>
    public async Task<TAnswer> Send<TAnswer>(IRequest<TAnswer> request, StaffMember? by = null)
    {
        await using var scope = _services.CreateAsyncScope();
        var actor = by ?? Town.Doctor;
        await using (var door = _services.CreateAsyncScope())
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(await door.ServiceProvider.GetRequiredService<ICaseDb>().ActingAsync(actor, Clock.GetUtcNow(), sessionId: null, CancellationToken.None));

        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Looks into or writes to the database beside the pipeline and past every scope, for arranging and for judging.</summary>
    public Task<T> Db<T>(Func<CaseDb, Task<T>> work) => Db(Acting.Timetable, work);

    /// <summary>The same within the scope of somebody; of nobody where nobody is given.</summary>
    public async Task<T> Db<T>(Acting? acting, Func<CaseDb, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        if (acting is not null) scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(acting);

        return await work(scope.ServiceProvider.GetRequiredService<CaseDb>());
    }

    /// <summary>Works with the services of one scope.</summary>
    public async Task Scoped(Func<IServiceProvider, Task> work)
    {
        await using var scope = _services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    public Task Add(params object[] rows) => Db(async db =>
    {
        db.AddRange(rows);
        return await db.SaveChangesAsync();
    });

    public async ValueTask DisposeAsync()
    {
        var twin = _services.GetRequiredService<ServerTwin>();
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearPool(new($"Data Source={File}"));
        foreach (var part in (string[])["", "-wal", "-shm"]) System.IO.File.Delete(File + part);
        twin.Verify();
    }

    /// <param name="keys">Where the keys are; the tests' own are used when this is not given.</param>
    /// <param name="ring">Other keys than both.</param>
    public static ServiceProvider Provider(string file, TimeProvider clock, KeySettings? keys = null, KeyRing? ring = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(clock);
        if ((ring ?? (keys is null ? TestKeys.Ring : null)) is { } given) services.AddSingleton(given);

        return ServerTwin.ListenTo(services.AddCaseManagement(DatabaseSettings.Sqlite(file), keys: keys)).BuildServiceProvider(validateScopes: true);
    }

    // Built once by the real scripts; every test then starts from a copy.
    private static readonly Lazy<Task<string>> Template = new(async () =>
    {
        var file = Path.Combine(Path.GetTempPath(), $"case-management-template-{Guid.NewGuid():N}.db");
        await using (var services = Provider(file, TimeProvider.System))
            await services.GetRequiredService<ISchema>().MigrateAsync(CancellationToken.None);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools(); // the last connection folds the write-ahead log into the file

        return file;
    });
}
