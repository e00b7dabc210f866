namespace CaseManagement.Domain.Injections;

/// <summary>For what a dose may be used.</summary>
public enum StrengthUse
{
    Any = 1,

    /// <summary>Only to start, or to start again.</summary>
    Start = 2,

    /// <summary>Not one injection but the sum of several on one day.</summary>
    DaySum = 3,
}

/// <summary>A dose that a product is given in.</summary>
/// <remarks>Unit: that of the product.</remarks>
/// <param name="IntervalDays">Only at this interval, where the label ties the two.</param>
public sealed record Strength(decimal Amount, StrengthUse Use, int? IntervalDays, Provenance Provenance);
