namespace CaseManagement.Domain.Injections;

/// <summary>How a row of the label names its dose.</summary>
public enum DoseKind
{
    /// <summary>The row names no dose.</summary>
    None = 0,

    /// <summary>A number on the label.</summary>
    Fixed = 1,

    /// <summary>The maintenance dose prescribed now, which is also what labels call the stabilised dose (project reading R41).</summary>
    Prescribed = 2,

    /// <summary>The dose of the next step of the plan that is under way.</summary>
    Planned = 3,

    /// <summary>A number on the label that holds only for whoever is prescribed the same; for another the row names no dose (project reading R24).</summary>
    FixedIfPrescribed = 4,
}

/// <summary>The dose of a row: a number, or the rule that finds it.</summary>
/// <remarks>Unit: that of the product.</remarks>
public readonly record struct DoseRule(DoseKind Kind, decimal? Amount = null)
{
    public static DoseRule Of(decimal amount) => new(DoseKind.Fixed, amount);

    /// <summary>The dose in figures; null where neither the label nor the prescription has one.</summary>
    public decimal? For(decimal? prescribed) => Kind switch
    {
        DoseKind.Fixed => Amount,
        DoseKind.Prescribed => prescribed,
        DoseKind.FixedIfPrescribed => prescribed == Amount ? Amount : null,
        _ => null,
    };
}
