using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using CaseManagement.Infrastructure.Persistence.Engines;

namespace CaseManagement.Application.Tests.Persistence.Plans;

/// <summary>What a statement may read from end to end.</summary>
internal enum MayRead
{
    Nothing,

    /// <summary>A partial index of what is open, whose size is that of the work that is open.</summary>
    OpenIndexes,
}

/// <summary>Asks an engine how it would find the rows of a statement, and says where it would read a large table from end to end.</summary>
internal abstract class PlanReader
{
    /// <summary>A table so small, or an index of so few rows, is rightly read whole: it is a few hundred pages.</summary>
    public const int Few = 10_000;

    /// <summary>The tables that grow with the patients.</summary>
    public static readonly IReadOnlyList<string> Large = ["CareTask", "Alert", "ManagedCase", "Patient", "FollowUp", "Injection", "InjectionCourse", "ServiceAgreement", "InformedConsent", "GridAssignment", "SpecialistAdvice", "AuditEntry", "CaseGrant", "JobRun", "QuarantinedRow"];

    /// <summary>Those that grow as well, and of which the big city has hardly any: judged where the engine keeps no numbers of its rows.</summary>
    private static readonly string[] Growing = ["Referral", "ReferralStep", "GuidanceSession", "SupportContact", "SupportEntry", "MeetingCase", "NationalCard", "PairMark", "Outing", "GroupMeeting", "GroupDecision"];

    private static readonly string[] OpenOnly =
        ["IX_CareTask_CareTeamId_ClosesOn_Id", "IX_CareTask_ClosesOn_Id_AreaCode_CareTeamId", "IX_CareTask_Kind_EscalationStep_ClosesOn", "IX_Alert_CareTeamId_Id", "IX_Alert_Id_AreaCode_CareTeamId", "IX_CaseGrant_FromAt_Id_AreaCode", "IX_Referral_IsUrgent_SentOn_Id_AreaCode_CareTeamId", "IX_QuarantinedRow_Id",
        "IX_NationalCard_Id_AreaCode_CareTeamId_State_Kind_CaseId", "IX_NationalCard_CareTeamId_State_Id", "IX_NationalCard_SentAt_Id", "IX_Outing_BackBy_Id", "IX_GroupDecision_CareGroupId_DueOn"];

    /// <summary>Statements, each with the steps of its plan that are faults.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(DatabaseSettings database, IReadOnlyList<HeardStatement> statements, MayRead whole, CancellationToken ct)
    {
        await using var connection = await BigCityDialect.Of(database).OpenAsync(ct);
        PlanReader reader = database.Provider == Engine.Default ? new Sqlite() : new PostgreSql();
        await reader.LearnAsync(connection, ct);
        var faults = new List<string>();
        foreach (var statement in statements.DistinctBy(statement => statement.Key))
            faults.AddRange((await reader.FaultsAsync(connection, statement, whole, ct)).Select(step => $"{step}\n{statement.Sql}"));

        return [.. faults.Distinct()];
    }

    protected virtual Task LearnAsync(DbConnection connection, CancellationToken ct) => Task.CompletedTask;

    protected abstract Task<IEnumerable<string>> FaultsAsync(DbConnection connection, HeardStatement statement, MayRead whole, CancellationToken ct);

    private static bool IsLarge(string table) => Large.Contains(table) || Growing.Contains(table);

    private static bool IsOpenOnly(string index) => OpenOnly.Contains(index);

    private static async Task<List<T>> Rows<T>(DbConnection connection, string sql, IEnumerable<DbParameter> parameters, Func<DbDataReader, T> row, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddRange(parameters.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(row(reader));
        command.Parameters.Clear(); // they belong to the statement

        return rows;
    }

    /// <summary>A large table read from end to end, or an index that the engine has to build for a single statement.</summary>
    private sealed class Sqlite : PlanReader
    {
        private bool _knowsNumbers;

        protected override async Task LearnAsync(DbConnection connection, CancellationToken ct) =>
            _knowsNumbers = (await Rows(connection, "SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'", [], row => row.GetString(0), ct)).Count > 0;

        protected override async Task<IEnumerable<string>> FaultsAsync(DbConnection connection, HeardStatement statement, MayRead whole, CancellationToken ct) =>
            (await Rows(connection, $"EXPLAIN QUERY PLAN {statement.Sql}", statement.Parameters, row => row.GetString(3), ct)).Select(step => Fault(step, statement.Sql, whole)).OfType<string>();

        private string? Fault(string step, string sql, MayRead whole)
        {
            if (step.Contains(" AUTOMATIC ", StringComparison.Ordinal)) return step;
            if (!step.StartsWith("SCAN ", StringComparison.Ordinal) || (whole >= MayRead.OpenIndexes && IsOpenOnly(step.Split(' ')[^1]))) return null;

            var name = step.Split(' ')[1];
            var table = Regex.Match(sql, $"\"(\\w+)\" AS \"?{name}\"?(?!\\w)") is { Success: true } alias ? alias.Groups[1].Value : name;
            return IsLarge(table) && !(_knowsNumbers && Growing.Contains(table)) ? $"{step} of {table} " : null;
        }
    }

    /// <summary>A large table read row by row, or an index of one read without a condition on it.</summary>
    private sealed class PostgreSql : PlanReader
    {
        private Dictionary<string, string> _tableOfIndex = [];
        private Dictionary<string, float> _rows = [];

        protected override async Task LearnAsync(DbConnection connection, CancellationToken ct)
        {
            _tableOfIndex = (await Rows(connection, "SELECT indexname, tablename FROM pg_indexes WHERE schemaname = current_schema()", [], row => (Index: row.GetString(0), Table: row.GetString(1)), ct)).ToDictionary(row => row.Index, row => row.Table);
            _rows = (await Rows(connection, "SELECT relname, reltuples FROM pg_class WHERE relkind IN ('r', 'i') AND relnamespace = current_schema()::regnamespace", [], row => (Table: row.GetString(0), Count: row.GetFloat(1)), ct)).ToDictionary(row => row.Table, row => row.Count);
        }

        /// <remarks>A plan that is at fault is carried out and judged again without what it never ran.</remarks>
        protected override async Task<IEnumerable<string>> FaultsAsync(DbConnection connection, HeardStatement statement, MayRead whole, CancellationToken ct)
        {
            var planned = await Explain("EXPLAIN (FORMAT JSON)");
            if (planned.Count == 0 || !statement.Sql.TrimStart().StartsWith("SELECT", StringComparison.Ordinal)) return planned;

            return await Explain("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON)");

            async Task<List<string>> Explain(string how)
            {
                var plan = await Rows(connection, $"{how} {statement.Sql}", statement.Parameters, row => row.GetString(0), ct);
                using var json = JsonDocument.Parse(plan[0]);

                return [.. Steps(json.RootElement[0].GetProperty("Plan")).Select(step => Fault(step, whole)).OfType<string>()];
            }
        }

        private string? Fault(JsonElement step, MayRead whole)
        {
            var type = step.GetProperty("Node Type").GetString()!;
            var index = Text(step, "Index Name");
            var table = Text(step, "Relation Name") ?? (index is null ? null : _tableOfIndex.GetValueOrDefault(index));
            if (table is null || !IsLarge(table) || _rows.GetValueOrDefault(type is "Seq Scan" ? table : index ?? table) <= Few) return null;

            var isWhole = type switch
            {
                "Seq Scan" => true,
                "Index Scan" or "Index Only Scan" or "Bitmap Index Scan" => !step.TryGetProperty("Index Cond", out _) && !(whole >= MayRead.OpenIndexes && IsOpenOnly(index!)),
                _ => false,
            };
            return isWhole ? $"{type} {table} {index} {Text(step, "Filter")}" : null;
        }

        /// <summary>Every step, but for a question that a step had for its rows and asked of none of them though it read some: the scope asks one thing of open rows and another of settled ones.</summary>
        private static IEnumerable<JsonElement> Steps(JsonElement step)
        {
            if (!step.TryGetProperty("Plans", out var plans)) return [step];

            var hasRead = Number(step, "Actual Rows") + Number(step, "Rows Removed by Filter") > 0;

            return plans.EnumerateArray().Where(inner => !(hasRead && Text(inner, "Parent Relationship") == "SubPlan" && Number(inner, "Actual Loops") == 0)).SelectMany(Steps).Prepend(step);
        }

        /// <returns>0 also where the plan was not carried out; <see cref="Steps"/> leaves nothing out then.</returns>
        private static double Number(JsonElement step, string name) => step.TryGetProperty(name, out var number) ? number.GetDouble() : 0;

        private static string? Text(JsonElement step, string name) => step.TryGetProperty(name, out var text) ? text.GetString() : null;
    }
}
