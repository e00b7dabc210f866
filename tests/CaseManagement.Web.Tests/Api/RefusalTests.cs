using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Tests.Api;

public sealed class RefusalTests
{
    public static TheoryData<string> EveryBadInput() => [.. BadInput.All.Select(input => input.Name)];

    [Theory]
    [MemberData(nameof(EveryBadInput))]
    public async Task Given_bad_input_When_it_is_sent_Then_it_is_refused_with_a_stable_code_and_a_sentence_in_the_readers_language(string name)
    {
        var input = BadInput.All.Single(input => input.Name == name);
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var chinese = await input.Send(door, "zh-CN");
        var english = await input.Send(door, "en");

        Assert.All([chinese, english], answer => Assert.Equal((input.Status, input.Code, "application/problem+json"), (answer.Status, answer.Code, answer.Type)));
        Assert.All([chinese, english], answer => Assert.DoesNotContain("{", (string)answer["detail"]!, StringComparison.Ordinal));
        Assert.All(new[] { "title", "detail" }, text => Assert.Equal((true, false), (IsChinese((string)chinese[text]!), IsChinese((string)english[text]!))));
        if (input.Field is not { } field) return;

        Assert.Equal((field.Code, field.Code), (chinese.FaultOf(field.Name), english.FaultOf(field.Name)));
        Assert.Equal((true, false), (IsChinese(chinese.MessageOf(field.Name)), IsChinese(english.MessageOf(field.Name))));
    }

    [Fact]
    public async Task Given_a_reader_who_names_no_language_When_refused_Then_the_sentence_is_Chinese()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var answer = await door.Get("worklist", by: null);

        Assert.Equal("请先登录，并在请求头 Authorization 里提交访问令牌。", (string?)answer["detail"]);
    }

    [Fact]
    public async Task Given_an_access_token_that_has_ended_When_it_is_sent_Then_the_refusal_says_how_to_get_another()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var token = await door.TokenOf(Door.Doctor);

        door.Slice.Clock.Move(TimeSpan.FromMinutes(15));
        var answer = await door.Get("worklist", token: token, language: "en");

        Assert.Equal((401, "actor.token-over"), (answer.Status, answer.Code));
        Assert.Contains("POST /api/v1/session/refresh", (string)answer["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_form_at_the_sign_in_When_it_is_sent_Then_its_kind_is_what_is_refused()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var answer = await door.Send(HttpMethod.Post, "session", "name=doctor", by: null, type: "application/x-www-form-urlencoded");

        Assert.Equal((415, "body.not-json"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Given_a_refusal_with_a_figure_When_it_is_said_Then_the_figure_is_in_the_sentence()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var (path, _) = await door.Registered();

        var tooLate = await door.Post($"{path}/follow-ups", Body.FollowUp().With("nextVisitOn", "2026-04-02"));
        var notMade = await door.Post($"{path}/injection-courses", Body.Course().With("maintenanceDose", 110), language: "en");

        Assert.Equal("下次随访最晚 2026年3月16日，请提前。", (string?)tooLate["detail"]);
        Assert.Equal("This product comes in 25, 50, 75, 100, 150 mg eq; choose one of these.", (string?)notMade["detail"]);
    }

    [Fact]
    public async Task Given_a_malformed_body_When_refused_Then_the_path_is_named_and_what_was_sent_is_not_repeated()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var answer = await door.Post("patients", Body.Registration().With("bornOn", "secret-value"), language: "en");

        Assert.Equal((400, "body.malformed"), (answer.Status, answer.Code));
        Assert.Equal("body.malformed", answer.FaultOf("bornOn"));
        Assert.Contains("$.bornOn", (string)answer["detail"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-value", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decision-support/injection-advice", """{ "on": "2026-03-02", "renal": "weak" }""", "renal", "unknown, normal")]
    [InlineData("decision-support/follow-up-class", """{ "findings": { "insight": 8 } }""", "findings.insight", "1, 2, 3")]
    [InlineData("decision-support/follow-up-class", """{ "findings": { "symptoms": [1, 77] } }""", "findings.symptoms[1]", "1, 2, 3")]
    [InlineData("decision-support/follow-up-class", """{ "findings": {}, "class": 9 }""", "class", "1, 2, 3")]
    [InlineData("decision-support/follow-up-class", """{ "findings": {}, "earlier": [ { "seenOn": "2026-01-02", "class": 3, "hospital": 7 } ] }""", "earlier[0].hospital", "0, 1")]
    public async Task Given_a_code_that_its_list_does_not_have_When_it_is_sent_Then_the_refusal_says_which_it_has(string path, string body, string field, string allowed)
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var answer = await door.Send(HttpMethod.Post, path, body, Door.Doctor, language: "en");

        Assert.Equal(400, answer.Status);
        Assert.Contains($" Allowed: {allowed}", answer.MessageOf(field), StringComparison.Ordinal);
        Assert.StartsWith(allowed, string.Join(", ", answer["errors"]![field]![0]!["allowed"]!.AsArray().Select(code => code!.ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_fault_of_ours_When_it_happens_Then_the_answer_is_a_trace_id_and_nothing_else()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        await door.Slice.Db(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"CareTask\" RENAME TO \"Elsewhere\""));

        var answer = await door.Get("worklist", language: "en");

        Assert.Equal((500, "internal"), (answer.Status, answer.Code));
        Assert.Contains((string)answer["traceId"]!, (string)answer["detail"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("CareTask", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_refused_change_When_the_case_is_read_again_Then_nothing_of_it_was_kept()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var (path, version) = await door.Registered();

        await door.Post($"{path}/follow-ups", Body.FollowUp().With("class", 3));

        Assert.Equal(version, (await door.Get(path)).Version);
    }

    private static bool IsChinese(string text) => text.Any(letter => letter is >= '\u4e00' and <= '\u9fff');
}
