using CaseManagement.Domain.Cases;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>A treatment with a long-acting product: its start, then a dose in each window, sometimes late or missed, sometimes stopped, sometimes changed for the three-monthly one.</summary>
/// <remarks>Every dose is the one that the label's advice gives for its day; where the advice is not simply to give it, a psychiatrist confirms.</remarks>
internal sealed class DemoInjections(DemoStory story)
{
    private const string Monthly = "pp1m-janssen";
    private const string ThreeMonthly = "pp3m-janssen";
    private const int Watched = 30;
    private static readonly TimeOnly Observed = new(11, 30);

    private readonly Dice _dice = story.Dice;
    private Product _product = null!;
    private InjectionCourse _course = null!;

    public void Begin(DateOnly consentedOn) => story.At(consentedOn.AddDays(_dice.Weighted((6, _dice.Between(10, 120)), (4, _dice.Between(121, 600)))), Start);

    private void Start(DateOnly on)
    {
        if (!story.May(CaseAct.StartCourse)) return;

        _product = Find(_dice.Weighted((58, Monthly), (12, "aripiprazole-monthly"), (12, "haloperidol-decanoate"), (10, "risperidone-ruixintuo"), (5, "pp1m-luye"), (3, "olanzapine-pamoate")));
        var renal = _dice.Weighted((97, RenalBand.Normal), (3, RenalBand.Mild));
        var dose = renal == RenalBand.Mild && _product.Code == Monthly ? 50 : Dose(_product.Code);
        int? interval = _product.IntervalIsPrescribed ? 28 : null;
        var startsOn = on.AddDays(_dice.Between(0, 3));
        _course = story.Case.StartInjectionCourse(
            new(startsOn, dose, renal, story.Psychiatrist(), OralToleratedOn: on.AddDays(-_dice.Between(14, 200)), "口服同类药物耐受", interval), _product, story.Standards, on);

        Appoint(startsOn);
    }

    private void Appoint(DateOnly givenOn) => story.At(givenOn.AddDays(_dice.Weighted((85, 0), (15, _dice.Between(1, 2)))), on => Give(givenOn, on));

    private void Give(DateOnly givenOn, DateOnly enteredOn)
    {
        if (_course.StoppedOn is not null) return;

        var advice = _course.Advise(_product, givenOn);
        var planned = advice.Plan.Count > 0 ? advice.Plan[0] : null;
        var routine = advice.IsRoutine && planned is not null;
        var muscles = planned?.Muscles ?? (_product.Identity.Muscles.HasFlag(Muscles.Deltoid) ? Muscles.Deltoid : _product.Identity.Muscles);
        var dose = new DoseGiven(
            givenOn, planned?.Dose ?? _course.MaintenanceDose, Site(muscles), $"PP{givenOn:yyMM}{_dice.Below(100):00}", givenOn.AddDays(_dice.Between(120, 500)),
            story.Home.Team.Nurse.Id, Observed, routine ? (StaffId?)null : story.Psychiatrist(), planned?.Product, Observed.AddMinutes(-Math.Max(Watched, _product.Settings.ObservationMinutes)));

        var injection = story.Case.GiveInjection(_course.Id, dose, story.Standards, enteredOn);
        if (_dice.Chance(0.005)) story.At(enteredOn.AddDays(1), on => Correct(injection, dose, on));
        if (_dice.Chance(0.01)) story.At(enteredOn.AddDays(_dice.Between(3, 20)), Stop);
        AppointNext(enteredOn);
    }

    private void AppointNext(DateOnly enteredOn)
    {
        if (story.Case.Tasks.FirstOrDefault(task => task is { Kind: CareTaskKind.Injection, State: CareTaskState.Open }) is not { } next) return;

        if (MayChange(next, enteredOn) && _dice.Chance(0.12))
        {
            story.At(enteredOn.AddDays(2), on => Change(next.DueOn, on));
            return;
        }

        var late = Math.Min(3, next.ClosesOn.DayNumber - next.DueOn.DayNumber);
        var day = _dice.Weighted((90, 0), (7, 1), (3, 2)) switch
        {
            0 => story.WorkingDay(next.DueOn.AddDays(_dice.Between(-2, late)), next.OpensOn),
            1 => next.ClosesOn.AddDays(_dice.Between(1, 12)),
            _ => next.ClosesOn.AddDays(_dice.Between(13, 120)),
        };
        Appoint(day);
    }

    /// <summary>After half a year on one dose the three-monthly product may follow, where it has an equivalent.</summary>
    private bool MayChange(CareTask next, DateOnly enteredOn)
    {
        var doses = _course.ValidDoses().OrderBy(dose => dose.On).ToList();

        return _product.Code == Monthly && _course.Renal == RenalBand.Normal && doses.Count > 7 && next.DueOn > enteredOn.AddDays(4)
            && doses[0].On < next.DueOn.AddMonths(-6) && doses.TakeLast(5).All(dose => dose.Dose == _course.MaintenanceDose)
            && Follower() is not null && _course.Advise(_product, next.DueOn).Code == AdviceCode.Due;
    }

    private decimal? Follower() => Find(ThreeMonthly).SwitchFrom(Monthly)!.Doses.FirstOrDefault(dose => dose.From == _course.MaintenanceDose)?.To;

    private void Change(DateOnly dueOn, DateOnly on)
    {
        if (_course.StoppedOn is not null || !story.May(CaseAct.StartCourse) || Follower() is not { } dose) return;

        var psychiatrist = story.Psychiatrist();
        story.Case.StopInjectionCourse(_course.Id, on, "病情稳定，改用三个月剂型", psychiatrist, story.Standards, on);
        _product = Find(ThreeMonthly);
        _course = story.Case.StartInjectionCourse(new(dueOn, dose, _course.Renal, psychiatrist, SwitchFrom: _course.Id), _product, story.Standards, on);
        Appoint(dueOn.AddDays(_dice.Between(0, 3)));
    }

    private void Correct(Injection injection, DoseGiven dose, DateOnly on)
    {
        if (_course.StoppedOn is null && injection.IsValid && injection.CourseId == _course.Id)
            story.Case.CorrectInjection(_course.Id, injection.Id, dose with { BatchNumber = dose.BatchNumber + "A" }, "批号录入有误", story.Home.Team.Nurse.Id, story.Standards, on);
    }

    private void Stop(DateOnly on)
    {
        if (_course.StoppedOn is null)
            story.Case.StopInjectionCourse(_course.Id, on, _dice.Pick(["患者及家属要求改为口服药", "不良反应，改用其他药物", "病情稳定，医师同意停用"]), _course.PrescribedBy, story.Standards, on);
    }

    private Product Find(string code) => story.Standards.Formulary.Find(code) ?? throw new InvalidOperationException($"The formulary has no product {code}.");

    private decimal Dose(string code) => code switch
    {
        "aripiprazole-monthly" => _dice.Weighted((8, 400m), (2, 300m)),
        "haloperidol-decanoate" => _dice.Weighted((5, 50m), (5, 100m)),
        "risperidone-ruixintuo" => _dice.Weighted((5, 25m), (3, 37.5m), (2, 50m)),
        "olanzapine-pamoate" => _dice.Weighted((5, 300m), (5, 405m)),
        _ => _dice.Weighted((1, 50m), (5, 75m), (4, 100m), (3, 150m)),
    };

    private InjectionSite Site(Muscles muscles) => muscles == Muscles.Gluteal || (muscles.HasFlag(Muscles.Gluteal) && _dice.Chance(0.3))
        ? _dice.Pick([InjectionSite.GlutealLeft, InjectionSite.GlutealRight])
        : _dice.Pick([InjectionSite.DeltoidLeft, InjectionSite.DeltoidRight]);
}
