using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Infrastructure.Exchange.Notices;

/// <summary>Posts a notice to another system, signed so that it knows who sends, and keyed so that it knows what came twice.</summary>
/// <remarks>No redirect is followed and no proxy is asked. Where a name leads is judged when the connection is made, so that a name cannot be turned inward after it was set.</remarks>
internal sealed class WebHook : INoticeSender, IDisposable
{
    public const string KeyHeader = "Idempotency-Key";
    public const string TimeHeader = "Notice-Timestamp";
    public const string SignatureHeader = "Notice-Signature";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly NoticeSettings _settings;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;

    public WebHook(NoticeSettings settings, TimeProvider clock)
    {
        (_settings, _clock) = (settings, clock);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = settings.Patience.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // so that a name that has moved is looked up anew
            ConnectCallback = ConnectAsync,
        };
        _http = new(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan }; // whoever sends says when it is too long
    }

    public NoticeChannel Channel => NoticeChannel.WebHook;

    public bool MayGoTo(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && _settings.AllowPlainHttp))
        && uri is { UserInfo: "", Fragment: "", Host.Length: > 0 }
        && (_settings.AllowPrivateAddresses || !IsInside(uri));

    public async Task<string?> SendAsync(NoticeLetter letter, CancellationToken ct)
    {
        var body = JsonSerializer.Serialize(Body(letter), Json);
        var time = _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, letter.Address) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add(KeyHeader, letter.Key.Value.ToString());
        request.Headers.Add(TimeHeader, time);
        request.Headers.Add(SignatureHeader, $"v1={Sign(letter.Secret!, time, body)}");
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct); // what it says beside its status is not read
            return answer.StatusCode switch
            {
                >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => null,
                >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => "redirect-refused",
                var status => string.Create(CultureInfo.InvariantCulture, $"http-{(int)status}"),
            };
        }
        catch (HttpRequestException fault)
        {
            return fault.InnerException is RefusedAddressException ? "address-refused" : "unreachable";
        }
    }

    /// <summary>Over the time and the body, so that neither a changed nor an old message passes for a new one.</summary>
    public static string Sign(string secret, string time, string body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));

    public void Dispose() => _http.Dispose();

    private object Body(NoticeLetter letter) => new
    {
        key = letter.Key.Value,
        @event = letter.Text.Code,
        text = new { zh = letter.Text.Zh, en = letter.Text.En },
        party = JsonNamingPolicy.KebabCaseLower.ConvertName(letter.Party.ToString()),
        at = letter.At,
        attempt = letter.Attempt,
        link = _settings.Link(letter.Path),
        receipt = new { address = _settings.Link($"/api/v1/notices/{letter.Key.Value}/receipt"), token = letter.ReceiptToken },
    };

    private static bool IsInside(Uri uri) => uri.IsLoopback || (IPAddress.TryParse(uri.DnsSafeHost, out var address) && !PublicAddress.Is(address));

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var open = found.Where(address => _settings.AllowPrivateAddresses || PublicAddress.Is(address)).ToArray();
        if (open.Length == 0) throw new RefusedAddressException();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class RefusedAddressException : Exception;
}
