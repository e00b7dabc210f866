namespace CaseManagement.Domain.FollowUps;

/// <summary>How an answer on the form is read by the criteria of the classes.</summary>
public enum AnswerReading
{
    /// <summary>Fulfils its part of "stable".</summary>
    Satisfied = 1,

    /// <summary>Is not enough for "stable" and proves no other class.</summary>
    BarsStable = 2,

    /// <summary>"Poor": meets "basically stable".</summary>
    Poor = 3,

    /// <summary>Meets "unstable".</summary>
    Severe = 4,
}

/// <summary>The mapping of form codes to the criteria's words that no standard prints, to be confirmed by clinicians.</summary>
/// <remarks>
/// Social function is never read as severe: it is not among the five unstable questions, and an answer that is not asked for first
/// could then be left out to reach a calmer class.
/// </remarks>
public sealed record ClassificationReadings
{
    public ClassificationReadings(
        AnswerReading insightComplete, AnswerReading insightIncomplete, AnswerReading insightAbsent,
        AnswerReading socialPoor, AnswerReading workNotApplicable)
    {
        if (socialPoor is not (AnswerReading.Poor or AnswerReading.BarsStable)) throw new ArgumentOutOfRangeException(nameof(socialPoor));
        if (workNotApplicable is not (AnswerReading.Satisfied or AnswerReading.BarsStable)) throw new ArgumentOutOfRangeException(nameof(workNotApplicable));

        (InsightComplete, InsightIncomplete, InsightAbsent) = (insightComplete, insightIncomplete, insightAbsent);
        (SocialPoor, WorkNotApplicable) = (socialPoor, workNotApplicable);
    }

    public AnswerReading InsightComplete { get; }

    public AnswerReading InsightIncomplete { get; }

    public AnswerReading InsightAbsent { get; }

    /// <summary>Any of the five items coded 3.</summary>
    public AnswerReading SocialPoor { get; }

    /// <summary>Productive work coded 9: retired, at school.</summary>
    public AnswerReading WorkNotApplicable { get; }
}
