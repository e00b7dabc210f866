using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

/// <summary>By what means a doctor was guided from afar. The numbers are stored and never move.</summary>
public enum GuidanceMeans
{
    /// <summary>电话</summary>
    Phone = 1,

    /// <summary>视频</summary>
    Video = 2,
}

/// <summary>One talk as somebody enters it.</summary>
/// <param name="On">The day of the service on which <paramref name="At"/> lies.</param>
/// <param name="Guide">The psychiatrist.</param>
/// <param name="Guided">The doctor of the team.</param>
public sealed record GuidanceEntry(DateOnly On, DateTimeOffset At, GuidanceMeans Means, StaffId Guide, StaffId Guided, string Note);

/// <summary>远程指导 one talk in which a psychiatrist guided a doctor of the team about this patient.</summary>
/// <remarks>
/// It settles no task: the rule asks for a psychiatrist's guidance, and what the psychiatrist answers for is the advice that is recorded under his own name.
/// Source: 2017 and 2018 norms, classified intervention; no text says that a talk alone is the guidance.
/// </remarks>
public sealed class GuidanceSession
{
    public const int NoteMaxLength = 2000;

    private GuidanceSession() { }

    internal GuidanceSession(Guid id, GuidanceEntry entry, StaffId by, DateOnly today)
    {
        (Id, On, At, Means) = (id, entry.On, entry.At, entry.Means);
        (Guide, Guided, Note) = (entry.Guide, entry.Guided, entry.Note);
        (RecordedBy, RecordedOn) = (by, today);
    }

    public Guid Id { get; private set; }

    public DateOnly On { get; private set; }

    public DateTimeOffset At { get; private set; }

    public GuidanceMeans Means { get; private set; }

    public StaffId Guide { get; private set; }

    public StaffId Guided { get; private set; }

    public string Note { get; private set; } = "";

    /// <summary>Whether it is this talk, whichever of the two entered it.</summary>
    internal bool IsSameAs(GuidanceEntry entry) => (At, Means, Guide, Guided, Note) == (entry.At, entry.Means, entry.Guide, entry.Guided, entry.Note);

    public StaffId RecordedBy { get; private set; }

    public DateOnly RecordedOn { get; private set; }
}
