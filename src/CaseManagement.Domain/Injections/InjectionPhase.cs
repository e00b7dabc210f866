namespace CaseManagement.Domain.Injections;

/// <summary>Where a course stands after its last injection: it decides which row of the label speaks next.</summary>
public enum InjectionPhase
{
    /// <summary>Nothing given yet.</summary>
    NotStarted = 1,

    /// <summary>The first start dose was given.</summary>
    StartFirst = 2,

    /// <summary>Both start doses were given, the second one inside its window.</summary>
    StartSecond = 3,

    /// <summary>The second start dose came late, so that a third one of a fixed dose follows.</summary>
    StartSecondLate = 4,

    /// <summary>The first of two re-loading doses was given.</summary>
    ReloadFirst = 5,

    /// <summary>Both re-loading doses were given.</summary>
    ReloadSecond = 6,

    /// <summary>The course began again: its first start dose was given.</summary>
    RestartFirst = 7,

    /// <summary>The regular rhythm.</summary>
    Maintenance = 8,

    /// <summary>The last dose fell where the label has no row, so that it has none for the next one either.</summary>
    Unlabelled = 9,
}
