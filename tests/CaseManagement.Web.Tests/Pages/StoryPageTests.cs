using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Testing;
using CaseManagement.Web.Pages.Cases;

namespace CaseManagement.Web.Tests.Pages;

public sealed class StoryPageTests
{
    private static readonly DateOnly Day = new(2026, 3, 20);

    [Fact]
    public void Given_a_long_story_When_it_is_read_a_page_at_a_time_Then_every_entry_comes_once_and_a_day_is_never_torn_apart()
    {
        List<TimelineEntry> told = [.. Enumerable.Range(0, 90).Select(number => new TimelineEntry(Day.AddDays(-(number / 4)), number % 3 == 0 ? "injection" : "follow-up", Guid.NewGuid()))];

        foreach (var part in (StoryPart?[])[null, StoryPart.Visits, StoryPart.Injections])
        {
            var (read, after, pages) = (new List<TimelineEntry>(), (DateOnly?)null, 0);
            do
            {
                var page = StoryTimeline.Of(told, part, after);
                Assert.DoesNotContain(read, entry => page.Entries.Any(other => other.On == entry.On));
                read.AddRange(page.Entries);
                (after, pages) = (page.Next, pages + 1);
            }
            while (after is not null);

            Assert.Equal(told.Where(entry => part is null || StoryTimeline.PartOf(entry) == part), read);
            Assert.True(pages > 1);
        }

        Assert.Equal([(StoryPart.Visits, 60), (StoryPart.Injections, 30)], StoryTimeline.Of(told, null, null).Parts);
        Assert.Null(StoryTimeline.Of(told[..StoryTimeline.PageSize], null, null).Next);
    }

    [Fact]
    public async Task Given_a_patient_When_the_page_is_narrowed_charted_and_printed_Then_each_shows_what_was_recorded()
    {
        await using var slice = await Slice.CreateAsync(today: Day);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId) with { Findings = A.UnstableFindings with { Adherence = Adherence.NoneOrdered } });
        await slice.Send(A.ExaminationOf(caseId));
        var signed = await slice.Send(new SignAgreement(caseId, slice.Town.Team.Id, new Signature(Signer.Guardian, "测试母", "母亲", Day), Day, new(2027, 3, 19)));
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}";

        var all = await site.Get(address);
        var examined = await site.Get($"{address}?show=Examinations");
        var charts = await site.Get($"{address}/charts");
        var agreement = await site.Get($"{address}/agreements/{signed.Id.Value}/print");

        Assert.Single(Entries(examined));
        Assert.True(Entries(all).Length > 3);
        Assert.Contains("62.5 kg", Entries(examined)[0], StringComparison.Ordinal);
        Assert.Matches("at-a-glance(.|\n)*测试母(.|\n)*</header>", all);
        Assert.Matches("data-chart=\"weight\"(.|\n)*data-value=\"62.5\"", charts);
        Assert.Matches("data-chart=\"class\"(.|\n)*不稳定", charts);
        Assert.Matches("data-levels=\"不用药\\|间断用药\\|按医嘱规律用药\"(.|\n)*医嘱勿需用药，曲线在此断开(.|\n)*data-value=\"\"", charts); // no medicine by order is no worse than refusing it: it stands on no level
        Assert.Matches("<section id=\"findings\"[^>]*aria-label=\"变化曲线\"", charts); // said when it is opened
        Assert.DoesNotMatch("style=|<script[^>]*>[^<]", charts);
        foreach (var said in (string[])["2026-03-20", "2027-03-19", "测试母 母亲", slice.Town.Team.Name, "基本医疗服务和基本公共卫生服务"]) Assert.Contains(said, agreement, StringComparison.Ordinal);
        await site.Get($"{address}/agreements/{Guid.NewGuid()}/print", HttpStatusCode.NotFound);
        Assert.Contains($"{address}/agreements/{signed.Id.Value}/print", await site.Get($"{address}/papers"), StringComparison.Ordinal);
    }

    private static string[] Entries(string page) => [.. Regex.Split(Regex.Match(page, "<ol class=\"timeline\"(.|\n)*?</ol>").Value, "<li").Skip(1)];
}
