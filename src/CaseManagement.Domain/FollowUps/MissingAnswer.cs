namespace CaseManagement.Domain.FollowUps;

/// <summary>The promise that missing data never lowers a risk, as a question that can be asked of any findings.</summary>
public static class MissingAnswer
{
    private static readonly (string Answer, Func<FollowUpFindings, FollowUpFindings> Without)[] Answers =
    [
        (nameof(FollowUpFindings.Risk), findings => findings with { Risk = null }),
        (nameof(FollowUpFindings.SymptomState), findings => findings with { SymptomState = null }),
        (nameof(FollowUpFindings.Insight), findings => findings with { Insight = null }),
        (nameof(FollowUpFindings.SelfCare), findings => findings with { SelfCare = null }),
        (nameof(FollowUpFindings.Housework), findings => findings with { Housework = null }),
        (nameof(FollowUpFindings.Work), findings => findings with { Work = null }),
        (nameof(FollowUpFindings.Learning), findings => findings with { Learning = null }),
        (nameof(FollowUpFindings.Interpersonal), findings => findings with { Interpersonal = null }),
        (nameof(FollowUpFindings.AdverseReaction), findings => findings with { AdverseReaction = null }),
        (nameof(FollowUpFindings.AdverseReactionSerious), findings => findings with { AdverseReactionSerious = null }),
        (nameof(FollowUpFindings.PhysicalIllness), findings => findings with { PhysicalIllness = null }),
        (nameof(FollowUpFindings.OtherAbnormality), findings => findings with { OtherAbnormality = null }),
    ];

    /// <summary>The names of the findings that the class is proposed from.</summary>
    public static IReadOnlyList<string> Deciding => [.. Answers.Select(answer => answer.Answer)];

    /// <summary>Whether taking any one answer away would propose a calmer class; it never must.</summary>
    /// <remarks>Calm is ordered stable, basically stable, unstable, clinician must choose: a refusal to propose is the least calm.</remarks>
    public static bool MakesCalmer(FollowUpFindings findings, ClassificationReadings readings)
    {
        var calm = Calm(Classification.Propose(findings, readings).Class);
        return Answers.Any(answer => Calm(Classification.Propose(answer.Without(findings), readings).Class) > calm);
    }

    private static int Calm(Stability? proposed) => (int?)proposed ?? 0;
}
