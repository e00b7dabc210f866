namespace CaseManagement.Domain.Rules;

/// <summary>The clinical settings through time: which of them judge what happened on a day.</summary>
public sealed class DatedSettings
{
    private readonly (DateOnly From, ClinicalSettings Settings)[] _turns;

    /// <param name="turns">What holds from each day on.</param>
    /// <param name="before">What holds before the first of them.</param>
    public DatedSettings(ClinicalSettings before, IEnumerable<(DateOnly From, ClinicalSettings Settings)> turns) =>
        _turns = [(DateOnly.MinValue, before), .. turns.OrderBy(turn => turn.From)];

    public ClinicalSettings On(DateOnly day) => Array.FindLast(_turns, turn => turn.From <= day).Settings;
}
