using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Ports;

/// <summary>How a run of a job ended.</summary>
public enum JobRunState
{
    Running = 1,
    Done = 2,
    Failed = 3,
}

/// <summary>One run of a job: its window of days, and how many rows it found, did, skipped and failed at.</summary>
public sealed class JobRun
{
    private JobRun() { }

    public JobRun(string job, DateOnly windowFrom, DateOnly windowTo, DateTimeOffset startedAt) =>
        (Job, WindowFrom, WindowTo, StartedAt, State) = (job, windowFrom, windowTo, startedAt, JobRunState.Running);

    public long Id { get; private set; }

    public string Job { get; private set; } = "";

    /// <summary>The first day that the run makes up for.</summary>
    public DateOnly WindowFrom { get; private set; }

    /// <summary>The day for which the run was made.</summary>
    public DateOnly WindowTo { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public JobRunState State { get; private set; }

    public int Found { get; private set; }

    public int Done { get; private set; }

    public int Skipped { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Who asks for a run is told when another has not ended.</summary>
    public static void RequireAlone(bool isAlone) => Rule.Require(isAlone, "job.is-running", "Another run of this job has not ended.");

    public void End(JobCounts counts, DateTimeOffset at)
    {
        (Found, Done, Skipped, Failed) = (counts.Found, counts.Done, counts.Skipped, counts.Failed);
        (State, EndedAt) = (JobRunState.Done, at);
    }

    public void Fail(DateTimeOffset at) => (State, EndedAt) = (JobRunState.Failed, at);
}

/// <summary>What a run did: rows found, done, skipped and set aside as failed.</summary>
public record JobCounts(int Found, int Done, int Skipped, int Failed);

/// <summary>A row that a job could not do and set aside; it stays until an operator clears it.</summary>
public sealed class QuarantinedRow
{
    public const int NoteMaxLength = 500;

    private QuarantinedRow() { }

    public QuarantinedRow(string job, ManagedCaseId caseId, string code, DateTimeOffset at) => (Job, CaseId, Code, At) = (job, caseId, code, at);

    public long Id { get; private set; }

    public string Job { get; private set; } = "";

    public ManagedCaseId CaseId { get; private set; }

    /// <summary>The rule's code, or the type of the error: never its text, which may hold what is private.</summary>
    public string Code { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public DateTimeOffset? ClearedAt { get; private set; }

    public StaffId? ClearedBy { get; private set; }

    /// <summary>What was done about it.</summary>
    public string? ClearedNote { get; private set; }

    /// <summary>An operator has looked and done something: the job may try the row again.</summary>
    public void Clear(string note, StaffId by, DateTimeOffset at)
    {
        Rule.Require(ClearedAt is null, "quarantine.cleared", "This row has been cleared already.");

        (ClearedAt, ClearedBy, ClearedNote) = (at, by, note);
    }
}
