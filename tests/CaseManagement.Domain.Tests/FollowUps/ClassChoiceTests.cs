using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Tests.FollowUps;

public sealed class ClassChoiceTests
{
    private static readonly FollowUpFindings Floored = The.CalmFindings with { Risk = null, Insight = Insight.Incomplete };
    private static readonly FollowUpFindings Barred = The.CalmFindings with { OtherAbnormality = true };

    public static TheoryData<string, FollowUpFindings, Stability, bool> Choices => new()
    {
        { "as proposed", The.CalmFindings, Stability.Stable, false },
        { "stricter than proposed", The.CalmFindings, Stability.BasicallyStable, true },
        { "calmer than proposed", The.CalmFindings with { Risk = new(3) }, Stability.Stable, true },
        { "calmer than the floor", Floored, Stability.Stable, true },
        { "the floor", Floored, Stability.BasicallyStable, false },
        { "stricter than the floor", Floored, Stability.Unstable, false },
        { "stable though nothing is known", new(), Stability.Stable, true },
        { "basically stable though nothing is known", new(), Stability.BasicallyStable, true },
        { "unstable when nothing is known", new(), Stability.Unstable, false },
        { "stable though barred", Barred, Stability.Stable, true },
        { "basically stable where stable is barred", Barred, Stability.BasicallyStable, false },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public void Given_a_proposal_When_the_doctor_chooses_without_a_reason_Then_it_is_refused_where_one_is_needed(
        string choice, FollowUpFindings findings, Stability chosen, bool needsReason)
    {
        var proposal = Classification.Propose(findings, The.Settings.Classification);

        var refused = Record.Exception(() => ClassChoice.Judge(proposal, chosen, " ")) as RuleBrokenException;

        Assert.Equal((choice, needsReason ? "follow-up.override-needs-reason" : null), (choice, refused?.Code));
        ClassChoice.Judge(proposal, chosen, "seen with the psychiatrist");
    }
}
