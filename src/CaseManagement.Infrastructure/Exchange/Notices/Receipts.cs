using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Telling;
using CaseManagement.Infrastructure.Keys;

namespace CaseManagement.Infrastructure.Exchange.Notices;

/// <summary>A token is the notice's id under a key of this installation: nobody else can make one, and none is kept.</summary>
internal sealed class Receipts(Lazy<KeyRing> ring) : INoticeReceipts
{
    private const string Purpose = "notice-receipt";

    public string TokenFor(NoticeId id) => Token(id, ring.Value.Current);

    public bool Fits(NoticeId id, string token) =>
        token.IndexOf('.', StringComparison.Ordinal) is var dot and > 0
        && int.TryParse(token.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && ring.Value.Versions.Contains(version)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(Token(id, version)));

    private string Token(NoticeId id, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{version}.{Base64Url.EncodeToString(HMACSHA256.HashData(ring.Value.Derive(Purpose, version), id.Value.ToByteArray(bigEndian: true)))}");
}
