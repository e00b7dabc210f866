using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Tests.Api;

public sealed class DecisionSupportTests
{
    private const string Class = "decision-support/follow-up-class";
    private const string Injection = "decision-support/injection-advice";

    [Fact]
    public async Task Given_the_examples_of_the_description_When_they_are_sent_Then_they_are_answered_and_nothing_is_kept()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 20));
        var description = (await door.Get("/openapi/v1.json", by: null)).Json;

        var classified = await door.Post(Class, Example(Class));
        var advised = await door.Post(Injection, Example(Injection));

        Assert.Equal((200, 2, false), (classified.Status, (int)classified["class"]!, (bool)classified["clinicianMustChoose"]!));
        Assert.Equal(("2026-04-17", "follow-up.basically-stable.repeated.1-month"), ((string)classified["next"]!["lastOn"]!, (string)classified["next"]!["because"]!["code"]!));
        Assert.Equal("再次评为基本稳定", ((string)classified["next"]!["because"]!["zh"]!)[10..18]);
        Assert.Equal("specialist-review.basically-stable.repeated", (string?)classified["next"]!["review"]!["code"]);
        Assert.Equal((200, "missed-reload", "mg-eq"), (advised.Status, (string)advised["advice"]!["code"]!, (string)advised["product"]!["unit"]!));
        Assert.Equal(["2026-05-20", "2026-05-27", "2026-06-27"], advised["advice"]!["plan"]!.AsArray().Select(step => (string)step!["on"]!));
        Assert.NotEmpty((string)advised["advice"]!["rows"]![0]!["provenance"]!["source"]!);
        Assert.Equal(["missed-reload 漏打：重新负荷 missed: re-load", "deltoid 三角肌 deltoid", "deltoid-or-gluteal 三角肌或臀肌 deltoid or gluteal"], Words(advised));
        Assert.Equal(["SignIn"], await door.Slice.Db(db => db.Audit.Select(entry => entry.Request).ToListAsync()));

        JsonNode Example(string path) => description["paths"]![$"/api/v1/{path}"]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!;
    }

    [Fact]
    public async Task Given_answers_that_leave_a_gap_When_a_class_is_asked_for_Then_what_is_missing_is_named_and_no_date_is_given()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 20));

        var answer = await door.Post(Class, JsonNode.Parse("""{ "seenOn": "2026-03-17", "findings": { "insight": 2, "symptomState": 1, "dangerousActs": { "suicideAttempt": 1 } } }"""));

        Assert.Equal((200, true, 2), (answer.Status, (bool)answer["clinicianMustChoose"]!, (int)answer["floor"]!));
        Assert.Null(answer["class"]);
        Assert.Null(answer["next"]);
        Assert.Equal(["class.basically-stable.insight-poor"], Codes(answer["reasons"]!));
        Assert.Equal(["risk", "adverse-reaction", "physical-illness"], Codes(answer["missing"]!));
        Assert.Equal("危险性评估", (string?)answer["missing"]![0]!["zh"]);
        Assert.Equal(["confirm.suicide-attempt"], Codes(answer["confirmations"]!));
    }

    [Fact]
    public async Task Given_the_clinicians_own_class_When_the_next_contact_is_asked_for_Then_it_is_dated_by_that_class_and_a_reason_is_asked_for()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 20));
        var calm = Body.FollowUp()["findings"]!.DeepClone().With("risk", 0);

        var answer = await door.Post(Class, new JsonObject { ["seenOn"] = "2026-03-17", ["class"] = 1, ["findings"] = calm });

        Assert.Equal((3, true, "2026-03-31"), ((int)answer["class"]!, (bool)answer["overrideNeedsReason"]!, (string)answer["next"]!["lastOn"]!));
    }

    [Theory]
    [InlineData("""{ "on": "2026-03-20", "productCode": "nothing" }""", "need-data", "product")]
    [InlineData("""{ "on": "2026-03-20" }""", "need-data", "product")]
    [InlineData("""{ "on": "2026-03-20", "productCode": "pp1m-janssen", "maintenanceDose": 100, "renal": "normal", "doses": [ { "dose": 150 } ] }""", "need-data", "dose-day")]
    public async Task Given_a_product_or_a_day_that_is_not_known_When_advice_is_asked_for_Then_the_answer_says_what_is_missing_and_gives_no_dose(string body, string code, string missing)
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 20));

        var answer = await door.Post(Injection, JsonNode.Parse(body));

        Assert.Equal((200, code, true), (answer.Status, (string)answer["advice"]!["code"]!, (bool)answer["consultPsychiatrist"]!));
        Assert.Contains(missing, answer["advice"]!["missing"]!.AsArray().Select(lack => (string)lack!));
        Assert.Empty(answer["advice"]!["plan"]!.AsArray());
        Assert.Contains(Words(answer), word => word.StartsWith($"{missing} ", StringComparison.Ordinal));
        Assert.All(answer["words"]!.AsArray(), word => Assert.Contains((string)word!["zh"]!, letter => letter > 0x2E80));
    }

    [Fact]
    public async Task Given_findings_that_start_an_emergency_When_a_class_is_asked_for_Then_the_answer_says_so_before_anything_is_saved()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 20));

        var answer = await door.Post(Class, JsonNode.Parse("""{ "findings": { "risk": 4, "dangerousActs": { "suicideAttempt": 1 }, "referralAdvised": 1 } }"""));
        var calm = await door.Post(Class, JsonNode.Parse("""{ "findings": { "risk": 2 } }"""));

        Assert.Equal(["self-harm", "danger-to-others"], answer["emergency"]!.AsArray().Select(trigger => (string)trigger!));
        Assert.Equal(["confirm.unstable-not-referred"], Codes(answer["confirmations"]!));
        Assert.Empty(calm["emergency"]!.AsArray());
    }

    [Fact]
    public async Task Given_bad_input_When_a_rule_is_asked_Then_the_field_is_named()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 20));
        (string Path, string Body, string Field, string Fault)[] inputs =
        [
            (Class, """{ "findings": { "insight": 8 } }""", "findings.insight", "code.unknown"),
            (Class, """{ "findings": { "risk": 6 } }""", "findings.risk", "body.malformed"),
            (Class, """{ "seenOn": "2026-03-02" }""", "findings", "text.missing"),
            (Class, """{ "findings": { "diet": 9 } }""", "findings.diet", "follow-up.social.not-applicable"),
            (Class, """{ "findings": { "adverseReaction": 1, "adverseReactionSerious": true } }""", "findings.adverseReactionSerious", "follow-up.adr.contradiction"),
            (Class, """{ "findings": {}, "seenOn": "2026-02-30" }""", "seenOn", "body.malformed"),
            (Class, """{ "findings": {}, "earlier": [ { "seenOn": "2026-02-01", "class": 4 } ] }""", "earlier[0].class", "code.unknown"),
            (Class, """{ "findings": {}, "earlier": [ { "class": 1 } ] }""", "earlier[0].seenOn", "body.incomplete"),
            (Injection, """{ "productCode": "pp1m-janssen" }""", "on", "body.incomplete"),
            (Injection, """{ "on": "2026-03-02", "doses": [ { "on": "2026-02-02" }, { "on": "2026-13-01" } ] }""", "doses[1].on", "body.malformed"),
            (Injection, """{ "on": "2026-03-02", "doses": [ { "on": "2026-02-02", "dose": 0 } ] }""", "doses[0].dose", "amount.out-of-range"),
            (Injection, """{ "on": "2026-03-02", "doses": [ null ] }""", "doses[0]", "list.empty-row"),
            (Injection, """{ "on": "0001-01-01" }""", "on", "day.out-of-range"),
            (Injection, """{ "on": "2026-03-02", "intervalDays": 0 }""", "intervalDays", "amount.out-of-range"),
            (Injection, """{ "on": "2026-03-02", "before": [ { "dose": 0 } ] }""", "before[0].dose", "amount.out-of-range"),
            (Injection, """{ "on": "2026-03-02", "before": [ { "doses": [ { "dose": 100 }, { "dose": 0 } ] } ] }""", "before[0].doses[1].dose", "amount.out-of-range"),
            (Injection, """{ "on": "2026-03-02", "before": [ null ] }""", "before[0]", "list.empty-row"),
        ];

        foreach (var (path, body, field, fault) in inputs)
        {
            var answer = await door.Send(HttpMethod.Post, path, body, Door.Doctor);

            Assert.Equal((body, 400, fault), (body, answer.Status, answer.FaultOf(field)));
        }
    }

    private static IEnumerable<string> Words(Answer answer) => answer["words"]!.AsArray().Select(word => $"{word!["code"]} {word["zh"]} {word["en"]}");

    private static IEnumerable<string> Codes(JsonNode list) => list.AsArray().Select(each => (string)each!["code"]!);
}
