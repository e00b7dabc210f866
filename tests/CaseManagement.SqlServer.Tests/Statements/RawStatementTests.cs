using System.Text;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Infrastructure.Keys;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.SqlServer.Tests.Scripts;
using CaseManagement.Testing.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CaseManagement.SqlServer.Tests.Statements;

/// <summary>What the product writes as SQL itself is run for SQL Server with nobody at the other end, and every statement is parsed.</summary>
public sealed class RawStatementTests
{
    [Fact]
    public async Task Given_the_whole_ladder_When_the_sweep_runs_Then_each_step_writes_and_every_statement_is_TSql()
    {
        await using var services = ServerModel.Services();
        var steps = services.GetRequiredService<Standards>().Ladder.Steps;

        var told = new List<TSqlScript>();
        foreach (var lowest in steps.Where(step => step.Step == 1)) // who stands before it climbs the whole ladder in one run
            told.AddRange(await Run(services, (scope, _) =>
            {
                scope.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
                return scope.GetRequiredService<IAlertSweep>().RunAsync(new(2026, 3, 20), missedFrom: new(2026, 3, 18), TestContext.Current.CancellationToken);
            }, sql => sql.Contains("\"Settled\"", StringComparison.Ordinal) ? new Dictionary<string, object?> { ["Value"] = Array.IndexOf([.. steps], lowest) } : null));

        var runs = steps.Count(step => step.Step == 1);
        Assert.True(steps.Count > 10);
        Assert.Equal(Enumerable.Repeat("sp_getapplock", runs), told.SelectMany(sql => sql.Find<ProcedureReference>()).Select(procedure => procedure.Name.BaseIdentifier.Value));
        Assert.Equal(2 * steps.Count, Writes<InsertStatement>(told, "Alert"));
        Assert.Equal(steps.Count + runs, Writes<UpdateStatement>(told, "Alert")); // each step returns what came back, and at the end of a run what was settled is closed
        Assert.Equal(2 * steps.Count, Writes<UpdateStatement>(told, "CareTask"));
        Assert.Equal(runs, told.SelectMany(sql => sql.Find<CommonTableExpression>()).Count(asked => asked.ExpressionName.Value == "Settled"));
        Assert.Contains(told.SelectMany(sql => sql.Find<FunctionCall>()), call => call.FunctionName.Value == "DATEADD");
    }

    [Theory]
    [InlineData(-1)] // a closed alert is to stand again
    [InlineData(-2)] // one tells a specialist, and none sees the case any more
    [InlineData(-3)] // one tells the leader of a team that has none
    [InlineData(-4)] // one tells a team where none answers for the case
    public async Task Given_an_alert_that_changes_by_the_clock_When_the_sweep_runs_Then_its_act_is_noted_and_every_statement_is_TSql(int found)
    {
        await using var services = ServerModel.Services();

        var told = await Run(services, (scope, _) =>
        {
            scope.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
            return scope.GetRequiredService<IAlertSweep>().RunAsync(new(2026, 3, 20), missedFrom: new(2026, 3, 18), TestContext.Current.CancellationToken);
        }, sql => sql.Contains("\"Settled\"", StringComparison.Ordinal) ? new Dictionary<string, object?> { ["Value"] = found } : null);

        Assert.Equal((1, 2), (Writes<InsertStatement>(told, "AlertAct"), Writes<UpdateStatement>(told, "Alert"))); // and at the end what was settled is closed
    }

    [Fact]
    public async Task Given_a_file_of_divisions_When_it_is_imported_Then_every_statement_is_TSql_over_a_table_of_this_connection()
    {
        await using var services = ServerModel.Services();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("code,name,parent_code\n44,广东省,\n441900,东莞市,44\n441900,东莞市,44\n"));

        var told = await Run(services, async (scope, _) =>
        {
            scope.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
            await scope.GetRequiredService<IAreaImport>().RunAsync(file, _ => { }, TestContext.Current.CancellationToken);
        }, sql => sql.Contains("\"Refusal\" IS NOT NULL ORDER BY", StringComparison.Ordinal) ? new Dictionary<string, object?> { ["Line"] = 3, ["Refusal"] = "area.duplicate" } : null);

        Assert.Equal(["#StagedArea"], told.SelectMany(sql => sql.Find<CreateTableStatement>()).Select(table => table.SchemaObjectName.BaseIdentifier.Value));
        Assert.Equal(2, told.SelectMany(sql => sql.Find<DropTableStatement>()).Count(drop => drop.IsIfExists));
        Assert.Single(told.SelectMany(sql => sql.Find<CreateIndexStatement>()));
        Assert.Equal(3, Writes<InsertStatement>(told, "#StagedArea"));
        Assert.Equal(1 + Domain.Places.AreaCode.Depths.Count(), Writes<UpdateStatement>(told, "#StagedArea"));
        Assert.Equal(1, Writes<UpdateStatement>(told, "CatchmentArea"));
        Assert.Equal(1, Writes<InsertStatement>(told, "CatchmentArea"));
    }

    [Fact]
    public async Task Given_a_head_of_the_chain_When_an_entry_is_added_Then_it_is_read_under_a_lock_and_moved()
    {
        await using var services = ServerModel.Services();
        var head = new Dictionary<string, object?> { ["Id"] = 1, ["FirstId"] = 1L, ["LastId"] = 0L, ["LastMac"] = Array.Empty<byte>(), ["KeyVersion"] = 0, ["Mac"] = Array.Empty<byte>() };

        var told = await Run(services, async (scope, db) =>
        {
            var chain = scope.GetRequiredService<AuditChain>();
            await chain.BeginAsync(db, TestContext.Current.CancellationToken);
            await chain.SaveAsync(db, [new AuditEntry(AuditKind.Command, Acting.Timetable, "Sweep", new(2026, 3, 20, 4, 0, 0, TimeSpan.Zero))], TestContext.Current.CancellationToken);
        }, sql => sql.Contains("@@ROWCOUNT", StringComparison.Ordinal) ? new Dictionary<string, object?> { [""] = 1 } : sql.Contains("\"AuditHead\"", StringComparison.Ordinal) || sql.Contains("[AuditHead]", StringComparison.Ordinal) ? head : sql.Contains("MAX(", StringComparison.Ordinal) ? new Dictionary<string, object?> { [""] = 0L } : null);

        Assert.Equal([TableHintKind.UpdLock, TableHintKind.HoldLock, TableHintKind.Rowlock], told.SelectMany(sql => sql.Find<TableHint>()).Select(hint => hint.HintKind));
        Assert.Equal(1, Writes<InsertStatement>(told, "AuditEntry"));
        Assert.Equal(2, told.SelectMany(sql => sql.Find<UpdateStatement>()).Count());
    }

    [Fact]
    public async Task Given_rows_under_an_older_key_When_they_are_sealed_anew_and_counted_Then_every_statement_is_TSql()
    {
        await using var services = ServerModel.Services();
        var ring = TestKeys.Of(1, 2);
        var id = new byte[16];
        var patient = new Dictionary<string, object?> { ["Id"] = id, ["Version"] = 1L, ["DocumentNumber"] = "E12345678", ["Phone"] = "13800000000", ["GuardianPhone"] = "13800000001", ["DocumentHash"] = "1.x" };
        var form = new Dictionary<string, object?> { ["Id"] = id, ["PatientId"] = id, ["Supplementary"] = """{"committeePhone":"13800000002"}""" };

        var told = await Run(services, async (scope, db) =>
        {
            var seals = scope.GetRequiredService<ISeals>();
            await new Resealing(db, seals, ring).RunAsync(_ => { }, TestContext.Current.CancellationToken);
            await Assert.ThrowsAsync<RuleBrokenException>(() => new KeyCare(db, seals, ring, new KeySettings("nowhere.json")).RetireAsync(TestContext.Current.CancellationToken));
            await new KeyFit(db, ring).RememberAsync(TestContext.Current.CancellationToken);
        }, sql => sql.Contains("LIKE", StringComparison.Ordinal) ? new Dictionary<string, object?> { ["Value"] = 1 }
            : sql.Contains("count(*)", StringComparison.Ordinal) ? new Dictionary<string, object?> { ["Value"] = 0 }
            : sql.Contains("\"Guardian_Phone\"", StringComparison.Ordinal) ? patient
            : sql.Contains("\"Supplementary\"", StringComparison.Ordinal) ? form
            : null);

        Assert.Equal(1, Writes<UpdateStatement>(told, "Patient"));
        Assert.Equal(1, Writes<UpdateStatement>(told, "ManagedCase"));
        Assert.Equal(1, Writes<InsertStatement>(told, "KeyCheck")); // both keys in one
        Assert.Equal(3, told.SelectMany(sql => sql.Find<SelectStatement>()).Count(select => select.Find<TopRowFilter>().Count == 1 && select.Find<OrderByClause>().Count == 1)); // a page of each
        Assert.Equal(KeyUses.Counts.Count + 2, told.SelectMany(sql => sql.Find<SelectStatement>()).Count(select => select.Find<FunctionCall>().Any(call => call.FunctionName.Value == "count")));
    }

    private static int Writes<T>(List<TSqlScript> told, string table) where T : DataModificationStatement => told.SelectMany(sql => sql.Find<T>())
        .Count(statement => statement.Find<DataModificationSpecification>()[0].Target is NamedTableReference target && target.SchemaObject.BaseIdentifier.Value == table);

    /// <returns>The statements that would have been sent, each of which was parsed.</returns>
    private static async Task<List<TSqlScript>> Run(ServiceProvider services, Func<IServiceProvider, CaseDb, Task> work, Func<string, IReadOnlyDictionary<string, object?>?>? answer = null)
    {
        await using var scope = services.CreateAsyncScope();
        await using var connection = new Unsent(answer);
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        db.Database.SetDbConnection(connection);
        await work(scope.ServiceProvider, db);

        return [.. connection.Statements.Select(TSql.Parse)];
    }
}
