using CaseManagement.Application.Ports;
using CaseManagement.Web.Verbs;

namespace CaseManagement.Web.Tests;

public sealed class ServerTests
{
    [Theory]
    [InlineData("--urls=http://0.0.0.0:0")]
    [InlineData("--urls=http://*:0")]
    [InlineData("--urls=http://[::]:0")]
    [InlineData("--urls=http://127.0.0.1:0;http://192.168.1.4:0")]
    [InlineData("--Kestrel:Endpoints:Open:Url=http://0.0.0.0:0")]
    public void Given_an_address_that_others_can_reach_and_listen_in_to_When_it_is_to_serve_Then_it_says_why_it_does_not(string setting)
    {
        var refused = Assert.Throws<CannotException>(() => Server.Build([setting], "unused.db", withTimetable: false));

        Assert.Contains("without encryption", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls=http://localhost:0")]
    [InlineData("--urls=http://[::1]:0")]
    [InlineData("--urls=https://0.0.0.0:0")]
    [InlineData("--urls=http://0.0.0.0:0", "--Edge:BehindProxy=true", "--Edge:Proxies=10.0.0.5")]
    public async Task Given_an_address_of_this_machine_or_one_that_is_encrypted_When_it_is_to_serve_Then_it_does(params string[] settings)
    {
        var app = Server.Build([.. settings, "--ConnectionStrings:CaseManagement=Data Source=:memory:"], "unused.db", withTimetable: false);

        Assert.NotNull(app);
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Given_an_installation_When_the_page_of_all_parts_is_asked_for_Then_it_is_not_there()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        Assert.Equal(404, (await door.Get("/parts", by: null)).Status);
    }

    [Fact]
    public async Task Given_a_migrated_database_When_asked_Then_it_is_live_and_ready_and_tells_the_age_of_the_heartbeat()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var live = await door.Get("/health/live", by: null);
        var fresh = await door.Get("/health/ready", by: null);
        await door.Slice.Add(new Heartbeat("node") { BeatAt = door.Slice.Clock.GetUtcNow().AddSeconds(-90) });
        var beating = await door.Get("/health/ready", by: null);
        door.Slice.Clock.Move(TimeSpan.FromMinutes(9));
        var silent = await door.Get("/health/ready", by: null);

        Assert.Equal((200, 200, 200, 200), (live.Status, fresh.Status, beating.Status, silent.Status));
        Assert.Equal(("healthy", "healthy", "degraded"), ((string?)fresh["status"], (string?)beating["status"], (string?)silent["status"]));
        Assert.Equal((90, 630), ((long)beating["checks"]!["database"]!["data"]!["schedulerHeartbeatAgeSeconds"]!, (long)silent["checks"]!["database"]!["data"]!["schedulerHeartbeatAgeSeconds"]!));
    }

    [Fact]
    public async Task Given_a_database_that_lacks_a_script_When_asked_Then_it_is_live_and_not_ready()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        await door.Slice.Db(db => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "DELETE FROM \"__EFMigrationsHistory\""));

        Assert.Equal(503, (await door.Get("/health/ready", by: null)).Status);
        Assert.Equal(200, (await door.Get("/health/live", by: null)).Status);
    }

    [Fact]
    public async Task Given_a_foreign_host_name_When_a_page_elsewhere_lends_it_Then_nothing_is_answered()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2), ("AllowedHosts", "localhost;127.0.0.1;[::1]"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Host = "elsewhere.example";

        using var response = await door.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
    }
}
