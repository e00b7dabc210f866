using System.Diagnostics;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Bench;

/// <summary>The first page of one team's worklist, one reader after the other: through the whole pipeline, and by the bare driver.</summary>
internal static class WorklistRows
{
    private const int Pages = 200;
    private const int PagesToWarmUp = 2000; // until the runtime has compiled for good what is called often

    public static async Task<IReadOnlyList<Result>> MeasureAsync(string engine, IReadOnlyList<Town> towns, int repetitions)
    {
        var times = new List<(Town Town, BareWorker Worker, List<double> Product, List<double> Bare, List<double> Noted)>();
        foreach (var town in towns)
        {
            foreach (var sql in BareSql.AuditTwins) await town.Run(sql);
            times.Add((town, await BareWorker.OpenAsync(town.Database, town.TeamId, town.Doctor.AreaCode), [], [], []));
        }

        for (var repetition = 0; repetition <= repetitions; repetition++)
            foreach (var (town, worker, product, bare, noted) in times)
            {
                var pages = repetition == 0 ? PagesToWarmUp : Pages;
                var query = new ListWorklist(new(CareTeamId: town.Doctor.CareTeamId));
                var byProduct = await PerPage(pages, () => ByProduct(town, query));
                var byHand = await PerPage(pages, async () => (await worker.WorklistAsync()).Count - 1);
                var andNoted = await PerPage(pages, async () =>
                {
                    var rows = await worker.WorklistAsync();
                    await worker.NoteAsync();
                    return rows.Count - 1;
                });
                Console.Error.WriteLine($"{engine}, {town.Cases.Say()} cases, page {repetition}: product {byProduct:0.00} ms, bare {byHand:0.00} ms, bare and noted {andNoted:0.00} ms");
                if (repetition == 0) continue;
                product.Add(byProduct);
                bare.Add(byHand);
                noted.Add(andNoted);
            }

        var results = new List<Result>();
        foreach (var (town, worker, product, bare, noted) in times)
        {
            await worker.DisposeAsync();
            results.Add(new(engine, $"first page of a worklist, {town.Cases.Say()} cases", "the query alone, prepared: nobody notes who looked", product.Median(), bare.Median(), "ms", 1.5));
            results.Add(new(engine, $"first page of a worklist, {town.Cases.Say()} cases", "the query, and who looked noted in a transaction of its own", product.Median(), noted.Median(), "ms", 1.5));
        }

        if (times.Count > 1)
            results.Add(new(engine, $"growth of the first page, {towns[0].Cases.Say()} to {towns[^1].Cases.Say()} cases", "the smaller city", times[^1].Product.Median(), times[0].Product.Median(), "ms", 1.2));

        return results;
    }

    private static async Task<int> ByProduct(Town town, ListWorklist query)
    {
        await using var scope = town.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.As(town.Doctor)); // a door has asked who this is before

        return (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(query)).Rows.Count;
    }

    private static async Task<double> PerPage(int pages, Func<Task<int>> page)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < pages; i++)
            if (await page() != 50) throw new InvalidOperationException("The page is not full.");

        return Stopwatch.GetElapsedTime(began).TotalMilliseconds / pages;
    }
}
