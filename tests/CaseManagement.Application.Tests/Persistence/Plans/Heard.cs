using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseManagement.Application.Tests.Persistence.Plans;

/// <summary>One statement as it was sent, with the values it was sent with.</summary>
internal sealed record HeardStatement(string Sql, IReadOnlyList<DbParameter> Parameters)
{
    /// <summary>The same words with the same values have the same plan.</summary>
    public string Key => $"{Sql}\n{string.Join('\n', Parameters.Select(parameter => $"{parameter.ParameterName}={parameter.Value}"))}";
}

/// <summary>Hears every statement that EF sends to one database.</summary>
internal sealed partial class Heard : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly string[] Verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];
    private readonly Slice _slice;
    private readonly List<HeardStatement> _statements = [];
    private readonly IDisposable _all;
    private IDisposable? _one;

    public Heard(Slice slice)
    {
        _slice = slice;
        _all = DiagnosticListener.AllListeners.Subscribe(this);
    }

    public IReadOnlyList<HeardStatement> Statements
    {
        get
        {
            lock (_statements) return [.. _statements];
        }
    }

    public void OnNext(DiagnosticListener listener)
    {
        if (listener.Name == "Microsoft.EntityFrameworkCore") _one = listener.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> written)
    {
        if (written.Key != RelationalEventId.CommandExecuting.Name) return;
        var command = ((CommandEventData)written.Value!).Command;
        if (!_slice.Owns(command.Connection)) return; // other tests run beside this one
        lock (_statements) _statements.AddRange(StatementsOf(command));
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        _one?.Dispose();
        _all.Dispose();
    }

    // A batch of changes is judged statement by statement, each with its own values.
    private static IEnumerable<HeardStatement> StatementsOf(DbCommand command) =>
        from sql in command.CommandText.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(sql => sql.TrimEnd(';'))
        where Verbs.Any(verb => sql.StartsWith(verb, StringComparison.Ordinal))
        let names = Name().Matches(sql).Select(match => match.Value).ToHashSet()
        select new HeardStatement(sql, [.. command.Parameters.Cast<DbParameter>().Where(parameter => names.Contains($"@{parameter.ParameterName.TrimStart('@')}")).Select(Copy)]);

    private static DbParameter Copy(DbParameter parameter) => parameter is ICloneable kept ? (DbParameter)kept.Clone() : new Microsoft.Data.Sqlite.SqliteParameter(parameter.ParameterName, parameter.Value ?? DBNull.Value);

    [GeneratedRegex("@[A-Za-z_0-9]+")]
    private static partial Regex Name();
}
