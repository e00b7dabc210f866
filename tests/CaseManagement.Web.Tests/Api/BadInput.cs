using System.Text.Json.Nodes;

namespace CaseManagement.Web.Tests.Api;

/// <summary>One thing that is sent and must be refused.</summary>
/// <param name="Field">The field that is named, and the code of its fault; null where the refusal is about the whole.</param>
internal sealed record BadInput(string Name, int Status, string Code, (string Name, string Code)? Field, Func<Door, string, Task<Answer>> Send)
{
    private static readonly string NoCase = $"cases/{Guid.Empty}";

    public static readonly IReadOnlyList<BadInput> All =
    [
        Registration("wrong check digit", 400, "id-number.check-digit", ("documentNumber", "id-number.check-digit"), body => body.With("documentNumber", "441900198005200010")),
        Registration("number of another birth date", 400, "id-number.other-birth-date", ("documentNumber", "id-number.other-birth-date"), body => body.With("bornOn", "1980-05-21")),
        Registration("no number", 400, "validation", ("documentNumber", "id-number.missing"), body => body.With("documentNumber", null)),
        Registration("born in the future", 400, "validation", ("bornOn", "patient.born-in-future"), body => body.With("bornOn", "2026-03-03")),
        Registration("no name", 400, "validation", ("name", "text.missing"), body => body.With("name", " ")),
        Registration("a sign that no hand writes", 400, "validation", ("address", "text.control"), body => body.With("address", "东城\u0000大道")),
        Registration("words for a phone", 400, "validation", ("guardian.phone", "phone.invalid"), body => body.With("guardian.phone", "没有")),
        Registration("letters for a code of ICD-10", 400, "validation", ("diagnosis.icd10", "diagnosis.icd10"), body => body.With("diagnosis.icd10", "ZZZ")),
        Registration("no sex", 400, "body.incomplete", ("sex", "body.incomplete"), body => body.Without("sex")),
        Registration("consent not answered", 400, "body.incomplete", ("consent.agrees", "body.incomplete"), body => body.Without("consent.agrees")),
        Registration("unknown code of a form", 400, "validation", ("sex", "code.unknown"), body => body.With("sex", 7)),
        Registration("unknown word", 400, "body.malformed", null, body => body.With("consent.signature.signer", "neighbour")),
        Registration("misspelt field", 400, "body.malformed", null, body => body.With("fone", "10000000001")),
        Registration("unknown area", 404, "catchment-area.not-found", null, body => body.With("areaCode", "999999999999")),
        new("only a city", 409, "case.area-too-wide", null, (door, language) =>
            door.Post("patients", Body.Registration().With("areaCode", Testing.TestTown.City), by: "office", language: language)), // a doctor works in no city
        Registration("guardian without relation", 409, "signature.relation-missing", null, body => body.With("consent.signature.relation", null)),
        new("the same document twice", 409, "patient.duplicate", null, async (door, language) =>
        {
            await door.Post("patients", Body.Registration());
            return await door.Post("patients", Body.Registration().With("name", "测试丙"), language: language);
        }),
        FollowUp("before registration", 409, "follow-up.before-registration", null, body => body.With("seenOn", "2026-01-04")),
        FollowUp("in the future", 400, "validation", ("seenOn", "follow-up.in-future"), body => body.With("seenOn", "2026-03-03")),
        FollowUp("day left out", 400, "body.incomplete", ("seenOn", "body.incomplete"), body => body.Without("seenOn")),
        FollowUp("no class", 409, "follow-up.class-missing", null, body => body.With("class", null)),
        FollowUp("calmer class without a reason", 409, "follow-up.override-needs-reason", null, body => body.With("class", 3)),
        FollowUp("risk beyond the scale", 400, "body.malformed", ("findings.risk", "body.malformed"), body => body.With("findings.risk", 6)),
        FollowUp("unknown answer", 400, "validation", ("findings.insight", "code.unknown"), body => body.With("findings.insight", 8)),
        FollowUp("empty row in a list", 400, "validation", ("findings.drugsInUse.daily", "list.empty-row"), body => body.With("findings.drugsInUse", new JsonObject { ["daily"] = new JsonArray((JsonNode?)null), ["longActing"] = new JsonArray() })),
        FollowUp("a fourth drug", 400, "validation", ("findings.drugsInUse.daily", "list.too-long"), body => body.With("findings.drugsInUse", new JsonObject { ["daily"] = new JsonArray([.. Enumerable.Range(1, 4).Select(n => new JsonObject { ["name"] = $"药{n}" })]), ["longActing"] = new JsonArray() })),
        FollowUp("list left out", 400, "body.incomplete", ("findings.drugsInUse.longActing", "body.incomplete"), body => body.With("findings.drugsInUse", new JsonObject { ["daily"] = new JsonArray() })),
        FollowUp("next visit too late", 409, "follow-up.next-visit-too-late", null, body => body.With("nextVisitOn", "2026-04-02")),
        Asked("class: a year of no use", "follow-up-class", "validation", ("seenOn", "day.out-of-range"), """{ "findings": {}, "seenOn": "9999-12-31" }"""),
        Asked("injection: unknown kidney function", "injection-advice", "body.malformed", ("renal", "body.malformed"), """{ "on": "2026-03-02", "renal": "weak" }"""),
        OnCase("second open agreement", 409, "agreement.overlaps", async (door, path, language) =>
        {
            await door.Post($"{path}/agreements", Body.Agreement(door.Slice.Town.Team.Id.Value));
            return await door.Post($"{path}/agreements", Body.Agreement(door.Slice.Town.OtherTeam.Id.Value), language: language);
        }),
        OnCase("term too short", 409, "agreement.term", (door, path, language) => door.Post($"{path}/agreements", Body.Agreement(door.Slice.Town.Team.Id.Value).With("endsOn", "2026-06-01"), language: language)),
        OnCase("unknown team", 404, "care-team.not-found", (door, path, language) => door.Post($"{path}/agreements", Body.Agreement(Guid.NewGuid()), language: language)),
        OnCase("grid of another town", 409, "grid.other-town", (door, path, language) => Grid(door, path, door.Slice.Town.GridOfOtherTown.Code, language)),
        OnCase("unknown grid", 404, "grid.not-found", (door, path, language) => Grid(door, path, "441900003001-99", language)),
        OnCase("strength that is not made", 409, "injection.strength-not-offered", (door, path, language) => door.Post($"{path}/injection-courses", Body.Course().With("maintenanceDose", 110), language: language)),
        OnCase("unknown product", 409, "injection.product-unknown", (door, path, language) => door.Post($"{path}/injection-courses", Body.Course().With("productCode", "nothing"), language: language)),
        OnCase("wrong site", 409, "injection.site-not-allowed", (door, path, language) => Injection(door, path, Body.Injection().With("site", "gluteal-left"), language)),
        OnCase("dose that is not planned", 409, "injection.dose-not-as-planned", (door, path, language) => Injection(door, path, Body.Injection().With("dose", 100), language)),
        OnCase("expired batch", 409, "injection.batch-expired", (door, path, language) => Injection(door, path, Body.Injection().With("expiresOn", "2026-03-01"), language)),
        OnCase("confirmed by no psychiatrist", 409, "injection.confirmer-not-psychiatrist", (door, path, language) => Injection(door, path, Body.Injection().With("confirmedBy", door.Slice.Town.Doctor.Id.Value), language)),
        OnCase("unknown follow-up", 404, "follow-up.not-found", (door, path, language) => door.Post($"{path}/follow-ups/{Guid.Empty}/cancellation", Body.Reason(), seen: 2, language: language)),
        OnCase("unknown course", 404, "injection-course.not-found", (door, path, language) => door.Get($"{path}/injection-courses/{Guid.Empty}/advice", language: language)),
        OnCase("stale version", 409, "changed-meanwhile", async (door, path, language) =>
        {
            await door.Post($"{path}/follow-ups", Body.FollowUp());
            return await door.Put($"{path}/grid", new JsonObject { ["gridCode"] = door.Slice.Town.Grid.Code }, seen: 1, language: language);
        }),
        OnCase("no version", 428, "if-match.missing", (door, path, language) => door.Put($"{path}/grid", new JsonObject { ["gridCode"] = door.Slice.Town.Grid.Code }, language: language)),
        OnCase("version without quotation marks", 400, "if-match.malformed", (door, path, language) => door.Send(HttpMethod.Put, $"{path}/grid", "{\"gridCode\":\"x\"}", Door.Doctor, ifMatch: "2", language: language)),
        OnCase("weak version", 400, "if-match.malformed", (door, path, language) => door.Send(HttpMethod.Post, $"{path}/follow-ups", Body.FollowUp().ToJsonString(), Door.Doctor, ifMatch: "W/\"2\"", language: language)),
        new("unknown case", 404, "managed-case.not-found", null, (door, language) => door.Get(NoCase, language: language)),
        new("unknown alert", 404, "alert.not-found", null, (door, language) => door.Post("alerts/4711/claim", null, seen: 1, language: language)),
        new("no JSON", 400, "body.malformed", null, (door, language) => door.Send(HttpMethod.Post, "patients", "not json at all", Door.Doctor, language: language)),
        new("JSON and more", 400, "body.malformed", null, (door, language) => door.Send(HttpMethod.Post, "patients", Body.Registration().ToJsonString() + "x", Door.Doctor, language: language)),
        new("null", 400, "body.malformed", null, (door, language) => door.Send(HttpMethod.Post, "patients", "null", Door.Doctor, language: language)),
        new("nothing", 400, "body.malformed", null, (door, language) => door.Send(HttpMethod.Post, "patients", "", Door.Doctor, language: language)),
        new("a form instead of JSON", 415, "body.not-json", null, (door, language) => door.Send(HttpMethod.Post, "patients", "name=x", Door.Doctor, language: language, type: "application/x-www-form-urlencoded")),
        new("far too much", 413, "body.too-large", null, (door, language) => door.Send(HttpMethod.Post, "patients", $"{{\"name\":\"{new string('x', 300_000)}\"}}", Door.Doctor, language: language)),
        new("nobody acts", 401, "actor.missing", null, (door, language) => door.Get("worklist", by: null, language: language)),
        new("a token that is none", 401, "actor.token-over", null, (door, language) => door.Get("worklist", token: "stranger", language: language)),
        new("a volunteer reads a case", 403, "not-permitted", null, (door, language) => door.Get(NoCase, by: "volunteer", language: language)),
        new("a doctor advises as a specialist", 403, "not-permitted", null, (door, language) => door.Post($"{NoCase}/advice", new JsonObject { ["givenOn"] = "2026-03-02", ["text"] = "x" }, language: language)),
        new("unknown band", 400, "parameter.malformed", ("band", "parameter.malformed"), (door, language) => door.Get("worklist?band=tomorrow", language: language)),
        new("take is no number", 400, "parameter.malformed", ("take", "parameter.malformed"), (door, language) => door.Get("worklist?take=many", language: language)),
        new("advice past the calendar", 400, "validation", ("on", "day.out-of-range"), (door, language) => door.Get($"{NoCase}/injection-courses/{Guid.Empty}/advice?on=9999-12-31", language: language)),
        new("a page without rows", 400, "validation", ("take", "page.size"), (door, language) => door.Get("worklist?take=0", language: language)),
        new("a key that is none", 400, "validation", ("after", "page.key"), (door, language) => door.Get("worklist?after=x", language: language)),
        new("an area that is none", 400, "validation", ("area", "area.code"), (door, language) => door.Get("worklist?area=x", language: language)),
        new("a required parameter left out", 400, "parameter.malformed", ("community", "parameter.malformed"), (door, language) => door.Get("grids", language: language)),
        new("no such route", 404, "route.not-found", null, (door, language) => door.Get("nothing-here", language: language)),
        new("an id that is none", 404, "route.not-found", null, (door, language) => door.Get("cases/12", language: language)),
        new("not this method", 405, "method.not-allowed", null, (door, language) => door.Send(HttpMethod.Delete, NoCase, null, Door.Doctor, language: language)),
    ];

    private static BadInput Registration(string what, int status, string code, (string, string)? field, Func<JsonNode, JsonNode> change) =>
        new($"registration: {what}", status, code, field, (door, language) => door.Post("patients", change(Body.Registration()), language: language));

    private static BadInput FollowUp(string what, int status, string code, (string, string)? field, Func<JsonNode, JsonNode> change) =>
        new($"follow-up: {what}", status, code, field, async (door, language) => await door.Post($"{(await door.Registered()).Path}/follow-ups", change(Body.FollowUp()), language: language));

    private static BadInput Asked(string what, string rule, string code, (string, string) field, string body) =>
        new($"decision support, {what}", 400, code, field, (door, language) => door.Send(HttpMethod.Post, $"decision-support/{rule}", body, Door.Doctor, language: language));

    private static BadInput OnCase(string what, int status, string code, Func<Door, string, string, Task<Answer>> send) =>
        new(what, status, code, null, async (door, language) => await send(door, (await door.Registered()).Path, language));

    private static async Task<Answer> Grid(Door door, string path, string grid, string language) =>
        await door.Put($"{path}/grid", new JsonObject { ["gridCode"] = grid }, seen: (await door.Get(path)).Version, language: language);

    private static async Task<Answer> Injection(Door door, string path, JsonNode body, string language)
    {
        var course = await door.Post($"{path}/injection-courses", Body.Course());
        return await door.Post($"{path}/injection-courses/{course["id"]}/injections", body, language: language);
    }
}
