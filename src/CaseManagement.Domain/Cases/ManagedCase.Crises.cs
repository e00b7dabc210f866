using System.Diagnostics;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    private readonly List<CrisisResponse> _crises = [];

    public IReadOnlyList<CrisisResponse> Crises => _crises;

    /// <summary>Somebody says that there is an emergency: it begins, or joins the one that is open.</summary>
    /// <param name="startedAt">When the handling began, in the service's zone; it may be entered later.</param>
    public CrisisResponse StartCrisis(CrisisCause cause, DateTimeOffset startedAt, Standards standards, DateOnly today)
    {
        var day = DateOnly.FromDateTime(startedAt.DateTime);
        RequireMay(CaseAct.StartCrisis, day);
        Rule.Require(startedAt <= cause.At, "crisis.in-future", "Nothing is recorded ahead of time.");
        Rule.Require(day >= RegisteredOn, "crisis.before-registration", "Nobody's emergency is recorded before the registration.");

        var crisis = Raise(cause, startedAt, standards);
        Replan(standards, today);

        return crisis;
    }

    /// <summary>A member of a care group takes back the sign by which an emergency began, or that joined one.</summary>
    /// <param name="minutes">For so long after the sign.</param>
    public void TakeBackSign(StaffId by, string reason, DateTimeOffset now, int minutes, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.TakeBackSign);
        var stood = Standing();
        var signed = _crises.OrderByDescending(crisis => crisis.SignToTakeBack(by, now, minutes) is not null); // one that was acted on does not stand in the way of another
        Rule.Require(signed.Any(crisis => crisis.TakeBack(by, reason, now, minutes, today)), "sign.too-late", "A sign is taken back by whoever gave it, within {0} minutes.", minutes);
        TellGone(stood);
        Replan(standards, today);
    }

    /// <summary>The clue by which an emergency began, or that joined one, is about somebody else. It may be said in every state of the case, since the clue was never this patient's.</summary>
    /// <returns>The emergency that somebody must still end, since somebody has acted on it or another reason stands; null where none is left.</returns>
    public CrisisResponse? ForgetClue(ClueId clue, string reason, Standards standards, DateOnly today)
    {
        var told = _crises.FindAll(crisis => crisis.Log.Causes.Any(cause => cause.ClueId == clue && cause.GoneOn is null)); // it may have been matched here, been a mistake, and been matched here again
        if (told.Count == 0) return null;

        var stood = Standing();
        told.ForEach(crisis => crisis.Forget(clue, reason, today));
        TellGone(stood);
        Replan(standards, today);

        return told.FindLast(crisis => crisis.IsPending);
    }

    /// <summary>Somebody was told, or was tried to be told.</summary>
    public void TellOfCrisis(CrisisResponseId id, CrisisTold told, DateTimeOffset now)
    {
        RequireMay(CaseAct.TellOfCrisis);
        var crisis = CrisisOrThrow(id);
        Rule.Require(!(DateOnly.FromDateTime(told.At.ToOffset(now.Offset).DateTime) < HappenedOn(crisis, now.Offset)), "crisis.told-before-start", "Nobody is told of an emergency on a day before it began.");
        crisis.Tell(told, now);
        Changed();
    }

    /// <summary>The earliest day on which it can have begun, by all that is recorded: the handling, the visit, the injection or the referral that speaks of it, the start that its record names. Null where a clue does, which was heard before.</summary>
    private DateOnly? HappenedOn(CrisisResponse crisis, TimeSpan zone)
    {
        if (crisis.Log.Causes.Any(cause => cause.ClueId is not null)) return null;

        var spoken = _followUps.Where(contact => crisis.Log.Causes.Any(cause => cause.FollowUpId is { } first && HistoryOf(contact).Any(record => record.Id == first))).Select(contact => contact.SeenOn)
            .Concat(_courses.SelectMany(course => course.Injections).Where(injection => crisis.Log.Causes.Any(cause => cause.RecordId == injection.Id.Value)).Select(injection => injection.GivenOn))
            .Concat(_referrals.Where(referral => crisis.Log.Causes.Any(cause => cause.RecordId == referral.Id.Value)).Select(referral => referral.SentOn));
        var written = crisis.Log.Records.Where(record => record.Form.StartedAt is not null).Select(record => DateOnly.FromDateTime(record.Form.StartedAt!.Value.ToOffset(zone).DateTime));

        return spoken.Concat(written).Append(crisis.StartedOn).Min();
    }

    /// <summary>The record of an emergency is written, or corrected with a reason.</summary>
    public void RecordCrisis(CrisisResponseId id, CrisisRecordWritten written, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.RecordCrisis);
        var startedAt = written.Form.StartedAt ?? written.At;
        var crisis = CrisisOrThrow(id);
        crisis.Record(written, RecordDueAt(startedAt, standards));
        Wish(CardKind.Emergency, id.Value, id.Value, crisis.StartedOn, today);
        Replan(standards, today);
    }

    /// <summary>The handling ends with an outcome, and closer visits begin where there is somebody to visit.</summary>
    public void EndCrisis(CrisisResponseId id, CrisisEnding ending, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.EndCrisis);
        var crisis = CrisisOrThrow(id);
        crisis.End(ending with { Before = [.. _followUps.Where(contact => contact.SeenOn == ending.On).Select(contact => contact.Id)] }, standards.NotTold(crisis), LatestCloserVisit(ending.On, standards), isDeathKnown: DiedOn is not null || State == CaseState.TransferredOut); // of whoever moved away, those who look after them now record it
        if (ending.Outcome == CrisisOutcome.Mistaken && crisis.Log.Record is not null) Wish(CardKind.Emergency, id.Value, id.Value, crisis.StartedOn, today, isGone: true);
        Replan(standards, today);
    }

    /// <summary>A clinician chooses the day of the next closer visit.</summary>
    public void PlanCrisisVisit(CrisisResponseId id, CrisisVisitPlanned planned, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.PlanCrisisVisit);
        var crisis = CrisisOrThrow(id);
        var from = crisis.State == CrisisState.Watched ? CrisisPlan.CountsFrom(crisis, Contacts) : today;
        crisis.PlanVisit(planned, LatestCloserVisit(from, standards));
        Replan(standards, today);
    }

    /// <summary>A clinician ends the closer visits.</summary>
    public void CloseCrisis(CrisisResponseId id, string note, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.CloseCrisis);
        var crisis = CrisisOrThrow(id);
        var isVisited = State is CaseState.Managed or CaseState.Transferring;
        crisis.Close(note, !isVisited || ValidFollowUps.Any(followUp => CrisisPlan.IsCloserVisit(crisis, followUp.Facts, HistoryOf(followUp).Last().Id)), by, today);
        Replan(standards, today);
    }

    private IEnumerable<FollowUpFacts> Contacts => ValidFollowUps.Select(followUp => followUp.Facts);

    /// <summary>What a contact says now that it was recorded, corrected or cancelled: a cause that is new starts or joins an emergency, one that is gone is taken back.</summary>
    /// <remarks>Only the contact at hand is judged, so that what was recorded before anybody kept emergencies starts none.</remarks>
    private void CrisesFollow(FollowUp contact, StaffId by, DateTimeOffset at, Standards standards)
    {
        var history = HistoryOf(contact).ToList();
        IReadOnlyList<CrisisTrigger> found = contact is { IsValid: true, Outcome: FollowUpOutcome.Seen }
            ? history.Where(record => record.Outcome == FollowUpOutcome.Seen).Select(record => CrisisFindings.Of(record.Findings)).Aggregate((now, earlier) => now.OrElse(earlier)).Triggers
            : [];
        var first = history[^1].Id;
        CrisesFollow(first.Value, found, trigger => new CrisisCause(trigger, CrisisSource.FollowUp, at, by, first), standards, at);
    }

    /// <summary>What the record of an injection says now that it was made, corrected or cancelled: an acute reaction starts or joins an emergency, and a correction that no longer answers takes none back.</summary>
    private void CrisesFollow(InjectionCourse course, Injection injection, StaffId by, DateTimeOffset at, Standards standards)
    {
        List<Injection> history = [injection];
        while (history[^1].Supersedes is { } id) history.Add(course.Injections.First(other => other.Id == id));
        var found = injection.IsValid ? history.Select(CrisisFindings.OfInjection).Aggregate((now, earlier) => now.OrElse(earlier)).Triggers : [];
        var first = history[^1].Id.Value;
        CrisesFollow(first, found, trigger => new CrisisCause(trigger, CrisisSource.Injection, at, by, Note: injection.ReactionNote, RecordId: first), standards, at);
    }

    /// <summary>What a referral to a hospital gives as its reason is there now, unless it is what is being handled: then the referral is what was done about it.</summary>
    private void CrisesFollow(Referral sent, IReadOnlyList<ReferralReason> saidBefore, StaffId by, DateTimeOffset at, Standards standards)
    {
        var handled = HandledAt(sent)
            .SelectMany(crisis => crisis.Log.Causes).Where(cause => cause.GoneOn is null).Select(cause => cause.Trigger).ToHashSet();
        if (handled.Overlaps([CrisisTrigger.SelfHarm, CrisisTrigger.DangerToOthers])) handled.UnionWith([CrisisTrigger.SelfHarm, CrisisTrigger.DangerToOthers]); // one reason on paper
        var found = CrisisFindings.OfReferral([.. sent.Reasons.Except(saidBefore)]).Triggers.Except(handled).ToList();

        foreach (var trigger in found) Raise(new CrisisCause(trigger, CrisisSource.Referral, at, by, RecordId: sent.Id.Value), at, standards);
    }

    private IEnumerable<CrisisResponse> HandledAt(Referral sent) =>
        _crises.Where(crisis => crisis.AsksForRecord && crisis.StartedOn <= sent.SentOn && (crisis.State == CrisisState.Open || crisis.Log.Ending?.On >= sent.SentOn));

    /// <summary>The emergency that a referral began or joined; else the one that was being handled for what it gives as its reason, of which it is a measure.</summary>
    public (CrisisResponse Crisis, bool IsMeasure)? CrisisOf(Referral sent)
    {
        if (_crises.Find(crisis => crisis.State != CrisisState.Withdrawn && crisis.Log.Causes.Any(cause => cause.GoneOn is null && cause.RecordId == sent.Id.Value)) is { } begun) return (begun, false);
        if (sent.Direction != ReferralDirection.Up || sent.Said(ReferralMove.Cancel) is not null) return null;

        var named = CrisisFindings.OfReferral(sent.Reasons).Triggers; // violence and self-harm are one reason on paper, and named together
        return HandledAt(sent).LastOrDefault(crisis => crisis.Log.Causes.Any(cause => cause.GoneOn is null && named.Contains(cause.Trigger))) is { } handled ? (handled, true) : null;
    }

    /// <summary>What was taken back says nothing any more, and neither does what it was sent instead of.</summary>
    private void CrisesForget(IEnumerable<Referral> cancelled, DateTimeOffset at, Standards standards)
    {
        foreach (var referral in cancelled) CrisesFollow(referral.Id.Value, [], _ => throw new UnreachableException(), standards, at);
    }

    /// <param name="form">The first record of the form: a correction speaks of the same.</param>
    private void CrisesFollow(Guid form, IReadOnlyList<CrisisTrigger> found, Func<CrisisTrigger, CrisisCause> causeOf, Standards standards, DateTimeOffset at)
    {
        var stood = Standing();
        var known = _crises.SelectMany(crisis => crisis.Follow(form, found, DateOnly.FromDateTime(at.DateTime))).ToList();

        foreach (var trigger in found.Except(known)) Raise(causeOf(trigger), at, standards);
        TellGone(stood);
    }

    private List<(CrisisResponse Crisis, bool IsLastRoundUndone)> Standing() => [.. _crises.Where(crisis => crisis.State != CrisisState.Withdrawn).Select(crisis => (crisis, crisis.Log.IsLastRoundUndone))];

    /// <summary>Of what was withdrawn or undone just now nobody has to know any more.</summary>
    private void TellGone(List<(CrisisResponse Crisis, bool IsLastRoundUndone)> stood)
    {
        foreach (var (crisis, wasUndone) in stood)
        {
            if (crisis.State == CrisisState.Withdrawn) _tidings.Add(new(NoticeEvent.CrisisStarted, crisis.Id.Value, [], IsGone: true));
            else if (crisis.Log.IsLastRoundUndone && !wasUndone) _tidings.Add(new(NoticeEvent.CrisisStarted, crisis.Id.Value, [], crisis.Log.Round, IsGone: true));
        }
    }

    /// <summary>The records of one contact, the latest first: each corrects the one after it.</summary>
    private IEnumerable<FollowUp> HistoryOf(FollowUp contact)
    {
        for (var record = contact; record is not null; record = record.Supersedes is { } id ? _followUps.Find(other => other.Id == id) : null) yield return record;
    }

    /// <summary>A case has one open emergency, and one a day: whatever else becomes known joins it.</summary>
    private CrisisResponse Raise(CrisisCause cause, DateTimeOffset startedAt, Standards standards)
    {
        var day = DateOnly.FromDateTime(startedAt.DateTime);
        var crisis = _crises.Find(crisis => crisis.State == CrisisState.Open) ?? _crises.Find(crisis => crisis.StartedOn == day);
        if (crisis is null)
        {
            crisis = new CrisisResponse(new(PartId("crisis", _crises.Count, day)), startedAt, RecordDueAt(startedAt, standards));
            _crises.Add(crisis);
        }

        crisis.Join(cause, startedAt, RecordDueAt(startedAt, standards));
        Tell(new(NoticeEvent.CrisisStarted, crisis.Id.Value, standards.On(crisis.StartedOn).Telling.For(crisis.Log.TriggersOfTheRound), crisis.Log.Round));
        return crisis;
    }

    private IEnumerable<PlannedTask> PlanCrises(Standards standards) => CrisisPlan.Derive(_crises, Contacts, day => standards.On(day).FollowUp);

    /// <summary>At least as often as an unstable patient is seen.</summary>
    private static DateOnly LatestCloserVisit(DateOnly from, Standards standards) => from.AddDays(standards.On(from).FollowUp.UnstableDays);

    private static DateTimeOffset RecordDueAt(DateTimeOffset startedAt, Standards standards) =>
        standards.On(DateOnly.FromDateTime(startedAt.DateTime)).Deadlines[CrisisResponse.RecordDeadline].From(startedAt, standards.Calendar);

    private static DateTimeOffset FirstOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private CrisisResponse CrisisOrThrow(CrisisResponseId id)
    {
        var crisis = _crises.Find(crisis => crisis.Id == id);
        Rule.Require(crisis is not null, "crisis.unknown", "This case has no such emergency.");

        return crisis;
    }
}
