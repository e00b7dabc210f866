using System.CommandLine;
using System.Text.Json;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.CareTasks;

namespace CaseManagement.Web.Verbs;

/// <summary><c>sweep</c> and <c>verify</c>: the same jobs that the timetable runs by night, run now.</summary>
internal static class JobVerbs
{
    private const int MostDaysAhead = 31; // whoever tries out what is coming looks a few weeks ahead

    public static Command Sweep(Option<DateOnly?> today)
    {
        var yes = new Option<bool>("--yes") { Description = $"Sweep also for a day that lies more than {MostDaysAhead} days ahead." };
        var command = new Command("sweep", "Raises the alerts of all tasks that are late, for a day and the days missed before it.") { today, yes };
        command.SetAction((parsed, ct) => Running.Once(parsed.UnmatchedTokens, async (services, stop) =>
        {
            RequireNear(services.GetRequiredService<TimeProvider>().Today(), parsed.GetValue(today), parsed.GetValue(yes));
            return Counts((SweptOverdue)await Run(services, JobNames.Sweep, parsed.GetValue(today), stop));
        }, ct));

        return command;
    }

    public static Command Verify(Option<DateOnly?> today)
    {
        var command = new Command("verify", "Counts what breaks the product's promises in the data; exits with 1 when anything does.") { today };
        command.SetAction((parsed, ct) => Running.Once(
            parsed.UnmatchedTokens,
            async (services, stop) => Counts((PromisesVerified)await Run(services, JobNames.Verify, parsed.GetValue(today), stop)),
            ct,
            Judge));

        return command;
    }

    private static void RequireNear(DateOnly now, DateOnly? asked, bool isMeant)
    {
        if (isMeant || asked is not { } day || day <= now.AddDays(MostDaysAhead)) return;
        throw new CannotException($"{day:yyyy-MM-dd} lies {day.DayNumber - now.DayNumber} days ahead. A mistyped year would alert everybody at once, so say --yes if this day is meant.");
    }

    private static int Judge(Dictionary<string, int> counts)
    {
        if (counts["checked"] == 0) Console.Error.WriteLine("There was nothing to check: nobody is registered in this database.");

        return counts["broken"] > 0 ? CommandLine.Cannot : 0;
    }

    private static async Task<JobCounts> Run(IServiceProvider services, string job, DateOnly? today, CancellationToken ct)
    {
        await services.MigrateAsync(ct);
        return await services.GetRequiredService<IJobRunner>().RunAsync(job, today, ct);
    }

    private static Dictionary<string, int> Counts(SweptOverdue swept)
    {
        var counts = new Dictionary<string, int> { ["alertsRaised"] = swept.AlertsRaised };
        foreach (var kind in Enum.GetValues<CareTaskKind>()) counts[JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())] = swept.ByKind.GetValueOrDefault(kind);
        (counts["alertsReturned"], counts["alertsClosed"]) = (swept.AlertsReturned, swept.AlertsClosed);

        return counts;
    }

    private static Dictionary<string, int> Counts(PromisesVerified verified) => new()
    {
        ["checked"] = verified.Checked,
        ["dropped"] = verified.Dropped,
        ["doubled"] = verified.Doubled,
        ["lingering"] = verified.Lingering,
        ["ownerless"] = verified.Ownerless,
        ["miscounted"] = verified.Miscounted,
        ["unexplained"] = verified.Unexplained,
        ["calmer"] = verified.Calmer,
        ["broken"] = verified.Broken,
    };
}
