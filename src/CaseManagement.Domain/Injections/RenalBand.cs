namespace CaseManagement.Domain.Injections;

/// <summary>Kidney function as the labels band it, by creatinine clearance. The numbers are stored and never move.</summary>
/// <remarks>Unit: mL/min. The bounds of each band and their source are rows of <c>injection-renal.csv</c>.</remarks>
public enum RenalBand
{
    /// <summary>Asked, not known.</summary>
    Unknown = 0,

    /// <summary>肌酐清除率 80 and above.</summary>
    Normal = 1,

    /// <summary>50 up to, and without, 80.</summary>
    Mild = 2,

    /// <summary>Under 50.</summary>
    Below50 = 3,
}
