using CaseManagement.Infrastructure.Persistence.Engines;
using CaseManagement.Testing;

namespace CaseManagement.Bench;

/// <summary>From the start of the product's process to its first answer that it is ready for work, with nothing in the database and with everything.</summary>
internal static class StartRows
{
    private const double MostSeconds = 3;

    public static async Task<IReadOnlyList<Result>> MeasureAsync(string engine, Databases databases, Town town, string program, int repetitions)
    {
        var (empty, _) = await databases.NamedAsync("empty");
        var (full, none) = (new List<double>(), new List<double>());
        for (var repetition = 0; repetition <= repetitions; repetition++)
        {
            var f = await Start(program, town.Database);
            var n = await Start(program, empty);
            Console.Error.WriteLine($"{engine}, start {repetition}: {f:0.00} s with {town.Cases.Say()} cases, {n:0.00} s empty");
            if (repetition == 0) continue; // the first of all makes the empty database's tables
            full.Add(f);
            none.Add(n);
        }

        return
        [
            new(engine, $"cold start to the first answer, {town.Cases.Say()} cases", "the same with an empty database", full.Median(), none.Median(), "s", 1.1),
            new(engine, $"cold start to the first answer, {town.Cases.Say()} cases", "the longest it may take", full.Median(), MostSeconds, "s", 1),
        ];
    }

    private static async Task<double> Start(string program, DatabaseSettings database)
    {
        await using var server = await ServerProcess.StartAsync(
            program, "/health/ready", "serve", "--urls=http://127.0.0.1:{port}", $"--Database:Provider={database.Provider}", $"--ConnectionStrings:CaseManagement={database.ConnectionString}", TestKeys.Setting);

        return server.FirstAnswer.TotalSeconds;
    }
}
