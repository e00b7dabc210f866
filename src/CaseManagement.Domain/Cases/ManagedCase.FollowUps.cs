using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    private readonly List<FollowUp> _followUps = [];
    private readonly List<SpecialistAdvice> _advice = [];

    public IReadOnlyList<FollowUp> FollowUps => _followUps;

    public IReadOnlyList<SpecialistAdvice> Advice => _advice;

    /// <summary>The class chosen at the latest visit that found the patient.</summary>
    public Stability? Class { get; private set; }

    /// <summary>The danger level of the latest visit that asked for it.</summary>
    public RiskLevel? Risk { get; private set; }

    public DateOnly? LastSeenOn { get; private set; }

    public DateOnly? DiedOn { get; private set; }

    /// <summary>One contact is recorded, perhaps behind later ones: paper comes first, the screen later.</summary>
    public FollowUp RecordFollowUp(FollowUpEntry entry, StaffId by, Standards standards, DateOnly today)
    {
        RequireVisitable(entry);

        return AddFollowUp(entry, ValidFollowUps, supersedes: null, by, standards, today);
    }

    /// <summary>A mistaken record is replaced by a right one; the mistaken one stays, cancelled with the reason.</summary>
    public FollowUp CorrectFollowUp(FollowUpId mistaken, FollowUpEntry entry, string reason, StaffId by, Standards standards, DateOnly today)
    {
        var old = FollowUpOrThrow(mistaken);
        Rule.Require(old.IsValid, "follow-up.cancelled", "This follow-up has already been cancelled.");
        if (old.Outcome != FollowUpOutcome.Dead) RequireVisitable(entry);

        var corrected = AddFollowUp(entry, ValidFollowUps.Where(other => other.Id != mistaken), supersedes: mistaken, by, standards, today);
        old.Cancel(reason, by, today);
        Conclude(standards, today);

        return corrected;
    }

    /// <summary>A record that should not be there is cancelled with a reason; what was due before it is due again.</summary>
    public void CancelFollowUp(FollowUpId id, string reason, StaffId by, Standards standards, DateOnly today)
    {
        FollowUpOrThrow(id).Cancel(reason, by, today);
        Conclude(standards, today);
    }

    /// <summary>A psychiatrist has advised on this patient; the guidance that was asked for is given.</summary>
    public SpecialistAdvice RecordAdvice(DateOnly givenOn, string text, StaffId by, Standards standards, DateOnly today)
    {
        RequireAlive();
        Rule.Require(givenOn <= today, "advice.in-future", "Advice is not recorded ahead of time.");
        Rule.Require(givenOn >= RegisteredOn, "advice.before-registration", "Nobody is advised on before being registered.");

        var advice = new SpecialistAdvice(PartId("advice", _advice.Count, givenOn), givenOn, text, by, today);
        _advice.Add(advice);
        Replan(standards, today);

        return advice;
    }

    private IEnumerable<FollowUp> ValidFollowUps => _followUps.Where(followUp => followUp.IsValid);

    private FollowUp AddFollowUp(FollowUpEntry entry, IEnumerable<FollowUp> others, FollowUpId? supersedes, StaffId by, Standards standards, DateOnly today)
    {
        var id = new FollowUpId(PartId("follow-up", _followUps.Count, entry.SeenOn));
        var followUp = FollowUp.Record(id, entry, [.. others.Select(other => other.Facts)], standards.Settings, by, today, supersedes);
        _followUps.Add(followUp);
        Conclude(standards, today);

        return followUp;
    }

    /// <summary>What the follow-ups in force say of the patient now, and what is due after them.</summary>
    private void Conclude(Standards standards, DateOnly today)
    {
        var seen = ValidFollowUps.Where(followUp => followUp.Outcome == FollowUpOutcome.Seen).OrderBy(followUp => followUp.SeenOn).ToList();
        var latest = seen.Where(followUp => followUp.SeenOn == seen[^1].SeenOn).ToList();

        Class = latest.Min(followUp => followUp.Class); // one day is one visit: the strictest class of it
        Risk = seen.LastOrDefault(followUp => followUp.Risk is not null) is { } asked
            ? seen.Where(followUp => followUp.SeenOn == asked.SeenOn && followUp.Risk is not null).MaxBy(followUp => followUp.Risk!.Value.Value)!.Risk
            : null;
        LastSeenOn = latest.FirstOrDefault()?.SeenOn;
        DiedOn = ValidFollowUps.Where(followUp => followUp.Outcome == FollowUpOutcome.Dead).Min(followUp => followUp.Findings.DiedOn);
        Replan(standards, today);
    }

    private FollowUpPlan PlanVisits(Standards standards) => FollowUpPlan.Derive(
        Consent is { Agrees: true } consent ? ConsentedSince(consent) : null,
        ValidFollowUps.Select(followUp => followUp.Facts),
        _advice.Select(advice => new AdviceGiven(advice.Id, advice.GivenOn)),
        standards.Calendar,
        standards.Settings.FollowUp);

    /// <summary>Consent may have been signed before the registration; the clock of the first visit starts when both are there.</summary>
    private DateOnly ConsentedSince(InformedConsent consent) =>
        consent.Signature.SignedOn < RegisteredOn ? RegisteredOn : consent.Signature.SignedOn;

    private void RequireVisitable(FollowUpEntry entry)
    {
        Rule.Require(entry.SeenOn >= RegisteredOn, "follow-up.before-registration", "Nobody is followed up before being registered.");
        Rule.Require(DiedOn is null || entry.SeenOn <= DiedOn, "case.closed", "This case is closed.");
    }

    private FollowUp FollowUpOrThrow(FollowUpId id)
    {
        var followUp = _followUps.Find(followUp => followUp.Id == id);
        Rule.Require(followUp is not null, "follow-up.unknown", "This case has no such follow-up.");

        return followUp;
    }
}
