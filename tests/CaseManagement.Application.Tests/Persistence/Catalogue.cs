using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CaseManagement.Application.Tests.Persistence;

/// <summary>Every column, key and index of a database, in words that do not depend on how the SQL was laid out.</summary>
/// <remarks>The tables of EF's own history and of the job server are theirs.</remarks>
internal static class Catalogue
{
    private const string SqliteColumns = """
        SELECT m.name || ' column ' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || coalesce(c.dflt_value, '-') || ' ' || c.pk
        FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '__EF%'
        """;

    private const string SqliteKeys = """
        SELECT m.name || ' key ' || k."from" || ' ' || k."table" || ' ' || k."to" || ' ' || k.on_delete FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) k WHERE m.type = 'table'
        """;

    private const string SqliteIndexes = "SELECT tbl_name || ' index ' || replace(sql, char(10), ' ') FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";

    private const string PostgreSqlColumns = """
        SELECT concat_ws(' ', table_name, 'column', column_name, data_type, character_maximum_length, numeric_precision, numeric_scale, is_nullable, column_default, collation_name, is_identity)
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\_\_EF%' AND table_name NOT ILIKE 'qrtz%'
        """;

    private const string PostgreSqlKeys = """
        SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '%\_\_EF%' AND conrelid::regclass::text NOT ILIKE '%qrtz%'
        """;

    private const string PostgreSqlIndexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\\_\\_EF%' AND tablename NOT ILIKE 'qrtz%'";

    public static async Task<List<string>> ReadAsync(DatabaseSettings settings)
    {
        var (connection, questions) = settings.Provider == "PostgreSql"
            ? ((System.Data.Common.DbConnection)new NpgsqlConnection(settings.ConnectionString), (string[])[PostgreSqlColumns, PostgreSqlKeys, PostgreSqlIndexes])
            : (new SqliteConnection(settings.ConnectionString), [SqliteColumns, SqliteKeys, SqliteIndexes]);
        await using var open = connection;
        await open.OpenAsync();
        var rows = new List<string>();
        foreach (var question in questions)
        {
            await using var command = open.CreateCommand();
            command.CommandText = question;
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
