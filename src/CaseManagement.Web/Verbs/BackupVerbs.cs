using System.CommandLine;
using CaseManagement.Application.Ports;

namespace CaseManagement.Web.Verbs;

/// <summary><c>backup FILE</c> and <c>restore FILE</c>: the whole database in one file, without its keys.</summary>
internal static class BackupVerbs
{
    public static Command BackUp()
    {
        var file = new Argument<string>("FILE") { Description = "Where the copy is written; a file that is there already is never replaced." };
        var command = new Command("backup", "Writes a copy of the database to a file, while others go on working.") { file };
        command.SetAction((parsed, ct) => Running.Once(
            parsed.UnmatchedTokens,
            (services, stop) => services.GetRequiredService<IBackup>().BackUpAsync(parsed.GetValue(file)!, stop), // as it is: a copy from before an upgrade is not upgraded
            ct));

        return command;
    }

    public static Command Restore()
    {
        var file = new Argument<string>("FILE") { Description = "A file that backup has written." };
        var replace = new Option<bool>("--replace") { Description = "The patients who are in the database now may go." };
        var command = new Command("restore", "Puts a backup in the place of the database, as a whole or not at all.") { file, replace };
        command.SetAction((parsed, ct) => Running.Once(
            parsed.UnmatchedTokens,
            async (services, stop) =>
            {
                var restored = await services.GetRequiredService<IBackup>().RestoreAsync(parsed.GetValue(file)!, parsed.GetValue(replace), stop);
                await services.MigrateAsync(stop); // an older backup is brought to the newest script
                return restored;
            },
            ct));

        return command;
    }
}
