namespace CaseManagement.Domain.Injections;

/// <summary>Answers what the label says of an injection on a day: the row and its dates, never a dose where the label has none.</summary>
public static class InjectionAdvisor
{
    /// <param name="doses">The injections really given, in any order; several on one day count as one day.</param>
    public static InjectionAdvice Advise(Product? product, CourseTerms terms, IReadOnlyList<DoseFact> doses, DateOnly on)
    {
        product = product?.On(on);
        var days = DoseDay.From(doses);
        terms = terms.AsOf(on);
        var missing = MissingData.In(product, terms, doses, days, on);
        if (product is null || missing.Any(MissingData.HidesTheDates)) return InjectionAdvice.WithoutDates(missing);

        var position = CourseFold.After(days, product, terms);
        var label = LabelAnswer.On(on, product, position, terms.MaintenanceDose);
        var raisesOn = label.InWindow ? position.RaisesFrom(product, terms.MaintenanceDose) : null;
        var raises = raisesOn > on;
        if (raises) label = label with { Code = raisesOn <= label.Window.ClosesOn ? AdviceCode.TooEarly : AdviceCode.NoLabelRule };
        if (missing.Count > 0) return Answer(position, on, label, AdviceCode.NeedData, [], missing);
        if (position.Phase == InjectionPhase.NotStarted && label.Code != AdviceCode.TooEarly && FirstDose(product, terms, position, label) is null)
            return Answer(position, on, label, AdviceCode.NeedData, [], [MissingData.StartDose]) with { Remarks = Remarks(product, position, AdviceCode.NeedData) }; // what the label says of beginning is what a psychiatrist decides by
        if (IsStabilisedDoseUndefined(label, position, on, terms))
            return Answer(position, on, label, AdviceCode.NeedData, [], [MissingData.StabilisedDose]);
        if (BridgeOn(position, label) is { } bridge && terms.Renal == RenalBand.Unknown && product.KidneysOf(bridge).Count > 0)
            return Answer(position, on, label, AdviceCode.NeedData, [], [MissingData.KidneyFunction]);

        if (IsOutsideTheLabel(product, terms, position, label))
            return Answer(position, on, label, AdviceCode.NoLabelRule, RowsToShow(product, terms, position, label), []) with { Remarks = Remarks(product, position, AdviceCode.NoLabelRule, raises) };

        var advice = Answer(position, on, label, label.Code, Rows(product, terms, position, label, on), []);
        return advice with
        {
            OralCoverDays = IsStart(position, advice.Code) ? product.Settings.OralOverlapDays : null,
            Remarks = Remarks(product, position, advice.Code, raises),
        };
    }

    // The product that a missed-dose plan borrows, be it about to begin or under way.
    private static string? BridgeOn(CoursePosition position, LabelAnswer label) =>
        label.Code == AdviceCode.TooEarly ? null : label.Missed is { } missed ? missed.Bridge : label.InWindow ? label.Schedule.ProductFor(position) : null;

    // The doses printed for a bridge are those of healthy kidneys, and its own label says for whom it is not.
    private static bool IsBarred(string? bridge, Product product, CourseTerms terms) =>
        bridge is not null && product.KidneysOf(bridge).Any(row => row.Band == terms.Renal || terms.Renal == RenalBand.Unknown);

    private static bool IsStart(CoursePosition position, AdviceCode code) => position.Phase == InjectionPhase.NotStarted || code == AdviceCode.MissedRestart;

    private static IReadOnlyList<ProductRemark> Remarks(Product product, CoursePosition position, AdviceCode code, bool raises = false) =>
        [.. product.Rows.Remarks.Where(remark => remark.When switch
        {
            RemarkWhen.Start => IsStart(position, code),
            RemarkWhen.NoRule => code == AdviceCode.NoLabelRule,
            RemarkWhen.Increase => raises,
            _ => true,
        })];

    private static decimal? FirstDose(Product product, CourseTerms terms, CoursePosition position, LabelAnswer label) =>
        product.RenalFor(terms.Renal)?.StartFirst ?? label.Schedule.DoseFor(position, terms.MaintenanceDose);

    // A bridging dose hangs on the dose last given, which must then be the one prescribed.
    private static bool IsStabilisedDoseUndefined(LabelAnswer label, CoursePosition position, DateOnly on, CourseTerms terms) =>
        on > label.Window.ClosesOn && label.Schedule.Missed is MissedTable.Maintenance or MissedTable.EarlyDoses
        && (position.MaintenanceDoseChanged || (label.Missed?.Bridge is not null && position.MaintenanceLast != terms.MaintenanceDose));

    private static bool IsOutsideTheLabel(Product product, CourseTerms terms, CoursePosition position, LabelAnswer label)
    {
        var renal = product.RenalFor(terms.Renal);
        if (renal is { Recommended: not true }) return true;
        if (label.Code == AdviceCode.NoLabelRule) return true;
        if (position.BeganReduced(renal)) return label.Missed is not null;
        if (position.StrayedFromTheLabel(product, terms.MaintenanceDose)) return true;
        if (position is { Phase: InjectionPhase.NotStarted, Switch: { } change } && !change.Allows(terms.MaintenanceDose)) return true;
        if (IsBarred(BridgeOn(position, label), product, terms)) return true;
        // The doses printed in the tables are those of healthy kidneys; for reduced ones the label prints two start doses and a maintenance dose.
        return renal is not null && label.Code != AdviceCode.TooEarly
            && (terms.MaintenanceDose > renal.Maintenance || (position.Phase != InjectionPhase.NotStarted && (label.Missed?.NamesADose ?? label.Schedule.NamesItsDose(position))));
    }

    private static IReadOnlyList<AdviceRow> RowsToShow(Product product, CourseTerms terms, CoursePosition position, LabelAnswer label)
    {
        var rows = new List<AdviceRow> { new(label.Schedule.Row, AdviceCode.NoLabelRule, [], label.Schedule.Provenance) };
        if (position is { Phase: InjectionPhase.NotStarted, Switch.Row: { } change }) rows.Add(new AdviceRow(change.Row, AdviceCode.NoLabelRule, [], change.Provenance));
        RenalRow?[] kidneys = [product.RenalFor(terms.Renal), BridgeOn(position, label) is { } bridge ? product.KidneysOf(bridge).FirstOrDefault(row => row.Band == terms.Renal) : null];
        rows.AddRange(kidneys.OfType<RenalRow>().DistinctBy(renal => renal.Row).Select(renal => new AdviceRow(renal.Row, AdviceCode.NoLabelRule, [], renal.Provenance)));
        return rows;
    }

    private static IReadOnlyList<AdviceRow> Rows(Product product, CourseTerms terms, CoursePosition position, LabelAnswer label, DateOnly on)
    {
        if (label.Missed is { } missed) return label.Neighbour is { } neighbour ? [Quote(missed, product, terms, position, on), Quote(neighbour, product, terms, position, on)] : [Quote(missed, product, terms, position, on)];

        var schedule = label.Schedule;
        if (label.Code == AdviceCode.TooEarly) return [new AdviceRow(schedule.Row, label.Code, [], schedule.Provenance)];
        if (position.Phase == InjectionPhase.NotStarted && product.RenalFor(terms.Renal) is { StartFirst: { } reduced } renal)
            return [new AdviceRow(renal.Row, label.Code, [new PlannedDose(reduced, schedule.Muscles, on)], renal.Provenance)];
        if (product.RenalFor(terms.Renal) is { StartSecond: { } second } mild && position.BeganReduced(mild))
            return [new AdviceRow(mild.Row, label.Code, [new PlannedDose(second, schedule.Muscles, on)], mild.Provenance), new AdviceRow(schedule.Row, label.Code, [], schedule.Provenance)];

        PlannedDose[] plan = schedule.DoseFor(position, terms.MaintenanceDose) is { } dose ? [new PlannedDose(dose, schedule.MusclesFor(position), on, schedule.ProductFor(position))] : [];
        var row = new AdviceRow(schedule.Row, label.Code, plan, schedule.Provenance);
        return position is { Phase: InjectionPhase.NotStarted, Switch.Row: { } change }
            ? [new AdviceRow(change.Row, label.Code, plan, change.Provenance), row]
            : [row];
    }

    private static AdviceRow Quote(MissedRow row, Product product, CourseTerms terms, CoursePosition position, DateOnly on) =>
        new(row.Row, row.Code, IsBarred(row.Bridge, product, terms) ? [] : row.PlanFrom(on, position.FirstOn, terms.MaintenanceDose), row.Provenance);

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
