using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Verbs;

public sealed class KeysVerbTests
{
    [Fact]
    public async Task Given_an_empty_directory_When_keys_are_added_rotated_and_retired_Then_each_verb_counts_what_it_did()
    {
        using var program = new Executable();

        var added = await program.Run("keys", "add");
        var rotated = await program.Run("keys", "rotate");
        var retired = await program.Run("keys", "retire");

        Assert.Equal((0, 0, 1), (added.ExitCode, rotated.ExitCode, retired.ExitCode)); // the entries of both verbs keep the first key
        Assert.Equal((2, 2), ((int)added.Counts["newest"]!, (int)added.Counts["keys"]!));
        Assert.Equal((0, 0), ((int)rotated.Counts["sealed"]!, (int)rotated.Counts["twins"]!));
        Assert.Contains("patients: 0 read", rotated.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(program.Folder, "data", "keys.json")));
    }

    [Fact]
    public async Task Given_a_demo_city_When_it_is_verified_without_naming_keys_Then_it_works_and_its_keys_are_not_changed()
    {
        using var program = new Executable();
        var city = $"--ConnectionStrings:CaseManagement=Data Source={Path.Combine(program.Folder, "city.db")}";
        await program.Run("demo", "--patients", "5", "--today", "2026-03-17", city);

        var verified = await program.Run("verify", "--today", "2026-03-17", city);
        var added = await program.Run("keys", "add", city);

        Assert.Equal((0, 0), (verified.ExitCode, (int)verified.Counts["broken"]!));
        added.Refused(1, "The demo keys are published with the program");
        Assert.False(Directory.Exists(Path.Combine(program.Folder, "data")));
    }

    [Fact]
    public async Task Given_a_database_with_patients_When_demo_keys_are_brought_to_it_Then_they_are_refused()
    {
        using var program = new Executable();
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await slice.Send(A.Registration());

        (await program.Run(["demo", "--patients", "5", .. slice.Settings])).Refused(1, "The demo keys are for invented cities only");
        (await program.Run(["serve", "--demo", "--urls", "http://127.0.0.1:0", .. slice.Settings])).Refused(1, "The demo keys are for invented cities only");
    }
}
