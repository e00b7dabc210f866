using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    private readonly List<FollowUp> _followUps = [];

    public IReadOnlyList<FollowUp> FollowUps => _followUps;

    /// <summary>The class chosen at the latest visit that found the patient.</summary>
    public Stability? Class { get; private set; }

    /// <summary>The danger level found on the latest visit day; null when that visit did not ask.</summary>
    public RiskLevel? Risk { get; private set; }

    public DateOnly? LastSeenOn { get; private set; }

    public DateOnly? DiedOn { get; private set; }

    /// <summary>One contact is recorded, perhaps behind later ones: paper comes first, the screen later.</summary>
    /// <param name="at">The instant at which it is entered, in the service's zone, for the clock of an emergency; the first one of the day where it is not known.</param>
    public FollowUp RecordFollowUp(FollowUpEntry entry, StaffId by, Standards standards, DateOnly today, DateTimeOffset? at = null)
    {
        var others = ValidFollowUps.ToList();
        RequireMay(CaseAct.RecordFollowUp, entry.SeenOn);
        RequireVisitable(entry, others, standards.On(entry.SeenOn).Exits);

        var sightings = SightingsOnTheDayOfTheLoss();
        var followUp = AddFollowUp(entry, others, supersedes: null, by, standards, today);
        FindIfSeenSince(sightings, by);
        CrisesFollow(followUp, by, at ?? FirstOf(today), standards);
        WishFollowUp(followUp, today);
        Conclude(standards, today);

        return followUp;
    }

    /// <summary>A mistaken record is replaced by a right one; the mistaken one stays, cancelled with the reason.</summary>
    public FollowUp CorrectFollowUp(FollowUpId mistaken, FollowUpEntry entry, string reason, StaffId by, Standards standards, DateOnly today, DateTimeOffset? at = null)
    {
        var old = FollowUpOrThrow(mistaken);
        Rule.Require(old.IsValid, "follow-up.cancelled", "This follow-up has already been cancelled.");
        var others = ValidFollowUps.Where(other => other.Id != mistaken).ToList();
        CaseStates.Require(State, CaseAct.CorrectFollowUp, entry.SeenOn, DeathOf(others) ?? MovedOutOn ?? DateOnly.MaxValue); // the death itself may be what is corrected
        RequireVisitable(entry, others, standards.On(entry.SeenOn).Exits);

        var sightings = SightingsOnTheDayOfTheLoss();
        var corrected = AddFollowUp(entry, others, supersedes: mistaken, by, standards, today);
        old.Cancel(reason, by, today);
        FindIfSeenSince(sightings, by);
        LiveAgain(today);
        CrisesFollow(corrected, by, at ?? FirstOf(today), standards);
        WishFollowUp(corrected, today);
        Conclude(standards, today);

        return corrected;
    }

    /// <summary>A record that should not be there is cancelled with a reason; what was due before it is due again.</summary>
    public void CancelFollowUp(FollowUpId id, string reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.CancelFollowUp);
        var cancelled = FollowUpOrThrow(id);
        cancelled.Cancel(reason, by, today);
        LiveAgain(today);
        CrisesFollow(cancelled, by, FirstOf(today), standards);
        WishFollowUp(cancelled, today);
        Conclude(standards, today);
    }

    private IEnumerable<FollowUp> ValidFollowUps => _followUps.Where(followUp => followUp.IsValid);

    private FollowUp AddFollowUp(FollowUpEntry entry, IReadOnlyList<FollowUp> others, FollowUpId? supersedes, StaffId by, Standards standards, DateOnly today)
    {
        var id = new FollowUpId(PartId("follow-up", _followUps.Count, entry.SeenOn));
        var followUp = FollowUp.Record(id, entry, [.. others.Select(other => other.Facts)], standards.On(entry.SeenOn), by, today, supersedes);
        _followUps.Add(followUp);

        return followUp;
    }

    /// <summary>The class of the last visit until a day, the strictest of that day; null where nobody had seen the patient.</summary>
    private Func<DateOnly, Stability?> ClassesSeen()
    {
        var seen = ValidFollowUps.Where(followUp => followUp.Outcome == FollowUpOutcome.Seen).OrderBy(followUp => followUp.SeenOn).ToList();
        return day => seen.FindLast(followUp => followUp.SeenOn <= day) is { } last ? seen.Where(followUp => followUp.SeenOn == last.SeenOn).Min(followUp => followUp.Class) : null;
    }

    /// <summary>What the follow-ups in force say of the patient now, and what is due after them.</summary>
    private void Conclude(Standards standards, DateOnly today)
    {
        var seen = ValidFollowUps.Where(followUp => followUp.Outcome == FollowUpOutcome.Seen).OrderBy(followUp => followUp.SeenOn).ToList();
        var latest = seen.Where(followUp => followUp.SeenOn == seen[^1].SeenOn).ToList();

        Class = latest.Min(followUp => followUp.Class); // one day is one visit: the strictest class of it
        Risk = latest.Where(followUp => followUp.Risk is not null).MaxBy(followUp => followUp.Risk!.Value.Value)?.Risk; // not asked is not "as before"
        LastSeenOn = latest.FirstOrDefault()?.SeenOn;
        LiveAgain(today);
        DiedOn = DeathOf(ValidFollowUps);
        Replan(standards, today);
    }

    /// <summary>Nothing tells of a death any more: the emergency that ended with it last goes on, unless another has begun since. Before what a form says is judged, so that it joins that one.</summary>
    private void LiveAgain(DateOnly today)
    {
        if (DiedOn is null || DeathOf(ValidFollowUps) is not null) return;

        DiedOn = null;
        if (_crises.Exists(crisis => crisis.State == CrisisState.Open)) return;
        _crises.Where(crisis => crisis.IsEndedByDeath).OrderBy(crisis => crisis.ClosedOn).LastOrDefault()?.GoOnAlive(today);
    }

    /// <summary>The first of the deaths in force, told at a visit or without one.</summary>
    private DateOnly? DeathOf(IEnumerable<FollowUp> followUps) =>
        followUps.Where(followUp => followUp.Outcome == FollowUpOutcome.Dead).Select(followUp => followUp.Findings.DiedOn).Concat(Deaths.Select(death => death.DiedOn)).Min();

    private FollowUpPlan PlanVisits(Standards standards, IReadOnlyList<Exits.Absence> absences) => FollowUpPlan.Derive(
        ConsentedSince(),
        ValidFollowUps.Select(followUp => followUp.Facts).Concat(Deaths.Select(death => new FollowUpFacts(new(death.Id), death.ProposedOn, FollowUpOutcome.Dead, null, null, null, null, null))),
        ValidAdvice.Where(advice => advice.IsGuidance).Select(advice => new AdviceGiven(advice.Id, advice.GivenOn)),
        standards.Calendar,
        day => standards.On(day).FollowUp,
        HospitalNotices(),
        ReturnsOf(absences));

    /// <summary>The first day of the latest unbroken time of consent: agreeing once more starts no clock anew. Null where nobody ever agreed.</summary>
    /// <remarks>Consent may have been signed before the registration; the clock of the first visit starts when both are there.</remarks>
    private DateOnly? ConsentedSince()
    {
        var first = ConsentsInOrder.Reverse().SkipWhile(consent => !consent.Agrees).TakeWhile(consent => consent.Agrees).LastOrDefault();
        return first is null ? null : first.Signature.SignedOn < RegisteredOn ? RegisteredOn : first.Signature.SignedOn;
    }

    /// <param name="others">The follow-ups in force beside this one.</param>
    private void RequireVisitable(FollowUpEntry entry, IReadOnlyList<FollowUp> others, Exits.ExitSettings settings)
    {
        Rule.Require(entry.SeenOn >= RegisteredOn, "follow-up.before-registration", "Nobody is followed up before being registered.");
        var diedOn = DeathOf(others);
        Rule.Require(diedOn is null || entry.SeenOn <= diedOn, "case.closed", "This case is closed.");
        if (entry is { Outcome: FollowUpOutcome.Dead, Findings.DiedOn: { } died }) RequireMortal(died, others);
        if (entry is { Outcome: FollowUpOutcome.Lost, Findings.LossReason: LossReason.ThreeFailedAttempts }) RequireFailedAttempts(entry, others, settings);
    }

    private void RequireMortal(DateOnly died, IEnumerable<FollowUp> others)
    {
        Rule.Require(died >= RegisteredOn, "follow-up.death-before-registration", "A patient who died before the registration is not registered: correct the date.");
        Rule.Require(!others.Any(other => other.Outcome == FollowUpOutcome.Seen && other.SeenOn > died) && !ValidExaminations.Any(each => each.Outcome == ExaminationOutcome.Done && each.ExaminedOn > died), "follow-up.death-before-visit", "The patient was seen after this day of death: correct the one or the other.");
    }

    private FollowUp FollowUpOrThrow(FollowUpId id)
    {
        var followUp = _followUps.Find(followUp => followUp.Id == id);
        Rule.Require(followUp is not null, "follow-up.unknown", "This case has no such follow-up.");

        return followUp;
    }
}
