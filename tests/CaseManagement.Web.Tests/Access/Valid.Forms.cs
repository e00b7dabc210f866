using System.Globalization;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Access;

// What is sent to the pages.
internal sealed partial class Valid
{
    private const string Record = "/cases/{id:guid}";
    private const string AlertPage = "/cases/{id:guid}/alerts/{alert:long}?handler=";
    private const string Story = "/cases/{id:guid}?handler=";

    private async Task<Dictionary<string, string>> Form(string route, Person person) => route switch
    {
        "/sign-out" => [],
        "/notices?handler=Acknowledge" => new() { ["case"] = prepared.Case.Value.ToString(), ["notice"] = prepared.InApp.Value.ToString(), ["seen"] = Version("in-app") },
        "/received/{id:guid}" => new() { ["token"] = Receipt() },
        "/language" => new() { ["language"] = "zh-CN", ["back"] = "/account" },
        "/sign-in" => new() { ["name"] = (person.Staff ?? Town.Doctor).Code, ["password"] = TestAccounts.Password },
        "/sign-in?handler=Code" => await SecondStep(person),
        "/account?handler=Password" => new() { ["current"] = TestAccounts.Password, ["chosen"] = "another town of six bridges" },
        "/account?handler=SetUp" => (await Proof(person)).Where(proof => proof.Value is not null).ToDictionary(proof => proof.Key, proof => (string)proof.Value!),
        "/account?handler=Confirm" => new() { ["code"] = await NewCode(person) },
        "/account?handler=Codes" => new() { ["password"] = TestAccounts.Password },
        "/account?handler=End" => new() { ["sessionId"] = OwnSession(person).ToString() },
        "/emergency?handler=Ask" => new() { ["Input.Name"] = "测试甲", ["Input.BornOn"] = "1980-05-20", ["Input.Sex"] = "Male", ["Input.Reason"] = "FoundAway", ["Input.Note"] = "在车站被发现" },
        "/emergency?handler=Review" => new() { ["grantId"] = prepared.Emergency.Id.Value.ToString(), ["version"] = $"{prepared.Emergency.Version}", ["verdict"] = "Justified", ["verdictNote"] = "已核实" },
        "/?handler=Claim" or "/Index?handler=Claim" => new() { ["alertId"] = $"{prepared.Alert}", ["version"] = Version("alert") },
        _ => OfTheStory(route) ?? OfTheRecord(route, person) ?? OfTheAdministration(route) ?? throw new InvalidOperationException($"What is sent to {route}?"),
    };

    private Dictionary<string, string>? OfTheStory(string route) => route switch
    {
        $"{Story}Claim" => Alert(),
        $"{Story}Answer" => Alert("Reason", "DayAgreed"),
        $"{Story}Resolve" => Alert("Result", "Arranged"),
        $"{AlertPage}Claim" => Alert(),
        $"{AlertPage}Answer" => Alert("Reason", "DayAgreed"),
        $"{AlertPage}Resolve" => Alert("Result", "Arranged"),
        $"{AlertPage}HandOver" => new(Alert("HandOver", "Absent")) { ["Input.To"] = prepared.World.Slice.Town.Neighbour.Id.Value.ToString() },
        $"{AlertPage}Dismiss" => Alert("Dismissal", "NotOurs"),
        $"{Story}Reveal" or $"{Record}/supplementary/print?handler=Reveal" => new() { ["Why.Reason"] = "Visit" },
        $"{Story}AssignGroup" => new() { ["careGroupId"] = prepared.SpareGroup.Id.Value.ToString(), ["untilOn"] = "2026-12-31" },
        $"{Story}EndGroup" => new() { ["grantId"] = prepared.ToGroup.Id.Value.ToString(), ["grantVersion"] = $"{prepared.ToGroup.Version}" },
        $"{Story}SendToSpecialist" => new() { ["institutionId"] = prepared.OtherHospital.Id.Value.ToString(), ["question"] = "是否换药？" },
        $"{Story}EndSpecialist" => new() { ["grantId"] = prepared.ToHospital.Id.Value.ToString(), ["grantVersion"] = $"{prepared.ToHospital.Version}" },
        _ => null,
    };

    private static (string Name, string Value)[] Signed => [("Signature.Signer", "Guardian"), ("Signature.SignerName", "测试母"), ("Signature.Relation", "母亲"), ("Signature.SignedOn", "2026-03-20")];

    private static (string Name, string Value)[] Registered =>
    [
        ("Name", "测试丙"), ("Sex", "Male"), ("BornOn", "1980-05-20"), ("AreaCode", TestTown.Community), ("Address", "东城大道1号"), ("Consent.Agrees", "true"),
        ("Diagnosis.Disorder", "Schizophrenia"), ("Diagnosis.Hospital", "精神卫生中心"), ("Diagnosis.ConfirmedOn", "2020-01-15"),
    ];

    /// <summary>What the pages send on which something is recorded.</summary>
    private Dictionary<string, string>? OfTheRecord(string route, Person person) => route switch
    {
        $"{Record}/follow-ups/new?handler=Check" or $"{Record}/follow-ups/new?handler=Same" or $"{Record}/follow-ups/new?handler=Save" => new()
        {
            ["Same"] = "follow-up.part.life",
            ["How"] = "Home",
            ["Version"] = Version("case"),
            ["f.seen-on"] = "2026-03-20",
            ["f.risk"] = "3",
            ["f.class"] = "1",
        },
        $"{Record}/injections/new?handler=Give" => Place("case", ("GivenOn", "2026-03-10"), ("Dose", "100"), ("Site", "DeltoidRight"), ("BatchNumber", "B-2")),
        $"{Record}/injections/start?handler=Start" => Place("second", ("Product", "pp1m-janssen"), ("StartsOn", "2026-03-02"), ("Dose", "100"), ("Renal", "Normal"), ("OralToleratedOn", "2026-02-01")),
        $"{Record}/injections/start?handler=Change" => Place("case", ("ChangedOn", "2026-03-20"), ("Dose", "75"), ("Renal", "Normal")),
        $"{Record}/injections/start?handler=Stop" => Place("case", ("StoppedOn", "2026-03-20"), ("Reason", "医嘱")),
        $"{Record}/papers?handler=Consent" => Place("case", [("Agrees", "true"), .. Signed]),
        $"{Record}/papers?handler=Sign" => Place("second", [("CareTeamId", Town.Team.Id.Value.ToString()), ("StartsOn", "2026-03-20"), ("EndsOn", "2027-03-19"), .. Signed]),
        $"{Record}/papers?handler=End" => Place("case", ("AgreementId", prepared.Agreement.Value.ToString()), ("EndedOn", "2026-03-20"), ("Reason", "EndedBySigner")),
        $"{Record}/papers?handler=Grid" => Place("case", ("GridCode", Town.SecondGrid.Code)),
        $"{Record}/records/{{recordId:guid}}/cancel" => new() { ["Version"] = Version("case"), ["Reason"] = "录入错误" },
        "/search" => new() { ["Text"] = "测试" },
        "/patients/new?handler=Read" => Place("", ("Document", "ResidentIdCard"), ("DocumentNumber", Body.ValidIdNumber)),
        "/patients/new?handler=Save" => Place("", [.. Registered, .. Signed.Select(field => ($"Consent.{field.Name}", field.Value))]),
        $"{Record}/supplementary" => new() { ["Version"] = Version("case"), ["Reason"] = "补填", ["f.household"] = "1" },
        $"{Record}/review?handler=Advice" => Place("case", ("On", "2026-03-20"), ("Text", "复诊")),
        $"{Record}/review?handler=Done" => Place("second", ("On", "2026-03-20"), ("AdviceId", prepared.Advice.ToString())),
        $"{Record}/review?handler=Guidance" => Place("case", ("On", "2026-03-19"), ("At", "10:00"), ("Means", "Phone"), ("With", Partner(person).ToString()), ("Text", "核对用药")),
        $"{Record}/exits" => Place("case", ("Act", "RecordAttempt"), ("On", "2026-03-19"), ("At", "10:00"), ("Means", "Called"), ("Used", "PatientPhone"), ("Outcome", "NobodyThere")),
        $"{Record}/exits?handler=Others" => Place("case", ("Reason", "Duplicate"), ("Sought", "测试甲")),
        $"{Record}/cards?handler=File" => Place("case", ("Kind", "Registration"), ("Department", "Outpatient")),
        $"{Record}/cards?handler=Paper" => Place("case", ("ArrivedOn", "2026-03-20")),
        $"{Record}/cards?handler=Found" => Place("case"),
        $"{Record}/cards?handler=Cancel" => Place("second", ("Reason", "误报")),
        $"{Record}/cards/{{cardId:guid}}?handler=Check" => new() { ["Version"] = Version("card") },
        $"{Record}/complete?handler=Document" => Place("case", ("Document", "Passport"), ("Number", "P12345678")),
        $"{Record}/cards/{{cardId:guid}}?handler=Drop" => new() { ["Version"] = Version("refused-card"), ["Reason"] = "NoDocument" },
        $"{Record}/cards/{{cardId:guid}}?handler=TakeUp" => new() { ["Version"] = Version("dropped-card"), ["TakenUp"] = "Mistaken" },
        $"{Record}/cards/{{cardId:guid}}?handler=Resend" => new() { ["Version"] = Version("refused-card") },
        $"{Record}/crises/new" => Place("", ("Trigger", "SelfHarm"), ("Source", "ByHand")),
        $"{Record}/crises/{{crisisId:guid}}?handler=Tell" => new() { ["Telling.Party"] = "Guardian", ["Telling.How"] = "Call", ["Telling.Result"] = "Knows" },
        $"{Record}/exits?handler=Acknowledge" or $"{Record}/crises/{{crisisId:guid}}?handler=Acknowledge" => new() { ["notice"] = prepared.InApp.Value.ToString(), ["seen"] = Version("in-app") },
        $"{Record}/crises/{{crisisId:guid}}?handler=End" => new() { ["Outcome"] = "Settled", ["VisitOn"] = "2026-03-22", ["Version"] = Version("case") },
        $"{Record}/crises/{{crisisId:guid}}?handler=Visit" => new() { ["VisitOn"] = "2026-03-24" },
        $"{Record}/crises/{{crisisId:guid}}?handler=Close" => new() { ["Note"] = "连续平稳", ["Version"] = Version("second") },
        $"{Record}/crises/{{crisisId:guid}}/record" => Place("case", ("StartedAt", "2026-03-20T08:00"), ("Reasons", "DangerToOthers"), ("Scene", "在家砸物"), ("Measures", "劝解"), ("CorrectionReason", "补充民警姓名")),
        $"{Record}/plan?handler=End" => Place("case", ("PlanId", $"{prepared.Plan.Value}"), ("On", "2026-03-20"), ("Reason", "Replaced")),
        $"{Record}/plan?handler=Cancel" => Place("case", ("PlanId", $"{prepared.Plan.Value}"), ("ReviewId", $"{prepared.PlanReview}"), ("Note", "录错")),
        $"{Record}/plan?handler=Measure" => Place("case", ("PlanId", $"{prepared.Plan.Value}"), ("Goal", "1"), ("What", "查血"), ("Who", "1"), ("On", "2026-04-20"), ("Note", "加量")),
        $"{Record}/plan/edit" => Place("case", ("PlanId", $"{prepared.Plan.Value}"), ("Members[0].Name", "测试社工"), ("Members[0].Role", "社会工作者"), ("Goals[0].Area", "Medicine"), ("Goals[0].Text", "规律服药"), ("Goals[0].Measures[0].What", "提醒"),
            ("Goals[0].Measures[0].Who", "1"), ("Goals[0].Measures[0].ByOn", "2026-06-01"), ("Signer", "Guardian"), ("SignerName", "测试母"), ("Relation", "母亲"), ("AgreedOn", "2026-03-20"), ("Reason", "换目标")),
        $"{Record}/plan/review" => Place("case", ("PlanId", $"{prepared.Plan.Value}"), ("On", "2026-03-20"), ("Goals[0].Goal", "1"), ("Goals[0].Progress", "好"), ("Goals[0].Decision", "Continue"), ("Goals[1].Goal", "2"), ("Goals[1].Progress", "好"), ("Goals[1].Decision", "Close")),
        "/support?handler=Sign" => new() { ["CaseId"] = prepared.Case.Value.ToString(), ["Sign"] = "HurtsSelf" },
        "/support?handler=TakeBack" => new() { ["CaseId"] = prepared.Case.Value.ToString(), ["Why"] = "点错了" },
        "/support?handler=Log" => new() { ["CaseId"] = prepared.Case.Value.ToString(), ["Means"] = "Visit", ["Seen"] = "AsUsual" },
        "/support?handler=SetOut" => new() { ["CaseId"] = prepared.Case.Value.ToString(), ["With"] = "民警", ["BackBy"] = SoonBack() },
        "/support?handler=Back" => new() { ["CaseId"] = prepared.Case.Value.ToString(), ["Outing"] = prepared.Outing.Value.ToString() },
        $"{Record}/support?handler=Add" => Place("", ("Role", "Police"), ("Name", "民警"), ("Phone", "10000000009"), ("Order", "1")),
        $"{Record}/support?handler=Change" => Place("contact", ("ContactId", $"{prepared.Contact.Value}"), ("Role", "Police"), ("Name", "民警"), ("Phone", "10000000009"), ("Order", "1")),
        $"{Record}/support?handler=End" => Place("contact", ("ContactId", $"{prepared.Contact.Value}"), ("End", "NotReachable")),
        $"{Record}/support?handler=Log" => Place("", ("Means", "Visit"), ("Seen", "AsUsual")),
        $"{Record}/support?handler=Mark" => Place("mark", ("Reason", "Threats"), ("On", "2026-05-20")),
        $"{Record}/support?handler=Unmark" => Place("mark", ("Note", "已稳定")),
        $"{Record}/support?handler=SetOut" => Place("", ("With", "民警"), ("BackBy", SoonBack())),
        $"{Record}/support?handler=Back" => Place("", ("Outing", $"{prepared.Outing.Value}")),
        "/meetings?handler=Record" => new(Place("", ("HeldOn", "2026-03-20"), ("Members", $"{Town.Volunteer.Id.Value}"))) { ["Group"] = $"{Town.Group.Id.Value}" },
        "/meetings?handler=Hand" => Place("decision", ("Decision", $"{prepared.Meeting.Decision.Value}"), ("To", $"{Town.Volunteer.Id.Value}")),
        "/meetings?handler=TakeBack" => Place("meeting", ("Meeting", $"{prepared.Meeting.Id.Value}"), ("Why", "WrongDay")),
        "/meetings?handler=Close" => Place("decision", ("Decision", $"{prepared.Meeting.Decision.Value}"), ("Result", "已办")),
        "/clues?handler=Find" => new() { ["ClueId"] = prepared.CheckedClue.Value.ToString(), ["Text"] = "测试甲" },
        "/support?handler=Report" => Place("", ("Source", "CareGroup"), ("Said", "有人在桥上")),
        "/clues?handler=Report" => Place("", ("Source", "CareGroup"), ("Said", "有人在桥上"), ("AreaCode", TestTown.Community)),
        "/clues?handler=Check" => new() { ["ClueId"] = prepared.Clue.Value.ToString(), ["Version"] = Version("clue"), ["Note"] = "无人" },
        "/clues?handler=Diagnosis" => new() { ["ClueId"] = prepared.CheckedClue.Value.ToString(), ["Version"] = Version("checked-clue"), ["Hospital"] = "精神卫生中心", ["SentOn"] = "2026-03-19" },
        "/clues?handler=Reopen" => new() { ["ClueId"] = prepared.EndedClue.Value.ToString(), ["Version"] = Version("ended-clue"), ["Note"] = "又来电" },
        "/clues?handler=End" => new() { ["ClueId"] = prepared.CheckedClue.Value.ToString(), ["Version"] = Version("checked-clue"), ["State"] = "Dismissed", ["Dismissal"] = "NobodyFound" },
        $"{Record}/examinations/new" => new(Place("case", ("ExaminedOn", "2026-03-20"), ("Reason", "住院"))) { ["Outcome"] = "NotPossible" },
        $"{Record}/referrals/new" => Place("second", ("Hospital", Town.Hospital.Id.Value.ToString()), ("SentOn", "2026-03-20"), ("Reasons", "PoorEffect"), ("Summary", "疗效不佳")),
        $"{Record}/discharges/new" => Place("third", ("SentOn", "2026-03-20"), ("Reasons", "StableOrOutpatient"), ("Summary", "好转"), ("Plan", "复诊")),
        $"{Record}/referrals/{{referralId:guid}}?handler=Receive" => Place("case", ("HappenedOn", "2026-03-20")),
        $"{Record}/referrals/{{referralId:guid}}?handler=Decline" => Place("case", ("HappenedOn", "2026-03-20"), ("Refusal", "NoBed")),
        $"{Record}/referrals/{{referralId:guid}}?handler=Outcome" => Place("third", ("HappenedOn", "2026-03-20"), ("Outcome", "Outpatient")),
        $"{Record}/referrals/{{referralId:guid}}?handler=Cancel" => Place("case", ("HappenedOn", "2026-03-20"), ("Note", "患者不愿就诊")),
        $"{Record}/referrals/{{referralId:guid}}?handler=Correct" => Place("third", ("HappenedOn", "2026-03-19"), ("Step", prepared.ReceivedStep.ToString()), ("CorrectionReason", "日期录错")),
        _ => null,
    };

    private Dictionary<string, string>? OfTheAdministration(string route) => route switch
    {
        "/admin/people?handler=Add" => new()
        {
            ["Input.Code"] = "new-doctor",
            ["Input.Name"] = "新医生",
            ["Input.Role"] = "CareTeamMember",
            ["Input.Area"] = TestTown.Code,
            ["Input.Institution"] = Town.Centre.Id.Value.ToString(),
            ["Input.Team"] = Town.Team.Id.Value.ToString(),
        },
        "/admin/people/{id:guid}?handler=Move" => Place("spare", ("Role", "CareTeamMember"), ("Area", TestTown.Code), ("Team", Town.OtherTeam.Id.Value.ToString())),
        "/admin/people/{id:guid}?handler=Close" => Place("spare"),
        "/admin/people/{id:guid}?handler=SecondFactor" or "/admin/people/{id:guid}?handler=Unlock" or "/admin/people/{id:guid}?handler=Password" => [],
        "/admin/institutions?handler=Add" => Place("", ("Name", "第三卫生服务中心"), ("Kind", "CommunityHealthCentre"), ("Area", TestTown.Code)),
        "/admin/teams?handler=Add" => Place("", ("Name", "第三团队"), ("Area", TestTown.Code), ("Institution", Town.Centre.Id.Value.ToString())),
        "/admin/teams/{id:guid}?handler=Change" => Place("team", ("Name", "改名团队"), ("Area", TestTown.Code)),
        "/admin/teams/{id:guid}?handler=Close" => Place("team"),
        "/admin/groups?handler=Add" => Place("", ("Name", "第三小组"), ("Area", TestTown.Community)),
        "/admin/groups/{id:guid}?handler=Change" => Place("group", ("Name", "改名小组"), ("Area", TestTown.Community)),
        "/admin/groups/{id:guid}?handler=Close" => Place("group"),
        "/admin/groups/{id:guid}?handler=Member" => new() { ["staff"] = Town.Volunteer.Id.Value.ToString(), ["kind"] = "Volunteer", ["from"] = "2026-03-20" },
        "/admin/groups/{id:guid}?handler=End" => new() { ["membership"] = prepared.SpareMembership.Id.Value.ToString(), ["lastDay"] = "2026-03-20" },
        "/admin/reassignments?handler=Do" => new() { ["Input.From"] = "Person", ["Input.Reason"] = "PersonLeaves", ["Input.Person"] = prepared.Spare.Id.Value.ToString(), ["token"] = Token() },
        "/admin/reassignments?handler=Undo" => new() { ["id"] = prepared.Reassigned.Value.ToString() },
        "/admin/batches?handler=Import" => [], // a file is no field: without one it is refused, and by nobody else
        "/admin/grids?handler=Add" => Place("", ("Code", $"{TestTown.Community}-08"), ("Name", "第八网格"), ("Words", "新路"), ("Team", Town.Team.Id.Value.ToString())),
        "/admin/grids/{code}?handler=Redraw" => Place("grid", ("Name", "改名网格"), ("Words", "新路"), ("Team", Town.Team.Id.Value.ToString())),
        "/admin/grids/{code}?handler=Close" => Place("grid"),
        "/admin/settings/{key}?handler=Change" => Place("", ("Value", "7"), ("HoldsFrom", "2026-03-21"), ("Reason", "本省7个工作日"), ("Version", "0")),
        "/admin/jobs?handler=Run" => new() { ["job"] = "sweep" },
        "/admin/notices?handler=Set" => Place("", ("Party", "CareGroup"), ("Channel", "Email"), ("Address", "group@example.cn"), ("Area", TestTown.Code)),
        "/admin/notices?handler=End" => new() { ["route"] = prepared.Route.Value.ToString(), ["seen"] = Version("route") },
        "/admin/notices?handler=Replay" => new() { ["notice"] = prepared.Dead.Value.ToString(), ["seen"] = Version("dead") },
        "/admin/quarantine?handler=Clear" => new() { ["row"] = $"{prepared.Quarantined}", ["note"] = "已更正" },
        _ => null,
    };

    private Dictionary<string, string> Place(string versionOf, params (string Name, string Value)[] fields) =>
        fields.ToDictionary(field => $"Input.{field.Name}", field => field.Value).Concat(versionOf.Length > 0 ? [new("Input.Version", Version(versionOf))] : []).ToDictionary();

    private Dictionary<string, string> Alert(string? name = null, string value = "") =>
        new() { ["Input.AlertId"] = $"{prepared.Alert}", ["Input.Version"] = Version("alert"), [$"Input.{name ?? "Note"}"] = value };

    /// <summary>Whoever has no second factor shows that of the office; the second step asks only for the proof of the first.</summary>
    private async Task<Dictionary<string, string>> SecondStep(Person person)
    {
        var staff = person.Staff is { } own && prepared.World.Slice.HasSecondFactor(own) ? own : Town.Officer;
        var first = await person.Send(new(HttpMethod.Post, "/sign-in", Form: new Dictionary<string, string> { ["name"] = staff.Code, ["password"] = TestAccounts.Password }), keepsCookies: false);

        return new() { ["name"] = staff.Code, ["proof"] = Person.ProofIn(first.Text), ["code"] = (await prepared.World.Slice.CodeForAsync(staff))! };
    }

    /// <summary>An hour from now, as a clock shows it.</summary>
    private string SoonBack() => Application.Ports.Clock.InZone(prepared.World.Slice.Clock.GetUtcNow().AddHours(1)).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The other one of a talk.</summary>
    private Guid Partner(Person person) => (person.Who == Who.Psychiatrist ? Town.Doctor : Town.Psychiatrist).Id.Value;

    private string Version(string of) => prepared.Versions[of].ToString(CultureInfo.InvariantCulture);
}
