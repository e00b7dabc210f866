using System.Diagnostics;
using System.Net.Http.Json;
using CaseManagement.Application.Features.Accounts;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Verbs;

public sealed class AccountVerbTests
{
    [Fact]
    public async Task Given_an_empty_installation_When_the_first_administrator_is_asked_for_Then_the_password_is_printed_once()
    {
        using var program = new Executable();

        var opened = await program.Run("accounts", "administrator", "boss");
        var again = await program.Run("accounts", "administrator", "other");
        var reset = await program.Run("accounts", "reset", "boss");
        var nobody = await program.Run("accounts", "reset", "nobody");

        Assert.Equal((0, "boss", 19), (opened.ExitCode, (string?)opened.Counts["name"], ((string)opened.Counts["password"]!).Length));
        again.Refused(1, "There is an administrator already");
        Assert.NotEqual((string?)opened.Counts["password"], (string?)reset.Counts["password"]);
        nobody.Refused(1, "There is no account of this name.");
    }

    [Fact]
    public async Task Given_a_key_When_its_code_is_asked_for_Then_six_digits_are_printed_and_what_is_no_key_is_refused()
    {
        using var program = new Executable();

        Assert.Matches("^[0-9]{6}$", (string)(await program.Run("accounts", "code", TestAccounts.Key)).Counts["code"]!);
        (await program.Run("accounts", "code", "0189")).Refused(1, "base 32");
    }

    [Fact]
    public async Task Given_a_demo_When_it_is_served_twice_Then_its_accounts_are_printed_the_first_time_and_let_a_newcomer_in()
    {
        using var program = new Executable();

        var first = await Served(program, async (address, lines) =>
        {
            using var client = new HttpClient { BaseAddress = new(address) };
            var doctor = Printed(lines, "demo-doctor");
            var office = Printed(lines, "demo-office");
            var key = lines[Array.FindIndex(lines, line => line.StartsWith("demo-office ", StringComparison.Ordinal)) + 1].Split("authenticator key ")[1].Split(',')[0];
            using var simple = await client.PostAsJsonAsync("/api/v1/session", new { name = "demo-doctor", password = doctor });
            using var second = await client.PostAsJsonAsync("/api/v1/session", new { name = "demo-office", password = office, code = Totp.CodeAt(key, TimeProvider.System.GetUtcNow()) });

            Assert.Equal((200, 200), ((int)simple.StatusCode, (int)second.StatusCode));
        });
        var again = await Served(program, (_, _) => Task.CompletedTask);

        Assert.Equal(6, first.Count(line => line.Contains(", password ", StringComparison.Ordinal)));
        Assert.Equal(3, first.Count(line => line.Contains("authenticator key ", StringComparison.Ordinal)));
        Assert.DoesNotContain(again, line => line.Contains(", password ", StringComparison.Ordinal));
        Assert.Contains(again, line => line.Contains("accounts reset NAME", StringComparison.Ordinal));
    }

    private static string Printed(string[] lines, string name) => Assert.Single(lines, line => line.StartsWith($"{name} ", StringComparison.Ordinal)).Split(", password ")[1];

    private static async Task<string[]> Served(Executable program, Func<string, string[], Task> visit)
    {
        var start = program.Start("serve", "--demo", "--urls", "http://127.0.0.1:0");
        start.RedirectStandardError = false;
        using var process = Process.Start(start)!;
        try
        {
            var lines = new List<string>();
            while (!(lines.LastOrDefault() ?? "").StartsWith("Open ", StringComparison.Ordinal)) lines.Add((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);
            await visit(lines[^1].Split(' ')[1], [.. lines]);

            return [.. lines];
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }
}
