using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>One patient's days in the order in which they are entered; everything that happens goes through the case's own methods, told the day of its entry.</summary>
internal sealed class DemoStory(DemoPerson person, DemoMap map, Standards standards, DateOnly today)
{
    private readonly PriorityQueue<Action<DateOnly>, (DateOnly On, int Order)> _agenda = new();
    private int _order;
    private bool _isOver;

    public ManagedCase Case => person.Case;

    public DemoPerson Person => person;

    public DemoCommunity Home => person.Home;

    public Dice Dice => person.Dice;

    public Standards Standards => standards;

    public DateOnly Today => today;

    /// <summary>The day that the story has come to.</summary>
    public DateOnly Now { get; private set; } = person.Case.RegisteredOn;

    public StaffId Doctor => Home.Team.Doctor.Id;

    public StaffId Visitor() => (Dice.Chance(0.5) ? Home.Team.Doctor : Home.Team.Nurse).Id;

    public StaffId Psychiatrist() => Dice.Pick(map.Psychiatrists).Id;

    public Signature Sign(DateOnly on) => person.Patient.Guardian is { } guardian && Dice.Chance(0.7)
        ? new(Signer.Guardian, guardian.Name, guardian.Relation, on)
        : new(Signer.Patient, person.Patient.Name, null, on);

    /// <summary>Something that is entered on a day, or now when that day is behind; what lies after today has not happened yet.</summary>
    public void At(DateOnly on, Action<DateOnly> step)
    {
        var day = on < Now ? Now : on;
        if (day <= today) _agenda.Enqueue(step, (day, _order++));
    }

    /// <summary>Whether a thing can be done as the case stands: nothing is signed or prescribed for a patient whom nobody finds.</summary>
    public bool May(CaseAct act) => CaseStates.Answer(Case.State, act) is null;

    /// <summary>The day itself, or the working day before it.</summary>
    public DateOnly WorkingDay(DateOnly day, DateOnly notBefore)
    {
        while (day > notBefore && !standards.Calendar.IsWorkingDay(day)) day = day.AddDays(-1);
        return day < notBefore ? notBefore : day;
    }

    public void Run()
    {
        while (!_isOver && _agenda.TryDequeue(out var step, out var at))
        {
            Now = at.On;
            step(at.On);
        }
    }

    /// <summary>Nothing more happens to the dead.</summary>
    public void End() => _isOver = true;
}
