using CaseManagement.Application.Pipeline;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Persistence.Plans;

/// <summary>The same at 100,000 patients, by the numbers that the engine keeps of its rows: SQLite's and PostgreSQL's, each in the pass of the tests that is on it.</summary>
[Trait("Engine", "NotSqlServer")]
public sealed class BigCityPlanTests(BigTown town) : IClassFixture<BigTown>
{
    private static readonly Type[] Queries = [.. typeof(IQuery<>).Assembly.GetTypes().Where(type => !type.IsInterface && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IQuery<>)))];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_big_city_When_the_plans_of_all_that_is_asked_are_read_Then_no_large_table_is_read_from_end_to_end()
    {
        var (slice, asked) = (town.Slice, town.Asked);
        List<string> faults = [.. await Hear(() => asked.DailyWorkAsync(town.City)), .. await Hear(asked.AdministrationAsync), .. await Hear(asked.NightAsync)];
        foreach (var kind in new[] { ScopeKind.Area, ScopeKind.AreaOrEmergency, ScopeKind.CareGroup, ScopeKind.Specialist })
            faults.AddRange(await Hear(() => asked.OfScopeAsync(kind), kind is ScopeKind.Area or ScopeKind.AreaOrEmergency ? MayRead.OpenIndexes : MayRead.Nothing));

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
        Assert.Empty(Queries.Except(asked.Sent));

        async Task<IReadOnlyList<string>> Hear(Func<Task> work, MayRead whole = MayRead.OpenIndexes)
        {
            using var heard = new Heard(slice);
            await work();
            Assert.NotEmpty(heard.Statements);

            return await PlanReader.FaultsAsync(slice.Database, heard.Statements, whole, Ct);
        }
    }

    [Fact]
    public async Task Given_a_query_without_an_index_When_its_plan_is_read_Then_it_is_a_fault()
    {
        using var heard = new Heard(town.Slice);
        await town.Slice.Db(db => db.CareTasks.OrderBy(task => task.Id).Select(task => task.Basis).ToListAsync(Ct));
        await town.Slice.Db(db => db.Patients.Where(patient => patient.Address == "莞龙路9号").Select(patient => patient.Id).ToListAsync(Ct));

        var faults = await PlanReader.FaultsAsync(town.Slice.Database, heard.Statements, MayRead.OpenIndexes, Ct);

        Assert.Collection(faults, fault => Assert.Contains("FROM \"CareTask\"", fault, StringComparison.Ordinal), fault => Assert.Contains("FROM \"Patient\"", fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_a_big_city_When_its_rows_are_counted_Then_every_large_table_is_large()
    {
        string[] slow = ["JobRun", "QuarantinedRow"]; // a few rows a night: after years still what a server rightly reads whole, so only SQLite's plans judge them
        var judged = PlanReader.Large.Except(slow).ToList();
        var counts = await town.Slice.Db(db => db.Database.SqlQueryRaw<long>(string.Join(" UNION ALL ", judged.Select(table => $"SELECT count(*) AS \"Value\" FROM \"{table}\""))).ToListAsync(Ct));

        Assert.Equal(PlanReader.Large.Count - slow.Length, counts.Count);
        Assert.All(counts, count => Assert.True(count > PlanReader.Few, string.Join(", ", counts)));
    }
}
