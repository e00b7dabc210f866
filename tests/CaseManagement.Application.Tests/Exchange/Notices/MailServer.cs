using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CaseManagement.Application.Tests.Exchange.Notices;

/// <summary>A mail server that speaks as much SMTP (RFC 5321) as it takes to receive a message, and that refuses where it is told to.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public MailServer()
    {
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Said to every recipient.</summary>
    public string Recipient { get; set; } = "250 ok";

    public ConcurrentQueue<string> Got { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                try
                {
                    await Talk(client.GetStream());
                }
                catch (IOException)
                {
                    continue; // the client has hung up; the next one is served
                }
            }
        }
        catch (OperationCanceledException)
        {
            return; // the test is over
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 mail.test");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            await writer.WriteLineAsync(verb switch
            {
                "EHLO" or "HELO" or "MAIL" or "RSET" or "NOOP" => "250 ok",
                "RCPT" => Recipient,
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "502 not here",
            });
            if (verb == "QUIT") return;
            if (verb != "DATA") continue;

            var text = new StringBuilder();
            while (await reader.ReadLineAsync(_stop.Token) is { } body && body != ".") text.Append(body.StartsWith("..", StringComparison.Ordinal) ? body[1..] : body).Append("\r\n");
            Got.Enqueue(text.ToString());
            await writer.WriteLineAsync("250 taken");
        }
    }
}
