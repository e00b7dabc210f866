using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CaseManagement.Testing.SqlServer;

/// <summary>Microsoft's own parser, with the grammar of SQL Server 2019: what it does not take, no server takes.</summary>
public static class TSql
{
    /// <exception cref="TSqlException">It is not T-SQL.</exception>
    public static TSqlScript Parse(string sql)
    {
        var script = new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var faults);
        if (faults.Count > 0) throw new TSqlException($"Line {faults[0].Line}, column {faults[0].Column}: {faults[0].Message}\n{sql}");

        return (TSqlScript)script;
    }

    /// <summary>Every part of a kind, at any depth.</summary>
    public static IReadOnlyList<T> Find<T>(this TSqlFragment fragment) where T : TSqlFragment
    {
        var seeker = new Seeker<T>();
        fragment.Accept(seeker);

        return seeker.Found;
    }

    /// <summary>How the parser's own generator writes it, without the quotes around names.</summary>
    public static string Words(this TSqlFragment fragment)
    {
        new Sql150ScriptGenerator().GenerateScript(fragment, out var sql);

        return sql.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);
    }

    private sealed class Seeker<T> : TSqlFragmentVisitor where T : TSqlFragment
    {
        public List<T> Found { get; } = [];

        public override void Visit(TSqlFragment fragment)
        {
            if (fragment is T found) Found.Add(found);
        }
    }
}

/// <summary>A statement that SQL Server would not take.</summary>
public sealed class TSqlException(string message, Exception? inner = null) : Exception(message, inner);
