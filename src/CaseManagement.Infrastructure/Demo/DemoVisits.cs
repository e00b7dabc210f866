using CaseManagement.Domain;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>A patient's follow-ups: each is due when the case says so, most are made in time, some late, and some are still owed.</summary>
internal sealed class DemoVisits
{
    private readonly DemoStory _story;
    private readonly Dice _dice;
    private readonly DemoCourse _course;
    private readonly DemoTreatment _treatment;
    private readonly DemoSlips _slips;

    /// <summary>From this day on the patient is not seen any more: this is whom the lists must show.</summary>
    private readonly DateOnly _slipsOn;

    private DemoStay? _stay;
    private int _appointment;

    public DemoVisits(DemoStory story, DemoExits exits)
    {
        (_story, _dice) = (story, story.Dice);
        _course = new(_dice);
        _treatment = DemoTreatment.Draw(_dice, story.Case.Diagnosis.Disorder);
        _slips = new(story, _treatment, exits);
        _slipsOn = _dice.Chance(0.085)
            ? story.Today.AddDays(-_dice.Weighted((5, _dice.Between(5, 40)), (3, _dice.Between(41, 120)), (2, _dice.Between(121, 250))))
            : DateOnly.MaxValue;
    }

    public void Begin(DateOnly consentedOn)
    {
        _stay = _course.Stay(consentedOn, _story.Today);
        if (_stay is { } stay) _story.At(stay.From.AddDays(_dice.Below(8)), on => Appoint(on, delay: 0)); // the family says so
        AppointNext();
    }

    /// <summary>The next visit by the task that closes first; a later appointment takes the place of an earlier one.</summary>
    private void AppointNext()
    {
        var task = Open(CareTaskKind.HospitalCheck) ?? Soonest(Open(CareTaskKind.FirstVisit), Open(CareTaskKind.FollowUp));
        if (task is null) return;

        var day = DayFor(task);
        if (day >= _slipsOn) _slips.LoseSight(task.ClosesOn);
        else Appoint(day, EntryDelay());
    }

    private void Appoint(DateOnly seenOn, int delay)
    {
        var number = ++_appointment;
        _story.At(seenOn.AddDays(delay), on =>
        {
            if (number == _appointment) Visit(seenOn, on);
        });
    }

    private DateOnly DayFor(CareTask task)
    {
        if (_dice.Chance(0.05))
            return _story.WorkingDay(task.ClosesOn.AddDays(_dice.Weighted((60, _dice.Between(1, 7)), (28, _dice.Between(8, 30)), (12, _dice.Between(31, 110)))), task.ClosesOn.AddDays(1));

        var span = task.ClosesOn.DayNumber - task.CycleOn.DayNumber;
        return _story.WorkingDay(task.DueOn.AddDays(-_dice.Below(1 + span / 6)), task.OpensOn);
    }

    /// <summary>Paper comes first and the screen later: four visits of five are entered on the day.</summary>
    private int EntryDelay() => _dice.Weighted((80, 0), (15, _dice.Between(1, 3)), (4, _dice.Between(4, 10)), (1, _dice.Between(11, 25)));

    private void Visit(DateOnly seenOn, DateOnly enteredOn)
    {
        var entry = Entry(seenOn);
        var visit = _story.Case.RecordFollowUp(entry, _story.Visitor(), _story.Standards, enteredOn);

        DemoCrises.Follow(_story, enteredOn);
        _slips.Perhaps(visit, entry);
        SeekAdvice(enteredOn);
        AppointNext();
    }

    private FollowUpEntry Entry(DateOnly seenOn)
    {
        if (_stay is { } stay && seenOn >= stay.From)
        {
            if (stay.Until is not { } until || seenOn < until)
                return new(seenOn, FollowUpOutcome.Seen, DemoFindings.InHospital(_dice), Stability.Unstable, null, null);

            _stay = null;
            var @class = _course.Discharged();
            var mode = _dice.Chance(0.2) ? VisitMode.Telephone : VisitMode.Home;
            var home = DemoFindings.For(_dice, @class, mode, _treatment) with { Hospital = HospitalStay.Discharged, LastDischargedOn = PartialDate.Of(until) };
            return new(seenOn, FollowUpOutcome.Seen, home, @class, null, null);
        }

        return AtHome(seenOn, _course.Next());
    }

    private FollowUpEntry AtHome(DateOnly seenOn, Stability @class)
    {
        var owesFirstVisit = Open(CareTaskKind.FirstVisit) is not null;
        var mode = _dice.Weighted((45, VisitMode.Home), (35, VisitMode.Clinic), (owesFirstVisit ? 2 : 20, VisitMode.Telephone));
        var findings = DemoFindings.For(_dice, @class, mode, _treatment);
        if (@class != Stability.Stable) return new(seenOn, FollowUpOutcome.Seen, findings, @class, null, null);
        if (_dice.Chance(0.01)) return new(seenOn, FollowUpOutcome.Seen, findings, Stability.BasicallyStable, "家属反映近期情绪波动，先按基本稳定管理", null);

        var agreed = _dice.Chance(0.25) && !_story.Case.FollowUps.Any(other => other.SeenOn == seenOn) ? seenOn.AddDays(_dice.Between(60, 85)) : (DateOnly?)null;
        return new(seenOn, FollowUpOutcome.Seen, findings, @class, null, agreed);
    }

    /// <summary>The psychiatrist is asked, and answers nearly always in time.</summary>
    private void SeekAdvice(DateOnly on)
    {
        if (Open(CareTaskKind.SpecialistReview) is null || _dice.Chance(0.04)) return;

        _story.At(on.AddDays(_dice.Chance(0.93) ? _dice.Between(0, 10) : _dice.Between(15, 50)), day =>
        {
            if (Open(CareTaskKind.SpecialistReview) is null) return;
            var advice = _story.Case.RecordAdvice(day, _dice.Pick(Advice), _story.Psychiatrist(), _story.Standards, day);
            if (day.DayNumber % 4 == 0) _story.Case.RecordGuidance(new(day, DemoDay.At(day, 15), day.DayNumber % 8 == 0 ? GuidanceMeans.Video : GuidanceMeans.Phone, advice.GivenBy, _story.Home.Team.Doctor.Id, "核对用药与近期症状，商定复查时间。"), advice.GivenBy, day);
            _story.At(day.AddDays(1), next =>
            {
                if (_story.May(CaseAct.FollowAdvice)) _story.Case.FollowAdvice(advice.Id, next, null, _story.Home.Team.Doctor.Id, _story.Standards, next);
            });
        });
    }

    private static readonly string[] Advice =
    [
        "维持目前治疗方案，两周后复查，注意睡眠情况。", "建议调整用药，复查血常规和肝功能后再评估。", "建议来院门诊复诊，家属加强看护，督促规律服药。",
        "症状波动与漏服药物有关，先督促规律服药，一个月后再评估。", "建议住院治疗，请社区协助家属送诊。",
    ];

    private CareTask? Open(CareTaskKind kind) => _story.Case.Tasks.FirstOrDefault(task => task.Kind == kind && task.State == CareTaskState.Open);

    private static CareTask? Soonest(CareTask? one, CareTask? other) => one is null || other?.ClosesOn < one.ClosesOn ? other : one;
}
