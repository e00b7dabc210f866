using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain.FollowUps;

/// <summary>By when the next contact is due after a visit, and by which rule.</summary>
/// <param name="Basis">The rule that set the day: a row of <c>db/reference/due-rules.csv</c>.</param>
/// <param name="Review">The rule by which a psychiatrist's guidance is asked for before then; null where it is not.</param>
public sealed record NextContact(DateOnly LastOn, string Basis, string? Review);

/// <summary>All that has been and is due for one case: the visits, the first visit, the hospital question, the psychiatrist's guidance.</summary>
/// <remarks>
/// A pure function of the set of follow-ups in force: paper comes first and the screen later, so the order of entry decides nothing.
/// At most one task of a kind is open, and a day opens one task of a kind.
/// </remarks>
/// <param name="Tasks">By the day they count from, then by kind.</param>
/// <param name="Pause">The present stay in hospital, if there is one.</param>
public sealed record FollowUpPlan(IReadOnlyList<PlannedTask> Tasks, CarePause? Pause)
{
    /// <param name="consentOn">The day of consent to management; without one nothing is planned.</param>
    /// <param name="followUps">The follow-ups in force, in any order: cancelled ones left out.</param>
    /// <param name="advice">Every advice of a psychiatrist on the case, in any order.</param>
    /// <param name="intervals">Those that hold for ever.</param>
    public static FollowUpPlan Derive(
        DateOnly? consentOn, IEnumerable<FollowUpFacts> followUps, IEnumerable<AdviceGiven> advice, WorkingDayCalendar calendar, FollowUpIntervals intervals) =>
        Derive(consentOn, followUps, advice, calendar, _ => intervals);

    /// <param name="consentOn">The day of consent to management; without one nothing is planned.</param>
    /// <param name="followUps">The follow-ups in force, in any order: cancelled ones left out.</param>
    /// <param name="advice">Every advice of a psychiatrist on the case, in any order.</param>
    /// <param name="intervals">Those in force on a day: what counts from a day is judged by the edition of that day.</param>
    /// <param name="notices">What hospitals have told of admissions and of discharges that the community has taken over.</param>
    /// <param name="returns">The days on which a lost patient was found, or a closed case opened again, without anybody having seen the patient.</param>
    public static FollowUpPlan Derive(
        DateOnly? consentOn,
        IEnumerable<FollowUpFacts> followUps,
        IEnumerable<AdviceGiven> advice,
        WorkingDayCalendar calendar,
        Func<DateOnly, FollowUpIntervals> intervals,
        IEnumerable<HospitalNotice>? notices = null,
        IReadOnlyList<Settlement>? returns = null)
    {
        var facts = followUps.ToList();
        var end = EndOf(facts);
        if (consentOn is not { } consent || end?.On < consent) return new([], null);

        var told = (notices ?? []).ToList();
        var days = VisitDay.Of(facts, end?.On, told);
        var pause = end is null ? PauseOf(days, intervals) : null;
        var tasks = Visits(days, intervals, end)
            .Concat(FirstVisits(consent, days, [.. DischargesTold(days, told)], returns ?? [], calendar, intervals, end, pause))
            .Concat(Reviews(days, [.. advice], intervals, end));

        return new([.. tasks.OrderBy(task => task.CycleOn).ThenBy(task => task.Kind)], pause);
    }

    /// <summary>The last day that may be chosen for the visit after this one.</summary>
    /// <param name="others">The other follow-ups in force: those of earlier days and of the same day bear on it.</param>
    public static DateOnly LastDayAfter(FollowUpFacts followUp, IEnumerable<FollowUpFacts> others, FollowUpIntervals intervals) =>
        After(followUp, others, intervals).LastOn;

    /// <summary>What follows from one visit that found the patient, by the rule of its class and of the visits before it.</summary>
    /// <param name="others">The other follow-ups in force: those of earlier days and of the same day bear on it.</param>
    public static NextContact After(FollowUpFacts followUp, IEnumerable<FollowUpFacts> others, FollowUpIntervals intervals)
    {
        var day = VisitDay.Of(others.Append(followUp), diedOn: null).Single(day => day.On == followUp.SeenOn);
        var (lastOn, basis) = DueRules.After(day, intervals);

        return new(lastOn, basis, DueRules.ReviewDue(day, intervals)?.Basis);
    }

    private static IEnumerable<PlannedTask> Visits(IReadOnlyList<VisitDay> days, Func<DateOnly, FollowUpIntervals> intervals, Settlement? end)
    {
        for (var i = 0; i < days.Count; i++)
        {
            var day = days[i];
            if (day is { IsNotice: true, InHospital: false }) continue; // the first visit after a discharge is planned below
            var next = days.Skip(i + 1).FirstOrDefault(next => day.InHospital || next.InHospital || !next.IsNotice); // a discharge alone settles only the question whether the patient is still there
            var (closesOn, basis) = DueRules.After(day, intervals(day.On));
            var opensOn = day.On.AddDays(1);
            var chosen = day.NextVisitOn ?? closesOn;

            yield return new(
                day.InHospital ? CareTaskKind.HospitalCheck : CareTaskKind.FollowUp,
                day.On,
                opensOn,
                chosen < opensOn ? opensOn : chosen > closesOn ? closesOn : chosen, // an entry behind it may have moved the last day
                closesOn,
                basis,
                ClassUntil(days, day.On),
                next is null ? end : new(next.On, next.Record));
        }
    }

    /// <summary>The class of the last visit until a day, by which what is late climbs; null where nobody has seen the patient yet.</summary>
    private static Stability? ClassUntil(IReadOnlyList<VisitDay> days, DateOnly last) => days.LastOrDefault(day => !day.IsNotice && day.On <= last)?.Class;

    /// <summary>The days on which the community took over a discharged patient whom nobody had visited since the discharge.</summary>
    private static IEnumerable<VisitDay> DischargesTold(IReadOnlyList<VisitDay> days, IReadOnlyList<HospitalNotice> notices) =>
        from notice in notices
        where !notice.IsAdmission && !days.Any(day => day is { FaceToFace: not null, InHospital: false } && day.On >= notice.DischargedOn && day.On < notice.On)
        from day in days
        where day.On == notice.On && !day.InHospital
        select day;

    /// <summary>After consent, after a discharge that was learnt of without seeing the patient or was taken over from the hospital, and after a return: then the visit is due at once, and late when a first visit would be.</summary>
    /// <remarks>No source says by when a patient who was found again is seen; the deadline of a first visit is taken.</remarks>
    private static IEnumerable<PlannedTask> FirstVisits(
        DateOnly consent, IReadOnlyList<VisitDay> days, IReadOnlyList<VisitDay> told, IReadOnlyList<Settlement> returns, WorkingDayCalendar calendar, Func<DateOnly, FollowUpIntervals> intervals, Settlement? end, CarePause? pause)
    {
        var learnt = days.Zip(days.Skip(1)).Where(pair => pair.First.InHospital && pair.Second is { InHospital: false, FaceToFace: null }).Select(pair => pair.Second);
        var discharges = learnt.Concat(told).DistinctBy(day => day.On).Select(day => (new Settlement(day.On, day.Record), FirstVisitAfter.Discharge));
        (Settlement On, FirstVisitAfter After)[] starts =
        [
            (new(consent, default), FirstVisitAfter.Consent),
            .. discharges.Concat(returns.Select(each => (each, FirstVisitAfter.Return))).OrderBy(start => start.Item1.On),
        ];

        var firsts = new List<PlannedTask>();
        foreach (var (start, after) in starts.Where(start => start.On.On >= consent))
        {
            var cycleOn = start.On;
            if (firsts is [.., var owed] && !(owed.Settled?.On < cycleOn))
            {
                if (owed.ClosesOn >= cycleOn) continue; // the visit still owed is the one that is missing now

                // It lapsed while nobody could be visited: the discharge or the return gives the visit a deadline of its own, and what is late does not come back with all its steps at once.
                firsts[^1] = owed with { Settled = start, QuietUntil = null };
            }

            var seen = days.FirstOrDefault(day => day.On >= cycleOn && day.FaceToFace is not null);
            var inForce = intervals(cycleOn);
            var last = Deadline.Earlier(cycleOn, calendar, Deadline.InWorkingDays(inForce.FirstVisitWorkingDays), Deadline.InDays(inForce.FirstVisitDays));
            var settled = seen is null ? end : new Settlement(seen.On, seen.FaceToFace!.Value.Value);

            firsts.Add(new(
                CareTaskKind.FirstVisit,
                cycleOn,
                cycleOn,
                after == FirstVisitAfter.Return ? cycleOn : last.On,
                last.On,
                DueRules.FirstVisit(inForce, after, last.By.Unit == DeadlineUnit.WorkingDays, last.Covered),
                ClassUntil(days, seen?.On.AddDays(-1) ?? DateOnly.MaxValue), // the visit that settles it has not led to it
                Settled: settled,
                QuietUntil: settled is null ? pause?.Until : null));
        }

        return firsts;
    }

    /// <summary>The guidance is needed before the next visit; one that is still owed is not asked for twice.</summary>
    private static IEnumerable<PlannedTask> Reviews(
        IReadOnlyList<VisitDay> days, IReadOnlyList<AdviceGiven> advice, Func<DateOnly, FollowUpIntervals> intervals, Settlement? end)
    {
        var given = advice.OrderBy(each => each.GivenOn).ThenBy(each => each.Id).Select(each => new Settlement(each.GivenOn, each.Id)).ToList();

        PlannedTask? previous = null;
        foreach (var day in days.Where(day => !day.IsNotice))
        {
            if (DueRules.ReviewDue(day, intervals(day.On)) is not var (closesOn, basis)) continue;
            if (previous is not null && !(previous.Settled?.On < day.On)) continue;

            var answer = given.FirstOrDefault(each => each.On >= day.On);
            var settled = answer is null || end?.On < answer.On ? end : answer;

            yield return previous = new(CareTaskKind.SpecialistReview, day.On, day.On, closesOn, closesOn, basis, day.Class, settled);
        }
    }

    /// <summary>The record of a death is what settles everything that was still owed.</summary>
    private static Settlement? EndOf(IEnumerable<FollowUpFacts> followUps) => followUps
        .Where(followUp => followUp.Outcome == FollowUpOutcome.Dead)
        .OrderBy(followUp => followUp.SeenOn).ThenBy(followUp => followUp.Id.Value)
        .Select(followUp => new Settlement(followUp.SeenOn, followUp.Id.Value))
        .FirstOrDefault();

    private static CarePause? PauseOf(IReadOnlyList<VisitDay> days, Func<DateOnly, FollowUpIntervals> intervals)
    {
        var stay = days.Reverse().TakeWhile(day => day.InHospital).ToList();
        return stay.Count == 0 ? null : new(stay[^1].On, DueRules.After(stay[0], intervals(stay[0].On)).ClosesOn);
    }
}
