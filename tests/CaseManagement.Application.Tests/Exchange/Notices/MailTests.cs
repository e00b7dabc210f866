using System.Text;
using CaseManagement.Domain.Telling;
using CaseManagement.Infrastructure.Exchange.Notices;
using MailKit.Security;
using MimeKit;

namespace CaseManagement.Application.Tests.Exchange.Notices;

/// <summary>E-mail over a real connection to a server that takes it or does not.</summary>
public sealed class MailTests
{
    [Fact]
    public async Task Given_a_mail_server_When_an_emergency_starts_Then_one_mail_with_the_key_and_no_name_arrives()
    {
        await using var server = new MailServer();
        await using var slice = await Outgoing.TownAsync(Smtp(server));
        await slice.RouteAsync(Party.CareGroup, "group@example.cn", NoticeChannel.Email);
        var (_, crisis) = await slice.EmergencyAsync();

        await slice.SendAsync(TestContext.Current.CancellationToken);
        await slice.SendAsync(TestContext.Current.CancellationToken);

        var raw = Assert.Single(server.Got);
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(raw));
        using var mail = await MimeMessage.LoadAsync(stream, TestContext.Current.CancellationToken);
        var notice = await slice.NoticeAsync(crisis, Party.CareGroup, NoticeChannel.Email);
        Assert.Equal((NoticeState.Sent, notice.Id.Value.ToString(), "group@example.cn"), (notice.State, mail.Headers[Mail.KeyHeader], ((MailboxAddress)mail.To[0]).Address));
        Assert.Contains(NoticeText.Of(NoticeEvent.CrisisStarted).Zh, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"https://care.example.cn/received/{notice.Id.Value}?token=", mail.TextBody, StringComparison.Ordinal);
        Assert.All(Outgoing.Secrets, word => Assert.DoesNotContain(word, mail.Subject + mail.TextBody!.Split("查看")[0], StringComparison.OrdinalIgnoreCase)); // before the links, in which any three letters may stand
    }

    [Fact]
    public async Task Given_a_server_that_knows_no_such_box_or_offers_no_encryption_or_none_at_all_When_it_is_sent_Then_the_code_says_so()
    {
        await using var server = new MailServer { Recipient = "550 nobody here" };

        Assert.Equal("smtp-550", await Fault(Smtp(server)));
        Assert.Equal("smtp-tls", await Fault(Smtp(server) with { Security = SecureSocketOptions.StartTls }));
        Assert.Equal("smtp-not-set-up", await Fault(SmtpSettings.None));
        Assert.Empty(server.Got);
    }

    private static SmtpSettings Smtp(MailServer server) => new("127.0.0.1", server.Port, SecureSocketOptions.None, "care@example.cn");

    private static Task<string?> Fault(SmtpSettings smtp) =>
        new Mail(NoticeSettings.Default with { Smtp = smtp }).SendAsync(
            new(new(Guid.NewGuid()), NoticeChannel.Email, NoticeText.Of(NoticeEvent.CrisisStarted), Party.CareGroup, DateTimeOffset.UnixEpoch, 1, "/", "1.x", "group@example.cn", null), TestContext.Current.CancellationToken);
}
