using CaseManagement.Domain;
using CaseManagement.Infrastructure.Keys;

namespace CaseManagement.Application.Tests.Keys;

public sealed class KeyFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("case-management-keys-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "deep", "keys.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Given_no_file_When_it_is_asked_for_twice_Then_it_is_made_once_for_its_owner_alone()
    {
        var made = KeyFile.ReadOrCreate(Path);
        var written = File.ReadAllText(Path);
        var read = KeyFile.ReadOrCreate(Path);

        Assert.Equal(written, File.ReadAllText(Path));
        Assert.Equal(made.Derive("field", 1), read.Derive("field", 1));
        Assert.NotEqual(KeyRing.Demo.Derive("field", 1), read.Derive("field", 1));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        Assert.Single(_folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Given_several_programs_When_they_start_at_once_Then_they_have_the_same_keys()
    {
        var rings = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => KeyFile.ReadOrCreate(Path))));

        Assert.Single(rings.Select(ring => Convert.ToHexString(ring.Derive("field", 1))).Distinct());
        Assert.Single(_folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Given_a_file_When_keys_are_added_and_removed_Then_the_others_stay()
    {
        var first = KeyFile.ReadOrCreate(Path);

        var both = KeyFile.Add(Path);
        KeyFile.Remove(Path, [1]);
        var last = KeyFile.Read(Path);

        Assert.Equal([1, 2], both.Versions);
        Assert.Equal(first.Derive("field", 1), both.Derive("field", 1));
        Assert.Equal([2], last.Versions);
        Assert.Equal(both.Derive("field", 2), last.Derive("field", 2));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "1": "short" }""")]
    [InlineData("""{ "1": "AAAA" }""")]
    [InlineData("""{ "one": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" }""")]
    public void Given_a_file_that_holds_no_keys_When_read_Then_it_is_refused_and_left_as_it_is(string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, text);

        var refused = Assert.Throws<RuleBrokenException>(() => KeyFile.ReadOrCreate(Path));

        Assert.Equal("keys.file-unreadable", refused.Code);
        Assert.Equal(text, File.ReadAllText(Path));
    }
}
