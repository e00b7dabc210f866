using CaseManagement.Infrastructure.Persistence;

namespace CaseManagement.Application.Tests.Persistence.Plans;

/// <summary>Every statement behind a list, a count, a case or the sweep finds its rows by an index, also where SQLite has not counted its rows.</summary>
[Trait("Engine", "Sqlite")]
public sealed class PlanTests
{
    [Fact]
    public Task Given_the_statements_of_daily_work_When_their_plans_are_read_Then_no_large_table_is_scanned() => Judge(60, async asked =>
    {
        await asked.DailyWorkAsync();
        await asked.NightAsync();
    });

    [Theory]
    [InlineData(ScopeKind.Area)]
    [InlineData(ScopeKind.AreaOrEmergency)]
    [InlineData(ScopeKind.CareGroup)]
    [InlineData(ScopeKind.Specialist)]
    public Task Given_each_kind_of_scope_When_the_plans_of_its_statements_are_read_Then_no_large_table_is_scanned_and_grants_lead_to_their_cases(object kind) =>
        Judge(2, asked => asked.OfScopeAsync((ScopeKind)kind), kind is ScopeKind.Area or ScopeKind.AreaOrEmergency ? MayRead.OpenIndexes : MayRead.Nothing);

    [Fact]
    public Task Given_the_statements_of_administration_When_their_plans_are_read_Then_no_large_table_is_scanned() => Judge(60, asked => asked.AdministrationAsync());

    private static async Task Judge(int more, Func<AskedOfTheHouse, Task> work, MayRead whole = MayRead.OpenIndexes)
    {
        await using var slice = await Slice.CreateAsync(AskedOfTheHouse.Today);
        var asked = await AskedOfTheHouse.ArrangeAsync(slice);

        using var heard = new Heard(slice);
        await work(asked);
        var faults = await PlanReader.FaultsAsync(slice.Database, heard.Statements, whole, TestContext.Current.CancellationToken);

        Assert.True(heard.Statements.Count > more);
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }
}
