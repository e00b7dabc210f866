using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Exchange.Notices;

/// <summary>From the change in a case to the receiver's word that they know, over a real connection.</summary>
public sealed class WebHookTests
{
    [Fact]
    public async Task Given_a_route_When_an_emergency_starts_and_is_joined_Then_the_receiver_is_told_once_signed_and_without_a_name_and_its_word_is_on_the_page()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var slice = await Outgoing.TownAsync();
        var secret = await slice.RouteAsync(Party.Police, receiver.Address);
        var (caseId, crisis) = await slice.EmergencyAsync();
        await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers)); // joins it

        var first = await slice.SendAsync(TestContext.Current.CancellationToken);
        var second = await slice.SendAsync(TestContext.Current.CancellationToken);
        slice.Clock.Move(TimeSpan.FromHours(30));
        var came = Assert.Single(receiver.Got);
        await slice.Send(new ReceiveNotice(new(Guid.Parse(came.Key)), (string)came.Json["receipt"]!["token"]!));

        Assert.Equal((1, 1, 0, 0), (first.Found, first.Done, second.Found, second.Done));
        Assert.True(came.IsSignedBy(secret));
        Assert.False((came with { Body = came.Body + " " }).IsSignedBy(secret));
        Assert.Equal(("crisis-started", "police", $"https://care.example.cn/cases/{caseId.Value}/crises/{crisis.Value}"), ((string)came.Json["event"]!, (string)came.Json["party"]!, (string)came.Json["link"]!));
        Assert.Equal(["at", "attempt", "event", "key", "link", "party", "receipt", "text"], came.Json.AsObject().Select(field => field.Key).Order());
        Assert.All(Outgoing.Secrets, word => Assert.DoesNotContain(word, System.Text.RegularExpressions.Regex.Unescape(came.Said), StringComparison.OrdinalIgnoreCase));
        var shown = (await slice.Send(new GetCrisis(caseId, crisis))).Notices;
        Assert.Equal([(Party.Police, NoticeChannel.WebHook), (Party.FacilityHead, NoticeChannel.InApp), (Party.Psychiatrist, NoticeChannel.InApp)], shown.Select(notice => (notice.Party, notice.Channel)));
        Assert.Equal((slice.Clock.GetUtcNow(), null, slice.Town.Doctor.Name), (shown[0].AcknowledgedAt, shown[0].AcknowledgedBy, shown[0].By)); // late, and it is seen to be
    }

    [Fact]
    public async Task Given_a_receiver_that_refuses_When_it_is_tried_too_often_Then_each_wait_is_longer_it_is_given_up_and_sent_again_by_hand_under_the_same_key()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var slice = await Outgoing.TownAsync();
        await slice.RouteAsync(Party.Police, receiver.Address);
        var (_, crisis) = await slice.EmergencyAsync();
        receiver.Status = 503;

        var waits = new List<TimeSpan?>();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            await slice.SendAsync(TestContext.Current.CancellationToken);
            var notice = await slice.NoticeAsync(crisis, Party.Police);
            waits.Add(notice.NextAt - slice.Clock.GetUtcNow());
            slice.Clock.Move(TimeSpan.FromMinutes(10));
        }

        var dead = Assert.Single((await slice.Send(new ListDeadNotices(), by: slice.Town.Administrator)).Rows);
        receiver.Status = 204;
        await slice.Send(new ReplayNotice(dead.Id, dead.Version), by: slice.Town.Administrator);
        var again = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new ReplayNotice(dead.Id), by: slice.Town.Administrator));
        await slice.SendAsync(TestContext.Current.CancellationToken);

        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), null, null], waits);
        Assert.Equal(("http-503", 3, "notice.not-dead"), (dead.Fault, dead.Attempts, again.Code));
        Assert.Equal(4, receiver.Got.Count);
        Assert.Equal(dead.Id.Value.ToString(), Assert.Single(receiver.Got.Select(came => came.Key).Distinct()));
        Assert.Equal(NoticeState.Sent, (await slice.NoticeAsync(crisis, Party.Police)).State);
    }

    [Fact]
    public async Task Given_a_node_that_is_killed_after_the_receiver_took_it_When_another_runs_later_Then_it_comes_again_under_the_same_key()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var slice = await Outgoing.TownAsync();
        await slice.RouteAsync(Party.Police, receiver.Address);
        var (_, crisis) = await slice.EmergencyAsync();
        using var killed = new CancellationTokenSource();
        receiver.OnArrival = killed.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slice.SendAsync(killed.Token));
        var between = await slice.NoticeAsync(crisis, Party.Police);
        receiver.OnArrival = null;
        var tooSoon = await slice.SendAsync(TestContext.Current.CancellationToken);
        slice.Clock.Move(TimeSpan.FromMinutes(2));
        await slice.SendAsync(TestContext.Current.CancellationToken);

        Assert.Equal((NoticeState.Waiting, 1, 0), (between.State, between.Attempts, tooSoon.Found));
        Assert.Equal(2, receiver.Got.Count);
        Assert.Single(receiver.Got.Select(came => came.Key).Distinct());
        Assert.Equal((NoticeState.Sent, 2), ((await slice.NoticeAsync(crisis, Party.Police)) is var last ? (last.State, last.Attempts) : default));
    }

    [Fact]
    public async Task Given_two_nodes_at_once_When_both_run_Then_one_of_them_sends()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var slice = await Outgoing.TownAsync();
        await slice.RouteAsync(Party.Police, receiver.Address);
        var (_, crisis) = await slice.EmergencyAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => slice.SendAsync(TestContext.Current.CancellationToken)));

        Assert.Single(receiver.Got);
        Assert.Equal((NoticeState.Sent, 1), ((await slice.NoticeAsync(crisis, Party.Police)) is var notice ? (notice.State, notice.Attempts) : default));
    }

    [Fact]
    public async Task Given_a_receiver_that_answers_at_once_When_its_word_comes_before_the_attempt_is_marked_Then_the_word_stays()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var slice = await Outgoing.TownAsync();
        await slice.RouteAsync(Party.Police, receiver.Address);
        var (_, crisis) = await slice.EmergencyAsync();
        var id = Notice.IdOf(crisis.Value, Party.Police, NoticeChannel.WebHook);
        receiver.Status = 500; // and yet it was taken
        receiver.OnArrival = () => slice.Send(new ReceiveNotice(id, slice.Services.GetRequiredService<INoticeReceipts>().TokenFor(id))).GetAwaiter().GetResult();

        await slice.SendAsync(TestContext.Current.CancellationToken);

        var notice = await slice.NoticeAsync(crisis, Party.Police);
        Assert.Equal((NoticeState.Sent, null), (notice.State, notice.NextAt));
        Assert.NotNull(notice.AcknowledgedAt);
    }

    [Fact]
    public async Task Given_a_receiver_that_points_elsewhere_or_a_route_that_ended_When_it_is_sent_Then_nobody_else_is_told()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var elsewhere = await Receiver.OpenAsync();
        await using var slice = await Outgoing.TownAsync();
        await slice.RouteAsync(Party.Police, receiver.Address);
        var (_, crisis) = await slice.EmergencyAsync();
        (receiver.Status, receiver.Location) = (307, elsewhere.Address);

        await slice.SendAsync(TestContext.Current.CancellationToken);
        var pointed = await slice.NoticeAsync(crisis, Party.Police);
        var route = Assert.Single(await slice.Send(new ListNoticeRoutes(), by: slice.Town.Administrator));
        await slice.Send(new EndNoticeRoute(route.Id, route.Version), by: slice.Town.Administrator);
        slice.Clock.Move(TimeSpan.FromMinutes(2));
        await slice.SendAsync(TestContext.Current.CancellationToken);
        var ended = await slice.NoticeAsync(crisis, Party.Police);

        Assert.Equal(("redirect-refused", NoticeState.Waiting), (pointed.Fault, pointed.State));
        Assert.Equal(("no-route", NoticeState.Dead), (ended.Fault, ended.State));
        Assert.Empty(elsewhere.Got);
        Assert.EndsWith("/…", route.Address, StringComparison.Ordinal);
        Assert.Single(await slice.Send(new ListNoticeRoutes(Ended: true), by: slice.Town.Administrator));
    }

    [Fact]
    public async Task Given_a_change_that_is_refused_When_it_is_not_kept_Then_no_notice_is_kept_either()
    {
        await using var slice = await Outgoing.TownAsync();
        var caseId = (await slice.Send(A.Registration())).CaseId;

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers, ExpectedVersion: 99)));

        Assert.Equal((0, 0), (await slice.Db(db => db.Notices.CountAsync()), await slice.Db(db => db.Crises.CountAsync())));
    }
}
