using CaseManagement.Testing.SqlServer;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CaseManagement.SqlServer.Tests.Scripts;

/// <summary>One column as the statements say it.</summary>
internal sealed record Column(string Name, string Type, string? Collation, bool IsNullable, string? Default = null, bool IsIdentity = false)
{
    public override string ToString() => $"column {Name} {Type} collate {Collation ?? "-"} {(IsNullable ? "null" : "not null")} default {Default ?? "-"}{(IsIdentity ? " identity" : "")}";
}

/// <summary>One table with what hangs on it, by the names of its keys and indexes.</summary>
internal sealed class Table
{
    public Dictionary<string, Column> Columns { get; } = [];

    public Dictionary<string, string> Keys { get; } = [];

    public Dictionary<string, string> Indexes { get; } = [];
}

/// <summary>What a database holds after some statements, read from their parse trees: no server is asked.</summary>
internal sealed class Catalogue
{
    private readonly Dictionary<string, Table> _tables = [];

    public IReadOnlyDictionary<string, Table> Tables => _tables;

    /// <summary>Every column, key and index, in words that do not depend on how the SQL was laid out.</summary>
    public List<string> Words() =>
    [
        .. from table in _tables
           from row in table.Value.Columns.Values.Select(column => column.ToString()).Concat(table.Value.Keys.Select(key => $"key {key.Key} {key.Value}")).Concat(table.Value.Indexes.Select(index => $"index {index.Key} {index.Value}"))
           let words = $"{table.Key} {row}"
           orderby words
           select words,
    ];

    public Catalogue After(TSqlScript script)
    {
        foreach (var statement in script.Batches.SelectMany(batch => batch.Statements)) Take(statement);

        return this;
    }

    /// <summary>Nothing that could change a table is passed over in silence.</summary>
    private void Take(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement create: _tables.Add(NameOf(create.SchemaObjectName), new()); Add(create.SchemaObjectName, create.Definition); break;
            case AlterTableAddTableElementStatement add: Add(add.SchemaObjectName, add.Definition); break;
            case AlterTableAlterColumnStatement alter: Alter(alter); break;
            case AlterTableDropTableElementStatement drop: Drop(drop); break;
            case DropTableStatement drop: foreach (var table in drop.Objects) _tables.Remove(NameOf(table)); break;
            case CreateIndexStatement index: Of(index.OnName).Indexes.Add(index.Name.Value, Words(index)); break;
            case DropIndexStatement drop: foreach (var index in drop.DropIndexClauses.Cast<DropIndexClause>()) Of(index.Object).Indexes.Remove(index.Index.Value); break;
            case InsertStatement or UpdateStatement or DeleteStatement or CreateTriggerStatement: break;
            default: throw new NotSupportedException($"The catalogue does not know what {statement.GetType().Name} does to a table.");
        }
    }

    private void Add(SchemaObjectName name, TableDefinition definition)
    {
        var table = Of(name);
        foreach (var column in definition.ColumnDefinitions)
        {
            table.Columns.Add(column.ColumnIdentifier.Value, new(column.ColumnIdentifier.Value, column.DataType.Words().ToLowerInvariant(), column.Collation?.Value,
                column.Constraints.OfType<NullableConstraintDefinition>().All(constraint => constraint.Nullable), column.DefaultConstraint?.Expression.Words(), column.IdentityOptions is not null));
            foreach (var constraint in column.Constraints.Where(constraint => constraint is not NullableConstraintDefinition)) Add(table, constraint);
        }

        foreach (var constraint in definition.TableConstraints) Add(table, constraint);
    }

    private static void Add(Table table, ConstraintDefinition constraint)
    {
        if (constraint is DefaultConstraintDefinition given) table.Columns[given.Column.Value] = table.Columns[given.Column.Value] with { Default = given.Expression.Words() };
        else table.Keys.Add(constraint.ConstraintIdentifier.Value, constraint switch
        {
            UniqueConstraintDefinition key => $"{(key.IsPrimaryKey ? "primary" : "unique")} ({string.Join(", ", key.Columns.Select(Words))})",
            ForeignKeyConstraintDefinition key => $"({Names(key.Columns)}) to {NameOf(key.ReferenceTableName)} ({Names(key.ReferencedTableColumns)}) on delete {Words(key.DeleteAction)} on update {Words(key.UpdateAction)}",
            CheckConstraintDefinition check => $"check {check.CheckCondition.Words()}",
            _ => throw new NotSupportedException(constraint.GetType().Name),
        });

        static string Words(object part) => part switch
        {
            DeleteUpdateAction.NotSpecified => nameof(DeleteUpdateAction.NoAction), // what is not said is this
            ColumnWithSortOrder column => column.Words(),
            _ => part.ToString()!,
        };
    }

    private void Alter(AlterTableAlterColumnStatement alter)
    {
        var columns = Of(alter.SchemaObjectName).Columns;
        columns[alter.ColumnIdentifier.Value] = columns[alter.ColumnIdentifier.Value] with
        {
            Type = alter.DataType.Words().ToLowerInvariant(),
            Collation = alter.Collation?.Value,
            IsNullable = alter.AlterTableAlterColumnOption != AlterTableAlterColumnOption.NotNull,
        };
    }

    private void Drop(AlterTableDropTableElementStatement drop)
    {
        var table = Of(drop.SchemaObjectName);
        foreach (var element in drop.AlterTableDropTableElements)
        {
            var isThere = element.TableElementType == TableElementType.Column ? table.Columns.Remove(element.Name.Value) : table.Keys.Remove(element.Name.Value);
            if (!isThere) throw new InvalidOperationException($"{element.Name.Value} is dropped and is not there.");
        }
    }

    private static string Words(CreateIndexStatement index) =>
        $"{(index.Unique ? "unique " : "")}({string.Join(", ", index.Columns.Select(column => column.Words()))}) include ({string.Join(", ", index.IncludeColumns.Select(column => column.Words()))}) where {index.FilterPredicate?.Words() ?? "-"}";

    private static string Names(IEnumerable<Identifier> identifiers) => string.Join(", ", identifiers.Select(identifier => identifier.Value));

    private static string NameOf(SchemaObjectName name) => name.BaseIdentifier.Value;

    private Table Of(SchemaObjectName name) => _tables[NameOf(name)];
}
