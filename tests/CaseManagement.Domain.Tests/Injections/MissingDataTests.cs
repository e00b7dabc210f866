using CaseManagement.Domain.Injections;

namespace CaseManagement.Domain.Tests.Injections;

public sealed class MissingDataTests
{
    private static readonly DateOnly Due = new(2026, 3, 9);

    public static TheoryData<string, InjectionAdvice> Lacks() => new()
    {
        { MissingData.UnknownProduct, InjectionAdvisor.Advise(null, Pp1m.Terms, Pp1m.Maintained(100), Due) },
        { MissingData.DoseDay, Pp1m.Ask(Due, [.. Pp1m.Maintained(100), Pp1m.Dose(null, 100)]) },
        { MissingData.DoseAmount, Pp1m.Ask(Due, [Pp1m.Dose(Pp1m.Start, null)]) },
        { MissingData.DoseAfterTheDay, Pp1m.Ask(new(2026, 2, 8), Pp1m.Maintained(100)) },
        { MissingData.DoseNotOffered, Pp1m.Ask(Due, Pp1m.Maintained(90)) },
        { MissingData.MaintenanceDose, Pp1m.Ask(Due, Pp1m.Maintained(100), Pp1m.Terms with { MaintenanceDose = null }) },
        { MissingData.MaintenanceDoseNotOffered, Pp1m.Ask(Due, Pp1m.Maintained(100), Pp1m.Terms with { MaintenanceDose = 125 }) },
        { MissingData.OralTolerability, Pp1m.Ask(Pp1m.Start, [], Pp1m.Terms with { OralToleratedOn = null }) },
        { MissingData.KidneyFunction, Pp1m.Ask(Due, Pp1m.Maintained(100), Pp1m.Terms with { Renal = RenalBand.Unknown }) },
        { MissingData.StabilisedDose, Pp1m.Ask(new(2026, 4, 20), [.. Pp1m.Maintained(75), Pp1m.Dose(Due, 100)]) },
    };

    [Theory]
    [MemberData(nameof(Lacks))]
    public void Given_something_unknown_When_advice_is_asked_Then_it_names_the_lack_and_no_dose(string lack, InjectionAdvice advice)
    {
        Assert.Equal(AdviceCode.NeedData, advice.Code);
        Assert.Contains(lack, advice.Missing);
        Assert.Empty(advice.Plan);
    }

    [Fact]
    public void Given_a_dose_changed_since_the_one_before_When_the_next_is_in_its_window_Then_the_prescribed_dose_is_due()
    {
        var advice = Pp1m.Ask(new(2026, 4, 9), [.. Pp1m.Maintained(75), Pp1m.Dose(Due, 100)]);

        Assert.Equal((AdviceCode.Due, 100m), (advice.Code, advice.Plan[0].Dose));
    }

    [Fact]
    public void Given_two_injections_on_one_day_When_advice_is_asked_Then_their_sum_is_the_days_dose()
    {
        var advice = Pp1m.Ask(Due, [Pp1m.Dose(Pp1m.Start, 75), Pp1m.Dose(new(2026, 1, 12), 100), Pp1m.Dose(Pp1m.Start, 75)]);

        Assert.Equal((AdviceCode.MissedReload, InjectionPhase.StartSecond), (advice.Code, advice.Phase!.Value));
    }
}
