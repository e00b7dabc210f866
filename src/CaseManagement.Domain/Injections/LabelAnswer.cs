namespace CaseManagement.Domain.Injections;

/// <summary>What the rows of the label say of a day by its date alone, before what is known of the patient is weighed.</summary>
/// <param name="Neighbour">The row on the other side of a boundary in bare months, when the day is so near that a person must choose, or of a gap in the label.</param>
/// <param name="IsGap">The label leaves out this very day: the later row is taken, and both are shown (project reading R24).</param>
internal sealed record LabelAnswer(
    AdviceCode Code, ScheduleRow Schedule, DoseWindow Window, MissedRow? Missed = null, MissedRow? Neighbour = null, bool IsGap = false)
{
    public bool InWindow => Code is AdviceCode.EarlyOk or AdviceCode.Due or AdviceCode.LateInWindow;

    /// <remarks>The label in force on the day answers. The window's row comes before a missed-dose row that overlaps it (project reading R19).</remarks>
    public static LabelAnswer On(DateOnly day, Product product, CoursePosition position, decimal? stabilised)
    {
        product = product.On(day);
        var schedule = product.ScheduleAfter(position.Phase);
        var window = schedule.Window(position);

        if (day < window.OpensOn) return new LabelAnswer(AdviceCode.TooEarly, schedule, window);
        if (day < window.DueOn) return new LabelAnswer(AdviceCode.EarlyOk, schedule, window);
        if (day == window.DueOn) return new LabelAnswer(AdviceCode.Due, schedule, window);
        if (day <= window.ClosesOn) return new LabelAnswer(AdviceCode.LateInWindow, schedule, window);
        // Nothing has been missed before the first injection: it is due on every day until it is given. A switch has its window.
        if (position.Phase == InjectionPhase.NotStarted && schedule.CountsFrom != CountsFrom.Switch)
            return new LabelAnswer(AdviceCode.Due, schedule, window);

        return AfterTheWindow(day, product, position, stabilised, schedule, window);
    }

    private static LabelAnswer AfterTheWindow(DateOnly day, Product product, CoursePosition position, decimal? stabilised, ScheduleRow schedule, DoseWindow window)
    {
        var rows = product.MissedRows(schedule.Missed, stabilised);
        if (Covering(rows, position.LastOn, day) is not { } missed)
            return new LabelAnswer(AdviceCode.NoLabelRule, schedule, window);

        if (missed.IsGapOn(position.LastOn, day) && rows.FirstOrDefault(row => row.Until?.Interval == missed.From!.Value.Interval) is { } before)
            return new LabelAnswer(missed.Code, schedule, window, missed, before, IsGap: true);

        var neighbour = rows.FirstOrDefault(row => missed.MeetsNear(row, position.LastOn, day, product.Settings.MonthToleranceDays));
        return new LabelAnswer(missed.Code, schedule, window, missed, neighbour);
    }

    private static MissedRow? Covering(IReadOnlyList<MissedRow> rows, DateOnly lastOn, DateOnly day)
    {
        foreach (var row in rows)
            if (row.Covers(lastOn, day)) return row;

        return null;
    }

    /// <summary>The last day on which the next dose can still be given as a plain one, and the row that says so where it is a missed-dose row.</summary>
    public static (DateOnly On, MissedRow? Row) LastPlainDay(Product product, CoursePosition position, decimal? stabilised)
    {
        product = product.On(position.LastOn);
        var schedule = product.ScheduleAfter(position.Phase);
        var closesOn = schedule.Window(position).ClosesOn;
        if (position.StrayedFromTheLabel(product, stabilised)) return (closesOn, null);

        var plain = product.MissedRows(schedule.Missed, stabilised).FirstOrDefault(row => row is { Code: AdviceCode.MissedSimple, From: null, Until: not null, Steps.Count: 1 });
        var until = plain?.LastDay(position.LastOn);
        return until > closesOn ? (until.Value, plain) : (closesOn, null);
    }
}
