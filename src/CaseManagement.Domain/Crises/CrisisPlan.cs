using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Crises;

/// <summary>What is due because of emergencies: the record, the end of the handling, and the closer visits after it.</summary>
/// <remarks>
/// The record: the day in which the instant lies that ends its 24 hours. The end of the handling, which nobody reaches before all who must know do: as soon as the record is written, by the same day,
/// since no source names another (a rule of this project); until somebody ends it one of the two is open. One that had ended with a death which was none is on time on the day on which it goes on: nobody could end it before. The first closer visit and each after it: the day that a clinician chose, else the longest that the
/// norm allows for an unstable patient (2 weeks, <c>follow-up.unstable.days</c>); no other number is known to us. One training text says every 4 hours until two
/// visits in a row were stable; nothing is built on it. A visit counts that met the patient face to face and was entered after the handling had ended; one of that same day lets a person end the closer visits, while the day that was chosen stands (our reading). Closer visits end when a person closes the emergency.
/// Source: norm of 2018, emergency handling and follow-up; project reading R34.
/// </remarks>
public static class CrisisPlan
{
    public const string RecordBasis = "crisis-record.24-hours";
    public const string RecordAgainBasis = "crisis-record.again.24-hours";
    public const string HandlingBasis = "crisis-handling.to-end";
    public const string VisitChosenBasis = "crisis-visit.chosen";

    internal static string VisitBasis(FollowUpIntervals intervals) => $"crisis-visit.{intervals.UnstableDays}-days";

    /// <summary>Every code that a plan can carry under these settings.</summary>
    public static IReadOnlyList<string> Codes(FollowUpIntervals intervals) => [RecordBasis, RecordAgainBasis, HandlingBasis, VisitChosenBasis, VisitBasis(intervals)];

    internal static IEnumerable<PlannedTask> Derive(IReadOnlyList<CrisisResponse> crises, IEnumerable<FollowUpFacts> contacts, Func<DateOnly, FollowUpIntervals> intervals)
    {
        var met = contacts.Where(Counts).OrderBy(contact => contact.SeenOn).ToList();
        var visits = crises.SelectMany(crisis => Visits(crisis, met, intervals)).ToList();
        var open = visits.Where(visit => visit.Settled is null).MinBy(visit => visit.ClosesOn); // after two emergencies there is still one patient to see, by the earlier day

        return crises.Where(crisis => crisis.AsksForRecord && (crisis.State == CrisisState.Open || crisis.RecordedOn is not null)).Select(Record)
            .Concat(crises.Where(crisis => crisis is { AsksForRecord: true, RecordedOn: not null }).Select(Handling))
            .Concat(visits.Where(visit => visit.Settled is not null || visit == open).OrderBy(visit => visit.Settled is null).DistinctBy(visit => visit.CycleOn));
    }

    /// <summary>The day from which the next closer visit counts: the latest one, else the day on which the handling ended.</summary>
    internal static DateOnly CountsFrom(CrisisResponse crisis, IEnumerable<FollowUpFacts> contacts) =>
        contacts.Where(Counts).Select(contact => contact.SeenOn).Append(crisis.Log.Endings[^1].On).Max();

    /// <summary>Somebody met the patient since the handling ended.</summary>
    /// <param name="first">The first record of the contact: a correction speaks of the same one.</param>
    internal static bool IsCloserVisit(CrisisResponse crisis, FollowUpFacts contact, FollowUpId first) =>
        Counts(contact) && crisis.Log.Ending is { } ending && (contact.SeenOn > ending.On || (contact.SeenOn == ending.On && ending.Before?.Contains(first) != true && !crisis.Log.Causes.Any(cause => cause.FollowUpId == first)));

    private static bool Counts(FollowUpFacts contact) => contact.Outcome == FollowUpOutcome.Seen && FollowUpFindings.IsFaceToFace(contact.Mode);

    private static PlannedTask Record(CrisisResponse crisis) => Of(crisis, CareTaskKind.CrisisRecord, crisis.Log.Reopening is { RecordedOn: not null } ? RecordAgainBasis : RecordBasis, crisis.RecordClosesOn, crisis.RecordedOn);

    private static PlannedTask Handling(CrisisResponse crisis) => Of(crisis, CareTaskKind.CrisisHandling, HandlingBasis, crisis.Log.WentOnAliveOn > crisis.RecordClosesOn ? crisis.Log.WentOnAliveOn.Value : crisis.RecordClosesOn, crisis.State == CrisisState.Open ? null : crisis.Log.Ending?.On);

    private static PlannedTask Of(CrisisResponse crisis, CareTaskKind kind, string basis, DateOnly closesOn, DateOnly? settledOn) => new(
        kind, crisis.StartedOn, crisis.StartedOn, crisis.StartedOn, closesOn < crisis.StartedOn ? crisis.StartedOn : closesOn, basis,
        Settled: settledOn is { } on ? new Settlement(on, crisis.Id.Value) : null);

    private static IEnumerable<PlannedTask> Visits(CrisisResponse crisis, List<FollowUpFacts> met, Func<DateOnly, FollowUpIntervals> intervals)
    {
        if (crisis.Log.Endings.FirstOrDefault(ending => ending.NextVisitOn is not null) is not { } first) yield break;

        for (var from = first.On; ;)
        {
            var visit = met.Where(contact => contact.SeenOn > from).Select(contact => (FollowUpFacts?)contact).FirstOrDefault();
            if (visit is { } seen ? crisis.ClosedOn < seen.SeenOn : crisis.State != CrisisState.Watched) yield break;

            var (latest, chosen) = (from.AddDays(intervals(from).UnstableDays), Chosen(crisis, from));
            var closes = chosen < latest ? chosen.Value : latest;
            yield return new PlannedTask(
                CareTaskKind.CrisisVisit, from, from.AddDays(1), closes, closes, chosen <= latest ? VisitChosenBasis : VisitBasis(intervals(from)),
                Settled: visit is { } settling ? new Settlement(settling.SeenOn, settling.Id.Value) : null);
            if (visit is null) yield break;

            from = visit.Value.SeenOn;
        }
    }

    /// <summary>What was chosen last of the days that still lie ahead of the day it counts from.</summary>
    private static DateOnly? Chosen(CrisisResponse crisis, DateOnly from) =>
        crisis.Log.Endings.Select(ending => ending.NextVisitOn).Concat(crisis.Log.Visits.Select(planned => (DateOnly?)planned.VisitOn)).LastOrDefault(day => day > from);
}
