using CaseManagement.Domain.Telling;
using MailKit.Security;
using Microsoft.Extensions.Configuration;

namespace CaseManagement.Infrastructure.Exchange.Notices;

/// <summary>What an operator may set about notices.</summary>
/// <param name="Site">Where this system is reached, for the links in a notice; without it they carry the path alone.</param>
/// <param name="AllowPlainHttp">For a test bench only: what goes out unencrypted can be read on the way.</param>
/// <param name="AllowPrivateAddresses">Where receivers sit in the same private network; otherwise nobody can have this server ask a machine inside.</param>
public sealed record NoticeSettings(Uri? Site, bool AllowPlainHttp, bool AllowPrivateAddresses, NoticePatience Patience, SmtpSettings Smtp)
{
    public static readonly NoticeSettings Default = new(Site: null, AllowPlainHttp: false, AllowPrivateAddresses: false, NoticePatience.Default, SmtpSettings.None);

    public static NoticeSettings From(IConfiguration configuration)
    {
        var notices = configuration.GetSection("Notices");
        var usual = NoticePatience.Default;

        return new(
            Uri.TryCreate(notices["Site"], UriKind.Absolute, out var site) ? site : null,
            notices.GetValue("AllowPlainHttp", false),
            notices.GetValue("AllowPrivateAddresses", false),
            new(
                notices.GetValue("MostAttempts", usual.MostAttempts),
                notices.GetValue("FirstWait", usual.FirstWait),
                notices.GetValue("LongestWait", usual.LongestWait),
                notices.GetValue("Timeout", usual.Timeout)),
            new(
                notices["Smtp:Host"],
                notices.GetValue("Smtp:Port", SmtpSettings.SubmissionPort),
                notices.GetValue("Smtp:Security", SecureSocketOptions.StartTls),
                notices["Smtp:From"],
                notices["Smtp:User"],
                notices["Smtp:Password"]));
    }

    /// <summary>An address of this system for a link.</summary>
    public string Link(string path) => Site is null ? path : new Uri(Site, path).AbsoluteUri;
}

/// <summary>By which server e-mail leaves; none is the rule.</summary>
/// <param name="Security">TLS by <c>STARTTLS</c> unless an operator says otherwise.</param>
public sealed record SmtpSettings(string? Host, int Port, SecureSocketOptions Security, string? From, string? User = null, string? Password = null)
{
    public const int SubmissionPort = 587;

    public static readonly SmtpSettings None = new(Host: null, SubmissionPort, SecureSocketOptions.StartTls, From: null);

    /// <summary>A record would print the password with everything else.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
