using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Concurrency;

/// <summary>Two servers on one database, and many people who write about the same few patients at once.</summary>
public sealed class TwoNodesTests
{
    private const int Patients = 50;
    private const int Clients = 32;

    private static readonly DateOnly Today = new(2026, 3, 20);

    [Fact]
    public async Task Given_two_nodes_and_32_clients_When_they_write_about_the_same_patients_for_a_while_Then_nothing_is_lost_and_nothing_is_there_twice()
    {
        await using var one = await Door.OpenAsync(Today, unhurried: true);
        await using var other = await one.AnotherNodeAsync();
        var cases = new List<string>();
        for (var i = 0; i < Patients; i++) cases.Add((await one.Registered()).Path);
        var crowd = new Crowd([one, other], cases);

        await crowd.WorkAsync(one.Slice.Database.Provider == "Sqlite" ? TimeSpan.FromSeconds(10) : TimeSpan.FromMinutes(1)); // a file has one writer at a time

        Assert.True(crowd.Kept.Count > Clients && crowd.Refused.Count > 0, $"{crowd.Kept.Count} kept, {crowd.Refused.Count} refused");
        Assert.Empty(crowd.Faults);
        Assert.Empty(crowd.Refused.Where(answer => answer.Code is null).Select(answer => $"{answer.Status} {answer.Text}"));
        TestContext.Current.TestOutputHelper!.WriteLine($"{crowd.Kept.Count} kept, {crowd.Refused.Count} refused: {string.Join(", ", crowd.Refused.CountBy(answer => answer.Code!))}");
        foreach (var (path, kept) in crowd.Kept.GroupBy(write => write.Path).Select(group => (group.Key, group.ToList())))
        {
            Assert.All(kept, write => Assert.Equal(write.Seen + 1, write.Version)); // each on top of what its writer had seen
            Assert.Equal(kept.Count, kept.Select(write => write.Version).Distinct().Count());
            Assert.True((await one.Get(path)).Version >= kept.Max(write => write.Version));
        }

        await AssertNothingTwice(one.Slice, crowd);
    }

    private static async Task AssertNothingTwice(Slice slice, Crowd crowd)
    {
        var followUps = await slice.Db(db => db.Set<Domain.FollowUps.FollowUp>().CountAsync());
        var agreements = await slice.Db(db => db.Set<ServiceAgreement>().Where(agreement => agreement.EndedOn == null).GroupBy(agreement => EF.Property<ManagedCaseId>(agreement, "CaseId")).Select(own => own.Count()).ToListAsync());
        var tasks = await slice.Db(db => db.CareTasks.Where(task => task.State == CareTaskState.Open).GroupBy(task => new { task.CaseId, task.Kind }).CountAsync(twins => twins.Count() > 1));
        var alerts = await slice.Db(db => db.Alerts.GroupBy(alert => new { alert.TaskId, alert.Step, alert.RaisedOn }).Select(twins => twins.Count()).ToListAsync());
        var verified = await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Verify, crowd.Day, TestContext.Current.CancellationToken);
        await using var scope = slice.Services.CreateAsyncScope();
        var chain = await scope.ServiceProvider.GetRequiredService<IAuditCheck>().RunAsync(null, TestContext.Current.CancellationToken);

        Assert.Equal(crowd.Kept.Count(write => write.What == "follow-ups"), followUps);
        Assert.All(agreements, count => Assert.Equal(1, count));
        Assert.Equal(crowd.Kept.Count(write => write.What == "agreements"), agreements.Count);
        Assert.Equal(0, tasks);
        Assert.True(alerts.Count > 0);
        Assert.All(alerts, count => Assert.Equal(1, count));
        Assert.Equal((0, 0L), (verified.Failed, chain.Broken));
    }

    /// <param name="Seen">The version that the writer had read.</param>
    private sealed record Write(string Path, string What, long Seen, long Version);

    /// <summary>Everybody reads a case at one of the nodes and writes at once what follows from it; each node sweeps beside them.</summary>
    private sealed class Crowd(Door[] nodes, List<string> cases)
    {
        private static readonly string[] People = [Door.Doctor, "leader"];

        public ConcurrentBag<Write> Kept { get; } = [];

        public ConcurrentBag<Answer> Refused { get; } = [];

        public ConcurrentBag<string> Faults { get; } = [];

        /// <summary>The day up to which the sweeps have run: late for what was registered and not seen.</summary>
        public DateOnly Day { get; } = Today.AddDays(30);

        public async Task WorkAsync(TimeSpan time)
        {
            foreach (var node in nodes)
                foreach (var person in People) await node.TokenOf(person);

            using var over = new CancellationTokenSource(time);
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => Client(new Random(client), nodes[client % nodes.Length], over.Token)))
                .Concat(nodes.Select(node => Task.Run(() => Sweep(node, over.Token)))));
        }

        private async Task Sweep(Door node, CancellationToken over)
        {
            while (!over.IsCancellationRequested)
            {
                try
                {
                    await node.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, Day, CancellationToken.None);
                }
                catch (Exception fault)
                {
                    Faults.Add($"sweep: {fault}");
                }
            }
        }

        private async Task Client(Random dice, Door node, CancellationToken over)
        {
            while (!over.IsCancellationRequested)
            {
                var (path, by) = (cases[dice.Next(cases.Count)], People[dice.Next(People.Length)]);
                var read = await node.Get(path, by);
                if (read.Status != 200)
                {
                    Faults.Add($"read: {read.Status} {read.Text}");
                    continue;
                }

                var seen = read.Version;
                var (what, body) = dice.Next(4) switch
                {
                    0 => ("agreements", Body.Agreement(node.Slice.Town.Team.Id.Value)),
                    1 => ("consents", new JsonObject { ["agrees"] = true, ["signature"] = Body.Registration()["consent"]!["signature"]!.DeepClone() }),
                    _ => ("follow-ups", Body.FollowUp().With("seenOn", Today.AddDays(-dice.Next(60)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))),
                };
                var answer = await node.Post($"{path}/{what}", body, by, seen);

                if (answer.Status is 200 or 201) Kept.Add(new(path, what, seen, answer.Version));
                else if (answer.Status is 409) Refused.Add(answer);
                else Faults.Add($"{what}: {answer.Status} {answer.Text}");
            }
        }
    }
}
