using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Verbs;

public sealed class VerbTests
{
    [Fact]
    public async Task Given_an_empty_directory_When_migrated_twice_Then_the_scripts_run_once()
    {
        using var program = new Executable();

        var first = await program.Run("migrate");
        var second = await program.Run("migrate");

        Assert.True((int)first.Counts["scriptsRun"]! > 0);
        Assert.Equal(0, (int)second.Counts["scriptsRun"]!);
        Assert.True(File.Exists(Path.Combine(program.Folder, "data", "case-management.db")));
    }

    [Fact]
    public async Task Given_a_late_task_When_swept_twice_Then_the_parts_add_up_and_the_second_sweep_raises_nothing()
    {
        using var program = new Executable();
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId));
        var database = slice.Settings;

        var first = await program.Run(["sweep", "--today", "2026-03-17", .. database, TestKeys.Setting]);
        var again = await program.Run(["sweep", "--today", "2026-03-17", .. database, TestKeys.Setting]);
        var verified = await program.Run(["verify", "--today", "2026-03-17", .. database, TestKeys.Setting]);

        Assert.Equal(0, first.ExitCode);
        var raised = (int)first.Counts["alertsRaised"]!;
        Assert.True(raised > 0);
        Assert.Equal(raised, first.Counts.Where(count => count.Key is not ("alertsRaised" or "alertsReturned" or "alertsClosed")).Sum(count => (int)count.Value!));
        Assert.Equal(0, (int)again.Counts["alertsRaised"]!);
        Assert.Equal((0, 0), (verified.ExitCode, (int)verified.Counts["broken"]!));
    }

    [Fact]
    [Trait("Engine", "Sqlite")]
    public async Task Given_people_at_work_When_a_backup_is_written_and_restored_elsewhere_Then_the_promises_and_the_audit_hold_there()
    {
        using var program = new Executable();
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await slice.Send(A.Registration());
        using var over = new CancellationTokenSource();
        var work = Task.Run(async () =>
        {
            for (var i = 0; !over.IsCancellationRequested; i++) await slice.Send(A.Registration($"测试{i}"));
        }, TestContext.Current.CancellationToken);
        var (file, elsewhere) = (Path.Combine(program.Folder, "copy.backup"), "--ConnectionStrings:CaseManagement=Data Source=elsewhere.db");

        var written = await program.Run(["backup", file, .. slice.Settings, TestKeys.Setting]);
        await over.CancelAsync();
        await work;
        var restored = await program.Run("restore", file, elsewhere, TestKeys.Setting);
        var verified = await program.Run("verify", "--today", "2026-03-02", elsewhere, TestKeys.Setting);
        var chain = await program.Run("audit", "verify", elsewhere, TestKeys.Setting);
        var again = await program.Run("restore", file, elsewhere, TestKeys.Setting);
        var replaced = await program.Run("restore", file, "--replace", elsewhere, TestKeys.Setting);
        var strangers = await program.Run("restore", file, "--replace", elsewhere); // with other keys than these

        Assert.True((int)written.Counts["patients"]! >= 1);
        Assert.Equal(written.Output, restored.Output);
        Assert.Equal(written.Output, replaced.Output);
        Assert.Equal((0, 0), (verified.ExitCode, chain.ExitCode));
        again.Refused(1, "say --replace");
        strangers.Refused(1, "keys");
    }

    [Fact]
    public async Task Given_a_broken_promise_When_verified_Then_it_is_counted_and_the_exit_code_says_so()
    {
        using var program = new Executable();
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await slice.Send(A.Registration());
        await slice.Db(db => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "DELETE FROM \"CareTask\""));

        var verified = await program.Run(["verify", "--today", "2026-03-02", .. slice.Settings, TestKeys.Setting]);

        Assert.Equal((1, 2, 2), (verified.ExitCode, (int)verified.Counts["dropped"]!, (int)verified.Counts["broken"]!)); // neither a visit nor the yearly examination is due
    }

    [Theory]
    [InlineData(2, "is not a day", "sweep", "--today", "17.3.2026")]
    [InlineData(2, "is not a day", "verify", "--today", "2026-02-30")]
    [InlineData(1, "A demo city has 1 to 2000000 patients.", "demo", "--patients", "-3")]
    [InlineData(2, "'many' for option '--patients' as a whole number", "demo", "--patients", "many")]
    [InlineData(2, "\"keys\" does one of these: keys add, keys rotate, keys retire", "keys")]
    [InlineData(2, "\"import\" does one of these: import areas", "import")]
    [InlineData(1, "say --yes if this day is meant", "sweep", "--today", "2999-03-17")]
    [InlineData(1, "\"nonsense\" is not an address to listen on", "serve", "--urls", "nonsense")]
    [InlineData(2, "sing", "sing")]
    [InlineData(2, "--loud", "sweep", "--loud")]
    [InlineData(1, "There is no file", "import", "areas", "nowhere.csv")]
    [InlineData(1, "The database cannot be used", "sweep", "--ConnectionStrings:CaseManagement=Data Source=/nowhere/at/all.db")]
    [InlineData(1, "The connection string cannot be read", "migrate", "--ConnectionStrings:CaseManagement=Nonsense=1")]
    [InlineData(1, "without encryption", "serve", "--urls", "http://0.0.0.0:0")]
    [InlineData(1, "without encryption", "--urls", "http://0.0.0.0:0")]
    [InlineData(1, "The database cannot be used", "serve", "--urls", "http://127.0.0.1:0", "--ConnectionStrings:CaseManagement=Data Source=/nowhere/at/all.db")]
    public async Task Given_what_it_cannot_do_When_told_Then_it_says_so_in_one_sentence_and_exits_otherwise(int exitCode, string sentence, params string[] args)
    {
        using var program = new Executable();

        (await program.Run(args)).Refused(exitCode, sentence);
    }

    [Fact]
    public async Task Given_a_database_with_patients_When_a_demo_is_asked_for_Then_it_is_refused()
    {
        using var program = new Executable();
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await slice.Send(A.Registration());

        (await program.Run(["demo", "--patients", "5", .. slice.Settings, TestKeys.Setting])).Refused(1, "A demo city is built in an empty database only.");
    }

    [Fact]
    public async Task Given_no_arguments_but_a_port_When_started_Then_it_migrates_serves_and_says_where()
    {
        using var program = new Executable();
        using var process = System.Diagnostics.Process.Start(program.Start("--urls", "http://127.0.0.1:0"))!;

        try
        {
            var empty = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
            var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            using var client = new HttpClient();
            using var ready = await client.GetAsync(new Uri($"{line!.Split(' ')[1]}/health/ready"), TestContext.Current.CancellationToken);

            Assert.Equal(200, (int)ready.StatusCode);
            Assert.Contains("accounts administrator NAME", empty, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }
}
