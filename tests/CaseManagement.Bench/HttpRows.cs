using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Testing;
using CaseManagement.Web.Api;

namespace CaseManagement.Bench;

/// <summary>Many at once over HTTP: the product signed in, scoped and audited, and bare endpoints that do the same reading and writing and nothing else.</summary>
internal static class HttpRows
{
    private const int Pages = 3000;
    private const int Registrations = 600;
    private const int WarmUps = 3; // until the runtime has compiled for good what is called often
    public static readonly JsonSerializerOptions Spoken = Speak();

    private static int _registered;

    public static async Task<IReadOnlyList<Result>> MeasureAsync(string engine, Town town, int repetitions)
    {
        var self = typeof(HttpRows).Assembly.Location;
        foreach (var sql in BareSql.AuditTwins) await town.Run(sql);
        await using var product = await ServerProcess.StartAsync(self, Servers.Readiness, "product-server", town.Database.Provider, town.Database.ConnectionString, "{port}");
        await SignIn(product.Client);
        var template = await Register(product.Client, "api/v1/patients", Spoken);
        var answer = await template.Content.ReadFromJsonAsync<JsonObject>();
        if (!template.IsSuccessStatusCode) throw new InvalidOperationException(answer?.ToJsonString());
        var caseId = Guid.Parse((string)answer!["caseId"]!).ToByteArray(bigEndian: true);
        await using var bare = await ServerProcess.StartAsync(self, Servers.Readiness, "bare-server", town.Database.Provider, town.Database.ConnectionString, "{port}", Convert.ToHexString(town.TeamId), Convert.ToHexString(caseId));

        var (pages, barePages, forms, bareForms) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var page = new Uri($"api/v1/worklist?team={town.Doctor.CareTeamId!.Value.Value}&take=50", UriKind.Relative);
        var barePage = new Uri("worklist", UriKind.Relative);
        for (var repetition = -WarmUps; repetition < repetitions; repetition++)
        {
            await SignIn(product.Client);
            var p = await Load.RateAsync(Pages, _ => product.Client.GetAsync(page));
            var b = await Load.RateAsync(Pages, _ => bare.Client.GetAsync(barePage));
            var pf = await Load.RateAsync(Registrations, _ => Register(product.Client, "api/v1/patients", Spoken));
            var bf = await Load.RateAsync(Registrations, _ => Register(bare.Client, "patients", JsonSerializerOptions.Web));
            Console.Error.WriteLine($"{engine}, {town.Cases.Say()} cases, http {repetition}: pages {p:0} and bare {b:0}, registrations {pf:0} and bare {bf:0} a second");
            if (repetition < 0) continue;
            pages.Add(p);
            barePages.Add(b);
            forms.Add(pf);
            bareForms.Add(bf);
        }

        return
        [
            new(engine, $"worklist over HTTP, {Load.Connections} connections, {town.Cases.Say()} cases", "a bare endpoint with the same query", pages.Median(), barePages.Median(), "requests/s", 0.7, AtMost: false),
            new(engine, $"registration over HTTP, {Load.Connections} connections, {town.Cases.Say()} cases", "a bare endpoint that writes the same rows in one transaction", forms.Median(), bareForms.Median(), "requests/s", 0.6, AtMost: false),
        ];
    }

    private static Task<HttpResponseMessage> Register(HttpClient client, string path, JsonSerializerOptions spoken)
    {
        var name = $"新民{Interlocked.Increment(ref _registered)}-{Guid.CreateVersion7():N}";
        RegisterPatient form = A.Registration(name) with { AreaCode = BigCity.FirstCommunity };

        return client.PostAsJsonAsync(path, form, spoken);
    }

    public static async Task SignIn(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync("api/v1/session", new { name = "doctor", password = TestAccounts.Password });
        var told = await answer.Content.ReadFromJsonAsync<JsonObject>();
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string?)told!["accessToken"] ?? throw new InvalidOperationException(told.ToJsonString()));
    }

    private static JsonSerializerOptions Speak()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Wire.Configure(options);

        return options;
    }
}
