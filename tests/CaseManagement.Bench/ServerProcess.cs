using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CaseManagement.Bench;

/// <summary>A server in a process of its own, ended with what holds it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private ServerProcess(Process process, HttpClient client, TimeSpan firstAnswer) => (_process, Client, FirstAnswer) = (process, client, firstAnswer);

    public HttpClient Client { get; }

    /// <summary>From the start of the process to its first good answer.</summary>
    public TimeSpan FirstAnswer { get; }

    /// <summary>Starts the assembly with what is given, and a port of its own in the place of <c>{port}</c>.</summary>
    public static async Task<ServerProcess> StartAsync(string assembly, string ready, params string[] arguments)
    {
        var port = FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Load.Connections, UseProxy = false, UseCookies = false }) { BaseAddress = new($"http://127.0.0.1:{port}") };
        var began = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments.Select(argument => argument.Replace("{port}", port, StringComparison.Ordinal))]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["DOTNET_gcServer"] = "1";
        var process = Process.Start(start)!;
        var told = new System.Text.StringBuilder();
        process.OutputDataReceived += (_, line) => told.AppendLine(line.Data);
        process.ErrorDataReceived += (_, line) => told.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await pause.WaitForNextTickAsync())
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > Patience) throw new InvalidOperationException($"The server has not answered:\n{told}");
            try
            {
                using var answer = await client.GetAsync(new Uri(ready, UriKind.Relative));
                if (answer.IsSuccessStatusCode) break;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
        }

        return new ServerProcess(process, client, Stopwatch.GetElapsedTime(began));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A fixed number of requests over a fixed number of connections.</summary>
internal static class Load
{
    public const int Connections = 16;

    /// <returns>Good answers a second; any other answer is a fault of the measurement.</returns>
    public static async Task<double> RateAsync(int requests, Func<int, Task<HttpResponseMessage>> send)
    {
        var next = -1;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < requests; i = Interlocked.Increment(ref next))
            {
                using var answer = await send(i);
                var body = await answer.Content.ReadAsByteArrayAsync();
                if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(body)}");
            }
        })));

        return requests / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
