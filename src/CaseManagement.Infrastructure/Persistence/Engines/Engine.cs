using System.Data.Common;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CaseManagement.Infrastructure.Persistence.Engines;

/// <summary>What one engine needs alone, a file each; nothing else asks which engine it is on.</summary>
public abstract class Engine
{
    /// <summary>What is used where nothing is configured: a file, and no server.</summary>
    public const string Default = SqliteEngine.EngineName;

    private static readonly IReadOnlyList<Engine> All = [new SqliteEngine(), new SqlServerEngine(), new PostgreSqlEngine()];

    public static IEnumerable<string> Names => All.Select(engine => engine.Name);

    /// <summary>As <c>Database:Provider</c> says it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the jobs of several servers on one database are handed out by the database.</summary>
    public abstract bool SharesItsTimetable { get; }

    /// <summary>The folder of its scripts under <c>db/</c>.</summary>
    internal string Dialect => Name.ToLowerInvariant();

    /// <summary>How texts are kept and compared, codes and names alike: byte by byte, so that keys and prefix ranges sort alike on every engine. Null where the engine does so by itself.</summary>
    internal virtual string? Collation => null;

    /// <summary>How long a statement may take on a server, in seconds: as long as a night's job. A request is given up sooner, by its own limit, and takes its statement with it.</summary>
    protected const int LongestStatement = 3600;

    /// <summary>Whether Hangfire, where it is compiled in, can keep its jobs here.</summary>
    public virtual bool KeepsHangfire => false;

    /// <summary>What EF calls its provider.</summary>
    protected abstract string EfName { get; }

    /// <exception cref="RuleBrokenException"><c>database.provider-unknown</c></exception>
    public static Engine Called(string name)
    {
        var engine = All.FirstOrDefault(engine => engine.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        Rule.Require(engine is not null, "database.provider-unknown", "There is no engine \"{0}\"; there are {1}.", name, string.Join(", ", Names));

        return engine!;
    }

    internal static Engine Behind(string efName) => All.Single(engine => engine.EfName == efName);

    internal void Use(DbContextOptionsBuilder options, DatabaseSettings settings)
    {
        Connect(options, settings.ConnectionString);
        var relational = RelationalOptionsExtension.Extract(options.Options).WithUseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery); // a case has many parts: one query each, never their product
        if (settings.MaxBatchSize is { } rows) relational = relational.WithMaxBatchSize(rows);
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(relational);
        options.ReplaceService<IModelCacheKeyFactory, ModelOfScope>()
            .ConfigureWarnings(warnings => warnings
                .Ignore(RelationalEventId.PendingModelChangesWarning) // a test compares model and scripts
                .Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.FirstWithoutOrderByAndFilterWarning)); // some of the rows, and nobody could say which: a fault, and no line in a log
    }

    /// <summary>Has the job server keep its timetable in this database, where several servers share it.</summary>
    internal virtual void KeepTimetable(IPersistentStoreBuilder store, string connectionString) => throw new NotSupportedException($"{Name} does not share its timetable.");

    /// <summary>What is refused because somebody else was faster: a row that is there already, or one of two who stood in each other's way.</summary>
    internal bool IsConflict(Exception? fault) => fault is DbException told ? IsConflict(told) : fault is not null && IsConflict(fault.InnerException); // EF wraps what it is told once or twice

    protected abstract bool IsConflict(DbException told);

    /// <summary>A version that the engine itself counts, beside the one that readers are told: it also sees what was changed by hand.</summary>
    internal virtual void CountVersions(EntityTypeBuilder root) { }

    /// <summary>Reads the head of the audit's chain and keeps it from all other writers until the transaction ends.</summary>
    internal abstract string LockAuditHead { get; }

    /// <summary>Waits until nobody else does what has this name, and keeps others waiting until the transaction ends.</summary>
    internal abstract Task TakeTurnAsync(CaseDb db, string name, CancellationToken ct);

    /// <summary>A day some days after the day that an expression gives.</summary>
    internal abstract string AddDays(string day, int days);

    /// <summary>A new id, in a statement that makes many rows at once.</summary>
    internal abstract string NewId { get; }

    /// <summary>A test whether an id is one of those that a query gives, by which the engine looks each of them up; the query may give empty ones.</summary>
    internal virtual string Among(string ids) => $"IN ({ids})";

    /// <summary>A table that only this connection sees; one that an earlier user of the pooled connection left behind is gone first.</summary>
    /// <param name="columns">With the types <c>{int}</c> and <c>{text}</c> in place of the engine's.</param>
    internal abstract string CreateTemporary(string table, string columns);

    internal abstract string DropTemporary(string table);

    /// <summary>The name of such a table in a statement.</summary>
    internal virtual string Temporary(string table) => $"\"{table}\"";

    /// <summary>A transaction for filling temporary tables: it keeps nobody else from writing.</summary>
    internal virtual ValueTask<DbTransaction> BeginWithoutLock(DbConnection connection, CancellationToken ct) => connection.BeginTransactionAsync(ct);

    /// <summary>What was overwritten may still lie in the free parts of the files: they are written anew without it.</summary>
    internal abstract Task WipeWhatWasErased(CaseDb db, CancellationToken ct);

    /// <summary>A process that was killed while migrating may leave a lock behind that every later one would wait for.</summary>
    internal virtual Task BreakAbandonedLock(CaseDb db, DateTimeOffset before, CancellationToken ct) => Task.CompletedTask;

    /// <summary>How a copy is made; a server has programs of its own for it, and this says which.</summary>
    internal abstract IBackup Backup(DatabaseSettings settings, IServiceScopeFactory scopes);

    /// <summary>Chooses the driver.</summary>
    protected abstract void Connect(DbContextOptionsBuilder options, string connectionString);
}
