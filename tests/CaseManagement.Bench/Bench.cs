using System.Globalization;
using CaseManagement.Application.Ports;

namespace CaseManagement.Bench;

/// <summary>Builds the cities, measures each row with both sides in turns, and prints the table.</summary>
internal static class Bench
{
    private const int SmallestCity = 10_000;

    public static async Task<int> RunAsync(Options options)
    {
        var today = TimeProvider.System.Today();
        var results = new List<Result>();
        foreach (var engine in options.Engines)
        {
            var folder = options.Folder is null ? Directory.CreateTempSubdirectory("case-management-bench-").FullName : Directory.CreateDirectory(options.Folder).FullName;
            if (options.Folder is null && !OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101); // the database server is another user
            try
            {
                var databases = new Databases(engine, folder);
                results.AddRange(await MeasureAsync(engine, databases, options, today));
            }
            finally
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                if (options.Folder is null) Directory.Delete(folder, recursive: true);
            }
        }

        Console.WriteLine($"`scripts/bench --cases {string.Join(',', options.Cases)} --engines {string.Join(',', options.Engines)}`, {today.ToString("O", CultureInfo.InvariantCulture)}, median of {options.Repetitions}, both sides in turns");
        Console.WriteLine();
        Console.WriteLine(Result.Head);
        foreach (var result in results) Console.WriteLine(result);

        return results.TrueForAll(result => result.IsMet) ? 0 : 1;
    }

    private static async Task<IReadOnlyList<Result>> MeasureAsync(string engine, Databases databases, Options options, DateOnly today)
    {
        var towns = new List<Town>();
        try
        {
            var needed = options.Rows.Any(rows => rows is not (DecisionRows.Name or ReassignmentRows.Name)) ? options.Cases.Prepend(SmallestCity) : []; // what the rules say is the same in every city, and a reassignment has one of its own
            foreach (var cases in needed.Distinct().Order()) towns.Add(await Town.OpenAsync(databases, cases, today));
            var asked = towns.Where(town => options.Cases.Contains(town.Cases)).ToList();
            var results = new List<Result>();
            foreach (var rows in options.Rows)
                results.AddRange(rows switch
                {
                    "sweep" => await SweepRows.MeasureAsync(engine, asked, today, options.Repetitions),
                    "worklist" => await WorklistRows.MeasureAsync(engine, towns, options.Repetitions),
                    "http" => await HttpRows.MeasureAsync(engine, towns[^1], options.Repetitions),
                    "decision" => await DecisionRows.MeasureAsync(engine, databases, today, options.Repetitions),
                    ReassignmentRows.Name => await ReassignmentRows.MeasureAsync(engine, databases, today, options.Repetitions),
                    "start" => await StartRows.MeasureAsync(engine, databases, towns[^1], options.Program, options.Repetitions),
                    _ => throw new ArgumentException($"{rows} is no row; there are {string.Join(", ", Options.AllRows)}."),
                });

            return results;
        }
        finally
        {
            foreach (var town in towns) await town.DisposeAsync();
        }
    }
}
