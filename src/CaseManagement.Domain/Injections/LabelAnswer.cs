namespace CaseManagement.Domain.Injections;

/// <summary>What the rows of the label say of a day by its date alone, before what is known of the patient is weighed.</summary>
/// <param name="Neighbour">The row on the other side of a boundary in bare months, when the day is so near that a person must choose.</param>
internal sealed record LabelAnswer(AdviceCode Code, ScheduleRow Schedule, DoseWindow Window, MissedRow? Missed = null, MissedRow? Neighbour = null)
{
    public bool InWindow => Code is AdviceCode.EarlyOk or AdviceCode.Due or AdviceCode.LateInWindow;

    /// <remarks>The window's row comes before a missed-dose row that overlaps it (project reading R19).</remarks>
    public static LabelAnswer On(DateOnly day, Product product, CoursePosition position, decimal? stabilised)
    {
        var schedule = product.ScheduleAfter(position.Phase);
        var window = schedule.Window(position);

        if (day < window.OpensOn) return new LabelAnswer(AdviceCode.TooEarly, schedule, window);
        if (day < window.DueOn) return new LabelAnswer(AdviceCode.EarlyOk, schedule, window);
        if (day == window.DueOn) return new LabelAnswer(AdviceCode.Due, schedule, window);
        if (day <= window.ClosesOn) return new LabelAnswer(AdviceCode.LateInWindow, schedule, window);
        // Nothing has been missed before the first injection: it is due on every day until it is given.
        if (position.Phase == InjectionPhase.NotStarted) return new LabelAnswer(AdviceCode.Due, schedule, window);

        var rows = product.MissedRows(schedule.Missed, stabilised);
        if (rows.FirstOrDefault(row => row.Covers(position.LastOn, day)) is not { } missed)
            return new LabelAnswer(AdviceCode.NoLabelRule, schedule, window);

        var neighbour = rows.FirstOrDefault(row => missed.MeetsNear(row, position.LastOn, day, product.Settings.MonthToleranceDays));
        return new LabelAnswer(missed.Code, schedule, window, missed, neighbour);
    }
}
