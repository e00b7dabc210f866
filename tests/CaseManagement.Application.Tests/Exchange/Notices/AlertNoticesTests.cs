using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Exchange.Notices;

/// <summary>Alerts that climb: inside they stand in the list of whom they tell, and its routes say that there are some.</summary>
public sealed class AlertNoticesTests
{
    [Fact]
    public async Task Given_routes_of_the_office_and_the_leader_When_alerts_climb_to_them_Then_each_is_told_once_a_day_that_there_are_some_and_of_nobody()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var slice = await LateTownAsync();
        await slice.RouteAsync(Party.PreventionOffice, receiver.Address);

        await SweepAsync(slice, new(2026, 3, 3)); // nobody is late
        var before = await NoticesAsync(slice);
        await slice.RouteAsync(Party.FacilityHead, "head@example.cn", NoticeChannel.Email);
        await SweepAsync(slice, new(2026, 3, 31)); // the team, the leader, the hospital and the office
        await SweepAsync(slice, new(2026, 3, 31));
        await slice.SendAsync(TestContext.Current.CancellationToken);

        Assert.Empty(before);
        var notice = Assert.Single(await NoticesAsync(slice), notice => notice.Party == Party.PreventionOffice);
        Assert.Equal((NoticeEvent.AlertsReached, null, TestTown.City, NoticeState.Sent), (notice.Event, notice.CaseId, notice.AreaCode, notice.State));
        var came = Assert.Single(receiver.Got);
        Assert.Equal(("alerts-reached", "prevention-office", "https://care.example.cn/?alerts=true"), ((string)came.Json["event"]!, (string)came.Json["party"]!, (string)came.Json["link"]!));
        Assert.All(Outgoing.Secrets, word => Assert.DoesNotContain(word, System.Text.RegularExpressions.Regex.Unescape(came.Said), StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty((await slice.Send(new ListAlerts(new AlertFilter(Tells: ToldRole.PreventionOffice)), by: slice.Town.Officer)).Rows); // inside, always
    }

    [Fact]
    public async Task Given_routes_of_the_city_the_town_and_another_town_When_alerts_climb_Then_the_narrowest_is_taken_and_the_other_town_hears_nothing()
    {
        await using var slice = await LateTownAsync();
        foreach (var area in (string[])[TestTown.City, TestTown.Code, TestTown.OtherTown])
            await slice.Send(new SetNoticeRoute(area, Party.FacilityHead, NoticeChannel.Email, $"head{area}@example.cn"), by: slice.Town.Administrator);

        await SweepAsync(slice, new(2026, 3, 17));
        await SweepAsync(slice, new(2026, 3, 18)); // nothing climbs

        Assert.Equal(TestTown.Code, Assert.Single(await NoticesAsync(slice)).AreaCode);
    }

    [Fact]
    public async Task Given_no_route_When_alerts_climb_Then_they_stand_in_the_list_and_nothing_waits_in_the_outbox()
    {
        await using var slice = await LateTownAsync();

        await SweepAsync(slice, new(2026, 3, 31));

        Assert.Empty(await NoticesAsync(slice));
        Assert.Contains(ToldRole.PreventionOffice, (await slice.Send(new CountAlerts(new AlertFilter()), by: slice.Town.Officer)).Tells.Keys);
    }

    /// <summary>A patient seen on 2 March and unstable, so late from 17 March on.</summary>
    private static async Task<Slice> LateTownAsync()
    {
        var slice = await Outgoing.TownAsync();
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId));

        return slice;
    }

    private static Task<JobCounts> SweepAsync(Slice slice, DateOnly today) => slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, today, TestContext.Current.CancellationToken);

    private static Task<List<Notice>> NoticesAsync(Slice slice) => slice.Db(db => db.Notices.AsNoTracking().Where(notice => notice.Event == NoticeEvent.AlertsReached).ToListAsync());
}
