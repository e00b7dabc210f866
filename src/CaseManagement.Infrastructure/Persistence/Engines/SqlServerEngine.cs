using System.Data.Common;
using CaseManagement.Application.Ports;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CaseManagement.Infrastructure.Persistence.Engines;

/// <summary>SQL Server, 2019 and later. The database should read committed rows from snapshots (<c>READ_COMMITTED_SNAPSHOT ON</c>), so that lists do not wait for writers.</summary>
internal sealed class SqlServerEngine : Engine
{
    /// <summary>The name of the column that the engine counts by itself.</summary>
    public const string RowVersion = "RowVersion";

    private const int CompatibilityLevel = 150; // SQL Server 2019
    private const int UniqueIndexViolated = 2601;
    private const int UniqueConstraintViolated = 2627;
    private const int ChosenAsDeadlockVictim = 1205;
    private const int SnapshotConflict = 3960;
    private const int TurnNotGiven = 51001; // our own, raised below

    public override string Name => "SqlServer";

    public override bool SharesItsTimetable => true;

    internal override string Collation => "Latin1_General_100_BIN2";

    public override bool KeepsHangfire => true;

    protected override string EfName => "Microsoft.EntityFrameworkCore.SqlServer";

    internal override void KeepTimetable(IPersistentStoreBuilder store, string connectionString) => store.UseSqlServer(SqlClientFactory.Instance, connectionString);

    protected override bool IsConflict(DbException told) => told is SqlException { Number: UniqueIndexViolated or UniqueConstraintViolated or ChosenAsDeadlockVictim or SnapshotConflict or TurnNotGiven };

    internal override void CountVersions(EntityTypeBuilder root) => root.Property<byte[]>(RowVersion).IsRowVersion().IsRequired();

    internal override string LockAuditHead => "SELECT * FROM \"AuditHead\" WITH (UPDLOCK, HOLDLOCK, ROWLOCK) WHERE \"Id\" = 1";

    /// <summary>The engine tells by a number, not by a fault, that a turn was not given: as to a victim of a deadlock.</summary>
    internal override Task TakeTurnAsync(CaseDb db, string name, CancellationToken ct) => db.Database.ExecuteSqlRawAsync(
        $$"""
        DECLARE @turn int;
        EXEC @turn = sp_getapplock @Resource = {0}, @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = -1;
        IF @turn < 0 THROW {{TurnNotGiven}}, N'The turn was not given.', 1;
        """, [name], ct);

    internal override string AddDays(string day, int days) => $"DATEADD(day, {days}, {day})";

    internal override string NewId => "CAST(NEWID() AS binary(16))";

    internal override string CreateTemporary(string table, string columns) =>
        $"{DropTemporary(table)} CREATE TABLE {Temporary(table)} ({columns.Replace("{int}", "int", StringComparison.Ordinal).Replace("{text}", $"nvarchar(450) COLLATE {Collation}", StringComparison.Ordinal)});";

    internal override string DropTemporary(string table) => $"DROP TABLE IF EXISTS {Temporary(table)};";

    internal override string Temporary(string table) => $"\"#{table}\"";

    /// <summary>What lies in the free parts of its files is the administrator's to wipe, with the engine's own <c>sp_clean_db_free_space</c>.</summary>
    internal override Task WipeWhatWasErased(CaseDb db, CancellationToken ct) => Task.CompletedTask;

    internal override IBackup Backup(DatabaseSettings settings, IServiceScopeFactory scopes) => new BackupByEngine("BACKUP DATABASE, RESTORE DATABASE");

    protected override void Connect(DbContextOptionsBuilder options, string connectionString) => options.UseSqlServer(connectionString, sqlServer => sqlServer.UseCompatibilityLevel(CompatibilityLevel).CommandTimeout(LongestStatement));
}
