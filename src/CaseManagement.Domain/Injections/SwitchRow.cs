namespace CaseManagement.Domain.Injections;

/// <summary>When a label lets a course follow one of another product.</summary>
public enum SwitchWhen
{
    /// <summary>In place of the next dose of the other product, within the window of the switch.</summary>
    Due = 1,

    /// <summary>When the label of the other product says to begin again with this one.</summary>
    Restart = 2,
}

/// <summary>How a label lets a course follow one of another product.</summary>
/// <param name="From">The code of the product before.</param>
/// <param name="DaysBefore">So many days before the day on which the product before is due the window of the switch opens, inclusive.</param>
/// <param name="DaysAfter">So many days after it the window closes, inclusive.</param>
/// <param name="Months">So many calendar months of the product before, from its first injection to the planned day (project reading R42).</param>
/// <param name="SameDoses">Whether the last two doses of the product before must be the same.</param>
/// <param name="Doses">Which dose follows which; one that is not here has no equivalent.</param>
public sealed record SwitchRow(
    string Row,
    string From,
    SwitchWhen When,
    int DaysBefore,
    int DaysAfter,
    int Months,
    bool SameDoses,
    IReadOnlyList<SwitchDose> Doses,
    Provenance Provenance);

/// <summary>The dose of the new product that follows a dose of the one before.</summary>
/// <remarks>Unit: that of each product.</remarks>
public sealed record SwitchDose(string Row, decimal From, decimal To, Provenance Provenance);
