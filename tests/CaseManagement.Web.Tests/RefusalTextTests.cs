using System.Text.RegularExpressions;
using System.Xml.Linq;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Web.Tests;

public sealed partial class RefusalTextTests
{
    [Fact]
    public void Given_every_code_that_the_sources_refuse_with_When_the_texts_are_read_Then_each_has_one_and_no_text_is_left_over()
    {
        var codes = Codes().ToHashSet();
        var texts = Texts("Refusals.resx").Keys.Where(key => !key.StartsWith("title.", StringComparison.Ordinal) && !key.StartsWith("word.", StringComparison.Ordinal)).ToHashSet();

        Assert.True(codes.Count > 100);
        Assert.Equal([], codes.Except(texts).Order());
        Assert.Equal([], texts.Except(codes).Order());
    }

    [Fact]
    public void Given_both_languages_When_compared_Then_they_have_the_same_keys_and_the_same_placeholders()
    {
        var (english, chinese) = (Texts("Refusals.resx"), Texts("Refusals.zh-CN.resx"));

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.All(english, text => Assert.Equal(Placeholders(text.Value), Placeholders(chinese[text.Key])));
    }

    private static IEnumerable<string> Codes() => CodesOfRules().Concat(
        from source in Sources.Of("CaseManagement.Infrastructure")
        from match in Verbs().Matches(source.Text)
        select match.Groups["code"].Value).Concat(
        from state in Enum.GetValues<CaseState>() // the table of states refuses by codes of its own
        from act in Enum.GetValues<CaseAct>()
        let code = CaseStates.Answer(state, act)
        where code is not null and not CaseStates.UntilTheEnd
        select code!);

    private static IEnumerable<string> CodesOfRules() =>
        from folder in new[] { "CaseManagement.Domain", "CaseManagement.Application", "CaseManagement.Web" }
        from source in Sources.Of(folder)
        from pattern in new[] { Required(), Judged(), Refused(), Looked(), Shaped() }
        from match in pattern.Matches(source.Text)
        let code = match.Groups["code"].Value
        select match.Groups["missing"].Success ? $"{match.Groups["missing"].Value}.not-found" : code;

    private static Dictionary<string, string> Texts(string file) => XDocument.Load(Path.Combine(Sources.Root, "src/CaseManagement.Web/Resources", file)).Root!
        .Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Groups["number"].Value).Order();

    [GeneratedRegex("""Require\w*\([^;]*?"(?<code>[a-z0-9-]+(\.[a-z0-9-]+)+)"(?=,)""")]
    private static partial Regex Required();

    [GeneratedRegex("""(\.As\(|NotAhead\(clock, |warnings\.Add\()"(?<code>[a-z0-9.-]+)"\)""")]
    private static partial Regex Judged();

    [GeneratedRegex("""(StatusCodes\.\w+, |Stop\(BatchState\.Failed, |AboutField\(|Fault\()"(?<code>[a-z0-9.-]+)"(?=[,)])""")]
    private static partial Regex Refused();

    [GeneratedRegex("""(new NotFoundException\(|FindOrThrowAsync\([^;]*?, )"(?<missing>[a-z-]+)"(\)|, ct)""")]
    private static partial Regex Looked();

    [GeneratedRegex("""["'](?<code>(area|import|demo|keys|sign-in|account|backup|database)\.[a-z-]+)["']""")]
    private static partial Regex Verbs();

    [GeneratedRegex("""\(path, "(?<code>[a-z0-9.-]+)"\)""")]
    private static partial Regex Shaped();

    [GeneratedRegex(@"\{(?<number>\d)")]
    private static partial Regex Placeholder();
}
