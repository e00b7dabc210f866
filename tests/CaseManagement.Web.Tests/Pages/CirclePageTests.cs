using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Meetings;
using CaseManagement.Application.Features.Support;
using CaseManagement.Domain.Support;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>Setting out, from the page of the case and from the group's list; and what a group's meeting decided.</summary>
public sealed class CirclePageTests
{
    [Fact]
    public async Task Given_no_time_or_one_that_cannot_be_read_When_somebody_sets_out_Then_it_is_refused_on_both_pages_and_no_time_is_guessed()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 12, 31)));
        await using var doctor = await Site.OpenAsync(slice);
        await using var volunteer = await Site.OpenAsync(slice, slice.Town.Volunteer.Code);

        List<string> answers = [];
        foreach (var time in (string[])["", "下午"])
        {
            answers.Add(await doctor.Post($"/cases/{caseId.Value}/support", "SetOut", new() { ["Input.BackBy"] = time }, HttpStatusCode.BadRequest));
            answers.Add(await volunteer.Post("/support", "SetOut", new() { ["BackBy"] = time }, HttpStatusCode.BadRequest));
        }

        Assert.All(answers, answer => Assert.Contains("参数没有填或写法不对：日期、时间或数字", answer, StringComparison.Ordinal));
        Assert.Equal(0, await slice.Db(db => db.Outings.CountAsync()));
    }

    [Fact]
    public async Task Given_somebody_is_out_past_the_time_When_they_look_Then_they_are_asked_to_say_that_they_are_safe_and_the_others_to_call_them()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 12, 31)));
        await slice.Send(new SetOut(caseId, slice.Clock.GetUtcNow().AddMinutes(30)), slice.Town.Volunteer);
        slice.Clock.Move(TimeSpan.FromHours(1));
        await using var volunteer = await Site.OpenAsync(slice, slice.Town.Volunteer.Code);
        await using var leader = await Site.OpenAsync(slice, slice.Town.Leader.Code);

        var (own, others) = (await volunteer.Get("/support"), await leader.Get($"/cases/{caseId.Value}/support"));

        Assert.Contains("已过约定时间，请立即报平安。", own, StringComparison.Ordinal);
        Assert.Contains("已过约定时间，请立即联系本人。", others, StringComparison.Ordinal);
        Assert.DoesNotContain("联系本人", own, StringComparison.Ordinal);
        Assert.DoesNotContain("报平安。", others, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_member_of_a_group_When_a_clue_is_sent_as_if_the_hotline_had_called_Then_it_is_refused_and_the_page_offers_the_group_alone()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var volunteer = await Site.OpenAsync(slice, slice.Town.Volunteer.Code);

        var form = await volunteer.Get("/support");
        var refused = await volunteer.Post("/support", "Report", new() { ["Input.Source"] = "Hotline", ["Input.Said"] = "有人在桥上" }, HttpStatusCode.Conflict);
        await volunteer.Post("/support", "Report", new() { ["Input.Source"] = "CareGroup", ["Input.Said"] = "有人在桥上" });

        Assert.Matches("name=\"Input.Source\" value=\"CareGroup\"", form);
        Assert.DoesNotContain("\"Hotline\"", form, StringComparison.Ordinal);
        Assert.Contains("来源请选关爱帮扶小组", refused, StringComparison.Ordinal);
        Assert.Equal(Domain.Clues.ClueSource.CareGroup, await slice.Db(db => db.Clues.Select(clue => clue.Source).SingleAsync()));
    }

    [Fact]
    public async Task Given_several_patients_When_something_is_said_of_the_last_Then_the_answer_and_a_refusal_stand_at_that_patient_and_the_address_has_no_name()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        foreach (var name in (string[])["测试甲", "测试乙", "测试丙"]) await slice.Send(new AssignCareGroup((await slice.Send(A.Registration(name))).CaseId, slice.Town.Group.Id, new(2026, 12, 31)));
        await using var volunteer = await Site.OpenAsync(slice, slice.Town.Volunteer.Code);
        var last = Cards(await volunteer.Get("/support"))[^1];

        var signed = await volunteer.Post("/support", "Sign", new() { ["CaseId"] = last.Id, ["Sign"] = "StoppedMedicine" });
        var address = volunteer.LastAddress;
        var refused = await volunteer.Post("/support", "SetOut", new() { ["CaseId"] = last.Id, ["BackBy"] = "" }, HttpStatusCode.BadRequest);

        Assert.Equal($"/support?saved=sign&of={last.Id}", address);
        Assert.Equal([false, false, true], Cards(signed).Select(card => card.Text.Contains("已告知团队，由团队核实。", StringComparison.Ordinal)));
        Assert.Equal([false, false, true], Cards(refused).Select(card => card.Text.Contains("id=\"refusal\"", StringComparison.Ordinal)));
        Assert.Single(Regex.Matches(signed, "已告知团队，由团队核实。"));
        Assert.Single(Regex.Matches(refused, "id=\"refusal\""));
        Assert.Contains(last.Name, Cards(signed)[^1].Text, StringComparison.Ordinal);
    }

    /// <summary>What stands on the list of each patient.</summary>
    private static List<(string Id, string Name, string Text)> Cards(string page) => [.. Regex.Matches(page, "(?s)<li class=\"task[^>]*id=\"patient-([^\"]+)\"[^>]*tabindex=\"-1\".*?<strong>(.*?)</strong>.*?(?=<li class=\"task|$)").Select(card => (card.Groups[1].Value, card.Groups[2].Value, card.Value))];

    [Fact]
    public async Task Given_somebody_was_in_touch_When_they_say_so_Then_how_is_said_by_the_same_tap_as_what_was_seen_and_nothing_is_chosen_beforehand()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 12, 31)));
        await using var volunteer = await Site.OpenAsync(slice, slice.Town.Volunteer.Code);
        await using var doctor = await Site.OpenAsync(slice);

        var (list, page) = (await volunteer.Get("/support"), await doctor.Get($"/cases/{caseId.Value}/support"));
        await volunteer.Post("/support", "Log", new() { ["CaseId"] = $"{caseId.Value}", ["Means"] = "", ["Seen"] = "AsUsual" }, HttpStatusCode.BadRequest);
        await volunteer.Post("/support", "Log", new() { ["CaseId"] = $"{caseId.Value}", ["Means"] = "Phone", ["Seen"] = "AsUsual" });

        Assert.DoesNotMatch("<select[^>]*name=\"Means\"", list);
        Assert.Equal(["Visit 4", "Met 3", "Phone 4"], Regex.Matches(list, "(?s)name=\"Means\" value=\"(\\w+)\">(.*?)</form>").Select(form => $"{form.Groups[1].Value} {Regex.Count(form.Groups[2].Value, "name=\"Seen\"")}")); // who was met was reached
        Assert.Matches("(?s)<select[^>]*name=\"Input.Means\"[^>]*>\\s*<option value=\"\">", page);
        Assert.Equal(SupportMeans.Phone, await slice.Db(db => db.SupportEntries.Select(entry => entry.Means).SingleAsync()));
    }

    [Fact]
    public async Task Given_a_meeting_When_its_form_is_sent_twice_or_a_decision_is_closed_on_an_old_page_Then_there_is_one_meeting_and_what_was_typed_stands_in_its_form()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var (town, address) = (slice.Town, $"/meetings?group={slice.Town.Group.Id.Value}");
        await using var site = await Site.OpenAsync(slice, town.Leader.Code);
        Dictionary<string, string> held = new()
        {
            ["Input.HeldOn"] = "2026-03-02",
            ["Input.Members"] = $"{town.Volunteer.Id.Value}",
            ["Input.Decisions[0].Text"] = "联系民政",
            ["Input.Decisions[0].Owner"] = $"{town.Doctor.Id.Value}",
            ["Input.Decisions[0].DueOn"] = "2026-03-05",
        };

        var form = await site.Get(address);
        await site.Send(form, "Record", held);
        var twice = await site.Send(form, "Record", held, HttpStatusCode.Conflict);
        await slice.Db(db => db.CareGroups.Where(group => group.Id == town.Group.Id).ExecuteUpdateAsync(set => set.SetProperty(group => group.ClosedOn, new DateOnly(2026, 3, 2))));
        var decision = await slice.Db(db => db.GroupDecisions.SingleAsync());
        var hands = await site.Get($"/meetings?hand={decision.Id.Value}");
        var stale = await site.Send(hands, "Close", new() { ["Input.Version"] = $"{decision.Version + 1}", ["Input.Result"] = "已联系上" }, HttpStatusCode.Conflict);
        await site.Send(hands, "Hand", new() { ["Input.To"] = $"{town.Volunteer.Id.Value}" });

        Assert.Contains("已经保存", twice, StringComparison.Ordinal);
        Assert.Equal(1, await slice.Db(db => db.GroupMeetings.CountAsync()));
        Assert.Contains($"<option value=\"{town.Volunteer.Id.Value}\"", hands, StringComparison.Ordinal);
        Assert.Contains(">已联系上</textarea>", stale, StringComparison.Ordinal);
        Assert.Contains($"<option value=\"{town.Volunteer.Id.Value}\"", stale, StringComparison.Ordinal); // whom it was to be given to is still asked
        Assert.Equal(town.Volunteer.Id, (await slice.Db(db => db.GroupDecisions.SingleAsync())).OwnerId);
    }

    [Fact]
    public async Task Given_many_decisions_When_the_meetings_are_opened_Then_a_page_is_short_leads_to_its_parts_and_says_lateness_as_the_desk_does()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var town = slice.Town;
        for (var meeting = 0; meeting < 4; meeting++)
            await slice.Send(new RecordMeeting(town.Group.Id, new(2026, 3, 2), [town.Volunteer.Id], Decisions: [.. Enumerable.Range(0, 3).Select(day => new DecisionMade("走访", town.Leader.Id, new DateOnly(2026, 3, 5).AddDays(day)))], Key: Guid.NewGuid()));
        slice.Clock.Day = new(2026, 3, 6);
        await using var site = await Site.OpenAsync(slice, town.Leader.Code);

        var page = await site.Get("/meetings");
        var next = await site.Get(WebUtility.HtmlDecode(Regex.Match(page, "href=\"(/meetings\\?openAfter=[^\"]+)\"").Groups[1].Value));

        Assert.Equal((10, 2), (page.Split("<summary>办结或转交</summary>").Length - 1, next.Split("<summary>办结或转交</summary>").Length - 1));
        foreach (var said in (string[])["href=\"#groups\"", "迟 1 天", "最迟3月5日 周四", "今天截止", "最迟3月7日 周六"]) Assert.Contains(said, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_the_second_page_of_the_late_decisions_When_one_is_closed_handed_on_or_a_meeting_written_down_Then_the_reader_is_led_back_to_it()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var town = slice.Town;
        for (var meeting = 0; meeting < 5; meeting++)
            await slice.Send(new RecordMeeting(town.Group.Id, new(2026, 3, 2), [town.Volunteer.Id], Decisions: [.. Enumerable.Range(0, 3).Select(day => new DecisionMade("走访", town.Leader.Id, new DateOnly(2026, 3, 5).AddDays(day)))], Key: Guid.NewGuid()));
        slice.Clock.Day = new(2026, 3, 16);
        await using var site = await Site.OpenAsync(slice, town.Leader.Code);
        var takenBack = await LedToAsync("/meetings?show=Late", "TakeBack", new() { ["Input.Why"] = "EnteredTwice" });
        var first = await site.Get("/meetings?show=Late");
        var second = WebUtility.HtmlDecode(Regex.Match(first, "href=\"(/meetings\\?[^\"]*openAfter=[^\"]+)\"").Groups[1].Value);
        var hand = WebUtility.HtmlDecode(Regex.Matches(await site.Get(second), "href=\"(/meetings\\?[^\"]*hand=[^\"]+)\"")[^1].Groups[1].Value);

        var asked = (takenBack, await LedToAsync(second, "Close", new() { ["Input.Result"] = "已联系上" }), await LedToAsync(hand, "Hand", new() { ["Input.To"] = $"{town.Volunteer.Id.Value}" }));

        Assert.Contains("openafter=", ListOf(second), StringComparison.Ordinal);
        Assert.Equal(("show=late", ListOf(second), ListOf(second)), asked);
        Assert.Equal((12, 4, town.Volunteer.Id), await slice.Db(async db => (await db.GroupDecisions.CountAsync(decision => !db.GroupMeetings.Any(meeting => meeting.Id == decision.MeetingId && meeting.TakenBackOn != null)), await db.GroupDecisions.CountAsync(decision => decision.DoneOn != null), await db.GroupDecisions.Where(decision => decision.OwnerId != town.Leader.Id).Select(decision => decision.OwnerId).SingleAsync()))); // one was done, three were given up with their meeting

        async Task<string> LedToAsync(string address, string handler, Dictionary<string, string> filled)
        {
            await site.Send(await site.Get(address), handler, filled);
            return ListOf(site.LastAddress!);
        }

        static string ListOf(string address) => string.Join('&', Regex.Matches(address, "(?i:show|openAfter)=[^&]+").Select(part => part.Value.ToLowerInvariant()).Order(StringComparer.Ordinal));
    }
}
