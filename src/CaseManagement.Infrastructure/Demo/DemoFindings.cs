using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>How a patient is treated over the years; findings of single visits stray from it.</summary>
internal sealed record DemoTreatment(Adherence Adherence, DailyDrug? Drug)
{
    /// <remarks>Regular: 69 % (national report, 2020).</remarks>
    public static DemoTreatment Draw(Dice dice, Disorder disorder)
    {
        var adherence = dice.Weighted((70, Adherence.Regular), (17, Adherence.Interrupted), (6, Adherence.NotTaking), (7, Adherence.NoneOrdered));
        var drug = disorder switch
        {
            Disorder.Bipolar => dice.Weighted((1, new DailyDrug("碳酸锂", 250, null, 500)), (1, new DailyDrug("丙戊酸钠", 200, 200, 200))),
            Disorder.Epileptic => new DailyDrug("丙戊酸钠", 200, 200, 200),
            _ => dice.Weighted(
                (4, new DailyDrug("利培酮", 1, null, 2)), (4, new DailyDrug("奥氮平", null, null, 10)), (3, new DailyDrug("氯氮平", 50, null, 100)),
                (2, new DailyDrug("阿立哌唑", 10, null, null)), (2, new DailyDrug("喹硫平", 100, null, 200))),
        };

        return new(adherence, adherence is Adherence.NoneOrdered or Adherence.NotTaking ? null : drug);
    }
}

/// <summary>Fills in the follow-up form so that the standard's own criteria lead to the class that the story asks for.</summary>
internal static class DemoFindings
{
    public static FollowUpFindings For(Dice dice, Stability asked, VisitMode mode, DemoTreatment treatment)
    {
        var findings = Calm(dice, mode, treatment);
        return asked switch
        {
            Stability.Unstable => Unstable(dice, findings),
            Stability.BasicallyStable => BasicallyStable(dice, findings),
            _ => findings,
        };
    }

    public static IReadOnlyList<Symptom> Symptoms(Dice dice, bool atLeastOne)
    {
        var symptoms = new SortedSet<Symptom>();
        for (var left = dice.Between(atLeastOne ? 1 : 0, 3); left > 0; left--) symptoms.Add((Symptom)dice.Between((int)Symptom.Hallucination, (int)Symptom.Withdrawal));

        return [.. symptoms];
    }

    /// <summary>In hospital the family answers, by telephone; what they cannot know stays open.</summary>
    public static FollowUpFindings InHospital(Dice dice) => new()
    {
        Mode = VisitMode.Telephone,
        Respondents = [Respondent.FamilyOrGuardian],
        Risk = new(dice.Weighted((3, 1), (2, 2), (2, 3))),
        SymptomState = SymptomState.Evident,
        Symptoms = Symptoms(dice, atLeastOne: true),
        Hospital = HospitalStay.InHospital,
        Adherence = Adherence.Regular,
    };

    private static FollowUpFindings Calm(Dice dice, VisitMode mode, DemoTreatment treatment) => new()
    {
        Mode = mode,
        Respondents = dice.Weighted<Respondent[]>((6, [Respondent.Patient]), (3, [Respondent.Patient, Respondent.FamilyOrGuardian]), (1, [Respondent.FamilyOrGuardian])),
        Risk = new(0),
        Symptoms = [],
        SymptomState = SymptomState.Gone,
        Insight = Insight.Complete,
        Sleep = GoodOrFair(dice),
        Diet = GoodOrFair(dice),
        SelfCare = GoodOrFair(dice),
        Housework = GoodOrFair(dice),
        Work = dice.Chance(0.3) ? FunctionLevel.NotApplicable : GoodOrFair(dice),
        Learning = GoodOrFair(dice),
        Interpersonal = GoodOrFair(dice),
        DangerousActs = DangerousActs.Nothing,
        Locking = Locking.Never,
        Hospital = HospitalStay.None,
        PhysicalIllness = dice.Chance(0.85) ? PhysicalIllness.None : PhysicalIllness.Stable,
        OtherAbnormality = false,
        Laboratory = mode == VisitMode.Clinic && dice.Chance(0.3) ? Laboratory.Done : Laboratory.None,
        Adherence = dice.Chance(0.95) || treatment.Adherence == Adherence.NoneOrdered ? treatment.Adherence : Adherence.Interrupted,
        AdverseReaction = dice.Chance(0.9) ? AdverseReaction.None : AdverseReaction.Present,
        AdverseReactionSerious = false,
        Effect = dice.Weighted((2, TreatmentEffect.Recovered), (6, TreatmentEffect.Improved), (2, TreatmentEffect.Unchanged)),
        ReferralAdvised = ReferralAnswer.No,
        DrugsInUse = treatment.Drug is { } drug ? new DrugRows([drug], []) : null,
        Rehabilitation = [dice.Weighted((3, RehabilitationMeasure.DailyLiving), (1, RehabilitationMeasure.VocationalTraining), (2, RehabilitationMeasure.SocialContact))],
    };

    private static FollowUpFindings BasicallyStable(Dice dice, FollowUpFindings findings) => dice.Below(4) switch
    {
        0 => findings with { Risk = new(dice.Between(1, 2)), DangerousActs = null },
        1 => findings with { Insight = Insight.Incomplete },
        2 => findings with { SymptomState = SymptomState.Poor, Symptoms = Symptoms(dice, atLeastOne: true), Sleep = FunctionLevel.Poor },
        _ => findings with { Work = FunctionLevel.Poor, Interpersonal = FunctionLevel.Poor },
    };

    private static FollowUpFindings Unstable(Dice dice, FollowUpFindings findings)
    {
        var worse = findings with { Sleep = FunctionLevel.Poor, Effect = TreatmentEffect.Worse, ReferralAdvised = ReferralAnswer.Yes, ReferralReason = "病情波动，建议专科就诊" };
        return dice.Below(5) switch
        {
            0 => worse with { Risk = new(dice.Weighted((6, 3), (3, 4), (1, 5))), DangerousActs = new(null, dice.Between(1, 2), 0, 0, 0, 0, 0), SymptomState = SymptomState.Poor },
            1 => worse with { Insight = Insight.Absent, Risk = new(dice.Below(3)), DangerousActs = null },
            2 => worse with { AdverseReaction = AdverseReaction.Present, AdverseReactionSerious = true, AdverseReactionText = "锥体外系反应" },
            _ => worse with { SymptomState = SymptomState.Evident, Symptoms = Symptoms(dice, atLeastOne: true), Insight = Insight.Incomplete, Risk = new(dice.Below(3)), DangerousActs = null },
        };
    }

    private static FunctionLevel GoodOrFair(Dice dice) => dice.Chance(0.7) ? FunctionLevel.Good : FunctionLevel.Fair;
}
