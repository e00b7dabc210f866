using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Desk;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
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

    [Fact]
    public async Task Given_clues_that_nobody_looks_into_When_the_days_pass_Then_they_stand_late_in_the_list_and_on_the_desk_and_climb_to_the_leader_and_the_office_once_each()
    {
        await using var slice = await Outgoing.TownAsync();
        foreach (var party in (Party[])[Party.FacilityHead, Party.PreventionOffice]) await slice.RouteAsync(party, $"{party}@example.cn", NoticeChannel.Email);
        var locked = await slice.Send(new ReportClue(ClueSource.Other, "听说有人被关锁", TestTown.Community), slice.Town.Officer);
        var knife = await slice.Send(new ReportClue(ClueSource.Hotline, "有人持刀", TestTown.Community, Trigger: CrisisTrigger.DangerToOthers), slice.Town.Officer);

        slice.Clock.Day = new(2026, 3, 3);
        await SweepAsync(slice, slice.Clock.Day);
        await SweepAsync(slice, slice.Clock.Day);
        var (first, desk) = (await OfCluesAsync(slice), await slice.Send(new CountDesk()));
        var rows = (await slice.Send(new ListClues())).Rows;
        await slice.Send(new CheckClue(knife.Id, "无此人"));
        await slice.Send(new EndClue(knife.Id, ClueState.Dismissed, Dismissal: ClueDismissal.NobodyFound));
        slice.Clock.Day = new(2026, 3, 24);
        await SweepAsync(slice, slice.Clock.Day);

        Assert.Equal([(knife.Id.Value, Party.FacilityHead)], first);
        Assert.Equal((2, 1), (desk.OpenClues, desk.LateClues));
        Assert.Equal([(knife.Id, 1, ToldRole.TeamLeader), (locked.Id, 0, (ToldRole?)null)], rows.Select(row => (row.Id, row.DaysLate, row.Told)));
        Assert.Equal([(knife.Id.Value, Party.FacilityHead), (locked.Id.Value, Party.FacilityHead), (locked.Id.Value, Party.PreventionOffice)], (await OfCluesAsync(slice)).OrderBy(told => told.Item1 != knife.Id.Value));
    }

    [Fact]
    public async Task Given_a_patient_who_is_said_to_be_missing_When_a_day_passes_Then_the_leader_is_told_as_of_an_emergency()
    {
        await using var slice = await Outgoing.TownAsync();
        foreach (var party in (Party[])[Party.FacilityHead, Party.PreventionOffice]) await slice.RouteAsync(party, $"{party}@example.cn", NoticeChannel.Email);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 12, 31)));
        await slice.Send(new ReportSign(caseId, CareSign.Missing), slice.Town.Volunteer);
        var missing = Assert.Single((await slice.Send(new ListClues())).Rows);

        slice.Clock.Day = new(2026, 3, 3);
        await SweepAsync(slice, slice.Clock.Day);

        Assert.Equal([(missing.Id.Value, Party.FacilityHead)], await OfCluesAsync(slice));
        Assert.Equal((1, ToldRole.TeamLeader), Assert.Single((await slice.Send(new ListClues())).Rows) is var row ? (row.DaysLate, row.Told!.Value) : default);
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

    private static Task<List<(Guid, Party)>> OfCluesAsync(Slice slice) => slice.Db(async db =>
        (await db.Notices.AsNoTracking().Where(notice => notice.Event == NoticeEvent.ClueLate).OrderBy(notice => notice.Party).ToListAsync()).ConvertAll(notice => (notice.EventId, notice.Party)));

    private static Task<List<Notice>> NoticesAsync(Slice slice) => slice.Db(db => db.Notices.AsNoTracking().Where(notice => notice.Event == NoticeEvent.AlertsReached).ToListAsync());
}
