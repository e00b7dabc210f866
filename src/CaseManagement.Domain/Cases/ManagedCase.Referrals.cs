using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    private readonly List<Referral> _referrals = [];

    public IReadOnlyList<Referral> Referrals => _referrals;

    /// <summary>Primary care refers the patient to a hospital.</summary>
    /// <param name="at">The instant at which it is entered, in the service's zone, for the clock of an emergency; the first one of the day where it is not known.</param>
    public Referral SendReferral(InstitutionId hospitalId, ReferralEntry entry, ReferralParty by, Standards standards, DateOnly today, DateTimeOffset? at = null)
    {
        RequireMay(CaseAct.SendReferral);
        var sentAnew = _referrals.Find(referral => referral is { Direction: ReferralDirection.Up, State: ReferralState.Declined });
        var sent = Send(ReferralDirection.Up, hospitalId, entry, answers: null, by, standards, today);
        CrisesFollow(sent, sentAnew?.Reasons ?? [], by.StaffId, at ?? FirstOf(today), standards);
        Replan(standards, today);

        return sent;
    }

    /// <summary>A hospital hands the patient to the community with a plan: after a discharge, or as the answer to a referral that it has received.</summary>
    public Referral SendDownReferral(ReferralEntry entry, ReferralParty by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.SendDownReferral);
        Rule.Require(by.InstitutionId is not null, "referral.no-hospital", "Whoever works at no hospital discharges nobody.");
        var hospitalId = by.InstitutionId.Value;
        Rule.Require(entry.DischargedOn is null || entry.WasInpatient || IsKnownInpatient, "discharge.never-admitted", "Nothing here says that the patient was in hospital: confirm that this is the right one.");
        Rule.Require(entry.DischargedOn is null || !_referrals.Exists(down => down.Direction == ReferralDirection.Down && down.HospitalId == hospitalId && down.DischargedOn == entry.DischargedOn && down.Said(ReferralMove.Cancel) is null && down.State != ReferralState.Declined),
            "referral.discharged-already", "This discharge was sent already: correct what was sent, or take it back.");
        var asked = WhatItAnswers(hospitalId, entry.DischargedOn);
        if (asked is not null) ReferralLoop.Require(ReferralDirection.Up, asked.StateBySteps(isReturned: false), isReturned: false, ReferralMove.Return);
        asked?.RequireStay(entry.DischargedOn);

        return Send(ReferralDirection.Down, hospitalId, entry, asked?.Id, by, standards, today);
    }

    /// <summary>The last referral to this hospital that waits for an answer and whose stay the day of discharge fits: paper of an earlier stay may come when the next has begun. Where it fits none, the last of them.</summary>
    /// <remarks>What the community has refused is sent anew by this, and answers nothing any more.</remarks>
    private Referral? WhatItAnswers(InstitutionId hospitalId, DateOnly? dischargedOn)
    {
        var unanswered = _referrals.FindAll(up => up.Direction == ReferralDirection.Up && up.HospitalId == hospitalId && ReturnOf(up) is null or { State: ReferralState.Declined }
            && (up.StateBySteps(isReturned: false) is ReferralState.Sent or ReferralState.Received || up.Said(ReferralMove.Outcome)?.Outcome is ReferralOutcome.Admitted or ReferralOutcome.Outpatient));

        return unanswered.FindLast(up => up.FitsStay(dischargedOn)) ?? unanswered.LastOrDefault();
    }

    /// <summary>One end confirms a referral, declines it, tells the result or takes it back.</summary>
    public void AnswerReferral(ReferralId id, ReferralMove move, ReferralWord word, ReferralParty by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.AnswerReferral, word.On);
        var referral = ReferralOrThrow(id);
        RequireEnd(referral, move, by, word.Call);
        ReferralLoop.Require(referral.Direction, referral.StateBySteps(ReturnOf(referral) is not null), ReturnOf(referral) is not null, move);
        Rule.Require(move != ReferralMove.Cancel || !string.IsNullOrWhiteSpace(word.Note), "referral.cancel-needs-reason", "A referral is taken back with a reason.");

        var sightings = SightingsOnTheDayOfTheLoss();
        referral.Say(move, word, by.StaffId, today);
        if (move == ReferralMove.Cancel) WishDischarge(referral, today);
        if (move == ReferralMove.Cancel && referral.Direction == ReferralDirection.Up) CrisesForget(WithThoseBefore(referral), FirstOf(today), standards);
        TakeUpPlan(referral, today);
        FindIfSeenSince(sightings, by.StaffId);
        ConcludeReferrals(word.On, standards, today);
    }

    /// <summary>A referral to a hospital, and those that were declined and sent anew until it stood: what began by the first of them stands with the last.</summary>
    private IEnumerable<Referral> WithThoseBefore(Referral last) =>
        _referrals.Where(each => each.Direction == ReferralDirection.Up).TakeWhile(each => each != last).Reverse().TakeWhile(each => each.WasSentAnew).Prepend(last);

    /// <summary>What one end said was recorded wrongly; the mistaken step stays, cancelled with the reason.</summary>
    public void CorrectReferralStep(ReferralId id, Guid stepId, ReferralWord word, string reason, ReferralParty by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.CorrectReferralStep, word.On);
        var referral = ReferralOrThrow(id);
        var mistaken = referral.Steps.FirstOrDefault(step => step.Id == stepId);
        Rule.Require(mistaken is not null, "referral.step-unknown", "This referral has no such step.");
        Rule.Require(mistaken.IsValid, "referral.step-cancelled", "This step has already been corrected.");
        RequireEnd(referral, mistaken.Move, by, word.Call);

        var sightings = SightingsOnTheDayOfTheLoss();
        referral.Say(mistaken.Move, word, by.StaffId, today, mistaken, reason);
        referral.RequireStay(ReturnOf(referral)?.DischargedOn);
        if (mistaken.Move == ReferralMove.Send) WishDischarge(referral, today);
        TakeUpPlan(referral, today);
        FindIfSeenSince(sightings, by.StaffId);
        ConcludeReferrals(word.On, standards, today);
    }

    /// <summary>A hospital has to do with the patient: a referral waits, or the patient was admitted and has not been handed back.</summary>
    public bool IsWithHospital(InstitutionId hospitalId) => _referrals.Exists(referral => referral.HospitalId == hospitalId
        && (referral.IsWaiting || (IsInHospital && IsAdmission(referral) && ReturnOf(referral) is null)));

    /// <summary>A patient who is offered to another team may lie in hospital meanwhile.</summary>
    private bool IsInHospital => State == CaseState.InHospital || (State == CaseState.Transferring && _tasks.Exists(task => task is { Kind: CareTaskKind.HospitalCheck, State: CareTaskState.Open }));

    /// <summary>A hospital or a visit has told of a stay.</summary>
    private bool IsKnownInpatient => IsInHospital || _referrals.Exists(IsAdmission) || ValidFollowUps.Any(visit => visit.Findings.Hospital is HospitalStay.InHospital or HospitalStay.Discharged);

    private Referral Send(ReferralDirection direction, InstitutionId hospitalId, ReferralEntry entry, ReferralId? answers, ReferralParty by, Standards standards, DateOnly today)
    {
        Rule.Require(by.End == ReferralLoop.SaidBy(direction, ReferralMove.Send), "referral.not-your-end", "The other end says this.");
        Referral.Judge(direction, entry);
        Rule.Require(entry.SentOn >= RegisteredOn, "referral.before-registration", "Nobody is referred before being registered.");
        var waiting = _referrals.Find(referral => referral.Direction == direction && referral.IsWaiting && (direction == ReferralDirection.Up || referral.HospitalId == hospitalId)); // each hospital discharges for itself
        Rule.Require(waiting is null or { State: ReferralState.Declined }, "referral.open-already", "Another referral is open; it is answered or taken back first.");

        var sightings = SightingsOnTheDayOfTheLoss();
        waiting?.Say(ReferralMove.Cancel, new(entry.SentOn), by.StaffId, today); // what was declined is sent anew: one thread goes on, not two
        if (waiting is not null) WishDischarge(waiting, today);
        var sent = new Referral(new(PartId("referral", _referrals.Count, entry.SentOn)), this, direction, hospitalId, entry, answers);
        sent.Say(ReferralMove.Send, new(entry.SentOn), by.StaffId, today);
        _referrals.Add(sent);
        WishDischarge(sent, today);
        FindIfSeenSince(sightings, by.StaffId);
        ConcludeReferrals(entry.SentOn, standards, today);

        return sent;
    }

    private void ConcludeReferrals(DateOnly on, Standards standards, DateOnly today)
    {
        Rule.Require(on >= RegisteredOn, "referral.before-registration", "Nobody is referred before being registered.");
        foreach (var referral in _referrals) referral.RequireOrder(ReturnOf(referral));
        Replan(standards, today);
        Rule.Require(_referrals.Where(referral => referral.StateBySteps(ReturnOf(referral) is not null) < ReferralState.Closed).GroupBy(referral => (referral.Direction, Hospital: referral.Direction == ReferralDirection.Down ? referral.HospitalId : default)).All(same => same.Count() == 1), "referral.open-already", "Another referral is open; it is answered or taken back first.");
    }

    /// <summary>Nobody is owed an answer about a patient who died, moved out or should not be registered; where the case comes back, so does what was waiting.</summary>
    private void StandReferrals()
    {
        foreach (var referral in _referrals) referral.Stand(ReturnOf(referral) is not null, State.IsClosed());
    }

    /// <summary>The days on which a hospital says that it had the patient: treated after a referral, discharged, or handed back.</summary>
    private IEnumerable<Settlement> HospitalSightings() =>
        from referral in _referrals
        where referral.Said(ReferralMove.Cancel) is null
        let step = referral.Direction == ReferralDirection.Down ? referral.Said(ReferralMove.Send) : referral.Said(ReferralMove.Outcome) is { Outcome: ReferralOutcome.Admitted or ReferralOutcome.Outpatient or ReferralOutcome.NoNeed } told ? told : null
        where step is not null
        select new Settlement(referral.DischargedOn ?? step.HappenedOn, step.Id);

    /// <summary>What the hospitals have told of stays: an admission in the result of a referral, a discharge that the community has taken over.</summary>
    private IEnumerable<HospitalNotice> HospitalNotices() =>
        from referral in _referrals
        let admitted = IsAdmission(referral) ? referral.Said(ReferralMove.Outcome) : null
        let taken = referral.DischargedOn is null || referral.Said(ReferralMove.Cancel) is not null ? null : referral.Said(ReferralMove.Receive)
        where admitted is not null || taken is not null
        select admitted is not null
            ? new HospitalNotice(admitted.HappenedOn, DischargedOn: null, admitted.Id)
            : new HospitalNotice(ToldOn(referral), referral.DischargedOn, taken.Id, taken.HappenedOn);

    /// <summary>The day on which the hospital first told of a discharge: one that the community refused, and that was sent anew, has been known since then.</summary>
    private DateOnly ToldOn(Referral discharge)
    {
        var on = discharge.SentOn;
        foreach (var before in _referrals.TakeWhile(each => each != discharge).Reverse().Where(each => each.Direction == ReferralDirection.Down && each.HospitalId == discharge.HospitalId))
        {
            if (before.DischargedOn is null || !before.WasSentAnew) break;
            on = before.SentOn < on ? before.SentOn : on;
        }

        return on;
    }

    private IEnumerable<PlannedTask> PlanReferrals(Standards standards)
    {
        var seen = ValidFollowUps.Where(followUp => followUp.Outcome == FollowUpOutcome.Seen).OrderBy(followUp => followUp.SeenOn).ToList();

        return ReferralPlan.Derive(
            _referrals, [.. seen.Select(followUp => new Settlement(followUp.SeenOn, followUp.Id.Value))], ClassesSeen(), ReturnOf, standards.Calendar, day => ReferralTimes.Of(standards.On(day).Deadlines));
    }

    private static bool IsAdmission(Referral referral) => referral.Said(ReferralMove.Outcome)?.Outcome == ReferralOutcome.Admitted;

    private Referral? ReturnOf(Referral up) => _referrals.FindLast(down => down.AnswersId == up.Id && down.Said(ReferralMove.Cancel) is null);

    private static void RequireEnd(Referral referral, ReferralMove move, ReferralParty by, ReferralCall? call)
    {
        var end = ReferralLoop.SaidBy(referral.Direction, move);
        var isCall = end == ReferralEnd.Hospital && by.End == ReferralEnd.Community && call is not null;
        Rule.Require(call is null || isCall, "referral.call-not-asked", "Who said it is named only where the community records the word of a hospital.");
        Rule.Require(!isCall || by.IsForSilent, "referral.hospital-answers", "Somebody of this hospital works with the system and answers there.");
        if (isCall) return;

        Rule.Require(by.End == end, "referral.not-your-end", "The other end says this.");
        Rule.Require(end == ReferralEnd.Community || by.InstitutionId == referral.HospitalId, "referral.other-hospital", "This referral is another hospital's.");
    }

    private Referral ReferralOrThrow(ReferralId id)
    {
        var referral = _referrals.Find(referral => referral.Id == id);
        Rule.Require(referral is not null, "referral.unknown", "This case has no such referral.");

        return referral;
    }
}
