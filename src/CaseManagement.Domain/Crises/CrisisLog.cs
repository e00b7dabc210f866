using System.Text.Json.Serialization;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Domain.Crises;

/// <summary>One reason for an emergency: what, how it became known, when and by whom.</summary>
/// <param name="FollowUpId">The first record of the follow-up that says so: a correction speaks of the same contact.</param>
/// <param name="RecordId">The first record of the injection, or the referral, that says so.</param>
/// <param name="GoneOn">The day on which that form was corrected or cancelled so that it says so no more, or on which the sign was taken back.</param>
/// <param name="TakenBack">Why whoever gave the sign took it back.</param>
/// <param name="ClueId">The clue that it was heard by: where there was no emergency, that is looked into again.</param>
public sealed record CrisisCause(
    CrisisTrigger Trigger, CrisisSource Source, DateTimeOffset At, StaffId By, FollowUpId? FollowUpId = null, string? Note = null, DateOnly? GoneOn = null, string? TakenBack = null, Guid? RecordId = null, ClueId? ClueId = null)
{
    /// <summary>Whether it is this form that says so.</summary>
    internal bool IsOf(Guid form) => FollowUpId?.Value == form || RecordId == form;
}

/// <summary>Somebody was told, or was tried to be told: which party, how, with what result.</summary>
/// <param name="Whom">The person who was spoken to, with the place they work at.</param>
/// <param name="Cancelled">It was recorded by mistake: nobody was told.</param>
public sealed record CrisisTold(Party Party, ToldHow How, ToldResult Result, DateTimeOffset At, string? Whom, string? Note, StaffId By, FactCancelled? Cancelled = null)
{
    /// <summary>Nobody knows anything by a call that was not answered.</summary>
    [JsonIgnore]
    public bool Settles => Cancelled is null && Result != ToldResult.NotReached;
}

/// <summary>The record form as it was written once; a later one corrects it with a reason, and both are kept.</summary>
public sealed record CrisisRecordWritten(CrisisRecordForm Form, DateTimeOffset At, StaffId By, string? CorrectionReason = null);

/// <summary>The handling ended, as a person says.</summary>
/// <param name="On">From this day the closer visits count.</param>
/// <param name="NextVisitOn">The day of the first closer visit; null where none is asked for.</param>
/// <param name="Before">The contacts of that day that were entered before it ended: they are no closer visits. Null in what was written before this was kept.</param>
public sealed record CrisisEnding(CrisisOutcome Outcome, string? Note, DateOnly On, DateOnly? NextVisitOn, StaffId By, IReadOnlyList<FollowUpId>? Before = null);

/// <summary>A clinician has chosen the day of the next closer visit.</summary>
public sealed record CrisisVisitPlanned(DateOnly VisitOn, StaffId By, DateOnly PlannedOn);

/// <summary>A reason that joined when the record was written or the handling had ended, or on another day, began it anew: it is recorded and told of again. What stood until then is kept.</summary>
/// <param name="Causes">How many were known before.</param>
/// <param name="Since">When the handling of it began. Null in what was written before this was kept, as the two below.</param>
/// <param name="Told">How many entries there were of who was told: whoever is entered behind them, as told on that day or later, knows of it.</param>
/// <param name="RecordDueAt">By when the record was due that was asked for until then.</param>
/// <param name="UndoneOn">The day on which nothing was left of what had begun it anew and nobody had acted on it: what stood before stands again.</param>
public sealed record CrisisReopened(DateTimeOffset At, int Causes, CrisisState From, DateOnly? RecordedOn, DateOnly? ClosedOn, StaffId? ClosedBy, string? ClosingNote, DateTimeOffset? Since = null, int? Told = null, DateTimeOffset? RecordDueAt = null, DateOnly? UndoneOn = null);

/// <summary>Everything that was said and done in one emergency, in the order of entry; nothing in it is ever taken out.</summary>
public sealed record CrisisLog
{
    public static CrisisLog Empty { get; } = new();

    public IReadOnlyList<CrisisCause> Causes { get; init; } = [];

    public IReadOnlyList<CrisisTold> Told { get; init; } = [];

    public IReadOnlyList<CrisisRecordWritten> Records { get; init; } = [];

    public IReadOnlyList<CrisisEnding> Endings { get; init; } = [];

    public IReadOnlyList<CrisisVisitPlanned> Visits { get; init; } = [];

    public IReadOnlyList<CrisisReopened> Reopened { get; init; } = [];

    /// <summary>The day on which its handling went on, since the patient lived after all; null where that never was.</summary>
    public DateOnly? WentOnAliveOn { get; init; }

    /// <summary>The triggers of all causes; one whose cause is gone counts as well, since whoever was to be told may act on it already.</summary>
    [JsonIgnore]
    public IReadOnlyList<CrisisTrigger> Triggers => [.. Causes.Select(cause => cause.Trigger).Distinct().Order()];

    /// <summary>The record that holds: the one written last.</summary>
    [JsonIgnore]
    public CrisisRecordWritten? Record => Records.Count > 0 ? Records[^1] : null;

    [JsonIgnore]
    public CrisisEnding? Ending => Endings.Count > 0 ? Endings[^1] : null;

    /// <summary>The last time it began anew, of those that were not undone.</summary>
    [JsonIgnore]
    public CrisisReopened? Reopening => Reopened.LastOrDefault(again => again.UndoneOn is null);

    /// <summary>How often it began anew.</summary>
    [JsonIgnore]
    public int Round => Reopened.Count;

    /// <summary>Nothing stands of what began it anew the last time, and nobody had acted on it.</summary>
    [JsonIgnore]
    internal bool IsLastRoundUndone => Reopened is [.., { UndoneOn: not null }];

    /// <summary>Whether whoever was told of it in this round knows of the latest reason that stands: who knows of Monday does not know of Wednesday.</summary>
    internal bool IsKnownBy(int round) => !Reopened.Skip(round).Any(again => Causes.Skip(again.Causes).Any(cause => cause.GoneOn is null));

    /// <summary>What is to be told of now: every trigger the first time, those of the reasons that have joined since when it began anew.</summary>
    [JsonIgnore]
    internal IEnumerable<CrisisTrigger> TriggersOfTheRound => Causes.Skip(Round == 0 ? 0 : Reopened[^1].Causes).Select(cause => cause.Trigger).Distinct();

    /// <summary>What was done before this moment was not done for that reason; what was taken back has begun nothing anew.</summary>
    internal DateTimeOffset CountsFrom(int cause) => ReopeningOf(cause) is { } again ? again.Since ?? again.At : DateTimeOffset.MinValue;

    /// <summary>Whether an entry of who was told, by its place, tells of that reason: by the order of entry, since a call is often made before the form that begins it anew is saved; what was told on an earlier day tells of something else.</summary>
    internal bool TellsOf(int told, int cause) =>
        ReopeningOf(cause) is not { } again || (again.Told is { } before
            ? told >= before && DayIn(again, Told[told].At) >= DayIn(again, again.Since ?? again.At)
            : Told[told].At >= (again.Since ?? again.At));

    private static DateOnly DayIn(CrisisReopened again, DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset((again.Since ?? again.At).Offset).DateTime);

    /// <summary>Whether a reason began anew what was undone since: where it is named again, that is another beginning.</summary>
    internal bool IsUndone(int cause) => Reopened.LastOrDefault(again => again.Causes <= cause)?.UndoneOn is not null;

    private CrisisReopened? ReopeningOf(int cause) => Causes[cause].GoneOn is null ? Reopened.LastOrDefault(again => again.Causes <= cause) : null;

    /// <summary>Somebody was told or has written the record at this moment or after it.</summary>
    internal bool ActedSince(DateTimeOffset at) => Told.Any(told => told.Cancelled is null && told.At >= at) || Records.Any(record => record.At >= at);
}
