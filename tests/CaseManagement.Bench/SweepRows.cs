using System.Diagnostics;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Bench;

/// <summary>The sweep by the product and by hand in turns; between two of them the database goes back to how it was.</summary>
internal static class SweepRows
{
    public static async Task<IReadOnlyList<Result>> MeasureAsync(string engine, IReadOnlyList<Town> towns, DateOnly today, int repetitions)
    {
        var times = towns.Select(town => (Town: town, First: new List<double>(), Again: new List<double>(), Bare: new List<double>(), Found: new HashSet<int>())).ToList();
        for (var repetition = 0; repetition <= repetitions; repetition++)
            foreach (var (town, first, again, bare, found) in times)
            {
                var last = await town.Bare.Number("SELECT coalesce(max(\"Id\"), 0) FROM \"Alert\"");
                var (byProduct, raised) = await ByProduct(town, today);
                var (once, none) = await ByProduct(town, today);
                if (none != 0) throw new InvalidOperationException("The second sweep has found something.");
                await GoBack(town, last);
                var byHand = await ByHand(town, today);
                found.Add((int)await town.Bare.Number($"SELECT count(*) FROM \"Alert\" WHERE \"Id\" > {last}"));
                await GoBack(town, last);

                found.Add(raised);
                Console.Error.WriteLine($"{engine}, {town.Cases.Say()} cases, sweep {repetition}: product {byProduct:0} ms, again {once:0.0} ms, by hand {byHand:0} ms, alerts {raised.Say()}");
                if (repetition == 0) continue; // both are warm after it
                first.Add(byProduct);
                again.Add(once);
                bare.Add(byHand);
            }

        if (times.Exists(time => time.Found.Count != 1)) throw new InvalidOperationException("Product and hand have not raised the same number of alerts.");

        var results = new List<Result>();
        foreach (var (town, first, again, bare, found) in times)
        {
            var sweep = $"sweep that raises {found.Single().Say()} alerts, {town.Cases.Say()} cases";
            results.Add(new(engine, sweep, "one INSERT and one UPDATE for each step, by hand in one transaction", first.Median(), bare.Median(), "ms", 1.3));
            results.Add(new(engine, $"the same sweep again, {town.Cases.Say()} cases", "the first one", again.Median(), first.Median(), "ms", 0.02));
        }

        if (times.Count > 1)
            results.Add(new(engine, $"growth of the sweep, {times[^2].Town.Cases.Say()} to {times[^1].Town.Cases.Say()} cases", "the smaller city", times[^1].First.Median(), times[^2].First.Median(), "ms", 1.3));

        return results;
    }

    private static async Task<(double Milliseconds, int Raised)> ByProduct(Town town, DateOnly today)
    {
        await using var scope = town.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var began = Stopwatch.GetTimestamp();
        var swept = await mediator.Send(new SweepOverdue(new JobWindow(today, today)));

        return (Stopwatch.GetElapsedTime(began).TotalMilliseconds, swept.AlertsRaised);
    }

    private static async Task<double> ByHand(Town town, DateOnly today)
    {
        var statements = BareSql.Sweep(town.Services.GetRequiredService<Standards>().Ladder, today, town.IsSqlite).ToList();
        var began = Stopwatch.GetTimestamp();
        await using var transaction = await town.Bare.BeginTransactionAsync();
        foreach (var sql in statements)
        {
            await using var command = town.Bare.Command(sql);
            command.Transaction = transaction;
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();

        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>Every task that was newly late has climbed one step, with one alert.</summary>
    private static async Task GoBack(Town town, long lastAlert)
    {
        await town.Run($"UPDATE \"CareTask\" SET \"EscalationStep\" = \"EscalationStep\" - 1 WHERE \"Id\" IN (SELECT \"TaskId\" FROM \"Alert\" WHERE \"Id\" > {lastAlert})");
        await town.Run($"DELETE FROM \"Alert\" WHERE \"Id\" > {lastAlert}");
        await town.TidyAsync();
    }
}
