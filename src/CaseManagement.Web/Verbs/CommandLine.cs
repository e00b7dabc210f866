using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CaseManagement.Web.Verbs;

/// <summary>What the executable can be told to do.</summary>
internal static partial class CommandLine
{
    public const int Cannot = 1;
    public const int Misspelt = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        var problem = Unfinished(parsed.CommandResult.Command) ?? parsed.Errors.Select(error => error.Message.Replace("as expected type 'System.Int32'", "as a whole number", StringComparison.Ordinal)).Concat(parsed.UnmatchedTokens.Where(token => !Setting().IsMatch(token)).Select(token => $"\"{token}\" is not something this program knows; try --help.")).FirstOrDefault();
        if (problem is null) return await Running.Safely(() => parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));

        await Console.Error.WriteLineAsync(problem.ReplaceLineEndings(" "));
        return Misspelt;
    }

    /// <summary>A verb that only groups others, said without one of them.</summary>
    private static string? Unfinished(Command command) =>
        command is { Action: null, Subcommands.Count: > 0 } ? $"\"{command.Name}\" does one of these: {string.Join(", ", command.Subcommands.Select(verb => $"{command.Name} {verb.Name}"))}; --help says more." : null;

    private static RootCommand Root()
    {
        var today = new Option<DateOnly?>("--today") { Description = "The day to work for, yyyy-MM-dd; the service's own day when not given.", CustomParser = result => Day(result) };
        var root = new RootCommand("Case management of people with severe mental disorders. Without a verb it serves.");
        var serve = ServeVerb.Command("serve", "Serves the pages and the API, and runs the timetable.");
        foreach (var option in serve.Options) root.Options.Add(option);
        root.Action = serve.Action;

        root.Subcommands.Add(serve);
        root.Subcommands.Add(MigrateVerb.Command());
        root.Subcommands.Add(BackupVerbs.BackUp());
        root.Subcommands.Add(BackupVerbs.Restore());
        root.Subcommands.Add(AccountVerbs.Command());
        root.Subcommands.Add(ImportVerb.Command());
        root.Subcommands.Add(JobVerbs.Sweep(today));
        root.Subcommands.Add(JobVerbs.Verify(today));
        root.Subcommands.Add(AuditVerb.Command());
        root.Subcommands.Add(DemoVerb.Command(today));
        root.Subcommands.Add(KeysVerb.Command());
        foreach (var command in root.Subcommands.Concat(root.Subcommands.SelectMany(command => command.Subcommands)).Prepend(root)) command.TreatUnmatchedTokensAsErrors = false; // settings are let through

        return root;
    }

    private static DateOnly? Day(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;

        result.AddError($"\"{result.Tokens[0].Value}\" is not a day; a day is written like 2026-03-17.");
        return null;
    }

    /// <summary>Any setting may be given on the command line: <c>--ConnectionStrings:CaseManagement=…</c>.</summary>
    [GeneratedRegex("^--[A-Za-z]+(:[A-Za-z0-9]+)+=.+$", RegexOptions.Singleline)]
    private static partial Regex Setting();
}
