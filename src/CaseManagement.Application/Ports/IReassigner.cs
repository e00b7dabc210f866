using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Ports;

/// <summary>Gives many patients to other teams at once, with everything that is open for them: set-based, in one transaction.</summary>
/// <remarks>It looks at everybody, whoever asks: an administrator sees no patient, and moves them all the same. It gives away ids, areas and counts, nothing else.</remarks>
public interface IReassigner
{
    /// <summary>Who would move, and what is open for them.</summary>
    Task<Standing> LookAsync(Selection from, CancellationToken ct);

    /// <summary>Saves what has been changed in hand, moves whom the shares name, keeps what moved, and writes the audit entry: all of it or nothing.</summary>
    /// <param name="seen">Who was found by the look: where others stand there now, nothing is done.</param>
    /// <exception cref="ChangedMeanwhileException">Somebody saved first.</exception>
    Task MoveAsync(Reassignment reassignment, Selection from, Standing seen, CancellationToken ct);

    /// <summary>Everybody goes back who is still where the reassignment put them, and has not signed since.</summary>
    /// <exception cref="RuleBrokenException"><c>reassignment.newer-stands</c></exception>
    Task UndoAsync(Reassignment reassignment, CancellationToken ct);

    /// <summary>Everybody and everything that one has moved, by kind and id: for its report.</summary>
    Task<IReadOnlyList<MovedRow>> MovedAsync(ReassignmentId id, CancellationToken ct);

    /// <summary>Of those that came later, stand, and have moved some of the same patients, alerts or places: when the newest was done, for each that has such a one.</summary>
    Task<IReadOnlyDictionary<ReassignmentId, DateTimeOffset>> NewerAsync(IReadOnlyCollection<ReassignmentId> of, CancellationToken ct);
}

/// <summary>What a row of a reassignment's report is about.</summary>
public enum MovedKind
{
    Patient = 1,
    Alert = 2,
    Grid = 3,
    Community = 4,
    Clue = 5,

    /// <summary>A patient of another team who is offered to the one that closes.</summary>
    Offer = 6,

    /// <summary>What was due for a patient who moved.</summary>
    Task = 7,

    /// <summary>An agreement that ended because its team closes.</summary>
    Agreement = 8,

    /// <summary>An alert that a person had in hand, from that person to another or into no hands.</summary>
    AlertInHand = 9,
}

/// <summary>One row of a reassignment's report.</summary>
/// <param name="Id">Of the case, or of the case that an alert or an offer is about; of the clue; the code of a place.</param>
/// <param name="From">The team, or of an alert the person; null where there was none.</param>
/// <param name="To">Likewise; null too of an agreement, which ends and is nobody else's.</param>
/// <param name="WentBack">Whether it went back, where the reassignment was undone; null where it was not, and for alerts.</param>
public sealed record MovedRow(MovedKind Kind, string Id, string? FromAreaCode, string? ToAreaCode, string? From, string? To, bool? WentBack)
{
    /// <summary>What was due, of a task or an alert.</summary>
    public CareTaskKind? About { get; init; }

    /// <summary>The last day of a task or an agreement, the day on which an alert was raised.</summary>
    public DateOnly? On { get; init; }
}

/// <summary>The patients of one area, without those who have signed or are with one of the takers already.</summary>
/// <param name="Exactly">Only those who have no grid or community of their own below it.</param>
public sealed record Patch(string AreaCode, bool Exactly, IReadOnlyList<CareTeamId> Takers);

/// <summary>Whose work is given to others.</summary>
/// <param name="Patches">The areas, where it is areas.</param>
/// <param name="EndsAgreements">The team closes: those who have signed with it go too, and their agreements end.</param>
/// <param name="RestStays">Whoever fits nowhere stays where they are, instead of waiting in the queue.</param>
/// <param name="IntoGrid">The grid into which the patients of another are merged.</param>
public sealed record Selection(
    ReassignmentSource Source, CareTeamId? Team, IReadOnlyList<Patch> Patches, bool EndsAgreements = false, bool RestStays = false, string? IntoGrid = null, StaffId? Person = null, StaffId? ToPerson = null);

/// <summary>How things stand with those whose work is given to others.</summary>
/// <param name="Cases">Who goes to another team, by area and then by id.</param>
/// <param name="Others">Who keeps their team, but loses an agreement to come or gets another grid.</param>
/// <param name="Agreements">Agreements that would end, by id.</param>
/// <param name="HeldAlerts">Open alerts that the person has taken.</param>
public sealed record Standing(IReadOnlyList<Standing.One> Cases, IReadOnlyList<Standing.One> Others, IReadOnlyList<Guid> Agreements, int HeldAlerts)
{
    public IReadOnlyDictionary<string, int> ByArea => Cases.GroupBy(one => one.AreaCode).ToDictionary(area => area.Key, area => area.Count(), StringComparer.Ordinal);

    /// <summary>One patient.</summary>
    /// <param name="Tasks">Open tasks that go along.</param>
    /// <param name="Alerts">Open alerts that go along.</param>
    public sealed record One(ManagedCaseId Id, string AreaCode, CareTeamId? CareTeamId, int Tasks, int Alerts);
}
