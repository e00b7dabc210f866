using System.Net.Http.Headers;
using System.Text.Json;
using CaseManagement.Application.Features.DecisionSupport;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Testing;

namespace CaseManagement.Bench;

/// <summary>The rules as a service, signed in and judging, beside an endpoint that parses the same body and returns it: one behind the product's own doors, and one that has none.</summary>
internal static class DecisionRows
{
    public const string Name = "decision";

    private const int Cases = 100; // somebody must be able to sign in; nothing is asked of the cases
    private const int Questions = 6000;
    private const int WarmUps = 40; // until the runtime has compiled for good what is called often

    private static readonly (string Rule, object Body)[] Bodies =
    [
        ("follow-up-class", new ProposeClass(
            A.CalmFindings with { Insight = Insight.Incomplete }, new(2026, 3, 17), null, [new(new(2025, 12, 3), Stability.Stable), new(new(2026, 3, 3), Stability.BasicallyStable)])),
        ("injection-advice", new AdviseInjection(
            new(2026, 5, 20), "pp1m-janssen", new(2026, 1, 5), 100, RenalBand.Normal, new(2025, 12, 1),
            [new(new(2026, 1, 5), 150), new(new(2026, 1, 12), 100), new(new(2026, 2, 9), 100), new(new(2026, 3, 9), 100)])),
    ];

    public static async Task<IReadOnlyList<Result>> MeasureAsync(string engine, Databases databases, DateOnly today, int repetitions)
    {
        var (database, isThere) = await databases.NamedAsync(Name);
        if (!isThere) await BigCity.BuildAsync(database, Cases, today, CancellationToken.None);
        var self = typeof(DecisionRows).Assembly.Location;
        await using var product = await ServerProcess.StartAsync(self, Servers.Readiness, "product-server", database.Provider, database.ConnectionString, "{port}");
        await using var bare = await ServerProcess.StartAsync(self, Servers.Readiness, "echo-server", "{port}");

        var results = new List<Result>();
        foreach (var (rule, body) in Bodies)
        {
            var sent = JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), HttpRows.Spoken);
            var (judged, inside, returned) = (new List<double>(), new List<double>(), new List<double>());
            for (var repetition = -WarmUps; repetition < repetitions; repetition++)
            {
                await HttpRows.SignIn(product.Client);
                var p = await Load.RateAsync(Questions, _ => Ask(product.Client, $"api/v1/decision-support/{rule}", sent));
                var i = await Load.RateAsync(Questions, _ => Ask(product.Client, $"api/v1/returned/{rule}", sent));
                var b = await Load.RateAsync(Questions, _ => Ask(bare.Client, rule, sent));
                Console.Error.WriteLine($"{engine}, decision {repetition}: {rule} {p:0}, returned {i:0} and bare {b:0} a second");
                if (repetition < 0) continue;
                judged.Add(p);
                inside.Add(i);
                returned.Add(b);
            }

            var what = $"{rule} over HTTP, {Load.Connections} connections";
            results.Add(new(engine, what, "an endpoint behind the same doors that parses the same body and returns it", judged.Median(), inside.Median(), "requests/s", 0.7, AtMost: false));
            results.Add(new(engine, what, "the same in a server without doors: nobody signs in", judged.Median(), returned.Median(), "requests/s", 0.7, AtMost: false));
        }

        return results;
    }

    private static async Task<HttpResponseMessage> Ask(HttpClient client, string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        return await client.PostAsync(new Uri(path, UriKind.Relative), content);
    }
}
