using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Audit;

/// <summary>What the tests of the audit share: some work of every kind, a look at the entries, and a hand that reaches into the file beside the program.</summary>
internal static class Chains
{
    /// <summary>Ten entries: commands of three people, reads, searches and a job.</summary>
    public static async Task<ManagedCaseId> MixedWork(this Slice slice)
    {
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId));
        await slice.Send(new GetCase(registered.CaseId));
        await slice.Send(new ListWorklist(new(DueBand.Late)));
        await slice.Send(new ConfirmGrid(registered.CaseId, slice.Town.SecondGrid.Code), by: slice.Town.Leader);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, null, TestContext.Current.CancellationToken);
        await slice.Send(new CountWorklist(new()), by: slice.Town.Officer);
        await slice.Send(new GetCase(registered.CaseId), by: slice.Town.Officer);
        await slice.Send(new ConfirmGrid(registered.CaseId, slice.Town.Grid.Code));
        await slice.Send(new ListWorklist(new()));

        return registered.CaseId;
    }

    /// <summary>The names of the requests of some areas that leave an entry; of all where none is given.</summary>
    public static IReadOnlyList<string> Audited(params string[] areas) => [.. typeof(AuditEntry).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false, Namespace: not null } && (areas.Length == 0 || Array.Exists(areas, area => type.Namespace.EndsWith($".Features.{area}", StringComparison.Ordinal))))
        .Where(type => type.GetInterfaces().Any(face => face.IsGenericType
            && (face.GetGenericTypeDefinition() == typeof(ICommand<>) || face.GetGenericTypeDefinition() == typeof(IRecordQuery<>) || face.GetGenericTypeDefinition() == typeof(ISearch<>))))
        .Select(type => type.Name).Order()];

    public static Task<List<AuditEntry>> Entries(this Slice slice) => slice.Db(db => db.Audit.AsNoTracking().OrderBy(entry => entry.Id).ToListAsync());

    /// <summary>Beside the pipeline, so that looking leaves no entry.</summary>
    public static async Task<ChainChecked> Check(this Slice slice, byte[]? knownHead = null)
    {
        await using var scope = slice.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IAuditCheck>().RunAsync(knownHead, TestContext.Current.CancellationToken);
    }

    /// <summary>As somebody would who may do everything with the database and knows SQL: without the triggers.</summary>
    public static void Tamper(this Slice slice, string sql) => Execute(slice, TestEngine.Current.PastTriggers(sql));

    /// <summary>Past EF and all that it knows.</summary>
    public static int Execute(this Slice slice, string sql)
    {
        using var scope = slice.Services.CreateScope();
        var database = scope.ServiceProvider.GetRequiredService<CaseDb>().Database;
        database.OpenConnection();
        using var command = database.GetDbConnection().CreateCommand();
        command.CommandText = TestEngine.Current.Worded(sql);

        return command.ExecuteNonQuery();
    }
}
