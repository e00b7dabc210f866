namespace CaseManagement.Application.Ports;

/// <summary>Runs a row of the timetable now, whoever asks, and keeps the record of the run.</summary>
public interface IJobRunner
{
    /// <param name="name">One of <see cref="JobNames"/>, or any other row of the timetable.</param>
    /// <param name="today">The day for which the job runs; the service's own day when not given.</param>
    Task<JobCounts> RunAsync(string name, DateOnly? today, CancellationToken ct);

    /// <summary>The same for today, when a person asks for it: refused while another run has not ended.</summary>
    /// <exception cref="RuleBrokenException"><c>job.is-running</c></exception>
    Task<JobCounts> RunAloneAsync(string name, CancellationToken ct);
}

/// <summary>The jobs that are also verbs.</summary>
public static class JobNames
{
    public const string Sweep = "sweep";
    public const string Verify = "verify";
    public const string VerifyAudit = "audit-verify";
}
