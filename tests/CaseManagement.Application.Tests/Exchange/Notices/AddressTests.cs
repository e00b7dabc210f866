using System.Net;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Telling;
using CaseManagement.Infrastructure.Exchange.Notices;
using FluentValidation;

namespace CaseManagement.Application.Tests.Exchange.Notices;

/// <summary>Where notices may go, and who may say that they know.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    public void Given_an_address_inside_When_it_is_judged_Then_it_is_not_public(string address)
    {
        var uri = address.Contains(':', StringComparison.Ordinal) ? $"https://[{address}]/in" : $"https://{address}/in";
        using var hook = new WebHook(NoticeSettings.Default, TimeProvider.System);

        Assert.False(PublicAddress.Is(IPAddress.Parse(address)));
        Assert.False(hook.MayGoTo(uri));
    }

    [Theory]
    [InlineData("https://police.example.cn/in", true)]
    [InlineData("https://8.8.8.8/in", true)]
    [InlineData("http://police.example.cn/in", false)]
    [InlineData("https://localhost/in", false)]
    [InlineData("https://user:word@police.example.cn/in", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("police", false)]
    public void Given_an_address_When_a_web_hook_is_set_to_it_Then_only_an_encrypted_one_outside_is_taken(string address, bool isTaken)
    {
        using var hook = new WebHook(NoticeSettings.Default, TimeProvider.System);

        Assert.Equal(isTaken, hook.MayGoTo(address));
    }

    [Theory]
    [InlineData("group@example.cn", true)]
    [InlineData("group", false)]
    [InlineData("a@example.cn\r\nBcc: b@example.cn", false)]
    [InlineData("Group <group@example.cn>", false)]
    [InlineData("a@example.cn,b@example.cn", false)]
    public void Given_an_address_When_mail_is_set_to_it_Then_only_one_plain_box_is_taken(string address, bool isTaken) =>
        Assert.Equal(isTaken, new Mail(NoticeSettings.Default).MayGoTo(address));

    [Fact]
    public async Task Given_a_name_that_leads_inside_When_the_connection_is_made_Then_it_is_refused_though_the_name_looked_right()
    {
        await using var receiver = await Receiver.OpenAsync();
        using var hook = new WebHook(NoticeSettings.Default with { AllowPlainHttp = true }, TimeProvider.System);
        var letter = new NoticeLetter(new(Guid.NewGuid()), NoticeChannel.WebHook, NoticeText.Of(NoticeEvent.LossConfirmed), Party.Police, DateTimeOffset.UnixEpoch, 1, "/", "1.x", $"http://localhost:{new Uri(receiver.Host).Port}/in", "secret");

        Assert.Equal("address-refused", await hook.SendAsync(letter, TestContext.Current.CancellationToken));
        Assert.Empty(receiver.Got);
    }

    [Fact]
    public async Task Given_the_town_When_a_route_is_set_to_an_address_inside_or_elsewhere_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(A.Monday);

        var inside = await Assert.ThrowsAsync<ValidationException>(() => slice.Send(new SetNoticeRoute(TestTown.City, Party.Police, NoticeChannel.WebHook, "https://10.0.0.1/in"), by: slice.Town.Administrator));
        foreach (var party in (Party[])[Party.Guardian, Party.Family, Party.Other])
            Assert.Equal("notice.party", Assert.Single((await Assert.ThrowsAsync<ValidationException>(() => slice.Send(new SetNoticeRoute(TestTown.City, party, NoticeChannel.Email, "mother@example.cn"), by: slice.Town.Administrator))).Errors).ErrorCode);
        var inApp = await Assert.ThrowsAsync<ValidationException>(() => slice.Send(new SetNoticeRoute(TestTown.City, Party.Police, NoticeChannel.InApp, "here"), by: slice.Town.Administrator));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new SetNoticeRoute("110000", Party.Police, NoticeChannel.WebHook, "https://police.example.cn/in"), by: slice.Town.Administrator));
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new SetNoticeRoute(TestTown.City, Party.Police, NoticeChannel.WebHook, "https://police.example.cn/in")));

        Assert.Equal(("notice.address", "notice.channel"), (inside.Errors.First().ErrorCode, inApp.Errors.First().ErrorCode));
    }

    [Fact]
    public async Task Given_a_notice_inside_When_others_and_the_one_it_tells_acknowledge_it_Then_only_that_one_counts_and_the_first_time_stays()
    {
        await using var slice = await Outgoing.TownAsync();
        var (caseId, crisis) = await slice.EmergencyAsync();
        var mine = Notice.IdOf(crisis.Value, Party.FacilityHead, NoticeChannel.InApp);

        var others = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new AcknowledgeNotice(caseId, mine), by: slice.Town.Officer));
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new AcknowledgeNotice(caseId, mine)));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new AcknowledgeNotice(new(Guid.NewGuid()), mine), by: slice.Town.Leader));
        await Assert.ThrowsAsync<NotFoundException>(() => slice.Send(new ReceiveNotice(mine, "1.guessed")));
        var before = (await slice.Send(new GetCrisis(caseId, crisis), by: slice.Town.Leader)).Notices.Single(notice => notice.Id == mine);
        var first = await slice.Send(new AcknowledgeNotice(caseId, mine, before.Version), by: slice.Town.Leader);
        slice.Clock.Move(TimeSpan.FromHours(1));
        var again = await slice.Send(new AcknowledgeNotice(caseId, mine), by: slice.Town.Leader);
        var shown = (await slice.Send(new GetCrisis(caseId, crisis), by: slice.Town.Leader)).Notices.Single(notice => notice.Id == mine);

        Assert.Equal(("notice.not-yours", true, false), (others.Code, before.IsMine, shown.IsMine));
        Assert.Equal((first.AcknowledgedAt, slice.Town.Leader.Name), (again.AcknowledgedAt, shown.AcknowledgedBy));
    }
}
