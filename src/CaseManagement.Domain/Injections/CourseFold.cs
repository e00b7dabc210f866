namespace CaseManagement.Domain.Injections;

/// <summary>Derives where a course stands from the days on which injections were really given, one after the other.</summary>
internal static class CourseFold
{
    public static CoursePosition After(IEnumerable<DoseDay> days, Product product, CourseTerms terms) =>
        days.Aggregate(CoursePosition.NotStarted(terms.StartsOn), (position, dose) => Next(position, dose, product, terms.MaintenanceDose));

    public static CoursePosition Next(CoursePosition position, DoseDay dose, Product product, decimal? prescribed)
    {
        var answer = LabelAnswer.On(dose.On, product, position, prescribed);
        return position.Phase switch
        {
            InjectionPhase.NotStarted => position.Begin(InjectionPhase.StartFirst, dose),
            InjectionPhase.StartFirst or InjectionPhase.RestartFirst => AfterFirstStart(position, dose, answer, product, prescribed),
            InjectionPhase.StartSecondLate => answer.InWindow
                ? position.Follow(InjectionPhase.Maintenance, dose)
                : position.Follow(InjectionPhase.Unlabelled, dose),
            InjectionPhase.ReloadFirst => answer.InWindow
                ? position.Follow(InjectionPhase.ReloadSecond, dose)
                : position.Follow(InjectionPhase.Unlabelled, dose),
            _ => AfterMonthly(position, dose, answer, prescribed),
        };
    }

    private static CoursePosition AfterFirstStart(
        CoursePosition position, DoseDay dose, LabelAnswer answer, Product product, decimal? prescribed)
    {
        if (answer.InWindow) return position.Follow(InjectionPhase.StartSecond, dose);
        if (position.StrayedFromTheLabel(product, prescribed)) return position.Follow(InjectionPhase.Unlabelled, dose);

        return answer.Code switch
        {
            AdviceCode.MissedSimple => position.Follow(InjectionPhase.StartSecondLate, dose, answer.Missed),
            AdviceCode.MissedReload => position.Follow(InjectionPhase.ReloadFirst, dose, answer.Missed),
            AdviceCode.MissedRestart => position.Begin(InjectionPhase.RestartFirst, dose),
            _ => position.Follow(InjectionPhase.Unlabelled, dose),
        };
    }

    private static CoursePosition AfterMonthly(CoursePosition position, DoseDay dose, LabelAnswer answer, decimal? prescribed)
    {
        var row = Chosen(answer, dose, prescribed);
        return (row?.Code ?? answer.Code) switch
        {
            AdviceCode.MissedReload => position.Follow(InjectionPhase.ReloadFirst, dose, row),
            AdviceCode.MissedRestart => position.Begin(InjectionPhase.RestartFirst, dose),
            AdviceCode.NoLabelRule => position.Follow(InjectionPhase.Unlabelled, dose),
            _ => position.Maintain(dose),
        };
    }

    // Near a boundary in months a psychiatrist chose between two rows; the dose really given tells which one it was.
    private static MissedRow? Chosen(LabelAnswer answer, DoseDay dose, decimal? prescribed) =>
        answer is { Missed: { } missed, Neighbour: { } neighbour }
        && missed.Steps[0].Dose.For(prescribed) != dose.Dose
        && neighbour.Steps[0].Dose.For(prescribed) == dose.Dose
            ? neighbour
            : answer.Missed;
}
