using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.SqlServer.Update.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace CaseManagement.Testing.SqlServer;

/// <summary>The changed rows of one context, as rows of another.</summary>
internal static class TwinRows
{
    private const int VersionBytes = 8;

    /// <summary>What decides about the text of a save: which rows are added, changed in what, or taken away, and whether they are few or many.</summary>
    public static string Shape(IEnumerable<IUpdateEntry> entries) => string.Join(';', entries.Where(IsChanged)
        .GroupBy(entry => $"{entry.EntityType.Name} {entry.EntityState} {string.Join(',', entry.EntityType.GetProperties().Where(property => entry.EntityState == EntityState.Modified && entry.IsModified(property)).Select(property => property.Name))}")
        .Select(rows => $"{rows.Key} {Math.Min(rows.Count(), 4)}").Order(StringComparer.Ordinal)); // from four on they are merged

    public static void Copy(IReadOnlyList<IUpdateEntry> entries, CaseDb twin)
    {
        var adapter = twin.GetService<IUpdateAdapterFactory>().Create();
        foreach (var entry in entries.Where(entry => IsChanged(entry) || (entry.EntityState == EntityState.Unchanged && SharesItsRow(entry.EntityType)))) Copy(entry, adapter);
    }

    private static void Copy(IUpdateEntry entry, IUpdateAdapter adapter)
    {
        var type = adapter.Model.FindEntityType(entry.EntityType.Name)!;
        var pairs = type.GetProperties().Select(property => (Ours: property, Theirs: entry.EntityType.FindProperty(property.Name))).ToList();
        var copy = adapter.CreateEntry(
            pairs.Where(pair => pair.Theirs is null || !entry.HasTemporaryValue(pair.Theirs)).ToDictionary(pair => pair.Ours.Name, pair => pair.Theirs is { } theirs ? entry.GetCurrentValue(theirs) : new byte[VersionBytes]), type);
        if (entry.EntityState == EntityState.Added)
        {
            copy.EntityState = EntityState.Added;
            return;
        }

        copy.EntityState = EntityState.Unchanged;
        foreach (var (ours, theirs) in pairs.Where(pair => pair.Theirs is not null && entry.CanHaveOriginalValue(pair.Theirs)))
        {
            copy.SetOriginalValue(ours, entry.GetOriginalValue(theirs!));
            if (entry.EntityState == EntityState.Modified && entry.IsModified(theirs!)) copy.SetPropertyModified(ours);
        }

        if (entry.EntityState == EntityState.Deleted) copy.EntityState = EntityState.Deleted;
    }

    private static bool IsChanged(IUpdateEntry entry) => entry.EntityState is EntityState.Added or EntityState.Modified or EntityState.Deleted;

    private static bool SharesItsRow(IEntityType type) => type.IsOwned() || type.GetNavigations().Any(navigation => navigation.TargetEntityType.IsOwned());
}

/// <summary>EF's own batches for SQL Server, which are noted where they would be sent.</summary>
internal sealed class TwinBatches(ModificationCommandBatchFactoryDependencies dependencies) : IModificationCommandBatchFactory
{
    private const int DefaultSize = 42; // EF's own

    public ModificationCommandBatch Create() => new Noted(dependencies);

    private sealed class Noted(ModificationCommandBatchFactoryDependencies dependencies) : SqlServerModificationCommandBatch(dependencies, DefaultSize)
    {
        public override void Execute(IRelationalConnection connection) => ((Unsent)connection.DbConnection).Note(StoreCommand!.RelationalCommand.CommandText);
    }
}
