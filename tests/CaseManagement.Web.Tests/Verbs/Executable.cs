using System.Diagnostics;
using System.Text.Json.Nodes;

namespace CaseManagement.Web.Tests.Verbs;

/// <summary>The program as a process of its own, in an empty working directory.</summary>
internal sealed class Executable : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("case-management-verbs-");

    public string Folder => _folder.FullName;

    public async Task<Ended> Run(params string[] args)
    {
        using var process = Process.Start(Start(args))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        return new Ended(process.ExitCode, await output, await error);
    }

    public ProcessStartInfo Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(Server).Assembly.Location);
        start.Environment["DOTNET_TieredPGO"] = "0"; // what runs for a moment is not worth measuring itself
        foreach (var arg in args) start.ArgumentList.Add(arg);

        return start;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>How a process ended.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error)
{
    /// <summary>The one line of counts.</summary>
    public JsonObject Counts => (JsonObject)JsonNode.Parse(Assert.Single(Output.TrimEnd('\n').Split('\n')))!;

    public void Refused(int exitCode, string sentence)
    {
        Assert.Equal((exitCode, ""), (ExitCode, Output));
        Assert.Contains(sentence, Assert.Single(Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }
}
