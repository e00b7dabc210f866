namespace CaseManagement.Domain.FollowUps;

/// <summary>What the last visit said that the next one may say again with one touch.</summary>
/// <remarks>
/// Danger, symptoms, their degree, insight and dangerous acts are looked at anew at every visit and are never among these. Of what happens to a
/// person (being locked up, a stay in hospital, an illness that is not stable, an adverse reaction, a referral) only that there was nothing is:
/// what did happen has a new state by now. A field that is not named here is not offered.
/// Source: design of the project.
/// </remarks>
public static class RepeatableAnswers
{
    /// <summary>The findings of a visit without those that are asked anew.</summary>
    public static FollowUpFindings Of(FollowUpFindings last) => new()
    {
        Respondents = last.Respondents,
        Sleep = last.Sleep,
        Diet = last.Diet,
        SelfCare = last.SelfCare,
        Housework = last.Housework,
        Work = last.Work,
        Learning = last.Learning,
        Interpersonal = last.Interpersonal,
        Locking = Only(last.Locking, Locking.Never),
        Hospital = Only(last.Hospital, HospitalStay.None),
        PhysicalIllness = Only(last.PhysicalIllness, PhysicalIllness.None, PhysicalIllness.Stable),
        PhysicalIllnessText = last.PhysicalIllness == PhysicalIllness.Stable ? last.PhysicalIllnessText : null,
        OtherAbnormality = Only(last.OtherAbnormality, false),
        Laboratory = Only(last.Laboratory, Laboratory.None),
        Adherence = last.Adherence,
        AdverseReaction = Only(last.AdverseReaction, AdverseReaction.None, AdverseReaction.NotApplicable),
        Effect = last.Effect,
        ReferralAdvised = Only(last.ReferralAdvised, ReferralAnswer.No),
        ReferralDone = Only(last.ReferralDone, ReferralAnswer.No),
        DrugsInUse = last.DrugsInUse,
        DrugGuidance = last.DrugGuidance,
        Rehabilitation = last.Rehabilitation,
        RehabilitationOther = last.RehabilitationOther,
    };

    private static T? Only<T>(T? answer, params T[] calm) where T : struct => answer is { } given && calm.Contains(given) ? given : null;
}
