using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.Injections;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

public sealed class RegisterPageTests
{
    [Fact]
    public async Task Given_a_new_patient_When_the_form_is_refused_checked_and_saved_Then_nothing_typed_is_lost_and_the_case_opens()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await using var site = await Site.OpenAsync(slice);

        var clue = await slice.Send(new ReportClue(ClueSource.VillageDoctor, "疑心重，尚未就诊", TestTown.Community));
        await slice.Send(new CheckClue(clue.Id, "已确诊，未登记"));
        var clues = await site.Get("/clues");
        var form = await site.Get(WebUtility.HtmlDecode(Regex.Match(clues, "href=\"(/patients/new\\?clue=[^\"]*)\"").Groups[1].Value));
        var wrong = await site.Send(form, "Read", Person(("Input.DocumentNumber", "441900198005200018")), HttpStatusCode.Conflict);
        var read = await site.Send(wrong, "Read", Person(("Input.DocumentNumber", Body.ValidIdNumber)));
        var lacking = await site.Send(read, "Save", Person(("Input.DocumentNumber", Body.ValidIdNumber), ("Input.Diagnosis.Hospital", "")), HttpStatusCode.BadRequest);
        var uncoded = await site.Send(read, "Save", Person(("Input.DocumentNumber", Body.ValidIdNumber), ("Input.Diagnosis.Icd10", "ZZZ")), HttpStatusCode.BadRequest);
        var unsigned = await site.Send(lacking, "Save", Person(("Input.DocumentNumber", Body.ValidIdNumber), ("Input.Consent.Signature.Relation", "")), HttpStatusCode.Conflict);
        var saved = await site.Send(unsigned, "Save", Person(("Input.DocumentNumber", Body.ValidIdNumber)));
        var twin = await site.Post("/patients/new", "Save", Person(("Input.Document", ""), ("Input.BornOn", "1980-05-20"), ("Input.Sex", "Male")), HttpStatusCode.Conflict);
        var other = await site.Send(twin, "Save", Person(("Input.Document", ""), ("Input.BornOn", "1980-05-20"), ("Input.Sex", "Male"), ("Input.NotADuplicate", "true")));

        Assert.Contains("href=\"#Input-DocumentNumber\"", wrong, StringComparison.Ordinal);
        Assert.Contains("value=\"王小明\"", wrong, StringComparison.Ordinal);
        Assert.Contains("value=\"1980-05-20\"", read, StringComparison.Ordinal);
        Assert.Matches("name=\"Input.Sex\" value=\"Male\" checked|name=\"Input.Sex\"[^>]*value=\"Male\"[^>]*checked", read);
        Assert.Contains("href=\"#Input-Diagnosis-Hospital\"", lacking, StringComparison.Ordinal);
        Assert.Matches("(?s)name=\"Input.Diagnosis.Icd10\" value=\"ZZZ\".{0,400}?如 F20、F20.0、F20.900，半角大写.{0,200}?class=\"why-not\"[^>]*>ICD-10编码写法不对", uncoded);
        Assert.Contains("href=\"#Input-Consent-Signature-Relation\"", unsigned, StringComparison.Ordinal);
        Assert.Contains("登记完成", saved, StringComparison.Ordinal);
        Assert.Matches("最迟6月30日 周", clues);
        Assert.Equal(ClueState.Registered, await slice.Db(db => Task.FromResult(db.Clues.Single().State)));
        Assert.Contains("4419**********0019", saved, StringComparison.Ordinal);
        Assert.Contains("name=\"Input.NotADuplicate\"", twin, StringComparison.Ordinal);
        Assert.Contains("登记完成", other, StringComparison.Ordinal);

        await using var office = await Site.OpenAsync(slice, "office");
        var towns = await office.Get("/patients/new");
        Assert.Contains($"value=\"{TestTown.OtherTown}\"", towns, StringComparison.Ordinal);
        Assert.Contains(TestTown.OtherTownCommunity, await office.Get($"/patients/new?town={TestTown.OtherTown}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_case_When_consent_agreement_and_grid_change_on_the_page_Then_each_is_kept_and_each_refusal_stands_beside_its_field()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}/papers";
        Dictionary<string, string> Signed(params (string Name, string Value)[] others) => new(others.ToDictionary(field => $"Input.{field.Name}", field => field.Value))
        {
            ["Input.Signature.Signer"] = "Patient",
            ["Input.Signature.SignerName"] = "测试甲",
            ["Input.Signature.SignedOn"] = "2026-03-20",
        };

        var tooLong = await site.Post(address, "Sign", Signed(("CareTeamId", slice.Town.Team.Id.Value.ToString()), ("StartsOn", "2026-03-20"), ("EndsOn", "2036-03-19")), HttpStatusCode.Conflict);
        var signed = await site.Send(tooLong, "Sign", Signed(("CareTeamId", slice.Town.Team.Id.Value.ToString()), ("StartsOn", "2026-03-20"), ("EndsOn", "2027-03-19")));
        var grid = await site.Send(signed, "Grid", new() { ["Input.GridCode"] = slice.Town.Grid.Code });
        var unanswered = await site.Post(address, "Consent", Signed(), HttpStatusCode.BadRequest);
        var ended = await site.Post(address, "End", new() { ["Input.EndedOn"] = "2026-03-20", ["Input.Reason"] = "MovedAway" });
        var refused = await site.Post(address, "Consent", Signed(("Agrees", "false")));
        var story = await site.Get($"/cases/{caseId.Value}");

        Assert.Matches("id=\"Input-EndsOn\"", tooLong);
        Assert.Contains("value=\"2036-03-19\"", tooLong, StringComparison.Ordinal);
        Assert.Contains("value=\"2027-03-20\"", signed, StringComparison.Ordinal); // another would follow without a gap
        Assert.Contains("网格已确认", grid, StringComparison.Ordinal);
        Assert.Contains("id=\"Input-Agrees-refused\"", unanswered, StringComparison.Ordinal);
        Assert.Contains("协议已解除", ended, StringComparison.Ordinal);
        Assert.Contains("不同意参加管理", refused, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(story, $"{address}#"));
        Assert.Contains("不同意参加管理", story, StringComparison.Ordinal);
        var papers = await slice.Send(new GetPapers(caseId));
        Assert.Equal((2, AgreementEnd.MovedAway, slice.Town.Grid.Code), (papers.Consents.Count, papers.Agreements[0].EndReason, papers.Grids[0].Code));
    }

    [Fact]
    public async Task Given_mistaken_records_When_they_are_put_right_or_cancelled_from_the_timeline_Then_the_old_ones_stay_struck_through()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var visit = await slice.Send(A.FollowUpOf(caseId));
        var examined = await slice.Send(A.ExaminationOf(caseId));
        var course = await slice.Send(new StartInjectionCourse(caseId, "pp1m-janssen", A.Monday, 100, RenalBand.Normal, OralToleratedOn: new(2026, 1, 10)));
        var given = await slice.Send(new GiveInjection(caseId, course.Id, A.Monday, 150, InjectionSite.DeltoidLeft, "B1"));
        await using var site = await Site.OpenAsync(slice);
        var story = await site.Get($"/cases/{caseId.Value}");
        string Link(string page, Guid record) => WebUtility.HtmlDecode(Regex.Matches(story, "href=\"([^\"]+)\"").Select(link => link.Groups[1].Value).First(link => link.Contains(page, StringComparison.Ordinal) && link.Contains($"{record}", StringComparison.Ordinal)));

        var form = await site.Get(Link("/examinations/new", examined.Id.Value));
        var corrected = await site.Send(form, null, Kept(form, ("Input.WeightKg", "61"), ("Input.CorrectionReason", "体重写错")));
        var dose = await site.Get(Link("/injections/new", given.Id.Value));
        await site.Send(dose, "Give", Kept(dose, ("Input.BatchNumber", "B2"), ("Input.Reason", "批号写错")));
        var unreasoned = await site.Post(Link("/cancel", visit.Id.Value), null, new() { ["Reason"] = " " }, HttpStatusCode.BadRequest);
        var cancelled = await site.Send(unreasoned, null, new() { ["Reason"] = "不是本人" });

        Assert.Contains("61 kg", corrected, StringComparison.Ordinal);
        Assert.Contains("value=\"B1\"", dose, StringComparison.Ordinal);
        Assert.Contains("请填写", unreasoned, StringComparison.Ordinal);
        Assert.Contains("已作废", cancelled, StringComparison.Ordinal);
        var told = (await slice.Send(new GetCase(caseId))).Timeline;
        Assert.Equal([("examination", 1), ("follow-up", 1), ("injection", 1)], told.Where(entry => entry.Cancelled).CountBy(entry => entry.What).Select(pair => (pair.Key, pair.Value)).Order());
        Assert.Equal(["B2"], (await slice.Send(new GetCase(caseId))).Courses[0].Injections.Where(injection => injection.IsValid).Select(injection => injection.BatchNumber));
        Assert.Equal(ExaminationConsent.Guardian, told.Single(entry => entry is { What: "examination", Cancelled: false }).Signed?.ConsentBy);
    }

    /// <summary>What a form shows as filled in, as a browser would send it back, and what is typed over it.</summary>
    private static Dictionary<string, string> Kept(string page, params (string Name, string Value)[] typed)
    {
        var form = page[page.IndexOf("<main", StringComparison.Ordinal)..];
        var sent = new Dictionary<string, string>();
        foreach (Match input in Regex.Matches(form, "<input[^>]*>"))
        {
            if (Regex.Match(input.Value, "type=\"(radio|checkbox)\"").Success && !input.Value.Contains("checked", StringComparison.Ordinal)) continue;
            if (Regex.Match(input.Value, " name=\"(Input[^\"]*)\"").Groups[1].Value is { Length: > 0 } name) sent[name] = WebUtility.HtmlDecode(Regex.Match(input.Value, " value=\"([^\"]*)\"").Groups[1].Value);
        }

        foreach (Match area in Regex.Matches(form, "<textarea[^>]* name=\"([^\"]+)\"[^>]*>([^<]*)</textarea>")) sent[area.Groups[1].Value] = WebUtility.HtmlDecode(area.Groups[2].Value);
        foreach (var (name, value) in typed) sent[name] = value;

        return sent;
    }

    private static Dictionary<string, string> Person(params (string Name, string Value)[] typed)
    {
        var sent = new Dictionary<string, string>
        {
            ["Input.Name"] = "王小明",
            ["Input.Document"] = "ResidentIdCard",
            ["Input.AreaCode"] = TestTown.Community,
            ["Input.Address"] = "东城大道1号",
            ["Input.Guardian.Name"] = "测试母",
            ["Input.Guardian.Relation"] = "母亲",
            ["Input.Guardian.Phone"] = "10000000002",
            ["Input.Diagnosis.Disorder"] = "Schizophrenia",
            ["Input.Diagnosis.Hospital"] = "精神卫生中心",
            ["Input.Diagnosis.ConfirmedOn"] = "2020-01-15",
            ["Input.Consent.Agrees"] = "true",
            ["Input.Consent.Signature.Signer"] = "Guardian",
            ["Input.Consent.Signature.SignerName"] = "测试母",
            ["Input.Consent.Signature.Relation"] = "母亲",
            ["Input.Consent.Signature.SignedOn"] = "2026-03-20",
            ["Input.RegisteredOn"] = "2026-03-20",
        };
        foreach (var (name, value) in typed) sent[name] = value;

        return sent;
    }
}
