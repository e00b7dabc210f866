using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Exits;

/// <summary>How long an attempt keeps a visit quiet: until the eve of the day that was agreed, and never for long.</summary>
/// <remarks>
/// Only an agreed day does: a door at which nobody answers is no reason to wait. The visit of an unstable patient is never quiet. Unit: calendar days; both bounds are settings of this project.
/// </remarks>
public static class Quiet
{
    public static PlannedTask By(PlannedTask planned, IEnumerable<ContactAttempt> attempts, Func<DateOnly, ExitSettings> settings)
    {
        if (planned is not { Settled: null, Kind: CareTaskKind.FollowUp or CareTaskKind.FirstVisit } || planned.Class == Stability.Unstable) return planned;

        var until = attempts.Where(attempt => attempt.AgreedOn is not null && attempt.On >= planned.CycleOn).Max(attempt => (DateOnly?)Until(attempt, planned, settings(attempt.On)));
        return until is null || until <= planned.QuietUntil ? planned : planned with { QuietUntil = until };
    }

    private static DateOnly Until(ContactAttempt attempt, PlannedTask planned, ExitSettings settings) =>
        ((DateOnly[])[attempt.AgreedOn!.Value.AddDays(-1), attempt.On.AddDays(settings.QuietDays), planned.ClosesOn.AddDays(settings.QuietMostDays)]).Min();
}
