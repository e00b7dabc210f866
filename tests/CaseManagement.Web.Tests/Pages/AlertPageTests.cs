using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>The page of one alert, and the numbers above the list of alerts.</summary>
public sealed partial class AlertPageTests
{
    [Fact]
    public async Task Given_a_taken_alert_When_it_is_handed_over_and_dismissed_on_its_page_Then_the_page_tells_who_did_what_and_when_it_returns()
    {
        await using var slice = await WithLateVisit();
        var alert = (await slice.Send(new ListAlerts(new AlertFilter(Tells: ToldRole.CareTeam, Kind: CareTaskKind.FollowUp)))).Rows.Single();
        await using var doctor = await Site.OpenAsync(slice);
        await using var leader = await Site.OpenAsync(slice, "leader");
        var address = $"/cases/{alert.CaseId.Value}/alerts/{alert.Id}";
        var before = await doctor.Get(address);

        await doctor.Post(address, "Claim", []);
        var wordless = await doctor.Post(address, "HandOver", new() { ["Input.To"] = slice.Town.Leader.Id.Value.ToString(), ["Input.HandOver"] = "Other" }, HttpStatusCode.Conflict);
        await doctor.Post(address, "HandOver", new() { ["Input.To"] = slice.Town.Leader.Id.Value.ToString(), ["Input.HandOver"] = "Absent" });
        var handed = await doctor.Get(address);
        await leader.Post(address, "Dismiss", new() { ["Input.Dismissal"] = "InHandElsewhere", ["Input.Note"] = "已约好" });
        var after = await leader.Get(address);

        Assert.Contains("下一步：3月24日 周二 通知精神科医师。", before, StringComparison.Ordinal);
        Assert.Contains("选“其他”时请写明情况。", wordless, StringComparison.Ordinal);
        Assert.Contains("有人在办", handed, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Dismiss", handed, StringComparison.Ordinal);
        Assert.Contains("→李组长", after, StringComparison.Ordinal);
        Assert.Contains("若仍迟，3月20日 周五 再次提醒。", after, StringComparison.Ordinal);
        Assert.Contains("Somebody has it in hand already", await leader.Get($"{address}?culture=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_the_numbers_above_the_alerts_When_each_is_opened_Then_its_list_has_as_many_rows()
    {
        await using var slice = await WithLateVisit();
        await using var leader = await Site.OpenAsync(slice, "leader");
        var page = await leader.Get("/?alerts=true");

        var chips = Chip().Matches(page).Select(chip => (Address: WebUtility.HtmlDecode(chip.Groups[1].Value), Count: int.Parse(chip.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture))).ToList();

        Assert.True(chips.Count > 6);
        Assert.True(chips.Select(chip => chip.Count).Distinct().Count() > 2);
        var own = chips.Single(chip => chip.Address.Contains("tells=TeamLeader", StringComparison.Ordinal)).Count;
        foreach (var (address, count) in chips)
        {
            var list = await leader.Get(address);
            Assert.Equal((address, count, own), (address, Alert().Count(list), int.Parse(Card().Match(list).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))); // the card counts those that tell the reader, whatever the list shows
        }
    }

    private static async Task<Slice> WithLateVisit()
    {
        var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId) with { SeenOn = new(2026, 3, 2) });
        slice.Clock.Day = new(2026, 3, 17);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, null, CancellationToken.None);

        return slice;
    }

    [GeneratedRegex("<a href=\"([^\"]*alerts=true[^\"]*)\"[^>]*>[^<]*<span class=\"figure\">(\\d+)</span></a>")]
    private static partial Regex Chip();

    [GeneratedRegex("<a class=\"count[^>]*alerts=true[^>]*>.*?<span class=\"figure\">(\\d+)</span>", RegexOptions.Singleline)]
    private static partial Regex Card();

    [GeneratedRegex("<li class=\"alert\" ")]
    private static partial Regex Alert();
}
