using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CaseManagement.Testing.SqlServer;

/// <summary>A connection to no server: what would be sent is kept, and answered by whoever made it.</summary>
/// <param name="answer">The one row that a statement finds, by the names of its columns; none where it says null.</param>
public sealed class Unsent(Func<string, IReadOnlyDictionary<string, object?>?>? answer = null) : DbConnection
{
    private readonly List<string> _statements = [];
    private ConnectionState _state = ConnectionState.Closed;

    /// <summary>In the order in which they were to be sent.</summary>
    public IReadOnlyList<string> Statements => _statements;

    [AllowNull]
    public override string ConnectionString { get; set; } = "Server=nowhere;Database=nothing";

    public override string Database => "nothing";

    public override string DataSource => "nowhere";

    public override string ServerVersion => "15.00.0000";

    public override ConnectionState State => _state;

    /// <summary>Keeps what somebody would have sent without a command.</summary>
    public void Note(string sql) => _statements.Add(sql);

    public override void ChangeDatabase(string databaseName) { }

    public override void Open() => _state = ConnectionState.Open;

    public override void Close() => _state = ConnectionState.Closed;

    protected override DbTransaction BeginDbTransaction(System.Data.IsolationLevel isolationLevel) => new Nothing(this, isolationLevel);

    protected override DbCommand CreateDbCommand() => new Command(this);

    private sealed class Nothing(DbConnection connection, System.Data.IsolationLevel isolation) : DbTransaction
    {
        public override System.Data.IsolationLevel IsolationLevel => isolation;

        protected override DbConnection DbConnection => connection;

        public override void Commit() { }

        public override void Rollback() { }
    }

    private sealed class Command(Unsent connection) : DbCommand
    {
        private readonly SqlCommand _parameters = new(); // the client's own, so that every value becomes a parameter as it would

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; } = connection;

        protected override DbParameterCollection DbParameterCollection => _parameters.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel() { }

        public override void Prepare() { }

        /// <summary>Whatever is changed is found once.</summary>
        public override int ExecuteNonQuery()
        {
            connection._statements.Add(CommandText);
            return 1;
        }

        public override object? ExecuteScalar()
        {
            connection._statements.Add(CommandText);
            return connection.Answer(CommandText)?.Values.FirstOrDefault() ?? DBNull.Value;
        }

        protected override DbParameter CreateDbParameter() => _parameters.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            connection._statements.Add(CommandText);
            var row = connection.Answer(CommandText);
            var table = new DataTable();
            foreach (var (column, place) in Columns(row).Select((column, place) => (column, place)))
                table.Columns.Add(new DataColumn(column ?? $"#{place}", row?.GetValueOrDefault(column ?? "")?.GetType() ?? typeof(object)));
            if (row is not null) table.Rows.Add([.. table.Columns.Cast<DataColumn>().Select(column => row.GetValueOrDefault(column.ColumnName.StartsWith('#') ? "" : column.ColumnName) ?? DBNull.Value)]);

            return table.CreateDataReader();
        }

        /// <summary>In the order in which the statement asks for them; the row's own where it asks for all.</summary>
        private IEnumerable<string?> Columns(IReadOnlyDictionary<string, object?>? row)
        {
            var asked = TSql.Parse(CommandText).Batches.SelectMany(batch => batch.Statements).OfType<SelectStatement>().Select(select => select.QueryExpression).OfType<QuerySpecification>().FirstOrDefault();
            if (asked is null || asked.SelectElements.Any(element => element is SelectStarExpression)) return row?.Keys ?? [];

            return asked.SelectElements.Cast<SelectScalarExpression>().Select(element => element.ColumnName?.Value ?? (element.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value);
        }
    }

    private IReadOnlyDictionary<string, object?>? Answer(string sql) => answer?.Invoke(sql);
}
