namespace CaseManagement.Domain.FollowUps;

/// <summary>What the standard says of the findings; the doctor decides.</summary>
/// <param name="Class">Null when the text leaves a gap or an answer is missing: the clinician must choose.</param>
/// <param name="Floor">Where the clinician must choose, the class that is met so far.</param>
/// <param name="Reasons">The codes of the criteria of the proposed class, rows of <c>db/reference/class-criteria.csv</c> with their words and sources; where the clinician must choose, those of the floor and those that bar "stable".</param>
/// <param name="Missing">Where the clinician must choose, the questions without an answer, by the names of the findings.</param>
/// <param name="Confirmations">Questions to ask before saving; they change no class.</param>
public sealed record ClassProposal(
    Stability? Class,
    Stability? Floor,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Confirmations);

/// <summary>The doctor's choice beside the proposal.</summary>
public static class ClassChoice
{
    /// <summary>Another class than the proposed one needs a reason; so does a calmer one than the findings allow where nothing was proposed.</summary>
    /// <remarks>Source: none known; our own rule, so that every departure can be read later. Findings that bar "stable" allow "basically stable" at best.</remarks>
    /// <exception cref="RuleBrokenException"><c>follow-up.override-needs-reason</c></exception>
    public static void Judge(ClassProposal proposal, Stability chosen, string? reason) =>
        Rule.Require(
            !NeedsReason(proposal, chosen) || !string.IsNullOrWhiteSpace(reason),
            "follow-up.override-needs-reason",
            "A class other than the one that follows from the findings needs a reason.");

    public static bool NeedsReason(ClassProposal proposal, Stability chosen)
    {
        if (proposal.Class is { } proposed) return chosen != proposed;

        var calmestAllowed = proposal switch
        {
            { Missing.Count: > 0 } => proposal.Floor ?? Stability.Unstable, // an answer that nobody gave must not make a calm class the easier one
            { Floor: { } floor } => floor,
            { Reasons.Count: > 0 } => Stability.BasicallyStable,
            _ => Stability.Stable,
        };
        return chosen > calmestAllowed;
    }
}
