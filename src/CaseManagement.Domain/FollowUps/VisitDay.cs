namespace CaseManagement.Domain.FollowUps;

/// <summary>All that was recorded for one day, as one visit: the strictest of what its entries say.</summary>
/// <param name="Record">The entry first made, to stand for the day; where nobody saw the patient, the hospital's notice.</param>
/// <param name="FaceToFace">The entry that saw the patient in person, if any did.</param>
/// <param name="InHospital">Every entry of the day found the patient in hospital; a single other one lets the clock run.</param>
/// <param name="RiskIsZero">Every entry of the day says level 0; an unanswered question is not 0.</param>
/// <param name="Step">How many basically stable days in a row this one makes; 0 for another class or in hospital.</param>
/// <param name="IsNotice">A hospital told of a stay, and nobody saw the patient on this day.</param>
internal sealed record VisitDay(
    DateOnly On,
    Guid Record,
    FollowUpId? FaceToFace,
    bool InHospital,
    Stability Class,
    bool RiskIsZero,
    DateOnly? NextVisitOn,
    int Step,
    bool IsNotice = false)
{
    /// <summary>The visit days before the patient's death, in order, and the days of which a hospital told. Lost visits neither count nor break a row.</summary>
    /// <param name="notices">A hospital knows best who is in it: on its day a notice overrules what a visit said of the stay.</param>
    public static IReadOnlyList<VisitDay> Of(IEnumerable<FollowUpFacts> followUps, DateOnly? diedOn, IEnumerable<HospitalNotice>? notices = null)
    {
        var seen = followUps.Where(followUp => followUp.Outcome == FollowUpOutcome.Seen && !(followUp.SeenOn >= diedOn)).ToList();
        seen.Sort((one, other) => one.SeenOn == other.SeenOn ? one.Id.Value.CompareTo(other.Id.Value) : one.SeenOn.CompareTo(other.SeenOn));
        var told = notices is null ? [] : InForce([.. notices.Where(notice => !(notice.On >= diedOn))]);

        var days = new List<VisitDay>();
        for (var (visit, notice) = (0, 0); visit < seen.Count || notice < told.Count;)
        {
            var before = days.Count > 0 ? days[^1] : null;
            var on = notice == told.Count || (visit < seen.Count && seen[visit].SeenOn <= told[notice].On) ? seen[visit].SeenOn : told[notice].On;
            HospitalNotice? known = notice < told.Count && told[notice].On == on ? told[notice++] : null;
            var first = visit;
            while (visit < seen.Count && seen[visit].SeenOn == on) visit++;
            days.Add(visit > first ? Seen(on, seen[first..visit], known?.IsAdmission, before?.Step ?? 0) : Told(known!.Value, before));
        }

        return days;
    }

    private static VisitDay Seen(DateOnly on, List<FollowUpFacts> entries, bool? isAdmitted, int before)
    {
        var (allInHospital, riskIsZero, strictest) = (true, true, Stability.Stable);
        var (faceToFace, nextVisitOn) = ((FollowUpId?)null, (DateOnly?)null);
        foreach (var entry in entries)
        {
            allInHospital &= entry.Hospital == HospitalStay.InHospital;
            riskIsZero &= entry.Risk is { Value: 0 };
            var stability = entry.Class ?? Stability.Unstable; // an unknown class is not a calm one
            if (stability < strictest) strictest = stability;
            if (FollowUpFindings.IsFaceToFace(entry.Mode)) faceToFace ??= entry.Id;
            if (nextVisitOn is null || entry.NextVisitOn < nextVisitOn) nextVisitOn = entry.NextVisitOn ?? nextVisitOn;
        }

        var inHospital = isAdmitted ?? allInHospital;
        return new(on, entries[0].Id.Value, faceToFace, inHospital, strictest, riskIsZero, nextVisitOn, !inHospital && strictest == Stability.BasicallyStable ? before + 1 : 0);
    }

    private static VisitDay Told(HospitalNotice notice, VisitDay? before) =>
        new(notice.On, notice.Record, FaceToFace: null, notice.IsAdmission, before?.Class ?? Stability.Unstable, RiskIsZero: false, NextVisitOn: null, notice.IsAdmission ? 0 : before?.Step ?? 0, IsNotice: true);

    /// <summary>One notice a day, by day. A discharge from an earlier stay, taken over when the patient was in hospital again, says nothing of this one.</summary>
    private static IReadOnlyList<HospitalNotice> InForce(IReadOnlyList<HospitalNotice> notices) =>
    [
        .. notices
            .Where(notice => notice.IsAdmission || !notices.Any(again => again.IsAdmission && again.On > notice.DischargedOn && again.On <= (notice.TakenOn ?? notice.On)))
            .GroupBy(notice => notice.On)
            .Select(day => day.OrderBy(notice => notice.IsAdmission).ThenBy(notice => notice.Record).First())
            .OrderBy(notice => notice.On),
    ];
}
