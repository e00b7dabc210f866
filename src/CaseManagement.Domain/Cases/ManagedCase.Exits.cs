using CaseManagement.Domain.Cards;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    private readonly List<CaseExit> _exits = [];

    /// <summary>Every way out that was ever proposed, in the order of entry.</summary>
    public IReadOnlyList<CaseExit> Exits => _exits;

    /// <summary>The loss that was proposed and waits for a second person; gone once the patient was seen.</summary>
    public CaseExit? OpenLoss => _exits.FindLast(exit => exit is { Kind: ExitKind.Loss, IsOpen: true }) is { } loss && !SeenDays().Any(seen => seen.On > loss.ProposedOn) ? loss : null;

    /// <summary>The death is recorded without a visit.</summary>
    public CaseExit RecordDeath(DeathEntry death, string? note, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.RecordDeath);
        Rule.Require(death.LearntOn <= today, "death.in-future", "A death is not recorded ahead of time.");
        Rule.Require(death.DiedOn <= death.LearntOn, "follow-up.death-after-visit", "The death is not after the day it was learnt of.");
        Rule.Require(death.FatalIllness is null || death.Cause == DeathCause.PhysicalIllness, "follow-up.fatal-illness-without-cause", "The kind of illness belongs to a death by physical illness.");
        Rule.Require(death.FatalIllness is not null || death.Cause != DeathCause.PhysicalIllness, "follow-up.death-needs-illness", "A death by physical illness is recorded with the kind of illness, of which one is 'unknown'.");
        RequireMortal(death.DiedOn, ValidFollowUps);

        var exit = Add(CaseExit.Death(NextExitId(death.LearntOn), death, note, by));
        Conclude(standards, today);

        return exit;
    }

    /// <summary>The patient lives: a death that was recorded without a visit is taken back, and what was due before is due again.</summary>
    public void CancelDeath(Guid exitId, string reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.CancelDeath);
        var death = Deaths.FirstOrDefault(exit => exit.Id == exitId);
        Rule.Require(death is not null, "death.unknown", "This death is not recorded, or was told at a visit: cancel that visit.");

        death.End(reason, by, today);
        Conclude(standards, today);
    }

    /// <summary>The patient should not be registered: the case is closed with a reason, and kept. What others still wait for comes to its end first; the report card that went out is taken back.</summary>
    /// <param name="duplicateOf">The case that stays, where the patient is registered twice.</param>
    public CaseExit Close(DeletionReason reason, ManagedCaseId? duplicateOf, string? note, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.CloseCase);
        Rule.Require(!_crises.Exists(crisis => crisis.IsPending), "exit.emergency-pending", "An emergency is open: it is ended first.");
        Rule.Require(!_referrals.Exists(referral => referral.IsWaiting), "exit.referral-waits", "A referral waits for an answer: it is answered or taken back first.");
        Rule.Require(reason != DeletionReason.Duplicate || duplicateOf is not null, "exit.duplicate-of-what", "Say under which case the patient stays.");
        Rule.Require(duplicateOf is null || reason == DeletionReason.Duplicate, "exit.not-a-duplicate", "Only what is there twice names the case that stays.");
        Rule.Require(duplicateOf != Id, "exit.duplicate-of-itself", "The case that stays is another one.");
        Rule.Require(reason != DeletionReason.Other || !string.IsNullOrWhiteSpace(note), "exit.other-needs-note", "'Other' is said in words.");

        var exit = Add(CaseExit.Deletion(NextExitId(today), reason, duplicateOf, note, by, today));
        WishReport(today, isGone: true);
        Replan(standards, today);

        return exit;
    }

    /// <summary>A case that was closed as a mistake, or whose patient had moved away, is looked after again.</summary>
    public void Reopen(string reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.ReopenCase);

        var exit = _exits.FindLast(exit => exit is { Kind: ExitKind.Deletion or ExitKind.TransferOut, Holds: true })!;
        exit.End(reason, by, today);
        if (exit.Kind == ExitKind.TransferOut) Wish(CardKind.MoveOut, exit.Id, exit.Id, exit.DecidedOn!.Value, today, isGone: true);
        else WishReport(today);
        Replan(standards, today);
    }

    private IEnumerable<CaseExit> Deaths => _exits.Where(exit => exit is { Kind: ExitKind.Death, Holds: true });

    private DateOnly? MovedOutOn => _exits.FindLast(exit => exit is { Kind: ExitKind.TransferOut, Holds: true })?.DecidedOn;

    private CaseExit Add(CaseExit exit)
    {
        _exits.Add(exit);
        return exit;
    }

    private Guid NextExitId(DateOnly on) => PartId("exit", _exits.Count, on);

    private static Func<DateOnly, ExitSettings> ExitsOn(Standards standards) => day => standards.On(day).Exits;

    /// <summary>The days on which the patient was there: seen or spoken of at a follow-up, injected, examined, or with a hospital by its own word.</summary>
    private IEnumerable<Settlement> SeenDays() => SeenVisits()
        .Concat(_courses.SelectMany(course => course.ValidDoses()).Where(dose => dose.On is not null).Select(dose => new Settlement(dose.On!.Value, dose.Id.Value)))
        .Concat(ValidExaminations.Where(each => each.Outcome == ExaminationOutcome.Done).Select(each => new Settlement(each.ExaminedOn, each.Id.Value)))
        .Concat(HospitalSightings());

    private IEnumerable<Settlement> SeenVisits() => ValidFollowUps.Where(visit => visit.Outcome == FollowUpOutcome.Seen).Select(visit => new Settlement(visit.SeenOn, visit.Id.Value));

    /// <summary>The times in which the patient was lost, had moved away or was closed as a mistake, in the order in which they began.</summary>
    private IReadOnlyList<Absence> Absences() =>
        [.. _exits.Where(exit => exit.Accepted == true && exit.Kind is ExitKind.Loss or ExitKind.TransferOut or ExitKind.Deletion).OrderBy(exit => exit.DecidedOn).Select(AbsenceOf)];

    /// <remarks>Of the days only one after the decision shows that a lost patient is found: who was seen in the morning may be missing in the evening. What is entered after the decision for its own day ends the loss as it is entered.</remarks>
    private Absence AbsenceOf(CaseExit exit)
    {
        var told = exit.EndedOn is { } endedOn ? new Settlement(endedOn, exit.Id) : null;
        var seen = exit.Kind != ExitKind.Loss ? null : SeenDays().Where(day => day.On > exit.DecidedOn).OrderBy(day => day.On).ThenBy(day => day.RecordId).FirstOrDefault();
        var until = seen is null || told?.On < seen.On ? told : seen;

        return new(exit, until, until is not null && SeenVisits().Any(visit => visit.On == until.On));
    }

    /// <summary>The day on which it came to its end: withdrawn or undone, or the lost patient was found, by word or by being seen.</summary>
    public DateOnly? EndOf(CaseExit exit) => exit is { Kind: ExitKind.Loss, Accepted: true } ? AbsenceOf(exit).Until?.On : exit.EndedOn;

    /// <summary>The ends of absences at which nobody saw the patient at a follow-up.</summary>
    private static IReadOnlyList<Settlement> ReturnsOf(IReadOnlyList<Absence> absences) => [.. absences.Where(absence => absence is { Until: not null, WasSeen: false }).Select(absence => absence.Until!)];

    private IEnumerable<PlannedTask> PlanExits(IReadOnlyList<Absence> absences, Standards standards)
    {
        var classOn = ClassesSeen();

        return ExitPlan.Searches(absences.Where(absence => absence.Exit.Kind == ExitKind.Loss), [.. ValidAttempts.Select(attempt => new Settlement(attempt.On, attempt.Id))], [.. ValidTold], ExitsOn(standards))
            .Concat(ExitPlan.Watches(Refusals(), [.. Talks()], [.. ValidTold], KnownDangerousOn(standards), ExitsOn(standards)))
            .Concat(ExitPlan.Acceptances([.. Moves], [.. ValidTold], standards.Calendar, ExitsOn(standards)).Select(planned => planned with { Class = classOn(planned.Settled?.On.AddDays(-1) ?? DateOnly.MaxValue) }));
    }

    private IEnumerable<Refusal> Refusals()
    {
        InformedConsent? since = null;
        foreach (var consent in ConsentsInOrder)
        {
            if (!consent.Agrees) since ??= consent;
            else if (since is not null)
            {
                yield return new(InRegister(since.Signature.SignedOn), new(InRegister(consent.Signature.SignedOn), consent.Id));
                since = null;
            }
        }

        if (since is not null) yield return new(InRegister(since.Signature.SignedOn), null);
    }

    private DateOnly InRegister(DateOnly day) => day < RegisteredOn ? RegisteredOn : day;

    /// <summary>The times at which a patient who refused was spoken to.</summary>
    private IEnumerable<Settlement> Talks() => SeenVisits()
        .Concat(ValidAttempts.Where(attempt => attempt.Outcome.IsReachedBy(attempt.Means)).Select(attempt => new Settlement(attempt.On, attempt.Id)))
        .Concat(_consents.Where(consent => !consent.Agrees).Select(consent => new Settlement(consent.Signature.SignedOn, consent.Id)));

    /// <summary>
    /// What ran out while the patient was away does not come back with all its steps at once: the visits give way to the one that is due on the return, and all else is late from that day on.
    /// </summary>
    /// <returns>Null for what is no longer asked.</returns>
    private PlannedTask? AfterAbsence(PlannedTask planned, IReadOnlyList<Absence> absences)
    {
        if (planned.Settled is not null || absences.Where(absence => absence.Until is not null).MaxBy(absence => absence.Until!.On) is not { } last) return planned;
        if (planned.CycleOn >= last.Until!.On || planned.ClosesOn >= last.Until.On || IsAsked(StateIn(last), planned.Kind)) return planned;
        if (planned.Kind is CareTaskKind.FollowUp or CareTaskKind.SpecialistReview && !last.WasSeen && ConsentedSince() <= last.Until.On) return null;

        var eve = last.Until.On.AddDays(-1);
        return planned.QuietUntil >= eve ? planned : planned with { QuietUntil = eve };
    }

    private static CaseState StateIn(Absence absence) => absence.Exit.Kind switch
    {
        ExitKind.Deletion => CaseState.Deleted,
        ExitKind.TransferOut => CaseState.TransferredOut,
        _ => CaseState.Lost,
    };

    /// <summary>Who must be told of the refusal that lasts and has not been.</summary>
    public IReadOnlyList<Telling.Party> RefusalToTell(Standards standards) => LastingRefusal is { } refusal ? MustBeTold.Left(refusal, KnownDangerousOn(standards)(refusal.From) is not null, [.. ValidTold]) : [];

    private Refusal? LastingRefusal => Refusals().FirstOrDefault(refusal => refusal.Until is null);

    /// <summary>Of a refusal others are told when it is recorded, and when something is entered behind it by which the patient was dangerous already.</summary>
    /// <param name="wasOwed">Others were to be told of it before.</param>
    private void TellOfRefusal(bool wasOwed, Standards standards)
    {
        if (!wasOwed && OwesTellingOfRefusal && LatestConsent() is { Agrees: false } refused && !_tidings.Exists(tidings => tidings.EventId == refused.Id)) Tell(new(NoticeEvent.DangerousRefusal, refused.Id, RefusalToTell(standards)));
    }

    private bool OwesTellingOfRefusal => _tasks.Exists(task => task is { Kind: CareTaskKind.RefusalWatch, State: CareTaskState.Open, Basis: ExitPlan.RefusalTold });

    /// <summary>From when the patient was known to have been dangerous or unstable on a day, which is the day itself where a visit says so; null where nobody knows of it.</summary>
    /// <remarks>By the last visit until then, by the last one that asked, and by an emergency of whatever cause that nobody had closed (project reading R62), which may be entered later.</remarks>
    private Func<DateOnly, DateOnly?> KnownDangerousOn(Standards standards)
    {
        var classOn = ClassesSeen();
        var asked = ValidFollowUps.Where(visit => visit.Risk is not null).OrderBy(visit => visit.SeenOn).ThenBy(visit => visit.Risk!.Value.Value).ToList();
        return day => classOn(day) == Stability.Unstable || asked.FindLast(visit => visit.SeenOn <= day)?.Risk is { IsHigh: true } ? day
            : standards.On(day).Exits.OpenEmergencyEndangers ? _crises.Min(crisis => crisis.KnownToStandOn(day)) : null;
    }

    private bool IsDangerous() => Class == Stability.Unstable || LastKnownRisk() is { IsHigh: true } || _crises.Exists(crisis => crisis.Endangers);

    /// <summary>What becomes known while a loss or a move waits for its answer counts as if it had been known at the proposal; what calms down meanwhile does not.</summary>
    private void DangerReachesExits(DateOnly today)
    {
        var calm = _exits.FindAll(exit => exit is { IsOpen: true, IsDangerous: false });
        if (calm.Count == 0 || !IsDangerous()) return;

        foreach (var exit in calm)
        {
            exit.Endanger(today);
            if (exit.Kind != ExitKind.Loss) Tell(new(NoticeEvent.DangerousMove, exit.Id, MustBeTold.Of(exit))); // of a loss others are told when it is confirmed
        }
    }

    /// <summary>Not asked is not "less": the level that was last told stands.</summary>
    private RiskLevel? LastKnownRisk() => Risk ?? ValidFollowUps.Where(visit => visit.Risk is not null).OrderBy(visit => visit.SeenOn).ThenBy(visit => visit.Risk!.Value.Value).LastOrDefault()?.Risk;
}
