namespace CaseManagement.Application.Ports;

/// <summary>Runs a row of the timetable now, whoever asks, and keeps the record of the run.</summary>
public interface IJobRunner
{
    /// <param name="name">One of <see cref="JobNames"/>, or any other row of the timetable.</param>
    /// <param name="today">The day for which the job runs; the service's own day when not given.</param>
    Task<JobCounts> RunAsync(string name, DateOnly? today, CancellationToken ct);

    /// <summary>Starts it for today, when a person asks for it: refused while another run has not ended. The run goes on when whoever asked is gone.</summary>
    /// <param name="ct">Stops the asking, never the run.</param>
    /// <exception cref="RuleBrokenException"><c>job.is-running</c></exception>
    Task StartAloneAsync(string name, CancellationToken ct);

    /// <summary>Ends when all that was started here under a name has ended, however it ended.</summary>
    Task EndedAsync(string name);
}

/// <summary>The jobs that are also verbs.</summary>
public static class JobNames
{
    public const string Sweep = "sweep";
    public const string Verify = "verify";
    public const string VerifyAudit = "audit-verify";

    /// <summary>No verb; started by whoever asks for long work.</summary>
    public const string Batches = "run-batches";
}
