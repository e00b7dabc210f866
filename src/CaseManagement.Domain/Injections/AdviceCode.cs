namespace CaseManagement.Domain.Injections;

/// <summary>What the label says about an injection on a given day, in the order of caution: a higher number is never calmer.</summary>
public enum AdviceCode
{
    /// <summary>Before the window: not today.</summary>
    TooEarly = 1,

    /// <summary>Inside the window, before its due day.</summary>
    EarlyOk = 2,

    /// <summary>The due day.</summary>
    Due = 3,

    /// <summary>Inside the window, after its due day.</summary>
    LateInWindow = 4,

    /// <summary>Missed; one injection now brings the course back.</summary>
    MissedSimple = 5,

    /// <summary>Missed; a plan of several injections brings the level back.</summary>
    MissedReload = 6,

    /// <summary>Missed for so long that the course begins again.</summary>
    MissedRestart = 7,

    /// <summary>The product is known and its label has no row for this: no dose, ask the psychiatrist.</summary>
    NoLabelRule = 8,

    /// <summary>Something needed for an answer is not known: no dose, ask the psychiatrist.</summary>
    NeedData = 9,
}
