using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>The loops as somebody meets them for the first time: what is wrong is said at its field, and what became of a thing on its page.</summary>
public sealed class LoopFormsTests
{
    private const string Empty = "请填写这一项。";

    private static readonly DateOnly Today = new(2026, 3, 20);

    [Fact]
    public async Task Given_referrals_up_and_down_When_forms_are_empty_too_late_or_declined_Then_each_page_says_so_and_what_now()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var silent = new Institution(InstitutionId.New(), "第二精神卫生中心", InstitutionKind.SpecialistHospital, TestTown.City);
        await slice.Add(silent);
        var crisis = (await slice.Send(new StartCrisis(caseId, CrisisTrigger.AcuteReaction))).Id;
        await slice.Send(new RecordCrisis(caseId, crisis, A.CrisisRecord(slice.Clock.GetUtcNow())));
        await using var site = await Site.OpenAsync(slice);
        var (story, form) = ($"/cases/{caseId.Value}", $"/cases/{caseId.Value}/referrals/new");

        var nowhere = await site.Post(form, null, Up(("Hospital", ""), ("Summary", "")), HttpStatusCode.BadRequest);
        var asked = await site.Get(story);
        var unread = await site.Send(asked, "SendToSpecialist", new() { ["InstitutionId"] = silent.Id.Value.ToString(), ["Question"] = "是否换药？" }, HttpStatusCode.Conflict);
        var begun = await site.Post(form, null, Up(("Hospital", silent.Id.Value.ToString()), ("Reasons", "ViolenceOrSelfHarm")));
        var waits = await site.Get(form);
        var wordless = await site.Send(begun, "Cancel", new() { ["Input.HappenedOn"] = "2026-03-20", ["Input.Note"] = "" }, HttpStatusCode.BadRequest);
        await site.Send(begun, "Cancel", new() { ["Input.HappenedOn"] = "2026-03-20", ["Input.Note"] = "改转他院" });
        var gone = await site.Get($"{story}/crises/{crisis.Value}");
        var measure = await site.Post(form, null, Up(("Hospital", slice.Town.Hospital.Id.Value.ToString()), ("Reasons", "AcuteAdverseReaction")));

        Assert.All((string[])["Input.Hospital", "Input.Summary"], field => Assert.Matches($"(?s)name=\"{field}\"[^>]*aria-invalid", nowhere));
        Assert.Contains($"是否换药？</textarea>", unread, StringComparison.Ordinal);
        Assert.Matches("(?s)name=\"InstitutionId\"[^>]*aria-invalid.*?无人能看到", unread);
        Assert.DoesNotContain($"<option value=\"{silent.Id.Value}\"", asked, StringComparison.Ordinal);
        Assert.Contains("无法收到提问：第二精神卫生中心", asked, StringComparison.Ordinal);
        Assert.Contains("应急处置已启动或在继续", begun, StringComparison.Ordinal);
        Assert.Contains($"/crises/{crisis.Value}\"", begun, StringComparison.Ordinal);
        Assert.Contains("已有转往第二精神卫生中心的转诊（3月20日 周五）等待答复", waits, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Input.Summary\"", waits, StringComparison.Ordinal);
        Assert.Matches($"(?s)id=\"refusal\".*?>原因及另行处理</a>: {Empty}", wordless);
        Assert.Contains("提出此原因的转诊已于3月20日 周五撤回", gone, StringComparison.Ordinal);
        Assert.Contains("这份转诊算作处置措施，不另启动", measure, StringComparison.Ordinal);

        await using var hospital = await Site.OpenAsync(slice, "psychiatrist");
        var discharging = $"{story}/discharges/new";
        Dictionary<string, string> down = new() { ["Input.SentOn"] = "2026-03-20", ["Input.DischargedOn"] = "2026-03-20", ["Input.WasInpatient"] = "true", ["Input.Reasons"] = "Discharged", ["Input.Summary"] = "好转出院", ["Input.Plan"] = "按时服药" };
        await slice.Send(new ReceiveReferral(caseId, (await slice.Send(new GetCase(caseId))).Referrals.Single(referral => referral.State == ReferralState.Sent).Id, Today), slice.Town.Psychiatrist);
        var before = await hospital.Post(discharging, null, new(down) { ["Input.DischargedOn"] = "2026-03-19" }, HttpStatusCode.Conflict);
        var sent = await hospital.Post(discharging, null, new(down));
        var second = await hospital.Get(discharging);
        var discharge = (await slice.Send(new GetCase(caseId))).Referrals.Single(referral => referral.Direction == ReferralDirection.Down).Id;
        await slice.Send(new DeclineReferral(caseId, discharge, Today, ReferralRefusal.Other, "出院日期有误"));
        var declined = await hospital.Get($"{story}/referrals/{discharge.Value}");
        var again = await hospital.Get(discharging);
        var wrongAgain = await hospital.Send(again, null, new(down) { ["Input.DischargedOn"] = "2026-03-19" }, HttpStatusCode.Conflict);
        var resent = await hospital.Send(again, null, new(down));

        Assert.Matches("(?s)name=\"Input.DischargedOn\"[^>]*aria-invalid.*?出院日期早于所答复的转诊或入院日期", before);
        Assert.Contains("待基层处理", sent, StringComparison.Ordinal);
        Assert.Contains("等待基层处理：答复或撤回之前不能再发", second, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Input.Plan\"", second, StringComparison.Ordinal);
        Assert.Matches($"href=\"{discharging}\">重新发送", declined);
        Assert.Contains("出院日期有误", again, StringComparison.Ordinal);
        Assert.Contains("按时服药</textarea>", again, StringComparison.Ordinal);
        Assert.Contains("name=\"Input.DischargedOn\" max=\"2026-03-20\" value=\"2026-03-20\"", again, StringComparison.Ordinal);
        Assert.Contains("待基层处理", resent, StringComparison.Ordinal);
        Assert.Matches("(?s)name=\"Input.DischargedOn\"[^>]*aria-invalid.*?出院日期早于所答复的转诊或入院日期", wrongAgain);
        Assert.Equal((1, 1, 1), (await slice.Send(new GetCase(caseId))).Referrals is var all ? (Count(ReferralDirection.Up, ReferralState.Closed), Count(ReferralDirection.Down, ReferralState.Sent), Count(ReferralDirection.Down, ReferralState.Cancelled)) : default); // the referral is answered again

        int Count(ReferralDirection direction, ReferralState state) => all.Count(referral => referral.Direction == direction && referral.State == state);
    }

    [Fact]
    public async Task Given_emergencies_When_one_is_told_of_too_early_recorded_empty_withdrawn_or_closed_Then_its_pages_say_what_is_wrong_and_offer_nothing_that_is_refused()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (caseId, other) = ((await slice.Send(A.Registration())).CaseId, (await slice.Send(A.Registration("测试乙"))).CaseId);
        var crisis = (await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers))).Id;
        await using var site = await Site.OpenAsync(slice);
        var page = $"/cases/{caseId.Value}/crises/{crisis.Value}";

        var empty = await site.Post(page, "Tell", new() { ["Telling.Party"] = "", ["Telling.Result"] = "", ["Telling.How"] = "Call" }, HttpStatusCode.BadRequest);
        var early = await site.Send(empty, "Tell", new() { ["Telling.Party"] = "Police", ["Telling.Result"] = "Knows", ["Telling.How"] = "Call", ["Telling.At"] = "2026-03-19T10:00" }, HttpStatusCode.Conflict);
        var told = await site.Send(early, "Tell", new() { ["Telling.Party"] = "Police", ["Telling.Result"] = "Knows", ["Telling.How"] = "Call" });
        var blank = await site.Post($"{page}/record", null, new() { ["Input.StartedAt"] = "", ["Input.Scene"] = "" }, HttpStatusCode.BadRequest);
        var cancel = Regex.Match(told, "href=\"(/cases/[^\"]*/records/[^\"]*/cancel)\"").Groups[1].Value;
        var mistake = await site.Get(cancel);
        await slice.Send(new EndCrisis(caseId, crisis, CrisisOutcome.Mistaken, Note: "误报"));
        var (closed, late) = (await site.Get(page), await site.Get(cancel, HttpStatusCode.Conflict));
        var sent = await slice.Send(A.ReferralOf(other, slice.Town.Hospital.Id) with { SentOn = Today, Reasons = [ReferralReason.ViolenceOrSelfHarm] });
        var theirs = (await slice.Send(new GetReferral(other, sent.Id))).Crisis!;
        await slice.Send(new CancelReferral(other, sent.Id, Today, "填错患者"));
        var withdrawn = await site.Get($"/cases/{other.Value}/crises/{theirs.Id.Value}");

        Assert.All((string[])["Telling.Party", "Telling.Result"], field => Assert.Matches($"(?s)name=\"{field}\"[^>]*aria-invalid", empty));
        Assert.Matches("(?s)name=\"Telling.At\"[^>]*aria-invalid.*?通知时间早于应急处置开始的日期", early);
        Assert.Contains("已知晓", told, StringComparison.Ordinal);
        Assert.Equal(4, Regex.Count(blank, "class=\"why-not\"[^>]*>" + Empty));
        Assert.Contains("name=\"Reason\"", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain(cancel, closed, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Reason\"", late, StringComparison.Ordinal);
        Assert.False(theirs.IsMeasure);
        Assert.Contains("没有发生应急情况", withdrawn, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"record\"", withdrawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_clues_When_a_form_is_refused_or_one_is_handed_on_Then_the_clue_says_why_whom_was_found_stays_and_the_page_says_to_whom()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var (open, known) = ((await slice.Send(new ReportClue(ClueSource.Other, "几天没出门", TestTown.Community))).Id, (await slice.Send(new ReportClue(ClueSource.Other, "夜里喊叫", TestTown.Community))).Id);
        await using var site = await Site.OpenAsync(slice);

        var unchecked_ = await site.Post("/clues", "Check", new() { ["ClueId"] = open.Value.ToString(), ["Note"] = "" }, HttpStatusCode.BadRequest);
        foreach (var clue in (ClueId[])[open, known]) await slice.Send(new CheckClue(clue, "已核实"));
        var found = await site.Post("/clues", "Find", new() { ["Text"] = "测试甲" });
        var unchosen = await site.Send(found, "End", new() { ["State"] = "Matched" }, HttpStatusCode.BadRequest);
        var first = Regex.Match(found, "name=\"Sought\"").Success;
        var outside = await site.Send(unchosen, "End", new() { ["State"] = "HandedOn", ["ToAreaCode"] = "", ["Note"] = "外市疾控中心" });
        var within = await site.Send(outside, "End", new() { ["State"] = "HandedOn", ["ToAreaCode"] = TestTown.OtherTown });

        Assert.Matches($"(?s)id=\"refusal\".*?>核实情况</a>: {Empty}", unchecked_);
        Assert.True(first);
        Assert.Matches($"(?s)name=\"MatchedCaseId\" value=\"{caseId.Value}\".*?class=\"why-not\"", unchosen);
        Assert.Contains("线索已移交：外市疾控中心。", outside, StringComparison.Ordinal);
        Assert.Matches("线索已移交：[^。]+。", within);
        Assert.DoesNotContain("外市疾控中心", within, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_clue_that_was_matched_to_the_wrong_patient_When_it_is_opened_again_after_somebody_was_told_Then_the_page_leads_to_the_emergency_that_is_still_open()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var heard = (await slice.Send(new ReportClue(ClueSource.Hotline, "说要自杀", TestTown.Community, Trigger: CrisisTrigger.SelfHarm))).Id;
        await slice.Send(new CheckClue(heard, "同名"));
        await using var site = await Site.OpenAsync(slice);

        async Task<string> Reopened(bool isTold)
        {
            await slice.Send(new EndClue(heard, ClueState.Matched, caseId));
            if (isTold) await slice.Send(new TellOfCrisis(caseId, (await slice.Send(new ListCrises())).Rows[0].Id, Party.Police, ToldHow.Call, ToldResult.Comes));
            var ended = await site.Get("/clues?ended=true");
            return await site.Send(ended, "Reopen", new() { ["Note"] = "不是此人" });
        }

        Assert.DoesNotContain("应急处置仍未结束", await Reopened(isTold: false), StringComparison.Ordinal);
        var still = await Reopened(isTold: true);
        Assert.Contains("原对应患者的应急处置仍未结束", still, StringComparison.Ordinal);
        Assert.Contains($"href=\"/cases/{caseId.Value}/crises/{(await slice.Send(new ListCrises())).Rows[0].Id.Value}\">前往应急处置", still, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Up(params (string Name, string Value)[] fields) =>
        ((string Name, string Value)[])[("SentOn", "2026-03-20"), ("Reasons", "AcuteOrRelapse"), ("Summary", "复发"), .. fields] is var all ? all.GroupBy(field => field.Name).ToDictionary(same => $"Input.{same.Key}", same => same.Last().Value) : [];
}
