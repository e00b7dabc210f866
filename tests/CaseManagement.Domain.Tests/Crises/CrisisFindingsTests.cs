using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Tests.Crises;

public sealed class CrisisFindingsTests
{
    [Theory]
    [InlineData(2, null, null, null, null, "")]
    [InlineData(3, null, null, null, null, "DangerToOthers")]
    [InlineData(5, null, null, null, null, "DangerToOthers")]
    [InlineData(null, 1, null, null, null, "SelfHarm")]
    [InlineData(0, null, 1, null, null, "SelfHarm")]
    [InlineData(0, 0, 0, null, null, "")]
    [InlineData(4, 2, 0, null, null, "SelfHarm DangerToOthers")]
    [InlineData(0, null, null, AdverseReaction.Present, true, "AcuteReaction")]
    [InlineData(0, null, null, AdverseReaction.Present, false, "")]
    [InlineData(0, null, null, AdverseReaction.Present, null, "")]
    [InlineData(null, null, null, null, null, "")]
    public void Given_the_answers_of_a_form_When_they_are_read_Then_they_start_what_the_norm_says(int? risk, int? selfHarm, int? attempts, AdverseReaction? reaction, bool? serious, string triggers)
    {
        var findings = new FollowUpFindings
        {
            Risk = risk is { } level ? new RiskLevel(level) : null,
            DangerousActs = selfHarm is null && attempts is null ? null : new(null, null, null, null, null, selfHarm, attempts),
            AdverseReaction = reaction,
            AdverseReactionSerious = serious,
        };

        var found = CrisisFindings.Of(findings);

        Assert.Equal(triggers, string.Join(' ', found.Triggers));
    }

    [Fact]
    public void Given_an_answer_that_is_taken_away_When_it_is_read_after_the_one_before_Then_what_was_said_stands_and_a_no_takes_it_back()
    {
        var said = CrisisFindings.Of(new() { Risk = new(4), DangerousActs = new(null, null, null, null, null, 1, null) });

        var unanswered = CrisisFindings.Of(new()).OrElse(said);
        var denied = CrisisFindings.Of(new() { Risk = new(1), DangerousActs = DangerousActs.Nothing }).OrElse(said);

        Assert.Equal([CrisisTrigger.SelfHarm, CrisisTrigger.DangerToOthers], unanswered.Triggers);
        Assert.Empty(denied.Triggers);
    }

    [Theory]
    [InlineData(CareSign.HurtsSelf, CrisisTrigger.SelfHarm)]
    [InlineData(CareSign.ThreatensOthers, CrisisTrigger.DangerToOthers)]
    [InlineData(CareSign.StoppedMedicine, null)]
    [InlineData(CareSign.Missing, null)]
    [InlineData(CareSign.LockedUp, null)]
    [InlineData(CareSign.Other, null)]
    public void Given_a_sign_of_a_care_group_When_it_is_read_Then_harm_starts_an_emergency_and_all_else_goes_to_the_team(CareSign sign, CrisisTrigger? trigger) =>
        Assert.Equal(trigger, sign.Starts());
}
