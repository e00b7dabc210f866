using CaseManagement.Testing.SqlServer;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CaseManagement.SqlServer.Tests.Scripts;

/// <summary>A batch is compiled as a whole, before any of it runs: a column that it adds is not there yet for its other statements.</summary>
internal static class NewColumns
{
    /// <summary>The columns that are read or written in the very batch that adds them to their table.</summary>
    public static List<string> UsedTooSoon(TSqlScript script) => [.. script.Batches.SelectMany(UsedTooSoon).Distinct()];

    private static IEnumerable<string> UsedTooSoon(TSqlBatch batch) =>
        from add in batch.Find<AlterTableAddTableElementStatement>()
        let table = add.SchemaObjectName.BaseIdentifier.Value
        from column in add.Definition.ColumnDefinitions.Select(column => column.ColumnIdentifier.Value)
        from statement in batch.Find<StatementWithCtesAndXmlNamespaces>()
        where statement.Find<NamedTableReference>().Any(reference => Same(reference.SchemaObject.BaseIdentifier.Value, table))
            && statement.Find<ColumnReferenceExpression>().Any(reference => reference.MultiPartIdentifier?.Identifiers.Last() is { } name && Same(name.Value, column))
        select $"{table}.{column}";

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
