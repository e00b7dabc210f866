using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Reassignments;

public readonly record struct ReassignmentId(Guid Value) : IEntityId<ReassignmentId>
{
    public static ReassignmentId New() => new(Guid.CreateVersion7());

    public static ReassignmentId From(Guid value) => new(value);

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(ReassignmentId left, ReassignmentId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(ReassignmentId left, ReassignmentId right) => right > left;
}

/// <summary>Whose work is given to others. The numbers are stored and never move.</summary>
public enum ReassignmentSource
{
    /// <summary>团队 everything that one care team answers for.</summary>
    Team = 1,

    /// <summary>片区 those who live in an area or grid and have signed with nobody.</summary>
    Area = 2,

    /// <summary>待分配 those whom no team answers for.</summary>
    Unassigned = 3,

    /// <summary>人员 what one person has taken: open alerts, and the grids that they work in.</summary>
    Person = 4,
}

/// <summary>Why work is given to others. The numbers are stored and never move.</summary>
public enum ReassignmentReason
{
    /// <summary>团队撤并 the team closes: its agreements end, and its places go too.</summary>
    TeamCloses = 1,

    /// <summary>网格调整 a grid or an area is drawn anew.</summary>
    AreaRedrawn = 2,

    /// <summary>人员离岗 a person leaves.</summary>
    PersonLeaves = 3,

    /// <summary>均衡负荷 one team has more than it can do; what fits nowhere stays with it.</summary>
    Balance = 4,

    /// <summary>接收待分配 patients without a team get one.</summary>
    QueueCleared = 5,
}

/// <summary>改派 one act by which patients go to other teams with everything that is open for them, kept with what moved so that it can be undone within a day.</summary>
public sealed class Reassignment : AggregateRoot
{
    public const int NoteMaxLength = 200;

    /// <summary>For how long it can be undone.</summary>
    /// <remarks>Unit: hours; after that others have built on it. A rule of this project.</remarks>
    public const int UndoHours = 24;

    private readonly List<ReassignmentShare> _shares = [];
    private readonly List<ReassignedPlace> _places = [];
    private readonly List<ReassignedThread> _threads = [];

    private Reassignment() { }

    public Reassignment(ReassignmentId id, ReassignmentSource source, CareTeamId? fromCareTeamId, string areaCode, StaffId? fromStaffId, ReassignmentReason reason, string? note, StaffId by, DateTimeOffset at, DateOnly on)
    {
        (Id, Source, FromCareTeamId, AreaCode, FromStaffId) = (id, source, fromCareTeamId, areaCode, fromStaffId);
        (Reason, Note, DoneBy, DoneAt, DoneOn) = (reason, note, by, at, on);
    }

    public ReassignmentId Id { get; private set; }

    public ReassignmentSource Source { get; private set; }

    public CareTeamId? FromCareTeamId { get; private set; }

    public StaffId? FromStaffId { get; private set; }

    /// <summary>The area that was reassigned, or the one of the team or person: who may know of it.</summary>
    public string AreaCode { get; private set; } = "";

    public ReassignmentReason Reason { get; private set; }

    public string? Note { get; private set; }

    public StaffId DoneBy { get; private set; }

    public DateTimeOffset DoneAt { get; private set; }

    public DateOnly DoneOn { get; private set; }

    /// <summary>Patients who went to another team, or to none.</summary>
    public int Cases { get; private set; }

    public int Tasks { get; private set; }

    public int Alerts { get; private set; }

    /// <summary>Agreements that ended because their team closed.</summary>
    public int Agreements { get; private set; }

    /// <summary>Patients for whom no team had room: they wait in the queue.</summary>
    public int Unassigned { get; private set; }

    public DateTimeOffset? UndoneAt { get; private set; }

    public StaffId? UndoneBy { get; private set; }

    /// <summary>Patients who went back.</summary>
    public int? Restored { get; private set; }

    /// <summary>Patients who could not go back, because somebody had changed something since.</summary>
    public int? Kept { get; private set; }

    public IReadOnlyList<ReassignmentShare> Shares => _shares;

    /// <summary>The grids and communities that changed hands with it.</summary>
    public IReadOnlyList<ReassignedPlace> Places => _places;

    /// <summary>The clues and offers that changed hands because their team closed.</summary>
    public IReadOnlyList<ReassignedThread> Threads => _threads;

    public bool MayBeUndone(DateTimeOffset now) => UndoneAt is null && now < DoneAt.AddHours(UndoHours);

    public void Give(IEnumerable<Share> shares) => _shares.AddRange(shares.Select(share => new ReassignmentShare(Id, share)));

    public void Take(ReassignedPlace place) => _places.Add(place);

    public void Take(ReassignedThread thread) => _threads.Add(thread);

    /// <summary>What was really moved.</summary>
    public void Count(int cases, int tasks, int alerts, int agreements, int unassigned)
    {
        (Cases, Tasks, Alerts, Agreements, Unassigned) = (cases, tasks, alerts, agreements, unassigned);
        Changed();
    }

    /// <summary>It goes back, as far as nobody has changed anything since.</summary>
    public void Undo(StaffId by, DateTimeOffset at)
    {
        Rule.Require(UndoneAt is null, "reassignment.undone", "This has been undone already.");
        Rule.Require(MayBeUndone(at), "reassignment.too-late", "A reassignment is undone within {0} hours.", UndoHours);

        (UndoneAt, UndoneBy) = (at, by);
        Changed();
    }

    /// <summary>Of several that moved the same patients or places, the newest goes back first: each knows only from where it took them itself.</summary>
    /// <param name="newer">When the newest of those was done that came later and stand; null where there is none.</param>
    public static void RequireNewest(DateTimeOffset? newer)
    {
        if (newer is { } at) Rule.Require(false, "reassignment.newer-stands", "A later reassignment has moved some of the same patients or places; it is undone first: {0}.", at);
    }

    public void CountRestored(int restored, int kept)
    {
        (Restored, Kept) = (restored, kept);
        Changed();
    }
}

/// <summary>Of the patients of one area, in the order of their ids, those from one row to another go to one team.</summary>
public sealed class ReassignmentShare
{
    private ReassignmentShare() { }

    internal ReassignmentShare(ReassignmentId id, Share share) =>
        (ReassignmentId, AreaCode, FromRow, UntilRow, CareTeamId) = (id, share.AreaCode, share.FromRow, share.UntilRow, share.CareTeamId);

    public ReassignmentId ReassignmentId { get; private set; }

    public string AreaCode { get; private set; } = "";

    /// <summary>The first row, counted from 1.</summary>
    public int FromRow { get; private set; }

    /// <summary>The last row, inclusive.</summary>
    public int UntilRow { get; private set; }

    /// <summary>Null where no team had room.</summary>
    public CareTeamId? CareTeamId { get; private set; }
}
