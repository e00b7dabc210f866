using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Tests.FollowUps;

public sealed class FollowUpQuestionsTests
{
    [Theory]
    [InlineData(FollowUpOutcome.Seen, "risk", true)]
    [InlineData(FollowUpOutcome.Lost, "risk", false)]
    [InlineData(FollowUpOutcome.Dead, "risk", false)]
    [InlineData(FollowUpOutcome.Seen, "loss-reason", false)]
    [InlineData(FollowUpOutcome.Lost, "loss-reason", true)]
    [InlineData(FollowUpOutcome.Dead, "loss-reason", false)]
    [InlineData(FollowUpOutcome.Seen, "died-on", false)]
    [InlineData(FollowUpOutcome.Lost, "death-cause", false)]
    [InlineData(FollowUpOutcome.Dead, "death-cause", true)]
    [InlineData(FollowUpOutcome.Dead, "fatal-illness", false)]
    [InlineData(FollowUpOutcome.Lost, "mode", true)]
    [InlineData(FollowUpOutcome.Dead, "respondents", true)]
    public void Given_an_outcome_When_a_question_is_looked_up_Then_it_is_asked_where_it_applies(FollowUpOutcome outcome, string field, bool asked) =>
        Assert.Equal(asked, FollowUpQuestions.IsAsked(field, outcome, new()));

    public static TheoryData<string, FollowUpOutcome, FollowUpFindings> ByAnswer => new()
    {
        { "loss-reason-other", FollowUpOutcome.Lost, new() { LossReason = LossReason.Other } },
        { "fatal-illness", FollowUpOutcome.Dead, new() { DeathCause = DeathCause.PhysicalIllness } },
        { "symptoms-other", FollowUpOutcome.Seen, new() { Symptoms = [Symptom.Despair, Symptom.Other] } },
        { "last-discharged-on", FollowUpOutcome.Seen, new() { Hospital = HospitalStay.Discharged } },
        { "physical-illness-text", FollowUpOutcome.Seen, new() { PhysicalIllness = PhysicalIllness.Stable } },
        { "other-abnormality-text", FollowUpOutcome.Seen, new() { OtherAbnormality = true } },
        { "laboratory-text", FollowUpOutcome.Seen, new() { Laboratory = Laboratory.Done } },
        { "adverse-reaction-text", FollowUpOutcome.Seen, new() { AdverseReaction = AdverseReaction.Present } },
        { "referral-reason", FollowUpOutcome.Seen, new() { ReferralAdvised = ReferralAnswer.Yes } },
        { "referred-to", FollowUpOutcome.Seen, new() { ReferralDone = ReferralAnswer.Yes } },
        { "rehabilitation-other", FollowUpOutcome.Seen, new() { Rehabilitation = [RehabilitationMeasure.Other] } },
    };

    [Theory]
    [MemberData(nameof(ByAnswer))]
    public void Given_a_code_that_asks_for_more_When_it_is_chosen_Then_the_question_is_asked_and_else_it_is_not(string field, FollowUpOutcome outcome, FollowUpFindings findings)
    {
        Assert.True(FollowUpQuestions.IsAsked(field, outcome, findings));
        Assert.False(FollowUpQuestions.IsAsked(field, outcome, new()));
    }

    [Fact]
    public void Given_a_reaction_that_is_not_there_When_its_severity_is_looked_up_Then_it_is_not_asked_and_not_serious_is_no_answer_too_many()
    {
        var none = The.CalmFindings with { AdverseReaction = AdverseReaction.None, AdverseReactionSerious = false };

        Assert.False(FollowUpQuestions.IsAsked("adverse-reaction-serious", FollowUpOutcome.Seen, none));
        Assert.True(FollowUpQuestions.IsAsked("adverse-reaction-serious", FollowUpOutcome.Seen, none with { AdverseReaction = AdverseReaction.Present }));
        Assert.Empty(FollowUpQuestions.AnsweredUnasked(FollowUpOutcome.Seen, none));
    }
}
