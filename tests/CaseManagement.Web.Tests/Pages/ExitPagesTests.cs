using System.Net;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>The page on which a patient is looked for, and by which a patient leaves management and comes back.</summary>
public sealed class ExitPagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 20);

    [Fact]
    public async Task Given_a_patient_nobody_reaches_When_attempts_and_a_loss_are_recorded_Then_a_refusal_keeps_the_form_and_the_lists_follow()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}/exits";

        var refused = await site.Post(address, null, Attempt(("Outcome", "DayAgreed")), HttpStatusCode.Conflict);
        var saved = await site.Send(refused, null, Attempt(("Outcome", "NobodyThere")));
        var again = await site.Send(saved, null, Attempt(("Outcome", "NobodyThere")), HttpStatusCode.Conflict);
        var unfit = await site.Send(saved, null, Attempt(("Means", "AskedPolice"), ("At", "11:00"), ("Used", ""), ("Outcome", "Reached")), HttpStatusCode.Conflict);
        var early = await site.Send(saved, null, Form("ProposeLoss", ("Criterion", "NotReached")), HttpStatusCode.Conflict);
        var proposed = await site.Send(early, null, Form("ProposeLoss", ("Criterion", "Missing")));
        var list = await site.Get("/departures?view=LossProposals");
        await slice.Send(new DecideLoss(caseId, true), slice.Town.Leader);
        var lost = await site.Get(address);
        var found = await site.Send(lost, null, Form("RecordFound", ("On", "2026-03-20"), ("Note", "自行回家")));
        var reached = await site.Send(found, null, Attempt(("On", "2026-03-20"), ("At", "07:00"), ("Outcome", "Reached")));

        Assert.Matches("<option value=\"Called\" selected", refused);
        Assert.Contains("value=\"10:00\"", refused, StringComparison.Ordinal);
        Assert.Contains("无人应答", saved, StringComparison.Ordinal);
        Assert.Contains("这次联系您已经登记过", again, StringComparison.Ordinal);
        Assert.Matches("(?s)name=\"Input.Outcome\"[^>]*aria-invalid.*?value=\"Reached\"[^>]*data-not-by=\"AskedCommittee AskedPolice\"", unfit);
        Assert.DoesNotContain("重新计数", saved, StringComparison.Ordinal);
        Assert.Contains("3月20日 周五已联系上：此前的联系不再计入，重新计数。", reached, StringComparison.Ordinal);
        Assert.Contains("需要 3 个不同日期的联系，目前记录了 1 个。", early, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"DecideLoss\"", proposed, StringComparison.Ordinal); // the second person's
        Assert.Contains("测试甲", list, StringComparison.Ordinal);
        Assert.Contains("尚未通报：综合管理小组、上级精防机构", lost, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"OfferTransfer\"", lost, StringComparison.Ordinal);
        Assert.Contains("<strong>在管</strong>", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_case_on_its_ways_out_When_the_page_is_read_Then_it_shows_what_can_be_done_there()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice, "leader");
        var address = $"/cases/{caseId.Value}/exits";

        await slice.Send(new OfferTransfer(caseId, null, "外省某市"));
        var moving = await site.Get(address);
        await slice.Send(new DecideTransfer(caseId, true, "当地已确认"), slice.Town.Leader);
        var gone = await site.Get(address);
        await slice.Send(new ReopenCase(caseId, "已回本地"), slice.Town.Leader);
        var unnamed = await site.Post(address, null, Form("RecordDeath", ("DiedOn", "2026-03-20"), ("On", "2026-03-20"), ("Cause", "1"), ("Yes", "true")), HttpStatusCode.Conflict);
        await slice.Send(new RecordDeath(caseId, Today, Today, DeathCause.PhysicalIllness, FatalIllness.Heart));
        var dead = await site.Get(address);
        var (referring, planning) = (await site.Get($"/cases/{caseId.Value}/referrals/new", HttpStatusCode.Conflict), await site.Get($"/cases/{caseId.Value}/plan/edit", HttpStatusCode.Conflict));
        var visiting = await site.Get($"/cases/{caseId.Value}/follow-ups/new?how=Home");
        var refused = await site.Send(visiting, "Check", new() { ["Input.VisitedOn"] = "2026-13-01" }, HttpStatusCode.BadRequest);
        var story = await site.Get($"/cases/{caseId.Value}");

        Assert.Contains("value=\"DecideTransfer\"", moving, StringComparison.Ordinal);
        Assert.Contains("value=\"WithdrawTransfer\"", moving, StringComparison.Ordinal);
        Assert.Contains("value=\"ReopenCase\"", gone, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"RecordDeath\"", gone, StringComparison.Ordinal);
        Assert.Contains("value=\"CancelDeath\"", dead, StringComparison.Ordinal);
        Assert.Matches("(?s)name=\"Input.FatalIllness\"[^>]*aria-invalid.*?请填写躯体疾病的种类", unnamed);
        Assert.All((string[])[referring, planning], page => Assert.Contains("这份个案已经结案", page, StringComparison.Ordinal));
        Assert.All((string[])[referring, planning], page => Assert.DoesNotContain("class=\"long-form\"", page, StringComparison.Ordinal));
        Assert.All((string[])[visiting, refused], page => Assert.Contains("这里只能补录结束之前的情况", page, StringComparison.Ordinal));
        Assert.Contains("死亡", story, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_forms_that_leave_out_what_they_must_say_When_they_are_sent_Then_each_is_refused_at_its_field_and_found_open()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}/exits";

        var timeless = await site.Post(address, null, Attempt(("Outcome", ""), ("Means", ""), ("At", "")), HttpStatusCode.BadRequest);
        var unreadable = await site.Post(address, null, Attempt(("Outcome", "NobodyThere"), ("At", "25:99")), HttpStatusCode.BadRequest);
        var called = await site.Post(address, null, Attempt(("Outcome", "NobodyThere"), ("Used", "Home")), HttpStatusCode.Conflict);
        var dayless = await site.Post(address, null, Death(("DiedOn", ""), ("Yes", "true")), HttpStatusCode.BadRequest);
        var unchecked_ = await site.Post(address, null, Death(("DiedOn", "2026-03-19")), HttpStatusCode.BadRequest);
        var later = await site.Post(address, null, Death(("DiedOn", "2026-03-20"), ("On", "2026-03-19"), ("Yes", "true")), HttpStatusCode.Conflict);

        Assert.Matches("(?s)id=\"refusal\".*?>时间</a>: 请填写这一项。.*?还有：.*?>方式</a> <a[^>]*>结果</a>", timeless);
        Assert.All((string[])["Input.At", "Input.Means", "Input.Outcome"], field => Assert.Matches($"name=\"{field}\"[^>]*aria-invalid=\"true\"", timeless));
        Assert.Matches("(?s)id=\"refusal\".*?写法不对", unreadable);
        Assert.Matches("name=\"Input.At\"[^>]*aria-invalid=\"true\"", unreadable);
        Assert.Contains("打电话须选电话", At("Input.Used", called), StringComparison.Ordinal);
        Assert.Contains("请填写这一项。", At("Input.DiedOn", dayless), StringComparison.Ordinal);
        Assert.Contains("已核实：测试甲已死亡", unchecked_, StringComparison.Ordinal);
        Assert.Matches("(?s)Input.Yes\"[^>]*aria-invalid=\"true\".*?class=\"needed\"", unchecked_);
        Assert.Contains("why-not", At("Input.DiedOn", later), StringComparison.Ordinal);
        foreach (var refused in (string[])[dayless, unchecked_, later]) Assert.Matches("<details class=\"sheet\" open[^>]*>\\s*<summary>记录死亡", refused);
        Assert.DoesNotMatch("<details class=\"sheet\" open", timeless);

        static string At(string field, string page) => page[page.IndexOf($"name=\"{field}\"", StringComparison.Ordinal)..][..900];
    }

    [Fact]
    public async Task Given_two_losses_When_one_ends_by_word_and_one_by_a_visit_Then_the_page_shows_the_end_of_both()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (told, seen) = ((await slice.Send(A.Registration())).CaseId, (await slice.Send(A.Registration("测试乙"))).CaseId);
        foreach (var each in (Domain.Cases.ManagedCaseId[])[told, seen])
        {
            await slice.Send(new ProposeLoss(each, Domain.Exits.LossCriterion.Missing));
            await slice.Send(new DecideLoss(each, true), slice.Town.Leader);
        }

        slice.Clock.Day = new(2026, 3, 23);
        await slice.Send(new RecordFound(told, slice.Clock.Day, "自行回家"));
        await slice.Send(A.FollowUpOf(seen) with { SeenOn = slice.Clock.Day });
        await using var site = await Site.OpenAsync(slice);

        Assert.Matches("3月23日[^<]* 结束 自行回家", await site.Get($"/cases/{told.Value}/exits"));
        Assert.Matches("3月23日[^<]* 结束 已见到患者", await site.Get($"/cases/{seen.Value}/exits"));
    }

    private static Dictionary<string, string> Death(params (string, string)[] more) => Form("RecordDeath", [("Cause", "2"), ("On", "2026-03-20"), .. more]);

    private static Dictionary<string, string> Attempt(params (string, string)[] more) =>
        Form("RecordAttempt", [("On", "2026-03-19"), ("At", "10:00"), ("Means", "Called"), ("Used", "PatientPhone"), .. more]);

    private static Dictionary<string, string> Form(string act, params (string Name, string Value)[] fields) =>
        fields.Append(("Act", act)).GroupBy(field => field.Item1).ToDictionary(same => $"Input.{same.Key}", same => same.Last().Item2); // what is said last holds
}
