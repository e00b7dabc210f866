using System.Data.Common;
using System.Text.Json;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using FluentValidation;
using Microsoft.Extensions.Logging.Console;

namespace CaseManagement.Web.Verbs;

/// <summary>A verb cannot do what it was told, and this sentence says why.</summary>
internal sealed class CannotException(string sentence) : Exception(sentence);

/// <summary>How every verb runs: one line of counts on standard output, everything else on standard error.</summary>
internal static class Running
{
    private static readonly JsonSerializerOptions OneLine = new(JsonSerializerDefaults.Web);

    /// <summary>Does one thing with the services of the program and prints its counts.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Once<T>(IReadOnlyList<string> settings, Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken ct, Func<T, int>? exitCode = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = [.. settings], ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.PostConfigure<LoggerFilterOptions>(OnlyWarnings);
        House.Furnish(builder.Services, builder.Configuration, Database.DefaultFile);

        using var host = builder.Build();
        var counts = await work(host.Services, ct);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize<object>(counts!, OneLine));

        return exitCode?.Invoke(counts) ?? 0;
    }

    // What stops a verb is said once, in a sentence; the database and the job need not say it as well.
    private static void OnlyWarnings(LoggerFilterOptions filters)
    {
        filters.Rules.Clear();
        filters.MinLevel = LogLevel.Warning;
        filters.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        filters.AddFilter("CaseManagement", LogLevel.None);
    }

    public static Task<IReadOnlyList<string>> MigrateAsync(this IServiceProvider services, CancellationToken ct) => services.GetRequiredService<ISchema>().MigrateAsync(ct);

    /// <summary>The clock's day unless another was given.</summary>
    public static DateOnly Day(this IServiceProvider services, DateOnly? today) => today ?? services.GetRequiredService<TimeProvider>().Today();

    /// <summary>Turns whatever stops a verb into one sentence on standard error.</summary>
    public static async Task<int> Safely(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception fault)
        {
            await Console.Error.WriteLineAsync(Sentence(fault).ReplaceLineEndings(" "));
            return CommandLine.Cannot;
        }
    }

    private static string Sentence(Exception fault) => fault switch
    {
        CannotException => fault.Message,
        NotFoundException missing => Refusals.Sentence($"{missing.What}.not-found"),
        RuleBrokenException broken => Refusals.Sentence(broken.Code, broken.Arguments),
        OperationCanceledException => "Stopped before it was done; what was not finished has not been kept.",
        DbException => $"The database cannot be used: {fault.Message}",
        ArgumentException when fault.StackTrace?.Contains("ConnectionString", StringComparison.Ordinal) == true => $"The connection string cannot be read: {fault.Message}",
        ValidationException invalid => string.Join(" ", invalid.Errors.Select(error => $"{Refusals.Sentence(error.ErrorCode)} ({error.ErrorCode})").Distinct()),
        IOException or UnauthorizedAccessException => fault.Message,
        _ when fault.InnerException is { } cause => Sentence(cause),
        _ => $"Something failed that should not have ({fault.GetType().Name}); please report it with what you were doing.",
    };
}
