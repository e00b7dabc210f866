using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    /// <summary>The advice waits for the next contact that the rules give.</summary>
    public const string AdviceByNextContact = "advice-to-follow.next-contact";

    /// <summary>No contact is due for which it could wait.</summary>
    public const string AdviceAtOnce = "advice-to-follow.at-once";

    /// <summary>The psychiatrist who put it into the plan has named an earlier day.</summary>
    public const string AdviceByPlan = "advice-to-follow.measure";

    private readonly List<SpecialistAdvice> _advice = [];
    private readonly List<GuidanceSession> _guidance = [];

    public IReadOnlyList<SpecialistAdvice> Advice => _advice;

    public IReadOnlyList<GuidanceSession> Guidance => _guidance;

    /// <summary>A psychiatrist has advised on this patient; the guidance that was asked for is given, and the team is asked to see to it.</summary>
    public SpecialistAdvice RecordAdvice(DateOnly givenOn, string text, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.RecordAdvice);
        Rule.Require(givenOn <= today, "advice.in-future", "Advice is not recorded ahead of time.");
        Rule.Require(givenOn >= RegisteredOn, "advice.before-registration", "Nobody is advised on before being registered.");

        var advice = new SpecialistAdvice(PartId("advice", _advice.Count, givenOn), givenOn, text, by, today);
        _advice.Add(advice);
        Replan(standards, today);

        return advice;
    }

    /// <summary>What a hospital asks with a patient whom the community has taken over is the team's to see to from that day on.</summary>
    private void TakeUpPlan(Referral referral, DateOnly today)
    {
        if (referral is not { Direction: ReferralDirection.Down, Plan: not null } || referral.Said(ReferralMove.Receive) is not { } taken) return;

        if (_advice.Find(advice => advice.ReferralId == referral.Id) is { } known) known.Follow(referral.SentOn, taken.HappenedOn);
        else _advice.Add(SpecialistAdvice.OfHospital(PartId("advice", _advice.Count, referral.SentOn), referral, taken.HappenedOn, today));
    }

    /// <summary>Somebody of the team has read an advice and seen to it.</summary>
    public void FollowAdvice(Guid id, DateOnly doneOn, string? note, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.FollowAdvice);
        Rule.Require(doneOn <= today, "advice.done-in-future", "What will be done is not recorded ahead of time.");
        var advice = _advice.Find(advice => advice.Id == id);
        Rule.Require(advice is not null, "advice.unknown", "This case has no such advice.");

        advice.Done(doneOn, note, by);
        Replan(standards, today);
    }

    /// <summary>A psychiatrist has guided a doctor of the team from afar.</summary>
    public GuidanceSession RecordGuidance(GuidanceEntry entry, StaffId by, DateOnly today)
    {
        RequireMay(CaseAct.RecordGuidance);
        Rule.Require(entry.On <= today, "guidance.in-future", "A talk is not recorded ahead of time.");
        Rule.Require(entry.On >= RegisteredOn, "guidance.before-registration", "Nobody is guided about a patient before the registration.");
        Rule.Require(entry.Guide != entry.Guided, "guidance.two-people", "A talk has a psychiatrist and a doctor of the team.");
        Rule.Require(!_guidance.Exists(session => session.IsSameAs(entry)), "guidance.recorded-already", "This talk is recorded already.");

        var session = new GuidanceSession(PartId("guidance", _guidance.Count, entry.On), entry, by, today);
        _guidance.Add(session);
        Changed();

        return session;
    }

    /// <summary>What was advised is to be read and seen to by the day of the next contact, which the visits before the advice give; where that day had passed when the advice came in, or none is due, at once.</summary>
    /// <remarks>
    /// Unit: days. No source gives a time for it, and none is invented: the day is the last one of the visit that is due anyway, never before the day on which the advice reached the team.
    /// A measure that a psychiatrist put into the case plan has the day that they named, where that is earlier; it ends with its plan. What waits is one task, so that nothing is asked twice. Source: project, an advice is of use at the next contact at the latest.
    /// </remarks>
    private IEnumerable<PlannedTask> PlanAdvice(FollowUpPlan visits)
    {
        var classOn = ClassesSeen();
        foreach (var done in ValidAdvice.Where(advice => advice is { AskedOn: not null, DoneOn: not null }))
        {
            var (closesOn, basis) = LastDayFor(done, visits);
            yield return new(CareTaskKind.AdviceToFollow, done.GivenOn, done.GivenOn, closesOn, closesOn, basis, classOn(done.DoneOn!.Value.AddDays(-1)), Settled: new(done.DoneOn.Value, done.Id));
        }

        foreach (var (rested, plan) in _advice.Select(advice => (advice, advice.RestsWith(_plans))))
        {
            if (plan is null) continue; // what is still wanted of it stands in the next plan
            var (closesOn, basis) = LastDayFor(rested, visits);
            var on = plan.EndedOn > rested.GivenOn ? plan.EndedOn.Value : rested.GivenOn; // the end may be entered with an earlier day
            yield return new(CareTaskKind.AdviceToFollow, rested.GivenOn, rested.GivenOn, closesOn, closesOn, basis, classOn(on.AddDays(-1)), Settled: new(on, plan.Id.Value));
        }

        var owed = _advice.Where(advice => advice.IsAsked(_plans)).OrderBy(advice => advice.GivenOn).ThenBy(advice => advice.Id).ToList();
        if (owed.Count == 0) yield break;

        var (last, by) = owed.Select(advice => LastDayFor(advice, visits)).MinBy(day => day.On);
        yield return new(CareTaskKind.AdviceToFollow, owed[0].GivenOn, owed[0].GivenOn, last, last, by, classOn(DateOnly.MaxValue));
    }

    private static (DateOnly On, string Basis) LastDayFor(SpecialistAdvice advice, FollowUpPlan visits)
    {
        var asked = advice.AskedOn!.Value;
        var next = visits.Tasks.Where(task => task.Kind is CareTaskKind.FollowUp or CareTaskKind.FirstVisit or CareTaskKind.HospitalCheck && task.CycleOn <= advice.CountsFrom).MaxBy(task => (task.CycleOn, task.ClosesOn));
        var (on, basis) = next is not null && next.ClosesOn >= asked ? (next.ClosesOn, AdviceByNextContact) : (asked, AdviceAtOnce);

        return advice.ByOn < on && on > asked ? (advice.ByOn > asked ? advice.ByOn.Value : asked, AdviceByPlan) : (on, basis);
    }
}
