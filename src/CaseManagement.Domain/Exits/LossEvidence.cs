using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Exits;

/// <summary>One day on which the patient was not reached, and by which means.</summary>
public sealed record FailedDay(DateOnly On, IReadOnlyList<ContactMeans> Means);

/// <summary>What the record says of a patient who may be lost: the days without success since anybody was last spoken to.</summary>
/// <remarks>
/// Attempts on the same day count as one. A follow-up with the outcome "lost" is an attempt of its day, and a means only where it says how it was tried. Seeing or finding the patient, or speaking to whoever knows where
/// the patient is, starts the count anew. A committee or police who name a day for asking again are neither: the days before it keep counting, and the asking is no attempt and no means itself, since whoever was asked has not answered yet (our reading).
/// Unit: days with an attempt. Source: 2018 norm, lost to follow-up (3 in a row, as the form prints it); by different means: project.
/// </remarks>
/// <param name="IsAwayWithAddress">The last thing heard is that the patient is away with an address and a contact.</param>
public sealed record LossEvidence(IReadOnlyList<FailedDay> Days, bool IsAwayWithAddress)
{
    /// <summary>The day on which somebody was last spoken to, or the patient seen or found, where that ended a count of days without success.</summary>
    public DateOnly? BeganAgainOn { get; init; }

    /// <summary>The means of all days.</summary>
    public IReadOnlyList<ContactMeans> Means => [.. Days.SelectMany(day => day.Means).Distinct().Order()];

    /// <param name="followUps">Those in force.</param>
    /// <param name="foundOn">The day on which a lost patient was last found.</param>
    public static LossEvidence Of(IEnumerable<ContactAttempt> attempts, IEnumerable<FollowUp> followUps, DateOnly? foundOn = null)
    {
        var (tried, visits) = (attempts.ToList(), followUps.ToList());
        var spoken = tried.Where(attempt => attempt.Outcome.IsReachedBy(attempt.Means)).OrderBy(attempt => attempt.At).LastOrDefault();
        var seenOn = visits.Where(visit => visit.Outcome == FollowUpOutcome.Seen).Max(visit => (DateOnly?)visit.SeenOn);

        var reachedOn = new[] { spoken?.On, seenOn, foundOn }.Max();
        var without = tried.Where(attempt => !attempt.Outcome.IsSpokenTo()).Select(attempt => (attempt.On, Means: (ContactMeans?)attempt.Means))
            .Concat(visits.Where(visit => visit.Outcome == FollowUpOutcome.Lost).Select(visit => (On: visit.SeenOn, Means: MeansOf(visit.Mode)))).ToList();
        var failed = without.Where(each => !(each.On <= reachedOn))
            .GroupBy(each => each.On).OrderBy(day => day.Key)
            .Select(day => new FailedDay(day.Key, [.. day.Where(each => each.Means is not null).Select(each => each.Means!.Value).Distinct().Order()]));

        return new([.. failed], spoken is { Outcome: ContactOutcome.AwayWithAddress } && !(spoken.On < seenOn)) { BeganAgainOn = without.Exists(each => each.On <= reachedOn) ? reachedOn : null };
    }

    /// <summary>Whether the days are enough for "not reached".</summary>
    public bool IsNotReached(ExitSettings settings) => Days.Count >= settings.LossAttempts && Means.Count >= settings.LossMeans;

    internal void Judge(LossCriterion criterion, ExitSettings settings)
    {
        Rule.Require(criterion == LossCriterion.Missing || !IsAwayWithAddress, "loss.address-known", "The patient is away with an address and a contact: that is a move or a follow-up by telephone.");
        Rule.Require(criterion != LossCriterion.NotReached || Days.Count >= settings.LossAttempts, "loss.attempts", "{0} attempts on different days are needed; {1} are recorded.", settings.LossAttempts, Days.Count);
        Rule.Require(criterion != LossCriterion.NotReached || IsNotReached(settings), "loss.means", "The attempts must be made by {0} different means.", settings.LossMeans);
        Rule.Require(criterion is LossCriterion.Missing or LossCriterion.NotReached || Days.Any(day => day.Means.Count > 0), "loss.nobody-asked", "It is recorded first whom somebody asked.");
    }

    private static ContactMeans? MeansOf(VisitMode? mode) => mode switch
    {
        VisitMode.Clinic or VisitMode.Home => ContactMeans.Visited,
        VisitMode.Telephone => ContactMeans.Called,
        _ => null,
    };
}
