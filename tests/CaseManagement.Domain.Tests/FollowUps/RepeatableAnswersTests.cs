using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Tests.FollowUps;

public sealed class RepeatableAnswersTests
{
    /// <summary>Looked at anew at every visit, or said of one visit alone.</summary>
    private static readonly string[] Never =
    [
        nameof(FollowUpFindings.Mode), nameof(FollowUpFindings.LossReason), nameof(FollowUpFindings.LossReasonOther), nameof(FollowUpFindings.DiedOn), nameof(FollowUpFindings.DeathCause), nameof(FollowUpFindings.FatalIllness),
        nameof(FollowUpFindings.Risk), nameof(FollowUpFindings.Symptoms), nameof(FollowUpFindings.SymptomsOther), nameof(FollowUpFindings.SymptomState), nameof(FollowUpFindings.Insight), nameof(FollowUpFindings.DangerousActs),
        nameof(FollowUpFindings.LastDischargedOn), nameof(FollowUpFindings.OtherAbnormalityText), nameof(FollowUpFindings.LaboratoryText), nameof(FollowUpFindings.AdverseReactionText),
        nameof(FollowUpFindings.AdverseReactionSerious), nameof(FollowUpFindings.ReferralReason), nameof(FollowUpFindings.ReferredTo),
    ];

    [Fact]
    public void Given_a_calm_visit_When_it_may_be_said_again_Then_every_field_is_but_those_that_are_looked_at_anew()
    {
        var calm = Full();

        var again = RepeatableAnswers.Of(calm);

        var fields = typeof(FollowUpFindings).GetProperties().Where(field => field.CanWrite).ToList();
        Assert.True(fields.Count > 30);
        Assert.Equal(fields.Where(field => field.GetValue(again) is null).Select(field => field.Name).Order(), Never.Order());
        Assert.All(fields.Where(field => field.GetValue(again) is not null), field => Assert.Equal(field.GetValue(calm), field.GetValue(again)));
    }

    [Fact]
    public void Given_what_happened_to_somebody_When_the_next_visit_begins_Then_it_is_asked_anew()
    {
        var troubled = Full() with
        {
            Locking = Locking.Locked,
            Hospital = HospitalStay.Discharged,
            PhysicalIllness = PhysicalIllness.NotStable,
            OtherAbnormality = true,
            Laboratory = Laboratory.Done,
            AdverseReaction = AdverseReaction.Present,
            ReferralAdvised = ReferralAnswer.Yes,
            ReferralDone = ReferralAnswer.Yes,
        };

        var again = RepeatableAnswers.Of(troubled);

        Assert.Equal((null, null, null, null, null), (again.Locking, again.Hospital, again.PhysicalIllness, again.PhysicalIllnessText, again.OtherAbnormality));
        Assert.Equal((null, null, null, null), (again.Laboratory, again.AdverseReaction, again.ReferralAdvised, again.ReferralDone));
    }

    [Fact]
    public void Given_nothing_but_what_may_be_said_again_When_it_is_asked_again_Then_it_is_the_same()
    {
        var calm = Full();

        Assert.Equal(RepeatableAnswers.Of(calm), RepeatableAnswers.Of(RepeatableAnswers.Of(calm)));
    }

    private static FollowUpFindings Full() => new()
    {
        Mode = VisitMode.Home,
        Respondents = [Respondent.Patient],
        LossReason = LossReason.Other,
        LossReasonOther = "x",
        DiedOn = new(2026, 3, 1),
        DeathCause = DeathCause.Other,
        FatalIllness = FatalIllness.Heart,
        Risk = new RiskLevel(0),
        Symptoms = [],
        SymptomsOther = "x",
        SymptomState = SymptomState.Gone,
        Insight = Insight.Complete,
        DangerousActs = new DangerousActs(true, null, null, null, null, null, null),
        Sleep = FunctionLevel.Good,
        Diet = FunctionLevel.Good,
        SelfCare = FunctionLevel.Good,
        Housework = FunctionLevel.Good,
        Work = FunctionLevel.Good,
        Learning = FunctionLevel.Good,
        Interpersonal = FunctionLevel.Good,
        Locking = Locking.Never,
        Hospital = HospitalStay.None,
        LastDischargedOn = PartialDate.Parse("2025-01"),
        PhysicalIllness = PhysicalIllness.Stable,
        PhysicalIllnessText = "x",
        OtherAbnormality = false,
        OtherAbnormalityText = "x",
        Laboratory = Laboratory.None,
        LaboratoryText = "x",
        Adherence = Adherence.Regular,
        AdverseReaction = AdverseReaction.None,
        AdverseReactionText = "x",
        AdverseReactionSerious = false,
        Effect = TreatmentEffect.Improved,
        ReferralAdvised = ReferralAnswer.No,
        ReferralReason = "x",
        ReferralDone = ReferralAnswer.No,
        ReferredTo = "x",
        DrugsInUse = new DrugRows([], []),
        DrugGuidance = new DrugRows([], []),
        Rehabilitation = [],
        RehabilitationOther = "x",
    };
}
