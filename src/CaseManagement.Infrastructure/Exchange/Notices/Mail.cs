using System.Globalization;
using System.Net.Sockets;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Telling;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CaseManagement.Infrastructure.Exchange.Notices;

/// <summary>Sends a notice as e-mail by the server that an operator has named.</summary>
internal sealed class Mail(NoticeSettings settings) : INoticeSender
{
    public const string KeyHeader = "Notice-Key";

    public NoticeChannel Channel => NoticeChannel.Email;

    public bool MayGoTo(string address) =>
        address.IndexOf('@', StringComparison.Ordinal) > 0 && !address.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)) && MailboxAddress.TryParse(address, out var mailbox) && mailbox.Address == address;

    public async Task<string?> SendAsync(NoticeLetter letter, CancellationToken ct)
    {
        if (settings.Smtp is not { Host: { Length: > 0 } host, From: { Length: > 0 } from } smtp) return "smtp-not-set-up";

        using var message = Message(letter, from);
        using var client = new SmtpClient();
        try
        {
            await client.ConnectAsync(host, smtp.Port, smtp.Security, ct);
            if (smtp.User is { Length: > 0 } user) await client.AuthenticateAsync(user, smtp.Password ?? "", ct);
            await client.SendAsync(message, ct);
            await client.DisconnectAsync(quit: true, ct);

            return null;
        }
        catch (SmtpCommandException fault)
        {
            return string.Create(CultureInfo.InvariantCulture, $"smtp-{(int)fault.StatusCode}");
        }
        catch (AuthenticationException)
        {
            return "smtp-authentication";
        }
        catch (Exception fault) when (fault is SslHandshakeException or NotSupportedException)
        {
            return "smtp-tls"; // the server offers no encryption, or none that can be trusted
        }
        catch (Exception fault) when (fault is SocketException or IOException or ProtocolException or ServiceNotConnectedException)
        {
            return "unreachable";
        }
    }

    private MimeMessage Message(NoticeLetter letter, string from)
    {
        var sender = MailboxAddress.Parse(from);
        var message = new MimeMessage { Subject = "社区精防工作通知 / Community care notice", Date = letter.At, MessageId = $"{letter.Key.Value:N}@{sender.Domain}" };
        message.From.Add(sender);
        message.To.Add(MailboxAddress.Parse(letter.Address));
        message.Headers.Add(KeyHeader, letter.Key.Value.ToString());
        message.Body = new TextPart("plain")
        {
            Text = $"""
                {letter.Text.Zh}
                {letter.Text.En}

                查看 / Open: {settings.Link(letter.Path)}
                确认收到 / Acknowledge: {settings.Link($"/received/{letter.Key.Value}?token={letter.ReceiptToken}")}
                """,
        };

        return message;
    }
}
