namespace CaseManagement.Domain.Injections;

/// <summary>Derives where a course stands from the days on which injections were really given, one after the other.</summary>
internal static class CourseFold
{
    public static CoursePosition After(IReadOnlyList<DoseDay> days, Product product, CourseTerms terms)
    {
        var position = CoursePosition.Beginning(product, terms);
        for (var number = 0; number < days.Count; number++) position = Next(position, days[number], product, terms);

        return position.Every(terms.IntervalDays);
    }

    /// <remarks>A dose is judged by what was prescribed on its day and by the label of that day: a later prescription or label does not change what it was.</remarks>
    public static CoursePosition Next(CoursePosition position, DoseDay dose, Product product, CourseTerms terms)
    {
        var (then, label) = (terms.AsOf(dose.On), product.On(dose.On));
        return Next(position.Every(then.IntervalDays), dose, label, then.MaintenanceDose);
    }

    private static CoursePosition Next(CoursePosition position, DoseDay dose, Product product, decimal? prescribed)
    {
        var answer = LabelAnswer.On(dose.On, product, position, prescribed);
        if (position.Phase == InjectionPhase.NotStarted) return AfterNothing(position, dose, answer, product);

        var row = Chosen(answer, dose, prescribed);
        if (dose.Product != Expected(position, row) || !MusclesOf(position, answer, row).AllowAll(dose.Into)) return Stray(position, dose, product);

        return position.Phase switch
        {
            InjectionPhase.StartFirst or InjectionPhase.RestartFirst => AfterFirstStart(position, dose, answer, row, product, prescribed),
            InjectionPhase.StartSecondLate => answer.InWindow
                ? position.Follow(InjectionPhase.Maintenance, dose)
                : Stray(position, dose, product),
            InjectionPhase.ReloadFirst when !answer.InWindow => Stray(position, dose, product),
            InjectionPhase.ReloadFirst when position.Pending is { BridgesOnce: true } => position.Maintain(dose),
            InjectionPhase.ReloadFirst => position.Follow(InjectionPhase.ReloadSecond, dose),
            _ => AfterMonthly(position, dose, answer, row, product),
        };
    }

    // A product that can only follow another one has no label for a course that began otherwise, and none has one for a start in another muscle.
    private static CoursePosition AfterNothing(CoursePosition position, DoseDay dose, LabelAnswer answer, Product product) =>
        dose.Product is null && answer.Schedule.Muscles.AllowAll(dose.Into) && (!product.StartsBySwitch || (answer.InWindow && position.Switch?.Allows(dose.Dose) == true))
            ? position.Begin(InjectionPhase.StartFirst, dose, product)
            : position.Begin(product.Knows(InjectionPhase.Unlabelled) ? InjectionPhase.Unlabelled : InjectionPhase.StartFirst, dose, product);

    private static CoursePosition AfterFirstStart(
        CoursePosition position, DoseDay dose, LabelAnswer answer, MissedRow? row, Product product, decimal? prescribed)
    {
        if (answer.InWindow) return Second(position, dose, product);
        if (position.StrayedFromTheLabel(product, prescribed)) return Stray(position, dose, product);

        return (row?.Code ?? answer.Code) switch
        {
            AdviceCode.MissedSimple when row is { Steps.Count: > 1 } => position.Follow(InjectionPhase.StartSecondLate, dose, row),
            AdviceCode.MissedSimple => Second(position, dose, product),
            AdviceCode.MissedReload => position.Follow(InjectionPhase.ReloadFirst, dose, row),
            AdviceCode.MissedRestart => BeginAgain(position, dose, product),
            _ => Stray(position, dose, product),
        };
    }

    private static CoursePosition AfterMonthly(CoursePosition position, DoseDay dose, LabelAnswer answer, MissedRow? row, Product product) =>
        (row?.Code ?? answer.Code) switch
        {
            AdviceCode.MissedReload => position.Follow(InjectionPhase.ReloadFirst, dose, row),
            AdviceCode.MissedRestart => BeginAgain(position, dose, product),
            AdviceCode.NoLabelRule => Stray(position, dose, product),
            _ => position.Maintain(dose),
        };

    private static CoursePosition Second(CoursePosition position, DoseDay dose, Product product) =>
        !product.Knows(InjectionPhase.StartSecond) ? position.Maintain(dose)
        : product.ScheduleAfter(position.Phase).Dose.Kind == DoseKind.Prescribed ? position.Maintain(dose, InjectionPhase.StartSecond)
        : position.Follow(InjectionPhase.StartSecond, dose);

    // Where the course begins again with another product, it goes on as a course of that one; here the label has nothing more to say.
    private static CoursePosition BeginAgain(CoursePosition position, DoseDay dose, Product product) =>
        product.Knows(InjectionPhase.RestartFirst) && dose.Product is null
            ? position.Begin(InjectionPhase.RestartFirst, dose, product)
            : Stray(position, dose, product);

    // A label without missed-dose rows has no level to bring back: after a dose that a psychiatrist decided its interval counts from there.
    private static CoursePosition Stray(CoursePosition position, DoseDay dose, Product product) =>
        product.Knows(InjectionPhase.Unlabelled) ? position.Follow(InjectionPhase.Unlabelled, dose) : position.Maintain(dose);

    private static string? Expected(CoursePosition position, MissedRow? row) =>
        position.Phase is InjectionPhase.ReloadFirst or InjectionPhase.StartSecondLate ? position.PendingStep.Product : row?.Steps[0].Product;

    // What was given elsewhere than the row says was not given by it: a plan that asks for the deltoid has not begun in the gluteal muscle.
    private static Muscles MusclesOf(CoursePosition position, LabelAnswer answer, MissedRow? row) => row?.Steps[0].Muscles ?? answer.Schedule.MusclesFor(position);

    // Near a boundary in months a psychiatrist chose between two rows; the dose really given tells which one it was.
    private static MissedRow? Chosen(LabelAnswer answer, DoseDay dose, decimal? prescribed) =>
        answer is { Missed: { } missed, Neighbour: { } neighbour } && !Opens(missed, dose, prescribed) && Opens(neighbour, dose, prescribed)
            ? neighbour
            : answer.Missed;

    private static bool Opens(MissedRow row, DoseDay dose, decimal? prescribed) =>
        row.Steps[0].Product == dose.Product && row.Steps[0].Dose.For(prescribed) == dose.Dose;
}
