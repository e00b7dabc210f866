namespace CaseManagement.Domain.Injections;

/// <summary>Answers what the label says of an injection on a day: the row and its dates, never a dose where the label has none.</summary>
public static class InjectionAdvisor
{
    /// <param name="doses">The injections really given, in any order; several on one day count as one day.</param>
    public static InjectionAdvice Advise(Product? product, CourseTerms terms, IEnumerable<DoseFact> doses, DateOnly on)
    {
        var facts = doses.ToList();
        var missing = MissingData.In(product, terms, facts, on);
        if (product is null || missing.Any(MissingData.HidesTheDates)) return InjectionAdvice.WithoutDates(missing);

        var position = CourseFold.After(DoseDay.From(facts), product, terms);
        var label = LabelAnswer.On(on, product, position, terms.MaintenanceDose);
        if (missing.Count > 0) return Answer(position, on, label, AdviceCode.NeedData, [], missing);
        if (IsStabilisedDoseUndefined(label, position, on))
            return Answer(position, on, label, AdviceCode.NeedData, [], [MissingData.StabilisedDose]);
        if (IsOutsideTheLabel(product, terms, position, label))
            return Answer(position, on, label, AdviceCode.NoLabelRule, RowsToShow(product, terms, label), []);

        return Answer(position, on, label, label.Code, Rows(product, terms, position, label, on), []);
    }

    private static bool IsStabilisedDoseUndefined(LabelAnswer label, CoursePosition position, DateOnly on) =>
        on > label.Window.ClosesOn && label.Schedule.Missed == MissedTable.Maintenance && position.MaintenanceDoseChanged;

    private static bool IsOutsideTheLabel(Product product, CourseTerms terms, CoursePosition position, LabelAnswer label)
    {
        var renal = product.RenalFor(terms.Renal);
        if (renal is { Recommended: false }) return true;
        if (label.Code == AdviceCode.NoLabelRule || position.StrayedFromTheLabel(product, terms.MaintenanceDose)) return true;
        // The doses printed in the tables are those of healthy kidneys; only the first start dose has a row of its own for reduced ones.
        return renal is not null && position.Phase != InjectionPhase.NotStarted && label.Code != AdviceCode.TooEarly
            && (label.Missed?.NamesADose ?? label.Schedule.NamesItsDose(position));
    }

    private static IReadOnlyList<AdviceRow> RowsToShow(Product product, CourseTerms terms, LabelAnswer label)
    {
        var rows = new List<AdviceRow> { new(label.Schedule.Row, AdviceCode.NoLabelRule, [], label.Schedule.Provenance) };
        if (product.RenalFor(terms.Renal) is { } renal) rows.Add(new AdviceRow(renal.Row, AdviceCode.NoLabelRule, [], renal.Provenance));
        return rows;
    }

    private static IReadOnlyList<AdviceRow> Rows(Product product, CourseTerms terms, CoursePosition position, LabelAnswer label, DateOnly on)
    {
        if (label.Missed is { } missed)
            return [.. new[] { missed, label.Neighbour }.OfType<MissedRow>().Select(row => Quote(row, terms, position, on))];

        var schedule = label.Schedule;
        if (label.Code == AdviceCode.TooEarly) return [new AdviceRow(schedule.Row, label.Code, [], schedule.Provenance)];
        if (position.Phase == InjectionPhase.NotStarted && product.RenalFor(terms.Renal) is { StartFirst: { } reduced } renal)
            return [new AdviceRow(renal.Row, label.Code, [new PlannedDose(reduced, schedule.Muscles, on)], renal.Provenance)];

        PlannedDose[] plan = schedule.DoseFor(position, terms.MaintenanceDose) is { } dose ? [new PlannedDose(dose, schedule.Muscles, on)] : [];
        return [new AdviceRow(schedule.Row, label.Code, plan, schedule.Provenance)];
    }

    private static AdviceRow Quote(MissedRow row, CourseTerms terms, CoursePosition position, DateOnly on) =>
        new(row.Row, row.Code, row.PlanFrom(on, position.FirstOn, terms.MaintenanceDose), row.Provenance);

    private static InjectionAdvice Answer(
        CoursePosition position, DateOnly on, LabelAnswer label, AdviceCode code, IReadOnlyList<AdviceRow> rows, IReadOnlyList<string> missing)
    {
        var isFirst = position.Phase == InjectionPhase.NotStarted;
        var isAmbiguous = code is not (AdviceCode.NoLabelRule or AdviceCode.NeedData) && label.Neighbour is not null;
        return new InjectionAdvice(
            code,
            rows,
            Plan: isAmbiguous || rows.Count == 0 ? [] : rows[0].Plan,
            isAmbiguous,
            position.Phase,
            LastOn: isFirst ? null : position.LastOn,
            DaysSinceLast: isFirst ? null : on.DayNumber - position.LastOn.DayNumber,
            label.Window.OpensOn,
            label.Window.DueOn,
            label.Window.ClosesOn,
            missing);
    }
}
