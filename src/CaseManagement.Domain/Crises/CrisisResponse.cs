using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Domain.Crises;

/// <summary>应急处置 one emergency of one patient, from the moment it is known until a person closes it.</summary>
/// <remarks>
/// A case has one that is open at most, and one a day: what becomes known besides joins it, and begins it anew where it is another event. Nothing in it closes by itself. The record is due by the clock from the start of the handling
/// (project reading R34); care tasks count in days, so the task's last day is the day in which that instant lies, and the instant itself is kept here.
/// Source: norm of 2018, emergency handling.
/// </remarks>
public sealed class CrisisResponse
{
    public const string RecordDeadline = "emergency-record.hours";
    public const int NoteMaxLength = 500;
    public const int WhomMaxLength = 100;

    private CrisisResponse() { }

    internal CrisisResponse(CrisisResponseId id, DateTimeOffset startedAt, DateTimeOffset recordDueAt)
    {
        (Id, State, Log) = (id, CrisisState.Open, CrisisLog.Empty);
        (StartedAt, StartedOn) = (startedAt, DayOf(startedAt));
        RecordIsDue(recordDueAt);
    }

    public CrisisResponseId Id { get; private set; }

    public CrisisState State { get; private set; }

    /// <summary>When the handling began, as far as is known; where only a record speaks, when that was entered.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>The same as a day of the service's zone.</summary>
    public DateOnly StartedOn { get; private set; }

    public DateTimeOffset RecordDueAt { get; private set; }

    /// <summary>The day of the service's zone in which <see cref="RecordDueAt"/> lies.</summary>
    public DateOnly RecordClosesOn { get; private set; }

    /// <summary>The day on which the record in force was entered; null while one is asked for.</summary>
    public DateOnly? RecordedOn { get; private set; }

    public DateOnly? ClosedOn { get; private set; }

    public StaffId? ClosedBy { get; private set; }

    public string? ClosingNote { get; private set; }

    public CrisisLog Log { get; private set; } = CrisisLog.Empty;

    /// <summary>Somebody must still do something about it.</summary>
    public bool IsPending => State is CrisisState.Open or CrisisState.Watched;

    /// <summary>It is pending, and a reason stands by which the patient or others are in danger.</summary>
    public bool Endangers => IsPending && Log.Causes.Any(cause => cause is { GoneOn: null, Trigger: CrisisTrigger.SelfHarm or CrisisTrigger.DangerToOthers });

    /// <summary>The day by which it was known that it stood on a day; null where it did not, as far as is known now.</summary>
    /// <remarks>It stood from the day on which it began, or began anew, to the one on which it was closed, both included. A handling by which nothing had happened does not count, and takes nothing from one before it.</remarks>
    internal DateOnly? KnownToStandOn(DateOnly day) => Handlings().Where(handling => handling.From <= day && !(handling.Until < day)).Min(handling => (DateOnly?)(handling.KnownOn > day ? handling.KnownOn : day));

    /// <summary>Its times from a beginning to a closing. What began it anew while it was open, or was undone since, is no time of its own.</summary>
    private IEnumerable<(DateOnly From, DateOnly? Until, DateOnly KnownOn)> Handlings()
    {
        var (from, first) = (StartedOn, 0);
        foreach (var again in Log.Reopened.Where(again => again.UndoneOn is null && again.From is CrisisState.Closed or CrisisState.Withdrawn))
        {
            if (again.From == CrisisState.Closed && !IsMistake(again)) yield return (from, again.ClosedOn, KnownFrom(first));
            (from, first) = (DayOf(again.Since ?? again.At), again.Causes);
        }

        if (AsksForRecord) yield return (from, ClosedOn, KnownFrom(first));
    }

    private DateOnly KnownFrom(int cause) => Log.Causes.Count > cause ? DayOf(Log.Causes[cause].At) : StartedOn;

    /// <summary>The ending that closed it says that there was none: one after which somebody is visited is closed later, by a note of its own.</summary>
    private bool IsMistake(CrisisReopened again) => Log.Endings.Any(ending => ending.Outcome == CrisisOutcome.Mistaken && (ending.On, ending.By, ending.Note) == (again.ClosedOn, again.ClosedBy, again.ClosingNote));

    /// <summary>Whether a record is or was due: not where there was no emergency.</summary>
    public bool AsksForRecord => State switch
    {
        CrisisState.Withdrawn => false,
        CrisisState.Closed => Log.Ending?.Outcome != CrisisOutcome.Mistaken,
        _ => true,
    };

    /// <summary>What is recorded of it now was first entered after its instant had passed.</summary>
    public bool IsRecordLate => RecordedOn is not null && Log.Records.FirstOrDefault(record => record.At >= Log.CountsFrom(Log.Causes.Index().LastOrDefault(cause => cause.Item.GoneOn is null).Index)) is { } first && first.At > RecordDueAt;

    /// <summary>One more reason; where the record was written or the handling had ended, or it happened on another day, the handling begins anew: it is recorded and told of again.</summary>
    /// <param name="startedAt">When the handling of it began.</param>
    /// <param name="recordDueAt">By when the record is due that is asked for anew; one that is still owed stays due by its own time.</param>
    internal void Join(CrisisCause cause, DateTimeOffset startedAt, DateTimeOffset recordDueAt)
    {
        if (Log.Causes.Count > 0 && (State != CrisisState.Open || RecordedOn is not null || Log.IsLastRoundUndone || DayOf(startedAt) > LatestDay(startedAt.Offset)))
        {
            Log = Log with { Reopened = [.. Log.Reopened, new(cause.At, Log.Causes.Count, State, RecordedOn, ClosedOn, ClosedBy, ClosingNote, startedAt, Log.Told.Count, RecordDueAt)] };
            if (RecordedOn is not null) RecordIsDue(recordDueAt);
            (State, RecordedOn, ClosedOn, ClosedBy, ClosingNote) = (CrisisState.Open, null, null, null, null);
        }

        Log = Log with { Causes = [.. Log.Causes, cause] };
    }

    /// <summary>The patient takes it along to another place.</summary>
    internal void Move(DateOnly on) => Log = Log with { Moves = [.. Log.Moves, new(on, Log.Reopened.Count)] };

    /// <summary>What a form now says: its causes that it no longer names are gone, those that it names again stand. Where none is left and nobody has acted, nothing has happened; where one had begun the handling anew, what stood before stands again.</summary>
    /// <returns>The triggers that are known here from this form.</returns>
    internal IReadOnlyList<CrisisTrigger> Follow(Guid form, IReadOnlyList<CrisisTrigger> found, DateOnly today)
    {
        if (State == CrisisState.Withdrawn || !Log.Causes.Any(cause => cause.IsOf(form))) return [];

        Log = Log with { Causes = [.. Log.Causes.Select((cause, place) => !cause.IsOf(form) || Log.IsUndone(place) ? cause : cause with { GoneOn = found.Contains(cause.Trigger) ? null : cause.GoneOn ?? today })] };
        if (State == CrisisState.Open) StandAgain(today);

        return [.. Log.Causes.Where(cause => cause.IsOf(form) && cause.GoneOn is null).Select(cause => cause.Trigger)];
    }

    /// <summary>The sign that this person may still take back: they gave it, and nobody has acted on it.</summary>
    /// <param name="minutes">For so long after it was given.</param>
    public CrisisCause? SignToTakeBack(StaffId by, DateTimeOffset now, int minutes) => SignOf(by, now, minutes) is { } sign && !IsActedOn(sign) ? sign : null;

    /// <summary>Whether this person gave the same sign in the last minutes, and it is being handled.</summary>
    public bool HasSign(CrisisTrigger trigger, string? note, StaffId by, DateTimeOffset now, int minutes) =>
        State == CrisisState.Open && Log.Causes.Any(cause => cause is { Source: CrisisSource.CareGroup, GoneOn: null } && cause.Trigger == trigger && cause.Note == note && cause.By == by && cause.At >= now.AddMinutes(-minutes));

    /// <summary>Whoever gave a sign by mistake takes it back within minutes, as long as nobody has acted on it. Where it was the only reason, nothing has happened; where it had reopened the handling, what stood before stands again.</summary>
    /// <returns>Whether there was such a sign.</returns>
    internal bool TakeBack(StaffId by, string reason, DateTimeOffset now, int minutes, DateOnly today)
    {
        if (SignOf(by, now, minutes) is not { } sign) return false;
        Rule.Require(!IsActedOn(sign), "sign.acted-on", "Somebody has acted on this sign already.");

        Log = Log with { Causes = [.. Log.Causes.Select(cause => cause == sign ? cause with { GoneOn = today, TakenBack = reason } : cause)] };
        StandAgain(today);

        return true;
    }

    /// <summary>The clue that said so is about somebody else. Where nothing else is left and nobody has acted, nothing has happened; else somebody says how it ends.</summary>
    internal void Forget(ClueId clue, string reason, DateOnly today)
    {
        Log = Log with { Causes = [.. Log.Causes.Select(cause => cause.ClueId == clue && cause.GoneOn is null ? cause with { GoneOn = today, TakenBack = reason } : cause)] };
        if (State == CrisisState.Open) StandAgain(today);
    }

    private CrisisCause? SignOf(StaffId by, DateTimeOffset now, int minutes) =>
        Log.Causes.LastOrDefault(cause => cause is { Source: CrisisSource.CareGroup, GoneOn: null } && cause.By == by && cause.At.AddMinutes(minutes) >= now);

    /// <summary>Somebody was told or wrote the record since, or the handling has ended with it.</summary>
    private bool IsActedOn(CrisisCause sign) => State != CrisisState.Open || Log.ActedSince(sign.At) || Log.Causes.TakeWhile(cause => cause != sign).Count() < Log.Reopening?.Causes;

    /// <summary>Nothing is left of what began the handling, or began it anew, and nobody has acted since.</summary>
    private void StandAgain(DateOnly today)
    {
        while (Log.Reopening is { From: not CrisisState.Withdrawn } before && Log.Causes.Skip(before.Causes).All(cause => cause.GoneOn is not null) && !Log.ActedSince(before.At) && !Log.Told.Skip(before.Told ?? Log.Told.Count).Any(told => told.Cancelled is null))
        {
            (State, RecordedOn, ClosedOn, ClosedBy, ClosingNote) = (before.From, before.RecordedOn, before.ClosedOn, before.ClosedBy, before.ClosingNote);
            if (before.RecordDueAt is { } due) RecordIsDue(due.ToOffset((before.Since ?? before.At).Offset));
            Log = Log with { Reopened = [.. Log.Reopened.Select(again => again == before ? again with { UndoneOn = today } : again)] };
        }

        if (State == CrisisState.Open && Log is { Records.Count: 0, Endings.Count: 0 } && Log.Told.All(told => told.Cancelled is not null) && Log.Causes.All(cause => cause.GoneOn is not null)) State = CrisisState.Withdrawn;
    }

    internal void Tell(CrisisTold told, DateTimeOffset now)
    {
        RequirePending();
        Rule.Require(told.At <= now, "crisis.in-future", "Nothing is recorded ahead of time.");
        Rule.Require(told.Result != ToldResult.DoesNotApply || !string.IsNullOrWhiteSpace(told.Note), "crisis.told-needs-note", "Why somebody could not or need not be told is said in words.");
        Rule.Require(told.Party != Party.Other || !string.IsNullOrWhiteSpace(told.Whom), "crisis.told-needs-whom", "Another party is named.");

        Log = Log with { Told = [.. Log.Told, told] };
    }

    /// <summary>The entries of who was told have no id of their own: they stand in the order of entry, and none is ever taken out.</summary>
    public Guid ToldId(int place) => DerivedId.Of(Id.Value, "told", place, StartedOn);

    internal int? PlaceOf(Guid told) => Enumerable.Range(0, Log.Told.Count).Cast<int?>().FirstOrDefault(place => ToldId(place!.Value) == told);

    internal void CancelTold(int place, FactCancelled mistake)
    {
        RequirePending();
        CancellableFact.RequireValid(Log.Told[place].Cancelled is null);

        Log = Log with { Told = [.. Log.Told.Select((told, at) => at == place ? told with { Cancelled = mistake } : told)] };
    }

    /// <summary>Its handling has not ended after all.</summary>
    internal void GoOn()
    {
        if (State == CrisisState.Watched) State = CrisisState.Open;
    }

    internal bool IsEndedByDeath => State == CrisisState.Closed && Log.Ending is { Outcome: CrisisOutcome.Died };

    /// <summary>The patient lives after all: a handling that ended with the death goes on, until it ends otherwise.</summary>
    internal void GoOnAlive(DateOnly today)
    {
        (State, ClosedOn, ClosedBy, ClosingNote) = (CrisisState.Open, null, null, null);
        Log = Log with { WentOnAliveOn = today };
    }

    /// <param name="dueAt">By when it was due, counted from the start that the form itself names.</param>
    internal void Record(CrisisRecordWritten written, DateTimeOffset dueAt)
    {
        Rule.Require(State != CrisisState.Withdrawn, "crisis.withdrawn", "This emergency was withdrawn.");
        written.Form.Judge(written.At);
        Rule.Require(RecordedOn is null || !string.IsNullOrWhiteSpace(written.CorrectionReason), "crisis.correction-needs-reason", "There is a record already; another one corrects it with a reason.");

        Log = Log with { Records = [.. Log.Records, written] };
        RecordedOn = DayOf(written.At);
        if (dueAt < RecordDueAt) RecordIsDue(dueAt); // a start that is named later than it was known never gives more time
    }

    /// <summary>The handling ends with an outcome. Unless there was no emergency, it has a record and everybody who must know does.</summary>
    /// <param name="notTold">Who must be told and has not been.</param>
    /// <param name="isDeathKnown">The death is recorded on the case, or is not this case's to record: an outcome alone would leave a patient who counts as living.</param>
    internal void End(CrisisEnding ending, IReadOnlyList<Party> notTold, DateOnly latestVisit, bool isDeathKnown)
    {
        Rule.Require(State == CrisisState.Open, "crisis.not-open", "The handling has ended already.");
        var needsNote = ending.Outcome is CrisisOutcome.Other or CrisisOutcome.Mistaken;
        Rule.Require(!needsNote || !string.IsNullOrWhiteSpace(ending.Note), "crisis.outcome-needs-note", "This outcome is explained in words.");
        Rule.Require(ending.Outcome != CrisisOutcome.Mistaken || !Log.Causes.Any(cause => cause is { Source: CrisisSource.FollowUp or CrisisSource.Injection, GoneOn: null }), "crisis.cause-stands", "A follow-up or an injection still says that there was one: it is corrected first.");
        if (ending.Outcome != CrisisOutcome.Mistaken)
        {
            Rule.Require(RecordedOn is not null, "crisis.record-missing", "The record is written before the handling ends.");
            Rule.Require(notTold.Count == 0, "crisis.not-told", "{0} of those who must be told have not been.", notTold.Count);
        }

        var asksVisits = ending.Outcome is not (CrisisOutcome.Mistaken or CrisisOutcome.Died);
        Rule.Require(!asksVisits || ending.NextVisitOn is not null, "crisis.next-visit-missing", "Whoever ends the handling chooses the day of the first closer visit.");
        Rule.Require(asksVisits || ending.NextVisitOn is null, "crisis.next-visit-without-patient", "With this outcome there is nobody to visit.");
        if (ending.NextVisitOn is { } next) RequireVisitDay(next, ending.On, latestVisit);
        Rule.Require(ending.Outcome != CrisisOutcome.Died || isDeathKnown, "crisis.death-not-recorded", "The death is recorded on the case before the handling ends with it.");

        Log = Log with { Endings = [.. Log.Endings, ending] };
        State = asksVisits ? CrisisState.Watched : CrisisState.Closed;
        if (!asksVisits) (ClosedOn, ClosedBy, ClosingNote) = (ending.On, ending.By, ending.Note);
    }

    internal void PlanVisit(CrisisVisitPlanned planned, DateOnly latestVisit)
    {
        RequireWatched();
        RequireVisitDay(planned.VisitOn, planned.PlannedOn, latestVisit);

        Log = Log with { Visits = [.. Log.Visits, planned] };
    }

    /// <summary>A clinician ends the closer visits, and says why they can end.</summary>
    /// <param name="wasVisited">Somebody saw the patient after the handling ended, or nobody can: whoever is in hospital, lost or gone, or has refused to be looked after, is not visited.</param>
    internal void Close(string note, bool wasVisited, StaffId by, DateOnly today)
    {
        RequireWatched();
        Rule.Require(wasVisited, "crisis.not-visited", "Nobody has seen the patient since the handling ended: the visit is recorded first.");
        Rule.Require(!string.IsNullOrWhiteSpace(note), "crisis.closing-needs-note", "Whoever ends the closer visits says why they can end.");

        (State, ClosedOn, ClosedBy, ClosingNote) = (CrisisState.Closed, today, by, note);
    }

    private static void RequireVisitDay(DateOnly visit, DateOnly today, DateOnly latest)
    {
        Rule.Require(visit > today, "crisis.next-visit-not-ahead", "The next closer visit is after today.");
        Rule.Require(visit <= latest, "crisis.next-visit-too-late", "The next closer visit is no later than {0}.", latest);
    }

    private void RequirePending() => Rule.Require(IsPending, "crisis.closed", "This emergency is closed.");

    private void RequireWatched() => Rule.Require(State == CrisisState.Watched, "crisis.not-watched", "There are no closer visits to plan or to end.");

    private void RecordIsDue(DateTimeOffset at) => (RecordDueAt, RecordClosesOn) = (at, DayOf(at));

    /// <summary>The day on which it began, or began anew.</summary>
    private DateOnly LatestDay(TimeSpan zone) => Log.Reopening is { } again ? DayOf((again.Since ?? again.At).ToOffset(zone)) : StartedOn;

    /// <summary>Instants come in the service's zone; read back from the database they do not, which is why days are kept beside them.</summary>
    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime);
}
