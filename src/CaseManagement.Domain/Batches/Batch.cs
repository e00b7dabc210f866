using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Batches;

public readonly record struct BatchId(Guid Value) : IEntityId<BatchId>
{
    public static BatchId New() => new(Guid.CreateVersion7());

    public static BatchId From(Guid value) => new(value);

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(BatchId left, BatchId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(BatchId left, BatchId right) => right > left;
}

/// <summary>What is done for whoever asked. The numbers are stored and never move.</summary>
public enum BatchKind
{
    /// <summary>导入区划 a file of divisions is taken into the area tree.</summary>
    AreaImport = 1,

    /// <summary>改派 patients go to other teams.</summary>
    Reassignment = 2,

    /// <summary>撤销改派 a reassignment goes back.</summary>
    Undoing = 3,
}

/// <summary>How far it has come. The numbers are stored and never move; what is over comes last.</summary>
public enum BatchState
{
    Waiting = 1,
    Running = 2,
    Done = 3,

    /// <summary>A rule said no, or somebody changed something first: nothing was changed.</summary>
    Refused = 4,

    /// <summary>It was broken off too often, or something failed that should not have: nothing was changed.</summary>
    Failed = 5,
}

/// <summary>What is being done while it runs. The numbers are stored and never move.</summary>
public enum BatchStep
{
    /// <summary>The lines of a file are read and judged.</summary>
    Reading = 1,

    /// <summary>It is worked out who moves where.</summary>
    WorkingOut = 2,

    /// <summary>All of it is written at once.</summary>
    Applying = 3,
}

/// <summary>批量作业 long work that somebody asked for and need not wait for.</summary>
/// <remarks>
/// Its end is saved in one transaction with the work itself and only under the number of the attempt that did it: however often it is begun, it is done once.
/// Progress is told beside that transaction, and changes nothing but what a reader sees.
/// </remarks>
public sealed class Batch
{
    /// <summary>How often it is begun before it counts as failed.</summary>
    /// <remarks>Unit: attempts. A server that dies each time that it does the same work should not do it for ever. A rule of this project.</remarks>
    public const int MostAttempts = 5;

    /// <summary>Worked out, written, done.</summary>
    public const int StepsOfAMove = 3;

    public const int RefusalMaxLength = 100;
    public const int ArgumentsMaxLength = 400;

    private Batch() { }

    public Batch(BatchKind kind, StaffId askedBy, string areaCode, DateTimeOffset askedAt)
    {
        (Id, Kind, AskedBy, AreaCode, AskedAt) = (BatchId.New(), kind, askedBy, areaCode, askedAt);
        (State, RefusedWith) = (BatchState.Waiting, []);
    }

    public BatchId Id { get; private set; }

    public BatchKind Kind { get; private set; }

    public StaffId AskedBy { get; private set; }

    /// <summary>Where whoever asked works: who may know of it.</summary>
    public string AreaCode { get; private set; } = "";

    public DateTimeOffset AskedAt { get; private set; }

    public BatchState State { get; private set; }

    /// <summary>How often it was begun; whoever began it last may end it, and nobody else.</summary>
    public int Attempt { get; private set; }

    /// <summary>Until when whoever runs it counts as alive without a word.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Null while it waits.</summary>
    public BatchStep? Step { get; private set; }

    /// <summary>Lines or steps that are done.</summary>
    public int Done { get; private set; }

    /// <summary>Lines or steps that there are.</summary>
    public int Of { get; private set; }

    /// <summary>What was done, or undone; null for an import, and where nothing came of it.</summary>
    public ReassignmentId? ReassignmentId { get; private set; }

    /// <summary>Of an import: areas that are new.</summary>
    public int? Added { get; private set; }

    public int? Updated { get; private set; }

    public int? Unchanged { get; private set; }

    /// <summary>Lines that were refused.</summary>
    public int? RefusedLines { get; private set; }

    /// <summary>Why nothing came of it, as a code.</summary>
    public string? RefusalCode { get; private set; }

    /// <summary>What its sentence says in figures and dates.</summary>
    public IReadOnlyList<string> RefusedWith { get; private set; } = [];

    public bool IsOver => State > BatchState.Running;

    /// <summary>The import is done; its lines are all read.</summary>
    public void EndImport(int added, int updated, int unchanged, int refused, DateTimeOffset at)
    {
        (Added, Updated, Unchanged, RefusedLines) = (added, updated, unchanged, refused);
        Done = Of = added + updated + unchanged + refused;
        End(BatchState.Done, at);
    }

    public void EndReassignment(ReassignmentId id, DateTimeOffset at)
    {
        ReassignmentId = id;
        Done = Of = StepsOfAMove;
        End(BatchState.Done, at);
    }

    public void Refuse(string code, IEnumerable<string> with, DateTimeOffset at) => Stop(BatchState.Refused, code, with, at);

    /// <summary>It was begun as often as it may be, and never came to an end.</summary>
    public void BreakOff(DateTimeOffset at) => Stop(BatchState.Failed, "batch.broken-off", [], at);

    /// <summary>Our mistake; the log names it.</summary>
    public void Fail(DateTimeOffset at) => Stop(BatchState.Failed, "batch.failed", [], at);

    /// <summary>It is done under whoever asked, or not at all.</summary>
    public static void RequireAtWork([System.Diagnostics.CodeAnalysis.NotNull] StaffMember? staff)
    {
        Rule.Require(staff is { ClosedOn: null }, "batch.asker-left", "Whoever asked for this no longer works here.");
    }

    private void Stop(BatchState state, string code, IEnumerable<string> with, DateTimeOffset at)
    {
        RefusalCode = code;
        RefusedWith = [.. with];
        End(state, at);
    }

    private void End(BatchState state, DateTimeOffset at) => (State, EndedAt, LeaseUntil) = (state, at, null);
}

/// <summary>What a batch is made from while it waits: the file, or the order as it was given; after an import, the lines that were refused. It is gone where there is nothing more to tell.</summary>
public sealed class BatchFile
{
    private BatchFile() { }

    public BatchFile(BatchId batchId, byte[] content) => (BatchId, Content) = (batchId, content);

    public BatchId BatchId { get; private set; }

    public byte[] Content { get; private set; } = [];

    /// <summary>What was asked for is done, and this is left to tell of it.</summary>
    public void Become(byte[] report) => Content = report;
}
