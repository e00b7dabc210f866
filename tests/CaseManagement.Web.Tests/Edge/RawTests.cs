using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Web.Tests.Edge;

/// <summary>Requests that no browser sends.</summary>
public sealed class RawTests
{
    [Theory]
    [InlineData("/../appsettings.json")]
    [InlineData("/%2e%2e/appsettings.json")]
    [InlineData("/..%2fappsettings.json")]
    [InlineData("/..%5cappsettings.json")]
    [InlineData("/%2e%2e%2f%2e%2e%2fetc/passwd")]
    [InlineData("/site.css/../../appsettings.json")]
    [InlineData("/site.css%00.json")]
    [InlineData("//etc/passwd")]
    [InlineData("/appsettings.json")]
    [InlineData("/data/demo.db")]
    public async Task Given_a_path_that_climbs_out_When_it_is_asked_for_Then_no_file_is_there(string path)
    {
        await using var outside = await Outside.OpenAsync();

        var answer = await outside.Raw($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

        Assert.Matches("^HTTP/1.1 (400|404) ", answer);
        Assert.DoesNotContain("LogLevel", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TRACE /api/v1/worklist")]
    [InlineData("TRACE /")]
    [InlineData("TRACK /")]
    [InlineData("CONNECT 127.0.0.1:80")]
    public async Task Given_a_method_that_echoes_or_tunnels_When_it_is_asked_for_Then_it_is_refused_and_nothing_is_echoed(string line)
    {
        await using var outside = await Outside.OpenAsync();

        var answer = await outside.Raw($"{line} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Planted: planted\r\nConnection: close\r\n\r\n");

        Assert.Matches("^HTTP/1.1 (400|405) ", answer);
        Assert.DoesNotContain("planted", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_client_that_never_ends_its_body_When_its_time_is_over_Then_it_is_let_go()
    {
        var numbers = SecuritySettingsReader.Read(new StringReader(WithTimeout(seconds: 1)));
        await using var outside = await Outside.OpenAsync(numbers);

        var answer = await outside.Raw("POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{");

        Assert.StartsWith("HTTP/1.1 504 ", answer, StringComparison.Ordinal);
        Assert.Contains("request.too-slow", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("request-timeout,30,", "request-timeout,0,", "line 8")]
    [InlineData("request-timeout,30,", "sign-ins-per-minute-name,30,", "comes twice")]
    [InlineData("request-timeout,30,seconds", "request-timeout,30,", "line 8")]
    public void Given_a_broken_number_When_the_settings_are_read_Then_the_service_does_not_start(string right, string wrong, string named)
    {
        Assert.Contains(right, Real, StringComparison.Ordinal);

        Assert.Contains(named, Assert.Throws<InvalidDataException>(() => SecuritySettingsReader.Read(new StringReader(Real.Replace(right, wrong, StringComparison.Ordinal)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_a_number_that_is_not_there_or_of_another_unit_When_it_is_asked_for_Then_it_is_named()
    {
        SecuritySettings numbers = SecuritySettingsReader.Read();

        Assert.Equal(TimeSpan.FromSeconds(30), numbers.Seconds("request-timeout"));
        Assert.Throws<InvalidDataException>(() => numbers.Number("request-timeout", "minutes"));
        Assert.Throws<InvalidDataException>(() => numbers.Number("nothing", "seconds"));
    }

    private static string Real => File.ReadAllText(Path.Combine(Sources.Root, "db/reference/security-settings.csv"));

    private static string WithTimeout(int seconds) => Real.Replace("request-timeout,30,", $"request-timeout,{seconds},", StringComparison.Ordinal);
}
