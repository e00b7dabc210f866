using System.Globalization;

namespace CaseManagement.Bench;

/// <summary>What is measured.</summary>
/// <param name="Folder">Where the databases are built; what lies there from an earlier run of the same day is used again, and kept. A temporary folder, removed at the end, when not given.</param>
/// <param name="Program">The published program whose start is measured; this build's own, which is not compiled ahead of time, when not given.</param>
internal sealed record Options(IReadOnlyList<int> Cases, IReadOnlyList<string> Engines, string? Folder, int Repetitions, IReadOnlyList<string> Rows, string Program)
{
    public static readonly string[] AllRows = ["sweep", "worklist", "http", "decision", ReassignmentRows.Name, "start"];

    public static Options Read(string[] args)
    {
        var options = new Options([100_000, 1_000_000], ["Sqlite", "PostgreSql"], null, 5, AllRows, typeof(CaseManagement.Web.Server).Assembly.Location);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            string[] list = args[i + 1].Split(',');
            options = args[i] switch
            {
                "--cases" => options with { Cases = [.. list.Select(count => int.Parse(count, CultureInfo.InvariantCulture)).Order()] },
                "--engines" => options with { Engines = list },
                "--folder" => options with { Folder = args[i + 1] },
                "--program" => options with { Program = args[i + 1] },
                "--repetitions" => options with { Repetitions = int.Parse(args[i + 1], CultureInfo.InvariantCulture) },
                "--rows" => options with { Rows = list },
                _ => throw new ArgumentException($"{args[i]} is not known. There are --cases, --engines, --folder, --program, --repetitions and --rows ({string.Join(", ", AllRows)})."),
            };
        }

        return args.Length % 2 == 0 ? options : throw new ArgumentException($"{args[^1]} needs a value.");
    }
}
