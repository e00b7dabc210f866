using System.CommandLine;

namespace CaseManagement.Web.Verbs;

/// <summary><c>migrate</c> brings the database to the newest script.</summary>
internal static class MigrateVerb
{
    public static Command Command()
    {
        var command = new Command("migrate", "Brings the database to the newest script.");
        command.SetAction((parsed, ct) => Running.Once(
            parsed.UnmatchedTokens,
            async (services, stop) => new { ScriptsRun = (await services.MigrateAsync(stop)).Count },
            ct));

        return command;
    }
}
