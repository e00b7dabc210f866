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
        if (position.Phase == InjectionPhase.NotStarted && label.Code != AdviceCode.TooEarly && FirstDose(product, terms, position, label) is null)
            return Answer(position, on, label, AdviceCode.NeedData, [], [MissingData.StartDose]) with { Remarks = Remarks(product, position, AdviceCode.NeedData) }; // what the label says of beginning is what a psychiatrist decides by
        if (IsStabilisedDoseUndefined(label, position, on, terms))
            return Answer(position, on, label, AdviceCode.NeedData, [], [MissingData.StabilisedDose]);
        if (IsOutsideTheLabel(product, terms, position, label))
            return Answer(position, on, label, AdviceCode.NoLabelRule, RowsToShow(product, terms, position, label), []) with { Remarks = Remarks(product, position, AdviceCode.NoLabelRule) };

        var advice = Answer(position, on, label, label.Code, Rows(product, terms, position, label, on), []);
        return advice with
        {
            OralCoverDays = IsStart(position, advice.Code) ? product.Settings.OralOverlapDays : null,
            Remarks = Remarks(product, position, advice.Code),
        };
    }

    private static bool IsStart(CoursePosition position, AdviceCode code) => position.Phase == InjectionPhase.NotStarted || code == AdviceCode.MissedRestart;

    private static IReadOnlyList<ProductRemark> Remarks(Product product, CoursePosition position, AdviceCode code) =>
        [.. product.Rows.Remarks.Where(remark => remark.When switch
        {
            RemarkWhen.Start => IsStart(position, code),
            RemarkWhen.NoRule => code == AdviceCode.NoLabelRule,
            _ => true,
        })];

    private static decimal? FirstDose(Product product, CourseTerms terms, CoursePosition position, LabelAnswer label) =>
        product.RenalFor(terms.Renal)?.StartFirst ?? label.Schedule.DoseFor(position, terms.MaintenanceDose);

    // A bridging dose hangs on the dose last given, which must then be the one prescribed.
    private static bool IsStabilisedDoseUndefined(LabelAnswer label, CoursePosition position, DateOnly on, CourseTerms terms) =>
        on > label.Window.ClosesOn && label.Schedule.Missed == MissedTable.Maintenance
        && (position.MaintenanceDoseChanged || (label.Missed?.Steps[0].Product is not null && position.MaintenanceLast != terms.MaintenanceDose));

    private static bool IsOutsideTheLabel(Product product, CourseTerms terms, CoursePosition position, LabelAnswer label)
    {
        var renal = product.RenalFor(terms.Renal);
        if (renal is { Recommended: false }) return true;
        if (label.Code == AdviceCode.NoLabelRule || position.StrayedFromTheLabel(product, terms.MaintenanceDose)) return true;
        if (position is { Phase: InjectionPhase.NotStarted, Switch: { Row: not null } change } && !change.Allows(terms.MaintenanceDose)) return true;
        // The bands of the kidneys are those of each product: one that bridges has its own, which these rows do not hold.
        if (terms.Renal != RenalBand.Normal && product.Renal.Count > 0 && label.Missed?.Steps.Any(step => step.Product is not null) == true) return true;
        // The doses printed in the tables are those of healthy kidneys; only the first start dose has a row of its own for reduced ones.
        return renal is not null && position.Phase != InjectionPhase.NotStarted && label.Code != AdviceCode.TooEarly
            && (label.Missed?.NamesADose ?? label.Schedule.NamesItsDose(position));
    }

    private static IReadOnlyList<AdviceRow> RowsToShow(Product product, CourseTerms terms, CoursePosition position, LabelAnswer label)
    {
        var rows = new List<AdviceRow> { new(label.Schedule.Row, AdviceCode.NoLabelRule, [], label.Schedule.Provenance) };
        if (position is { Phase: InjectionPhase.NotStarted, Switch.Row: { } change }) rows.Add(new AdviceRow(change.Row, AdviceCode.NoLabelRule, [], change.Provenance));
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

        PlannedDose[] plan = schedule.DoseFor(position, terms.MaintenanceDose) is { } dose ? [new PlannedDose(dose, schedule.MusclesFor(position), on, schedule.ProductFor(position))] : [];
        var row = new AdviceRow(schedule.Row, label.Code, plan, schedule.Provenance);
        return position is { Phase: InjectionPhase.NotStarted, Switch.Row: { } change }
            ? [new AdviceRow(change.Row, label.Code, plan, change.Provenance), row]
            : [row];
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
            Plan: (isAmbiguous && !label.IsGap) || rows.Count == 0 ? [] : rows[0].Plan,
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
