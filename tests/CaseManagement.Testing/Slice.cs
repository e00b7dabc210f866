using System.Data.Common;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure;
using CaseManagement.Infrastructure.Keys;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.Infrastructure.Persistence.Engines;
using CaseManagement.Testing.SqlServer;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Testing;

/// <summary>The whole product without its doors, on a database of its own built from <c>db/</c>: what a test sends goes through the real pipeline.</summary>
public sealed class Slice : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Slice(ServiceProvider services, DatabaseSettings database, TestClock clock) => (_services, Database, Clock) = (services, database, clock);

    public DatabaseSettings Database { get; }

    /// <summary>How a program of its own is told where the database is.</summary>
    public string[] Settings => [$"--{DatabaseSettings.ProviderKey}={Database.Provider}", $"--ConnectionStrings:{DatabaseSettings.ConnectionName}={Database.ConnectionString}"];

    /// <summary>The database's file, for tests of what only SQLite does.</summary>
    public string File => new SqliteConnectionStringBuilder(Database.ConnectionString).DataSource;

    public TestClock Clock { get; }

    /// <summary>Whether a statement or a commit was on this database: other tests run beside this one.</summary>
    public bool Owns(DbConnection? connection) => connection is not null && NameIn(connection.ConnectionString) == NameIn(Database.ConnectionString);

    /// <summary>An engine may add to the rest of a connection string.</summary>
    private static string NameIn(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return new[] { "Initial Catalog", "Database", "Data Source" }.Where(parts.ContainsKey).Select(key => (string)parts[key]).First();
    }

    public IServiceProvider Services => _services;

    /// <summary>The little town that every slice starts with: an area tree, a team, a psychiatrist, a prevention office, grids.</summary>
    public TestTown Town { get; private set; } = null!;

    /// <param name="with">Parts in the place of the product's own.</param>
    public static async Task<Slice> CreateAsync(DateOnly today, Action<IServiceCollection>? with = null)
    {
        var slice = await EmptyAsync(today, with);
        slice.Town = await TestTown.BuildAsync(slice);

        return slice;
    }

    /// <summary>A database with its tables and nothing in them.</summary>
    public static async Task<Slice> EmptyAsync(DateOnly today, Action<IServiceCollection>? with = null)
    {
        var database = await TestEngine.Current.CreateAsync();
        var clock = new TestClock(today);

        return new Slice(Provider(database, clock, with: with), database, clock);
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

    /// <summary>Where a card of the case belongs.</summary>
    public Task<CardPlace> PlaceOf(ManagedCaseId caseId) => Db(db => db.Cases.Where(managed => managed.Id == caseId).Select(managed => new CardPlace(managed.Id, managed.AreaCode, managed.CareTeamId)).SingleAsync());

    public Task Add(params object[] rows) => Db(async db =>
    {
        db.AddRange(rows);
        return await db.SaveChangesAsync();
    });

    public async ValueTask DisposeAsync()
    {
        var twin = _services.GetService<ServerTwin>();
        await _services.DisposeAsync();
        await TestEngine.Current.DropAsync(Database);
        twin?.Verify();
    }

    /// <param name="keys">Where the keys are; the tests' own are used when this is not given.</param>
    /// <param name="ring">Other keys than both.</param>
    /// <param name="with">Parts in the place of the product's own.</param>
    public static ServiceProvider Provider(DatabaseSettings database, TimeProvider clock, KeySettings? keys = null, KeyRing? ring = null, Action<IServiceCollection>? with = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(clock).AddSingleton(TestSettings.Swift());
        if ((ring ?? (keys is null ? TestKeys.Ring : null)) is { } given) services.AddSingleton(given);
        with?.Invoke(services);

        services.AddCaseManagement(database, keys: keys);
        if (database.Provider == Engine.Default) ServerTwin.ListenTo(services); // what SQLite is told, SQL Server could be told too

        return services.BuildServiceProvider(validateScopes: true);
    }
}
