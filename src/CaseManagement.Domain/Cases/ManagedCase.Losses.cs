using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    private readonly List<ContactAttempt> _attempts = [];
    private readonly List<PartyTold> _told = [];

    /// <summary>Every attempt to reach the patient, in the order of entry.</summary>
    public IReadOnlyList<ContactAttempt> Attempts => _attempts;

    /// <summary>Everybody outside who was told of the patient.</summary>
    public IReadOnlyList<PartyTold> Told => _told;

    /// <summary>The days without success since anybody was last spoken to.</summary>
    public LossEvidence FailedContacts => LossEvidence.Of(ValidAttempts, ValidFollowUps, FoundOn(_exits));

    private static DateOnly? FoundOn(IEnumerable<CaseExit> exits) => exits.Where(exit => exit is { Kind: ExitKind.Loss, Accepted: true }).Max(exit => exit.EndedOn);

    /// <summary>Somebody tried to reach the patient, or asked where the patient is: of a lost patient this is the search.</summary>
    public ContactAttempt RecordAttempt(AttemptEntry entry, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.RecordAttempt);
        entry.Judge(today);
        Rule.Require(entry.On >= RegisteredOn, "attempt.before-registration", "Nobody is looked for before being registered.");
        Rule.Require(!ValidAttempts.Any(attempt => attempt.IsSameAs(entry, by)), "attempt.recorded-already", "This attempt is recorded already.");

        var attempt = new ContactAttempt(PartId("attempt", _attempts.Count, entry.On), entry, by, today);
        _attempts.Add(attempt);
        Replan(standards, today);

        return attempt;
    }

    /// <summary>Somebody outside was told of the patient.</summary>
    public PartyTold RecordTold(ToldEntry entry, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.RecordTold);
        Rule.Require(entry.On <= today, "told.in-future", "Nobody has been told on a day to come.");
        var exit = entry.ExitId is { } id ? _exits.Find(exit => exit.Id == id) : null;
        var fits = entry.About switch
        {
            ToldAbout.Loss => exit?.Kind == ExitKind.Loss,
            ToldAbout.LeavingArea => exit?.Kind is ExitKind.Transfer or ExitKind.TransferOut,
            _ => entry.ExitId is null && LatestConsent() is { Agrees: false },
        };
        Rule.Require(fits, "told.nothing-to-tell", "There is no such loss, move or refusal to tell of.");
        Rule.Require(!ValidTold.Any(told => told.IsSameAs(entry, by)), "told.recorded-already", "It is recorded already that they were told.");

        var told = new PartyTold(PartId("told", _told.Count, entry.On), entry, by, today);
        _told.Add(told);
        Replan(standards, today);

        return told;
    }

    /// <summary>Whoever looks after the patient proposes to count the patient as lost.</summary>
    public CaseExit ProposeLoss(LossCriterion criterion, string? note, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.ProposeLoss);
        Rule.Require(OpenLoss is null, "loss.proposal-open", "A loss has been proposed already and waits for a decision.");
        FailedContacts.Judge(criterion, standards.On(today).Exits);
        foreach (var lapsed in _exits.Where(exit => exit is { Kind: ExitKind.Loss, IsOpen: true })) lapsed.End(null, by, today); // the patient was seen after it

        var loss = Add(CaseExit.Loss(NextExitId(today), criterion, IsDangerous(), note, by, today));
        Replan(standards, today);

        return loss;
    }

    /// <summary>A second person confirms that the patient is lost, or declines with a reason.</summary>
    public void DecideLoss(bool confirmed, string? reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.DecideLoss);
        Rule.Require(OpenLoss is not null, "loss.none", "No loss waits for a decision.");
        Rule.Require(OpenLoss.ProposedBy != by, "loss.own-proposal", "Whoever proposed the loss does not decide about it.");
        Rule.Require(confirmed || !string.IsNullOrWhiteSpace(reason), "loss.decline-needs-reason", "A proposal is declined with a reason.");
        if (confirmed) FailedContacts.Judge(OpenLoss.Criterion!.Value, standards.On(today).Exits); // somebody may have been spoken to since

        var loss = OpenLoss;
        loss.Decide(confirmed, reason, by, today);
        if (confirmed)
        {
            loss.CameAfter(SeenDays().Where(day => day.On == today).Select(day => day.RecordId));
            Tell(new(NoticeEvent.LossConfirmed, loss.Id, MustBeTold.Of(loss)));
        }

        Replan(standards, today);
    }

    /// <summary>A lost patient was found: the follow-up is due at once.</summary>
    public void RecordFound(DateOnly on, string note, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.RecordFound);
        var loss = Absences().Last(absence => absence is { Until: null, Exit.Kind: ExitKind.Loss });
        Rule.Require(on >= loss.From && on <= today, "loss.found-day", "The patient was found after the loss was confirmed, and not on a day to come.");

        loss.Exit.End(note, by, on);
        Replan(standards, today);
    }

    /// <summary>The loss that lasts, though nobody was seen on a later day.</summary>
    private CaseExit? LossThatLasts => State == CaseState.Lost ? _exits.FindLast(exit => exit is { Kind: ExitKind.Loss, Holds: true } && AbsenceOf(exit).Until is null) : null;

    /// <summary>How often the patient was there on the very day on which the loss that lasts was confirmed.</summary>
    private int SightingsOnTheDayOfTheLoss() => LossThatLasts is { } loss ? SeenDays().Count(day => day.On == loss.DecidedOn) : 0;

    /// <summary>Whoever is seen on the very day of the confirmation is found where that is entered after it: the day alone does not tell which came first.</summary>
    /// <param name="before">How often the patient was there on that day by what was entered until now.</param>
    private void FindIfSeenSince(int before, StaffId by)
    {
        if (SightingsOnTheDayOfTheLoss() > before && LossThatLasts is { } loss) loss.End(note: null, by, loss.DecidedOn!.Value);
    }

    /// <summary>Nothing that was entered after the confirmation says any more that the patient was there on that day: the patient is lost as before.</summary>
    private void LoseWhoWasNotSeen()
    {
        foreach (var loss in _exits.Where(exit => exit.IsEndedBySighting && !SeenDays().Any(day => day.On == exit.EndedOn && !WasThereBefore(exit, day.RecordId))).ToList()) loss.GoOn();
    }

    /// <summary>A record that was put right is the one that it was.</summary>
    private bool WasThereBefore(CaseExit loss, Guid record) => loss.CameAfter(record) || (CorrectedBy(record) is { } earlier && WasThereBefore(loss, earlier));

    /// <summary>The record in whose place this one stands.</summary>
    private Guid? CorrectedBy(Guid record) =>
        _followUps.Find(visit => visit.Id.Value == record)?.Supersedes?.Value
        ?? _examinations.Find(each => each.Id.Value == record)?.Supersedes?.Value
        ?? _courses.SelectMany(course => course.Injections).FirstOrDefault(injection => injection.Id.Value == record)?.Supersedes?.Value;

    /// <summary>The form's "three times not found" is chosen only when three attempts on different days are there, this one included.</summary>
    private void RequireFailedAttempts(FollowUpEntry entry, IReadOnlyList<FollowUp> others, ExitSettings settings)
    {
        var before = LossEvidence.Of(ValidAttempts.Where(attempt => attempt.On <= entry.SeenOn), others.Where(other => other.SeenOn <= entry.SeenOn), FoundOn(_exits.Where(exit => exit.EndedOn <= entry.SeenOn)));
        var days = before.Days.Select(day => day.On).Append(entry.SeenOn).Distinct().Count();
        Rule.Require(days >= settings.LossAttempts, "follow-up.lost-too-early", "This reason needs {0} attempts on different days; with this one {1} are recorded.", settings.LossAttempts, days);
    }
}
