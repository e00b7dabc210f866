using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using CaseManagement.Domain.Access;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Testing.SqlServer;

/// <summary>Says for every query and every save of a slice what SQL Server would be sent, and has it parsed: what does not translate or parse fails the test that caused it.</summary>
/// <remarks>
/// Each statement is generated once in a test run, from the expression and the changed rows that were there on the slice's own engine. What the product writes as SQL by itself is not translated
/// by EF and so not heard here; a test of its own runs it for SQL Server.
/// </remarks>
public sealed class ServerTwin : SaveChangesInterceptor
{
    private static readonly ConcurrentDictionary<object, Lazy<IReadOnlyList<string>>> Known = new();
    private static readonly Engine Server = Engine.Called("SqlServer");
    private static readonly DbContextOptions<CaseDb> Options = ForServer();
    private readonly ConcurrentQueue<string> _statements = new();
    private readonly ConcurrentQueue<TSqlException> _faults = new();

    /// <summary>What this slice would have sent.</summary>
    public IReadOnlyList<string> Statements => [.. _statements];

    /// <summary>Lets a twin listen to whatever is asked of the database.</summary>
    public static IServiceCollection ListenTo(IServiceCollection services) => services.AddSingleton<ServerTwin>()
        .ConfigureDbContext<CaseDb>((provider, options) => options.ReplaceService<IQueryCompiler, TwinQueryCompiler>().AddInterceptors(provider.GetRequiredService<ServerTwin>()));

    /// <exception cref="TSqlException">A statement was not taken, and whoever caused it has not let it through.</exception>
    public void Verify()
    {
        if (_faults.TryPeek(out var fault)) throw new TSqlException(fault.Message, fault);
    }

    /// <param name="query">After its parameters were taken out.</param>
    /// <param name="key">What the engine itself knows the query by.</param>
    internal void Hear(DbContext db, Expression query, Dictionary<string, object?> parameters, object key) => Take((key, Shape(parameters)), () =>
    {
        using var twin = Of(db);
        var generate = twin.GetService<Microsoft.EntityFrameworkCore.Storage.IDatabase>().CompileQuery<IReadOnlyList<string>>(new TwinRoots(db, twin).Visit(query), async: false);
        var context = twin.GetService<IQueryContextFactory>().Create();
        foreach (var (name, value) in parameters) context.Parameters[name] = value;

        return generate(context);
    });

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Hear(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Hear(eventData.Context!);
        return new(result);
    }

    private void Hear(DbContext db)
    {
        db.ChangeTracker.DetectChanges();
        var entries = db.GetService<IUpdateAdapterFactory>().Create().Entries.ToList();
        var shape = TwinRows.Shape(entries);
        if (shape.Length == 0) return;

        Take(shape, () =>
        {
            using var twin = Of(db);
            using var connection = new Unsent();
            twin.Database.SetDbConnection(connection);
            TwinRows.Copy(entries, twin);
            twin.SaveChanges(acceptAllChangesOnSuccess: false);

            return connection.Statements;
        });
    }

    private void Take(object key, Func<IReadOnlyList<string>> generate)
    {
        try
        {
            foreach (var sql in Known.GetOrAdd(key, _ => new(() => Parsed(generate))).Value) _statements.Enqueue(sql);
        }
        catch (TSqlException fault)
        {
            _faults.Enqueue(fault); // whoever caused it may catch it
            throw;
        }
    }

    private static IReadOnlyList<string> Parsed(Func<IReadOnlyList<string>> generate)
    {
        IReadOnlyList<string> statements;
        try
        {
            statements = generate();
        }
        catch (Exception fault) when (fault is not TSqlException)
        {
            throw new TSqlException($"SQL Server cannot be asked this: {fault.Message}", fault);
        }

        if (statements.Count == 0) throw new TSqlException("Nothing would be sent.");
        foreach (var sql in statements) TSql.Parse(sql);

        return statements;
    }

    /// <summary>What of the parameters changes the text: which of them are missing, and how many values a list has.</summary>
    private static string Shape(Dictionary<string, object?> parameters) => string.Join(',', parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
        .Select(parameter => $"{parameter.Key}{parameter.Value switch { null => "?", ICollection list and not byte[] => Math.Min(list.Count, 2).ToString(System.Globalization.CultureInfo.InvariantCulture), _ => "" }}"));

    /// <summary>The same person at the same time, on the other engine.</summary>
    private static CaseDb Of(DbContext db)
    {
        var services = db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.ApplicationServiceProvider!;
        var twin = new CaseDb(Options, Server, ((CaseDb)db).Actor, services.GetRequiredService<AccessSettings>(), services.GetRequiredService<Application.Ports.CardSettings>(), services.GetRequiredService<AuditChain>(), services.GetRequiredService<TimeProvider>());
        twin.ChangeTracker.AutoDetectChangesEnabled = false;
        (twin.ChangeTracker.CascadeDeleteTiming, twin.ChangeTracker.DeleteOrphansTiming) = (Microsoft.EntityFrameworkCore.ChangeTracking.CascadeTiming.Never, Microsoft.EntityFrameworkCore.ChangeTracking.CascadeTiming.Never);
        twin.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;

        return twin;
    }

    private static DbContextOptions<CaseDb> ForServer()
    {
        var options = new DbContextOptionsBuilder<CaseDb>();
        Server.Use(options, new("SqlServer", "Server=nowhere"));
        options.ReplaceService<IShapedQueryCompilingExpressionVisitorFactory, TwinStatements>().ReplaceService<IModificationCommandBatchFactory, TwinBatches>();

        return options.Options;
    }
}
