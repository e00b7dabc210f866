using System.Text.Json.Nodes;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Access;

// What is sent to the API.
internal sealed partial class Valid
{
    private const string Admin = "/api/v1/admin";
    private const string Plan = $"{Case}/plans/{{planId:guid}}";
    private const string Crisis = $"{Case}/crises/{{crisisId:guid}}";

    private async Task<JsonNode?> BodyOf(Way way, Person person) => way.Route switch
    {
        "/api/v1/patients" => Body.Registration().With("name", "测试丙"),
        "/api/v1/session" when way.Method == "POST" => new JsonObject
        {
            ["name"] = (person.Staff ?? Town.Doctor).Code,
            ["password"] = TestAccounts.Password,
            ["code"] = await prepared.World.Slice.CodeForAsync(person.Staff ?? Town.Doctor),
        },
        "/api/v1/session/refresh" => new JsonObject { ["refreshToken"] = person.RefreshToken ?? prepared.World[Who.CareTeamMember].RefreshToken },
        $"{Account}/password" => new JsonObject { ["current"] = TestAccounts.Password, ["chosen"] = "another town of six bridges" },
        $"{Account}/second-factor" => await Proof(person),
        $"{Account}/second-factor/confirmation" => new JsonObject { ["code"] = await NewCode(person) },
        $"{Account}/recovery-codes" => new JsonObject { ["password"] = TestAccounts.Password },
        _ => OfACase(way.Route, person) ?? OfAPlan(way.Route) ?? OfAnEmergency(way.Route) ?? OfTheOffice(way),
    };

    private JsonNode? OfACase(string route, Person person) => route switch
    {
        $"{Case}/identity-reveals" => new JsonObject { ["reason"] = "visit" },
        $"{Case}/document" => new JsonObject { ["document"] = 3, ["documentNumber"] = "P12345678" },
        $"{Case}/national-cards/{{cardId:guid}}/taking-up" => new JsonObject { ["reason"] = "mistaken" },
        $"{Case}/national-cards/{{cardId:guid}}/dropping" => new JsonObject { ["reason"] = "no-document" },
        $"{Case}/consents" => new JsonObject { ["agrees"] = true, ["signature"] = Signature() },
        $"{Case}/agreements" => Body.Agreement(Town.Team.Id.Value),
        $"{Case}/agreements/{{agreementId:guid}}/termination" => new JsonObject { ["endedOn"] = "2026-03-20", ["reason"] = "ended-by-signer" },
        $"{Case}/supplementary-form" => new JsonObject { ["answers"] = new JsonObject { ["household"] = 1 }, ["reason"] = "补填" },
        $"{Case}/grid" => new JsonObject { ["gridCode"] = Town.SecondGrid.Code },
        $"{Case}/advice" => new JsonObject { ["givenOn"] = "2026-03-20", ["text"] = "继续用药" },
        $"{Case}/follow-ups" => Body.FollowUp().With("seenOn", "2026-03-20"),
        $"{Case}/follow-ups/{{followUpId:guid}}" => Body.FollowUp().With("reason", "录入错误").With("findings.risk", 4),
        $"{Case}/follow-ups/{{followUpId:guid}}/cancellation" => Body.Reason(),
        $"{Case}/examinations" => Body.Examination().With("examinedOn", "2026-03-20"),
        $"{Case}/examinations/{{examinationId:guid}}" => Body.Examination().With("correctionReason", "录入错误"),
        $"{Case}/examinations/{{examinationId:guid}}/cancellation" => Body.Reason(),
        $"{Case}/contact-attempts" => new JsonObject { ["at"] = "2026-03-19T10:00:00+08:00", ["means"] = "called", ["used"] = "patient-phone", ["outcome"] = "nobody-there" },
        $"{Case}/loss" => new JsonObject { ["criterion"] = "missing" },
        $"{Case}/loss/decision" => new JsonObject { ["confirmed"] = true },
        $"{Case}/loss/return" => new JsonObject { ["foundOn"] = "2026-03-20", ["note"] = "自行回家" },
        $"{Case}/facts/{{factId:guid}}/cancellation" => new JsonObject { ["fact"] = "advice", ["reason"] = "看错病人" },
        $"{Case}/referrals/{{referralId:guid}}/hospital-word" => new JsonObject { ["move"] = "receive", ["happenedOn"] = "2026-03-20", ["speaker"] = "门诊部李医生", ["means"] = "call" },
        $"{Case}/told" => new JsonObject { ["about"] = "refusal", ["party"] = "police", ["means"] = "call", ["at"] = "2026-03-19T10:00:00+08:00" },
        $"{Case}/transfer" => new JsonObject { ["address"] = "外省某市" },
        $"{Case}/transfer/answer" => new JsonObject { ["accepted"] = true, ["note"] = "对方已确认" },
        $"{Case}/transfer/withdrawal" or $"{Case}/reopening" or $"{Case}/deaths/{{deathId:guid}}/cancellation" => Body.Reason(),
        $"{Case}/deaths" => new JsonObject { ["diedOn"] = "2026-03-20", ["learntOn"] = "2026-03-20", ["cause"] = 4 },
        $"{Case}/closure" => new JsonObject { ["reason"] = "wrong-entry" },
        $"{Case}/injection-courses" => Body.Course(),
        $"{Course}/prescription" => new JsonObject { ["changedOn"] = "2026-03-20", ["maintenanceDose"] = 75, ["renal"] = "normal" },
        $"{Course}/stop" => new JsonObject { ["stoppedOn"] = "2026-03-20", ["reason"] = "医嘱" },
        $"{Course}/injections" => Body.Injection().With("givenOn", "2026-03-10").With("dose", 100).With("site", "deltoid-right"),
        $"{Course}/injections/{{injectionId:guid}}" => Body.Injection().With("reason", "录入错误").With("site", "deltoid-right"),
        $"{Course}/injections/{{injectionId:guid}}/cancellation" => Body.Reason(),
        $"{Case}/referrals" => new JsonObject { ["hospitalId"] = Town.Hospital.Id.Value, ["sentOn"] = "2026-03-20", ["reasons"] = new JsonArray("poor-effect"), ["isUrgent"] = false, ["summary"] = "疗效不佳" },
        $"{Case}/down-referrals" => Body.Discharge(),
        $"{Case}/referrals/{{referralId:guid}}/receipt" => new JsonObject { ["happenedOn"] = "2026-03-20" },
        $"{Case}/referrals/{{referralId:guid}}/refusal" => new JsonObject { ["happenedOn"] = "2026-03-20", ["refusal"] = "no-bed" },
        $"{Case}/referrals/{{referralId:guid}}/outcome" => new JsonObject { ["happenedOn"] = "2026-03-20", ["outcome"] = "outpatient" },
        $"{Case}/referrals/{{referralId:guid}}/cancellation" => new JsonObject { ["happenedOn"] = "2026-03-20", ["reason"] = "患者不愿就诊" },
        $"{Case}/referrals/{{referralId:guid}}/steps/{{stepId:guid}}" => new JsonObject { ["happenedOn"] = "2026-03-19", ["correctionReason"] = "日期录错" },
        $"{Case}/advice/{{adviceId:guid}}/done" => new JsonObject { ["doneOn"] = "2026-03-20" },
        $"{Case}/report-card" => new JsonObject { ["form"] = new JsonObject { ["kind"] = "registration", ["department"] = "outpatient" } },
        $"{Case}/report-card/paper" => new JsonObject { ["arrivedOn"] = "2026-03-20" },
        $"{Case}/report-card/cancellation" => Body.Reason(),
        $"{Case}/guidance-sessions" => new JsonObject { ["at"] = "2026-03-19T07:00:00Z", ["means"] = "phone", ["with"] = Partner(person).ToString(), ["note"] = "核对用药" },
        $"{Case}/care-groups" => new JsonObject { ["careGroupId"] = prepared.SpareGroup.Id.Value, ["untilOn"] = "2026-12-31" },
        $"{Case}/specialists" => new JsonObject { ["institutionId"] = prepared.OtherHospital.Id.Value, ["question"] = "是否换药？" },
        "/api/v1/emergency-access" => new JsonObject { ["reason"] = "found-away", ["note"] = "在车站被发现", ["name"] = "测试甲", ["bornOn"] = "1980-05-20", ["sex"] = 1 },
        "/api/v1/emergency-access/{id:guid}/review" => new JsonObject { ["verdict"] = "justified", ["note"] = "已核实" },
        "/api/v1/decision-support/follow-up-class" => new JsonObject { ["findings"] = new JsonObject { ["risk"] = 3 } },
        "/api/v1/decision-support/injection-advice" => new JsonObject { ["on"] = "2026-03-20", ["productCode"] = "pp1m-janssen" },
        "/api/v1/alerts/{id:long}/answer" => new JsonObject { ["reason"] = "day-agreed" },
        "/api/v1/alerts/{id:long}/hand-over" => new JsonObject { ["to"] = prepared.World.Slice.Town.Neighbour.Id.Value.ToString(), ["reason"] = "absent" },
        "/api/v1/alerts/{id:long}/dismissal" => new JsonObject { ["reason"] = "not-ours" },
        "/api/v1/alerts/{id:long}/resolution" => new JsonObject { ["result"] = "arranged" },
        _ => null,
    };

    private JsonNode? OfAPlan(string route) => route switch
    {
        $"{Case}/plans" => new JsonObject { ["plan"] = PlanContent(), ["agreed"] = Signature() },
        $"{Plan}" => new JsonObject { ["plan"] = PlanContent(), ["agreed"] = Signature().With("signedOn", "2026-03-20"), ["reason"] = "换目标" },
        $"{Plan}/measures" => new JsonObject { ["goal"] = 1, ["what"] = "查血", ["who"] = 1, ["byOn"] = "2026-04-20", ["reason"] = "加量" },
        $"{Plan}/reviews" => new JsonObject { ["on"] = "2026-03-20", ["goals"] = new JsonArray(Reviewed(1), Reviewed(2)) },
        $"{Plan}/reviews/{{reviewId:guid}}/cancellation" => Body.Reason(),
        $"{Plan}/ending" => new JsonObject { ["on"] = "2026-03-20", ["reason"] = "replaced" },
        _ => null,
    };

    private static JsonObject PlanContent() => new()
    {
        ["members"] = new JsonArray(new JsonObject { ["name"] = "测试社工", ["role"] = "社会工作者" }),
        ["goals"] = new JsonArray(new JsonObject { ["area"] = "medicine", ["text"] = "规律服药", ["measures"] = new JsonArray(new JsonObject { ["what"] = "提醒", ["who"] = 1, ["byOn"] = "2026-06-01" }) }),
    };

    private static JsonObject Reviewed(int goal) => new() { ["goal"] = goal, ["progress"] = "有进展", ["decision"] = "continue" };

    private JsonNode? OfAnEmergency(string route) => route switch
    {
        $"{Case}/crises" => new JsonObject { ["trigger"] = "self-harm" },
        $"{Crisis}/told" => new JsonObject { ["party"] = "guardian", ["how"] = "call", ["result"] = "knows" },
        $"{Crisis}/record" => new JsonObject { ["form"] = CrisisRecord(), ["correctionReason"] = "补充民警姓名" },
        $"{Crisis}/ending" => new JsonObject { ["outcome"] = "settled", ["nextVisitOn"] = "2026-03-22" },
        $"{Crisis}/visits" => new JsonObject { ["visitOn"] = "2026-03-24" },
        $"{Crisis}/closing" => new JsonObject { ["note"] = "连续平稳" },
        $"{Case}/support-contacts" or $"{Case}/support-contacts/{{contactId:guid}}" => new JsonObject { ["role"] = "police", ["name"] = "民警", ["phone"] = "10000000009", ["order"] = 1 },
        $"{Case}/support-contacts/{{contactId:guid}}/ending" => new JsonObject { ["reason"] = "not-reachable" },
        $"{Case}/support-log" => new JsonObject { ["means"] = "visit", ["seen"] = "as-usual" },
        $"{Case}/pair-mark" => new JsonObject { ["reason"] = "threats", ["reviewOn"] = "2026-05-20" },
        $"{Case}/pair-mark/ending" => new JsonObject { ["why"] = "已稳定" },
        $"{Case}/outings" => new JsonObject { ["backBy"] = prepared.World.Slice.Clock.GetUtcNow().AddHours(2).ToString("O", System.Globalization.CultureInfo.InvariantCulture), ["with"] = "民警" },
        "/api/v1/patients/search" or "/api/v1/supported/search" => new JsonObject { ["text"] = "测试" },
        "/api/v1/meetings" => new JsonObject { ["careGroupId"] = Town.Group.Id.Value, ["heldOn"] = "2026-03-20", ["members"] = new JsonArray(Town.Volunteer.Id.Value.ToString()) },
        "/api/v1/meetings/decisions/{decisionId:guid}/owner" => new JsonObject { ["to"] = Town.Volunteer.Id.Value },
        "/api/v1/meetings/{meetingId:guid}/taking-back" => new JsonObject { ["why"] = "wrong-day" },
        "/api/v1/meetings/decisions/{decisionId:guid}/result" => new JsonObject { ["result"] = "已办" },
        "/api/v1/supported/{id:guid}/signs/taking-back" => new JsonObject { ["why"] = "点错了" },
        "/api/v1/supported/{id:guid}/signs" => new JsonObject { ["sign"] = "hurts-self" },
        "/api/v1/clues" => new JsonObject { ["source"] = "care-group", ["said"] = "有人在桥上", ["areaCode"] = TestTown.Community },
        "/api/v1/clues/{id:guid}/check" => new JsonObject { ["found"] = "无人" },
        "/api/v1/clues/{id:guid}/diagnosis" => new JsonObject { ["hospital"] = "精神卫生中心", ["sentOn"] = "2026-03-19" },
        "/api/v1/clues/{id:guid}/reopening" => new JsonObject { ["reason"] = "又来电" },
        "/api/v1/clues/{id:guid}/ending" => new JsonObject { ["state"] = "dismissed", ["dismissal"] = "nobody-found" },
        _ => null,
    };

    private static JsonObject CrisisRecord() => new() { ["startedAt"] = "2026-03-20T00:00:00Z", ["scene"] = "在家砸物", ["measures"] = "劝解", ["reasons"] = new JsonArray("danger-to-others") };

    private JsonNode? OfTheOffice(Way way) => (way.Method, way.Route) switch
    {
        ("POST", $"{Admin}/staff") => new JsonObject
        {
            ["code"] = "new-doctor",
            ["name"] = "新医生",
            ["role"] = "care-team-member",
            ["areaCode"] = TestTown.Code,
            ["institutionId"] = Town.Centre.Id.Value,
            ["careTeamId"] = Town.Team.Id.Value,
        },
        ("PUT", $"{Admin}/staff/{{id:guid}}/place") => new JsonObject { ["role"] = "care-team-member", ["areaCode"] = TestTown.Code, ["careTeamId"] = Town.OtherTeam.Id.Value },
        ("POST", $"{Admin}/reassignments/preview") => new JsonObject { ["order"] = Order() },
        ("POST", $"{Admin}/reassignments") => new JsonObject { ["order"] = Order(), ["token"] = Token() },
        ("POST", $"{Admin}/area-imports") => new JsonObject { ["file"] = Convert.ToBase64String("code,name,parent_code\n44,广东省,\n"u8) },
        ("POST", "/api/v1/notices/{id:guid}/receipt") => new JsonObject { ["token"] = Receipt() },
        ("POST", $"{Admin}/notice-routes") => new JsonObject { ["areaCode"] = TestTown.Code, ["party"] = "care-group", ["channel"] = "email", ["address"] = "group@example.cn" },
        ("POST", $"{Admin}/quarantine/{{id:long}}/clearing") => new JsonObject { ["note"] = "已更正" },
        ("POST", $"{Admin}/clinical-settings/{{key}}/changes") => new JsonObject { ["value"] = "7", ["holdsFrom"] = "2026-03-21", ["reason"] = "本省7个工作日" },
        ("POST", $"{Admin}/institutions") => new JsonObject { ["name"] = "第三卫生服务中心", ["kind"] = "community-health-centre", ["areaCode"] = TestTown.Code },
        ("POST", $"{Admin}/care-teams") => new JsonObject { ["name"] = "第三团队", ["areaCode"] = TestTown.Code, ["institutionId"] = Town.Centre.Id.Value },
        ("PUT", $"{Admin}/care-teams/{{id:guid}}") => new JsonObject { ["name"] = "改名团队", ["areaCode"] = TestTown.Code, ["catchment"] = new JsonArray() },
        ("POST", $"{Admin}/care-groups") or ("PUT", $"{Admin}/care-groups/{{id:guid}}") => new JsonObject { ["name"] = "第三小组", ["areaCode"] = TestTown.Community },
        ("POST", $"{Admin}/care-groups/{{id:guid}}/members") => new JsonObject { ["staffId"] = Town.Volunteer.Id.Value, ["kind"] = "volunteer", ["fromOn"] = "2026-03-20" },
        ("POST", $"{Admin}/care-groups/{{id:guid}}/members/{{membershipId:guid}}/end") => new JsonObject { ["lastDay"] = "2026-03-20" },
        ("POST", $"{Admin}/grids") => new JsonObject { ["code"] = $"{TestTown.Community}-08", ["name"] = "第八网格", ["keywords"] = new JsonArray("新路"), ["careTeamId"] = Town.Team.Id.Value },
        ("PUT", $"{Admin}/grids/{{code}}") => new JsonObject { ["name"] = "改名网格", ["keywords"] = new JsonArray("新路"), ["careTeamId"] = Town.Team.Id.Value },
        _ => null, // sent without a body
    };

    /// <summary>What a person who has taken nothing leaves behind.</summary>
    private JsonObject Order() => new() { ["from"] = "person", ["reason"] = "person-leaves", ["staffId"] = prepared.Spare.Id.Value };

    private string Token() => prepared.ReassignmentToken().GetAwaiter().GetResult();

    private static JsonObject Signature() => new() { ["signer"] = "guardian", ["signerName"] = "测试母", ["relation"] = "母亲", ["signedOn"] = "2026-03-20" };
}
