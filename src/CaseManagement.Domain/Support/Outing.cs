using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Domain.Support;

public readonly record struct OutingId(Guid Value) : IEntityId<OutingId>
{
    public static OutingId New() => new(Guid.CreateVersion7());

    public static OutingId From(Guid value) => new(value);
}

/// <summary>外出上门 somebody has set out to a patient, says with whom and by when they are back, and says that they are back.</summary>
/// <remarks>The time is theirs to name. When it passes without a word the head of the institution is told, once; and the office, once, when some time more has passed.</remarks>
public sealed class Outing : AggregateRoot
{
    public const int WithMaxLength = 100;

    private readonly List<Tidings> _tidings = [];

    private Outing() { }

    /// <param name="isMarked">Nobody goes to this patient alone.</param>
    /// <param name="mostHours">No longer than this may they name.</param>
    public Outing(OutingId id, ManagedCaseId caseId, string areaCode, bool isMarked, string? with, DateTimeOffset now, DateTimeOffset backBy, int mostHours, StaffId by)
    {
        Rule.Require(!isMarked || !string.IsNullOrWhiteSpace(with), "outing.alone", "Nobody goes to this patient alone: say who goes along.");
        Rule.Require(backBy > now, "outing.back-before", "The time to be back lies ahead.");
        Rule.Require(backBy <= now.AddHours(mostHours), "outing.too-long", "Whoever sets out names a time within {0} hours.", mostHours);

        (Id, CaseId, AreaCode, With, SetOutAt, BackBy, StaffId) = (id, caseId, areaCode, with, now, backBy, by);
    }

    public OutingId Id { get; private set; }

    public ManagedCaseId CaseId { get; private set; }

    /// <summary>Of the case when they set out: by it the way of a notice is found.</summary>
    public string AreaCode { get; private set; } = "";

    public StaffId StaffId { get; private set; }

    /// <summary>Who goes along.</summary>
    public string? With { get; private set; }

    public DateTimeOffset SetOutAt { get; private set; }

    public DateTimeOffset BackBy { get; private set; }

    public DateTimeOffset? BackAt { get; private set; }

    /// <summary>Who said that they are back: mostly they themselves, else whoever has spoken with them.</summary>
    public StaffId? BackSaidBy { get; private set; }

    /// <summary>When the head of the institution was told that they are not back.</summary>
    public DateTimeOffset? ToldAt { get; private set; }

    /// <summary>When the prevention office was told that they are still not back.</summary>
    public DateTimeOffset? OfficeToldAt { get; private set; }

    public bool IsLate(DateTimeOffset now) => BackAt is null && now > BackBy;

    public void Back(StaffId by, DateTimeOffset now)
    {
        Rule.Require(BackAt is null, "outing.back", "They are back already.");

        (BackAt, BackSaidBy) = (now, by);
        Changed();
    }

    /// <summary>They are not back by the time they named: each is told once, whoever looks.</summary>
    /// <param name="officeMinutes">So long after that time the office is told as well.</param>
    /// <returns>Whether anybody is told now.</returns>
    public bool TellThatLate(DateTimeOffset now, int officeMinutes)
    {
        if (!IsLate(now)) return false;
        if (ToldAt is null) ToldAt = Tell(Party.FacilityHead, now);
        if (OfficeToldAt is null && now >= BackBy.AddMinutes(officeMinutes)) OfficeToldAt = Tell(Party.PreventionOffice, now);

        return _tidings.Count > 0;
    }

    /// <summary>What is to be told of since the last time, once.</summary>
    public IReadOnlyList<Tidings> TakeTidings()
    {
        IReadOnlyList<Tidings> taken = [.. _tidings];
        _tidings.Clear();

        return taken;
    }

    private DateTimeOffset Tell(Party party, DateTimeOffset now)
    {
        _tidings.Add(new(NoticeEvent.NotBack, Id.Value, [party]));
        Changed();

        return now;
    }
}
