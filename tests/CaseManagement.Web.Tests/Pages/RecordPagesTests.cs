using System.Net;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Injections;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>The pages on which a visit, an injection and an examination are recorded.</summary>
public sealed class RecordPagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 20);

    [Fact]
    public async Task Given_a_visit_When_it_is_checked_and_saved_Then_the_page_proposes_with_reasons_and_the_case_says_the_next_day()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.FollowUpOf(caseId));
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}/follow-ups/new";

        var first = await site.Get(address);
        var form = await site.Get($"{address}?how=Home");
        var proposed = await site.Send(form, "Check", Answers());
        var poor = await site.Send(form, "Check", Answers(("f.risk", "0"), ("f.insight", "2")));
        var saved = await site.Send(proposed, "Save", Answers(("f.class", "2"), ("f.next-visit-on", "2026-04-01")));

        Assert.Matches("自知力较差[\\s\\S]*⚠ 待确认[\\s\\S]*自知力不全的归类：较差[\\s\\S]*读法R4[\\s\\S]*⚠ 待确认", poor);
        Assert.Contains("how=Telephone", first, StringComparison.Ordinal);
        Assert.Contains("上次：0级：无1至5级行为", form, StringComparison.Ordinal);
        Assert.DoesNotContain("checked", form, StringComparison.Ordinal); // nothing is taken over from the last visit
        Assert.Matches("建议分类：[\\s\\S]*基本稳定", proposed);
        Assert.Contains("/rules?rule=class.basically-stable.danger-1-2#", proposed, StringComparison.Ordinal);
        Assert.Contains("下次最迟4月3日 周五", proposed, StringComparison.Ordinal); // 14 days, the first of its class
        Assert.Contains("随访已保存。 最迟4月3日 周五 随访", saved, StringComparison.Ordinal);
        var task = (await slice.Send(new GetCase(caseId))).Tasks.Single(task => task.Kind == CareTaskKind.FollowUp);
        Assert.Equal((new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 3)), (task.Reason.DueOn, task.Reason.ClosesOn));
    }

    [Fact]
    public async Task Given_two_visits_saved_for_one_day_When_the_next_form_is_opened_Then_the_last_time_is_the_one_entered_last()
    {
        await using var slice = await Slice.CreateAsync(Today);
        await using var site = await Site.OpenAsync(slice);
        for (var number = 0; number < 10; number++) // so that chance cannot hide it
        {
            var caseId = (await slice.Send(A.Registration($"测试{number}"))).CaseId;
            var address = $"/cases/{caseId.Value}/follow-ups/new?how=Home";
            var (first, second) = number % 2 == 0 ? (("0", "3"), ("1", "2")) : (("1", "2"), ("0", "3"));
            foreach (var (risk, @class) in new[] { first, second }) await site.Send(await site.Post(address, "Check", Answers(("f.risk", risk))), "Save", Answers(("f.risk", risk), ("f.class", @class)));

            var form = await site.Get(address);

            Assert.Equal(2, (await slice.Send(new GetCase(caseId))).Timeline.Count(entry => entry.What == "follow-up"));
            Assert.Contains($"上次：{second.Item1}级", form, StringComparison.Ordinal);
            Assert.DoesNotContain($"上次：{first.Item1}级", form, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Given_an_edition_that_has_begun_When_a_visit_from_before_it_is_checked_on_the_page_Then_it_is_dated_by_the_edition_of_its_day()
    {
        await using var slice = await Slice.CreateAsync(new(2027, 1, 20), NextEdition.Use);
        var caseId = (await slice.Send(A.Registration() with { RegisteredOn = NextEdition.Eve })).CaseId;
        await using var site = await Site.OpenAsync(slice, with: NextEdition.Use);
        var form = await site.Get($"/cases/{caseId.Value}/follow-ups/new?how=Home");
        Dictionary<string, string> Calm(string seenOn) => Answers(("f.seen-on", seenOn), ("f.risk", "0"), ("f.insight", "1"));

        var before = await site.Send(form, "Check", Calm("2026-12-31"));
        var after = await site.Send(form, "Check", Calm("2027-01-01"));

        Assert.Contains("自知力评估", form, StringComparison.Ordinal); // the form is today's
        Assert.Contains("3月31日", before, StringComparison.Ordinal);
        Assert.DoesNotContain("3月31日", after, StringComparison.Ordinal);
        Assert.Contains("3月1日", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_answers_that_are_refused_When_the_form_comes_back_Then_it_names_the_field_and_has_every_answer()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}/follow-ups/new?how=Home";

        var checkedOnce = await site.Post(address, "Check", Answers());
        var calmer = await site.Send(checkedOnce, "Save", Answers(("f.class", "3"), ("f.hospital", "2"), ("f.last-discharged-on", "2026-02")), HttpStatusCode.Conflict);
        var ahead = await site.Send(checkedOnce, "Save", Answers(("f.class", "2"), ("f.seen-on", "2026-03-21"), ("f.drugs-in-use.daily.0.name", "奥氮平"), ("f.drugs-in-use.daily.0.eveningMg", "12.5")), HttpStatusCode.BadRequest);
        var unreadable = await site.Send(checkedOnce, "Save", Answers(("f.class", "2"), ("f.hospital", "2"), ("f.last-discharged-on", "去年")), HttpStatusCode.BadRequest);

        Assert.Contains("href=\"#f-override-reason\"", calmer, StringComparison.Ordinal);
        Assert.Matches("name=\"f.risk\" value=\"1\"[^>]*checked", calmer);
        Assert.Matches("name=\"f.class\" value=\"3\"[^>]*checked", calmer);
        Assert.Contains("value=\"2026-02\"", calmer, StringComparison.Ordinal);
        Assert.Contains("href=\"#f-seen-on\"", ahead, StringComparison.Ordinal);
        Assert.Contains("value=\"奥氮平\"", ahead, StringComparison.Ordinal);
        Assert.Contains("value=\"12.5\"", ahead, StringComparison.Ordinal);
        Assert.Contains("href=\"#f-last-discharged-on\"", unreadable, StringComparison.Ordinal);
        Assert.Contains("value=\"去年\"", unreadable, StringComparison.Ordinal);
        Assert.Matches("name=\"f.class\" value=\"2\"[^>]*checked", unreadable);
        Assert.Empty(await slice.Db(db => Task.FromResult(db.Cases.SelectMany(managed => managed.FollowUps).ToList())));
        var reasoned = await site.Send(calmer, "Save", Answers(("f.class", "3"), ("f.override-reason", "家属已核实"), ("f.hospital", "2"), ("f.last-discharged-on", "2026-02")));
        Assert.Contains("随访已保存。", reasoned, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_visit_with_a_mistake_When_it_is_corrected_on_the_page_Then_the_form_has_what_was_recorded_and_a_reason_is_asked_for()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var mistaken = await slice.Send(A.FollowUpOf(caseId));
        await using var site = await Site.OpenAsync(slice);

        var story = await site.Get($"/cases/{caseId.Value}");
        var form = await site.Get($"/cases/{caseId.Value}/follow-ups/new?correct={mistaken.Id.Value}");
        var proposed = await site.Send(form, "Check", Answers());
        var unreasoned = await site.Send(proposed, "Save", Answers(("f.class", "2")), HttpStatusCode.BadRequest);
        var corrected = await site.Send(unreasoned, "Save", Answers(("f.class", "2"), ("Reason", "日期写错")));

        Assert.Contains($"correct={mistaken.Id.Value}", story, StringComparison.Ordinal);
        Assert.Matches("name=\"f.risk\" value=\"0\"[^>]*checked", form);
        Assert.DoesNotContain("data-same", form, StringComparison.Ordinal);
        Assert.Contains("href=\"#Reason\"", unreasoned, StringComparison.Ordinal);
        Assert.Contains("随访已保存。", corrected, StringComparison.Ordinal);
        var kept = await slice.Db(db => Task.FromResult(db.Cases.SelectMany(managed => managed.FollowUps).ToList()));
        Assert.Equal((mistaken.Id, false), (kept.Single(visit => visit.IsValid).Supersedes, kept.Single(visit => visit.Id == mistaken.Id).IsValid));
    }

    [Fact]
    public async Task Given_a_patient_who_was_not_found_or_has_died_When_it_is_recorded_Then_only_what_applies_is_asked()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}/follow-ups/new";

        var lost = await site.Get($"{address}?how=Lost");
        var unreasoned = await site.Send(lost, "Save", new() { ["f.seen-on"] = "2026-03-18" }, HttpStatusCode.Conflict);
        var wentAway = await site.Send(unreasoned, "Save", new() { ["f.seen-on"] = "2026-03-18", ["f.loss-reason"] = "1" });
        var died = await site.Post($"{address}?how=Dead", "Save", new() { ["f.seen-on"] = "2026-03-20", ["f.died-on"] = "2026-03-19", ["f.death-cause"] = "1", ["f.fatal-illness"] = "3" });

        Assert.DoesNotMatch("f\\.risk|f\\.died-on|f\\.class", lost);
        Assert.Contains("href=\"#loss-reason-1\"", unreasoned, StringComparison.Ordinal);
        Assert.Contains("随访已保存。", wentAway, StringComparison.Ordinal);
        Assert.Contains("死亡", died, StringComparison.Ordinal);
        Assert.DoesNotContain("follow-ups/new", died, StringComparison.Ordinal); // nothing more is recorded of the dead
        Assert.Equal(Domain.Cases.CaseState.Dead, (await slice.Send(new GetCase(caseId))).State);
    }

    [Fact]
    public async Task Given_a_course_When_an_injection_is_recorded_Then_the_page_shows_the_window_the_label_and_the_other_side()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var course = await slice.Send(new StartInjectionCourse(caseId, "pp1m-janssen", new(2026, 3, 2), 100, RenalBand.Normal, OralToleratedOn: new(2026, 2, 1)));
        await slice.Send(new GiveInjection(caseId, course.Id, new(2026, 3, 2), 150, InjectionSite.DeltoidLeft, "B1"));
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}/injections/new";

        var inWindow = await site.Get($"{address}?on=2026-03-09");
        var late = await site.Get(address);
        var reload = await site.Get($"{address}?on=2026-04-20"); // seven weeks after the first: two of 100, both into the deltoid
        var refused = await site.Send(late, "Give", Given(), HttpStatusCode.Conflict);
        var empty = await site.Send(late, "Give", new() { ["Input.GivenOn"] = "2026-03-20", ["Input.Site"] = "DeltoidRight", ["Input.BatchNumber"] = "B-77" }, HttpStatusCode.BadRequest);
        var elsewhere = await site.Send(refused, "Give", new(Given()) { ["Input.ConfirmedBy"] = slice.Town.Psychiatrist.Id.Value.ToString(), ["Input.Site"] = "GlutealLeft" }, HttpStatusCode.Conflict);
        var saved = await site.Send(refused, "Give", new(Given()) { ["Input.ConfirmedBy"] = slice.Town.Psychiatrist.Id.Value.ToString() });

        Assert.Matches("2026-03-02\"[\\s\\S]{0,300}?当天已注射[\\s\\S]*2026-03-09\"[\\s\\S]{0,300}?到期日、所问的这天[\\s\\S]*aria-current=\"date\">[\\s\\S]{0,300}?2026-03-20[\\s\\S]{0,300}?、今天", inWindow);
        Assert.DoesNotContain("所问的这天", late + saved, StringComparison.Ordinal); // nobody has asked about another day than this
        Assert.Matches("2026-03-20\"[\\s\\S]{0,300}?当天已注射、今天", saved);
        Assert.Matches("右三角肌\\s*<small class=\"muted\">换侧", late);
        Assert.Matches("右三角肌\\s*<small class=\"muted\">换侧[\\s\\S]*打在了别处[\\s\\S]*左臀肌", reload);
        Assert.DoesNotMatch("臀肌</span>[\\s\\S]*打在了别处", reload);
        Assert.Contains("满4周起（含当日）；至7周（含当日） —— 第1针：当日，100 mg当量，三角肌；第2针：上一针后1周，100 mg当量，三角肌", reload, StringComparison.Ordinal);
        Assert.Contains("国内（国家药监局）说明书尚未", reload, StringComparison.Ordinal);
        Assert.Matches("下一针的窗口[\\s\\S]*2026-04-20\"[\\s\\S]{0,300}?所问的这天", reload);
        Assert.Matches("class=\"why-not\"[^>]*>\\s*请填写这一项。", empty);
        Assert.DoesNotContain("数量不对", empty, StringComparison.Ordinal);
        Assert.Contains("data-draft-key=", late, StringComparison.Ordinal);
        Assert.Contains("说明书规定这一针打三角肌", elsewhere, StringComparison.Ordinal);
        Assert.Contains("须先由精神科医师确认", late, StringComparison.Ordinal);
        Assert.Contains("/rules?rule=", late, StringComparison.Ordinal);
        Assert.Contains("美国说明书第2节", inWindow, StringComparison.Ordinal);
        Assert.DoesNotContain("US label section", inWindow + late, StringComparison.Ordinal);
        Assert.Contains("value=\"B-77\"", refused, StringComparison.Ordinal);
        Assert.Contains("注射已保存。", saved, StringComparison.Ordinal);

        static Dictionary<string, string> Given() => new() { ["Input.GivenOn"] = "2026-03-20", ["Input.Dose"] = "100", ["Input.Site"] = "DeltoidRight", ["Input.BatchNumber"] = "B-77" };
    }

    [Fact]
    public async Task Given_the_yearly_examination_When_it_is_recorded_Then_a_missing_item_is_refused_and_the_next_is_a_year_away()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}/examinations/new?outcome=Done";
        static Dictionary<string, string> Filled() => new()
        {
            ["Input.ExaminedOn"] = "2026-03-19",
            ["Input.ConsentBy"] = "Guardian",
            ["Input.General"] = "未见异常",
            ["Input.SystolicMmHg"] = "120",
            ["Input.DiastolicMmHg"] = "80",
            ["Input.WeightKg"] = "62.5",
            ["Input.BloodCount"] = "白细胞正常",
            ["Input.TransaminaseUnits"] = "21",
            ["Input.GlucoseMmol"] = "5.2",
        };

        var refused = await site.Post(address, null, Filled(), HttpStatusCode.Conflict);
        var saved = await site.Send(refused, null, new(Filled()) { ["Input.NotDone"] = "Ecg" });

        Assert.Contains("七项都要填", refused, StringComparison.Ordinal);
        Assert.Contains("白细胞正常</textarea>", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"62.5\"", refused, StringComparison.Ordinal);
        Assert.Contains("体检已保存。 最迟2027年3月19日 周五 体检", saved, StringComparison.Ordinal);
        Assert.Contains("白细胞正常", saved, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_somebody_without_the_right_When_a_form_is_asked_for_Then_it_is_not_there_for_them()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var office = await Site.OpenAsync(slice, "office");
        await using var doctor = await Site.OpenAsync(slice);

        foreach (var form in (string[])["follow-ups/new", "injections/new", "injections/start", "examinations/new"]) await office.Get($"/cases/{caseId.Value}/{form}", HttpStatusCode.Forbidden);

        Assert.DoesNotMatch("(follow-ups|injections|examinations)/new", await office.Get($"/cases/{caseId.Value}"));
        await doctor.Get($"/cases/{Guid.Empty}/follow-ups/new", HttpStatusCode.NotFound);
        Assert.Contains($"/cases/{caseId.Value}/follow-ups/new", await doctor.Get("/?band=Late"), StringComparison.Ordinal); // the first visit, one tap from its row
    }

    /// <summary>Danger level 1 and all else calm: basically stable.</summary>
    private static Dictionary<string, string> Answers(params (string Name, string Value)[] others)
    {
        var answers = new Dictionary<string, string>
        {
            ["f.seen-on"] = "2026-03-20",
            ["f.respondents"] = "1",
            ["f.risk"] = "1",
            ["f.symptoms"] = "none",
            ["f.symptom-state"] = "1",
            ["f.insight"] = "1",
            ["f.dangerous-acts.7"] = "true",
            ["f.physical-illness"] = "1",
            ["f.other-abnormality"] = "false",
            ["f.adherence"] = "1",
            ["f.adverse-reaction"] = "1",
        };
        foreach (var item in (string[])["sleep", "diet", "self-care", "housework", "work", "learning", "interpersonal"]) answers[$"f.{item}"] = "2";
        foreach (var (name, value) in others) answers[name] = value;

        return answers;
    }
}
