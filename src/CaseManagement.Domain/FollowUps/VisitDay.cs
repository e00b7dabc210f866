namespace CaseManagement.Domain.FollowUps;

/// <summary>All that was recorded for one day, as one visit: the strictest of what its entries say.</summary>
/// <param name="Record">The entry first made, to stand for the day.</param>
/// <param name="FaceToFace">The entry that saw the patient in person, if any did.</param>
/// <param name="InHospital">Every entry of the day found the patient in hospital; a single other one lets the clock run.</param>
/// <param name="RiskIsZero">Every entry of the day says level 0; an unanswered question is not 0.</param>
/// <param name="Step">How many basically stable days in a row this one makes; 0 for another class or in hospital.</param>
internal sealed record VisitDay(
    DateOnly On,
    FollowUpId Record,
    FollowUpId? FaceToFace,
    bool InHospital,
    Stability Class,
    bool RiskIsZero,
    DateOnly? NextVisitOn,
    int Step)
{
    /// <summary>The visit days before the patient's death, in order. Lost visits neither count nor break a row.</summary>
    public static IReadOnlyList<VisitDay> Of(IEnumerable<FollowUpFacts> followUps, DateOnly? diedOn)
    {
        var days = new List<VisitDay>();
        var seen = followUps.Where(followUp => followUp.Outcome == FollowUpOutcome.Seen && !(followUp.SeenOn >= diedOn));
        foreach (var day in seen.GroupBy(followUp => followUp.SeenOn).OrderBy(day => day.Key))
        {
            var entries = day.OrderBy(entry => entry.Id.Value).ToList();
            var inHospital = entries.All(entry => entry.Hospital == HospitalStay.InHospital);
            var strictest = entries.Min(entry => entry.Class ?? Stability.Unstable); // an unknown class is not a calm one
            var before = days.Count > 0 ? days[^1].Step : 0;

            days.Add(new(
                day.Key,
                entries[0].Id,
                entries.Where(entry => FollowUpFindings.IsFaceToFace(entry.Mode)).Select(entry => (FollowUpId?)entry.Id).FirstOrDefault(),
                inHospital,
                strictest,
                entries.All(entry => entry.Risk is { Value: 0 }),
                entries.Min(entry => entry.NextVisitOn),
                !inHospital && strictest == Stability.BasicallyStable ? before + 1 : 0));
        }

        return days;
    }
}
