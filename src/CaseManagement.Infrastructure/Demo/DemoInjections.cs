using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>A treatment with the monthly injection: the start regimen, then a dose a month inside its window, sometimes late or missed, sometimes stopped.</summary>
/// <remarks>Every dose is the one that the label's advice gives for its day; where the advice is not simply to give it, a psychiatrist confirms.</remarks>
internal sealed class DemoInjections(DemoStory story)
{
    private const string ProductCode = "pp1m-janssen";
    private static readonly TimeOnly Observed = new(10, 30);

    private readonly Dice _dice = story.Dice;
    private readonly Product _product = story.Standards.Formulary.Find(ProductCode) ?? throw new InvalidOperationException($"The formulary has no product {ProductCode}.");
    private InjectionCourse _course = null!;

    public void Begin(DateOnly consentedOn) => story.At(consentedOn.AddDays(_dice.Weighted((6, _dice.Between(10, 120)), (4, _dice.Between(121, 600)))), Start);

    private void Start(DateOnly on)
    {
        var renal = _dice.Weighted((97, RenalBand.Normal), (3, RenalBand.Mild));
        var dose = renal == RenalBand.Mild ? 50 : _dice.Weighted((1, 50m), (5, 75m), (4, 100m), (3, 150m));
        var startsOn = on.AddDays(_dice.Between(0, 3));
        _course = story.Case.StartInjectionCourse(
            new(startsOn, dose, renal, story.Psychiatrist(), OralToleratedOn: on.AddDays(-_dice.Between(14, 200)), "口服帕利哌酮耐受"), _product, story.Standards, on);

        Appoint(startsOn);
    }

    private void Appoint(DateOnly givenOn) => story.At(givenOn.AddDays(_dice.Weighted((85, 0), (15, _dice.Between(1, 2)))), on => Give(givenOn, on));

    private void Give(DateOnly givenOn, DateOnly enteredOn)
    {
        if (_course.StoppedOn is not null) return;

        var advice = _course.Advise(_product, givenOn);
        var planned = advice.Plan.Count > 0 ? advice.Plan[0] : null;
        var routine = advice.IsRoutine && planned is not null;
        var muscles = planned?.Muscles ?? Muscles.Deltoid;
        var dose = new DoseGiven(
            givenOn, planned?.Dose ?? _course.MaintenanceDose, Site(muscles), $"PP{givenOn:yyMM}{_dice.Below(100):00}", givenOn.AddDays(_dice.Between(120, 500)),
            story.Home.Team.Nurse.Id, Observed, routine ? (StaffId?)null : story.Psychiatrist());

        var injection = story.Case.GiveInjection(_course.Id, dose, story.Standards, enteredOn);
        if (_dice.Chance(0.005)) story.At(enteredOn.AddDays(1), on => Correct(injection, dose, on));
        if (_dice.Chance(0.01)) story.At(enteredOn.AddDays(_dice.Between(3, 20)), Stop);
        AppointNext();
    }

    private void AppointNext()
    {
        if (story.Case.Tasks.FirstOrDefault(task => task is { Kind: CareTaskKind.Injection, State: CareTaskState.Open }) is not { } next) return;

        var day = _dice.Weighted((90, 0), (7, 1), (3, 2)) switch
        {
            0 => story.WorkingDay(next.DueOn.AddDays(_dice.Between(-2, 3)), next.OpensOn),
            1 => next.ClosesOn.AddDays(_dice.Between(1, 12)),
            _ => next.ClosesOn.AddDays(_dice.Between(13, 120)),
        };
        Appoint(day);
    }

    private void Correct(Injection injection, DoseGiven dose, DateOnly on)
    {
        if (_course.StoppedOn is null && injection.IsValid)
            story.Case.CorrectInjection(_course.Id, injection.Id, dose with { BatchNumber = dose.BatchNumber + "A" }, "批号录入有误", story.Home.Team.Nurse.Id, story.Standards, on);
    }

    private void Stop(DateOnly on)
    {
        if (_course.StoppedOn is null)
            story.Case.StopInjectionCourse(_course.Id, on, _dice.Pick(["患者及家属要求改为口服药", "不良反应，改用其他药物", "病情稳定，医师同意停用"]), _course.PrescribedBy, story.Standards, on);
    }

    private InjectionSite Site(Muscles muscles) => muscles.HasFlag(Muscles.Gluteal) && _dice.Chance(0.3)
        ? _dice.Pick([InjectionSite.GlutealLeft, InjectionSite.GlutealRight])
        : _dice.Pick([InjectionSite.DeltoidLeft, InjectionSite.DeltoidRight]);
}
