using CaseManagement.Domain.FollowUps;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.FollowUps;

public sealed class ClassificationTests
{
    private static ClassProposal Propose(FollowUpFindings findings) => Classification.Propose(findings, The.Settings.Classification);

    private static string[] Codes(ClassProposal proposal) => [.. proposal.Reasons];

    public static TheoryData<string, FollowUpFindings, Stability?, string> Single => new()
    {
        { "danger 1", The.CalmFindings with { Risk = new(1) }, Stability.BasicallyStable, "class.basically-stable.danger-1-2" },
        { "danger 2", The.CalmFindings with { Risk = new(2) }, Stability.BasicallyStable, "class.basically-stable.danger-1-2" },
        { "danger 3", The.CalmFindings with { Risk = new(3) }, Stability.Unstable, "class.unstable.danger-3-5" },
        { "danger 5", The.CalmFindings with { Risk = new(5) }, Stability.Unstable, "class.unstable.danger-3-5" },
        { "poor symptoms", The.CalmFindings with { SymptomState = SymptomState.Poor }, Stability.BasicallyStable, "class.basically-stable.symptoms-poor" },
        { "evident symptoms", The.CalmFindings with { SymptomState = SymptomState.Evident }, Stability.Unstable, "class.unstable.symptoms-evident" },
        { "incomplete insight", The.CalmFindings with { Insight = Insight.Incomplete }, Stability.BasicallyStable, "class.basically-stable.insight-poor" },
        { "absent insight", The.CalmFindings with { Insight = Insight.Absent }, Stability.Unstable, "class.unstable.insight-absent" },
        { "poor self-care", The.CalmFindings with { SelfCare = FunctionLevel.Poor }, Stability.BasicallyStable, "class.basically-stable.social-function-poor" },
        { "poor housework", The.CalmFindings with { Housework = FunctionLevel.Poor }, Stability.BasicallyStable, "class.basically-stable.social-function-poor" },
        { "poor work", The.CalmFindings with { Work = FunctionLevel.Poor }, Stability.BasicallyStable, "class.basically-stable.social-function-poor" },
        { "poor learning", The.CalmFindings with { Learning = FunctionLevel.Poor }, Stability.BasicallyStable, "class.basically-stable.social-function-poor" },
        { "poor contacts", The.CalmFindings with { Interpersonal = FunctionLevel.Poor }, Stability.BasicallyStable, "class.basically-stable.social-function-poor" },
        {
            "serious reaction", The.CalmFindings with { AdverseReaction = AdverseReaction.Present, AdverseReactionSerious = true },
            Stability.Unstable, "class.unstable.adverse-reaction-serious"
        },
        { "serious illness", The.CalmFindings with { PhysicalIllness = PhysicalIllness.Serious }, Stability.Unstable, "class.unstable.physical-illness-serious" },
        { "illness not stable", The.CalmFindings with { PhysicalIllness = PhysicalIllness.NotStable }, null, "class.bars-stable.physical-illness-not-stable" },
        { "something else", The.CalmFindings with { OtherAbnormality = true }, null, "class.bars-stable.other-abnormality" },
    };

    [Theory]
    [MemberData(nameof(Single))]
    public void Given_a_calm_patient_but_for_one_answer_When_a_class_is_proposed_Then_that_answer_alone_led_to_it(
        string answer, FollowUpFindings findings, Stability? expected, string code)
    {
        var proposal = Propose(findings);

        Assert.Equal((answer, expected), (answer, proposal.Class));
        Assert.Equal([code], Codes(proposal));
        Assert.Empty(proposal.Missing);
    }

    [Fact]
    public void Given_every_answer_is_good_When_a_class_is_proposed_Then_it_is_stable_and_every_criterion_is_named()
    {
        var proposal = Propose(The.CalmFindings);

        Assert.Equal(Stability.Stable, proposal.Class);
        Assert.Equal(
            [
                "class.stable.danger-0", "class.stable.symptoms-gone", "class.stable.insight-recovered", "class.stable.no-serious-adverse-reaction",
                "class.stable.physical-illness-stable", "class.stable.social-function-fair-or-good", "class.stable.no-other-abnormality",
            ],
            Codes(proposal));
    }

    [Fact]
    public void Given_criteria_of_two_classes_When_a_class_is_proposed_Then_only_those_of_the_stricter_are_named()
    {
        var proposal = Propose(The.CalmFindings with { Risk = new(4), Insight = Insight.Absent, SymptomState = SymptomState.Poor });

        Assert.Equal(Stability.Unstable, proposal.Class);
        Assert.Equal(["class.unstable.danger-3-5", "class.unstable.insight-absent"], Codes(proposal));
    }

    [Fact]
    public void Given_one_unstable_answer_and_nothing_else_When_a_class_is_proposed_Then_it_is_unstable()
    {
        var proposal = Propose(new() { SymptomState = SymptomState.Evident });

        Assert.Equal(Stability.Unstable, proposal.Class);
        Assert.Empty(proposal.Missing);
    }

    [Fact]
    public void Given_incomplete_insight_and_no_danger_answer_When_a_class_is_proposed_Then_the_clinician_must_choose_above_a_floor()
    {
        var proposal = Propose(The.CalmFindings with { Risk = null, Insight = Insight.Incomplete });

        Assert.Null(proposal.Class);
        Assert.Equal(Stability.BasicallyStable, proposal.Floor);
        Assert.Equal(["class.basically-stable.insight-poor"], Codes(proposal));
        Assert.Equal(["risk"], proposal.Missing);
    }

    [Fact]
    public void Given_nothing_recorded_When_a_class_is_proposed_Then_every_deciding_question_is_missing()
    {
        var proposal = Propose(new());

        Assert.Null(proposal.Class);
        Assert.Null(proposal.Floor);
        Assert.Equal(
            [
                "risk", "symptom-state", "insight", "adverse-reaction", "physical-illness",
                "self-care", "housework", "work", "learning", "interpersonal", "other-abnormality",
            ],
            proposal.Missing);
    }

    [Fact]
    public void Given_a_reaction_of_unknown_severity_When_a_class_is_proposed_Then_the_severity_is_missing()
    {
        var proposal = Propose(The.CalmFindings with { AdverseReaction = AdverseReaction.Present });

        Assert.Null(proposal.Class);
        Assert.Equal(["adverse-reaction-serious"], proposal.Missing);
    }

    [Theory]
    [InlineData(AdverseReaction.None)]
    [InlineData(AdverseReaction.NotApplicable)]
    public void Given_no_reaction_said_to_be_serious_When_a_class_is_proposed_Then_it_is_refused(AdverseReaction reaction)
    {
        var broken = Assert.Throws<RuleBrokenException>(
            () => Propose(The.CalmFindings with { AdverseReaction = reaction, AdverseReactionSerious = true }));

        Assert.Equal("follow-up.adr.contradiction", broken.Code);
    }

    [Fact]
    public void Given_a_retired_patient_When_a_class_is_proposed_Then_work_not_applicable_does_not_bar_stable()
    {
        Assert.Equal(Stability.Stable, Propose(The.CalmFindings with { Work = FunctionLevel.NotApplicable }).Class);
    }

    [Fact]
    public void Given_work_not_applicable_beside_a_poor_item_When_a_class_is_proposed_Then_the_poor_item_counts()
    {
        var proposal = Propose(The.CalmFindings with { Work = FunctionLevel.NotApplicable, Learning = FunctionLevel.Poor });

        Assert.Equal(Stability.BasicallyStable, proposal.Class);
    }

    [Fact]
    public void Given_not_applicable_on_another_item_When_a_class_is_proposed_Then_it_is_refused()
    {
        var broken = Assert.Throws<RuleBrokenException>(() => Propose(The.CalmFindings with { Housework = FunctionLevel.NotApplicable }));

        Assert.Equal("follow-up.social.not-applicable", broken.Code);
    }

    [Fact]
    public void Given_an_abnormality_beside_a_poor_answer_When_a_class_is_proposed_Then_it_is_basically_stable()
    {
        var proposal = Propose(The.CalmFindings with { OtherAbnormality = true, PhysicalIllness = PhysicalIllness.NotStable, Risk = new(1) });

        Assert.Equal(Stability.BasicallyStable, proposal.Class);
        Assert.Equal(["class.basically-stable.danger-1-2"], Codes(proposal));
    }

    [Fact]
    public void Given_a_suicide_attempt_and_all_else_good_When_a_class_is_proposed_Then_it_is_stable_with_a_question()
    {
        var proposal = Propose(The.CalmFindings with { DangerousActs = new(null, null, null, null, null, null, 1) });

        Assert.Equal(Stability.Stable, proposal.Class);
        Assert.Equal(["confirm.suicide-attempt"], proposal.Confirmations);
    }

    [Fact]
    public void Given_evident_symptoms_and_none_ticked_When_a_class_is_proposed_Then_a_question_is_asked()
    {
        var proposal = Propose(The.CalmFindings with { SymptomState = SymptomState.Evident });

        Assert.Equal(["confirm.symptoms-evident-none-ticked"], proposal.Confirmations);
    }

    public static TheoryData<string, FollowUpFindings> Doubtful => new()
    {
        { "confirm.self-harm", The.CalmFindings with { DangerousActs = new(null, null, null, null, null, 2, null) } },
        { "confirm.suicide-attempt", The.CalmFindings with { Risk = new(3), DangerousActs = new(null, null, null, null, null, null, 1) } },
        { "confirm.drugs-none-ordered", The.CalmFindings with { Adherence = Adherence.NoneOrdered, DrugsInUse = new([new("olanzapine", null, null, 10)], []) } },
        { "confirm.drugs-none-ordered", The.CalmFindings with { Adherence = Adherence.NoneOrdered, DrugGuidance = new([], [new("paliperidone", 4, 100)]) } },
        { "confirm.telephone-only", The.CalmFindings with { Mode = VisitMode.Telephone } },
        { "confirm.respondent-missing", The.CalmFindings with { Respondents = [] } },
        { "confirm.unstable-not-referred", The.CalmFindings with { Risk = new(3), ReferralAdvised = ReferralAnswer.No } },
        { "confirm.unstable-not-referred", The.CalmFindings with { Risk = new(3), ReferralAdvised = ReferralAnswer.Yes, ReferralDone = ReferralAnswer.No } },
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void Given_answers_that_hardly_go_together_When_a_class_is_proposed_Then_it_stands_and_a_question_is_asked(string code, FollowUpFindings findings)
    {
        var proposal = Propose(findings);

        Assert.Equal(findings.Risk == new RiskLevel(3) ? Stability.Unstable : Stability.Stable, proposal.Class);
        Assert.Equal([code], proposal.Confirmations);
        Assert.Contains(code, StandardsReader.Criteria().Codes);
    }

    public static TheoryData<FollowUpFindings> ReferredOrCalm =>
    [
        The.CalmFindings with { ReferralAdvised = ReferralAnswer.No },
        The.CalmFindings with { Risk = new(3) },
        The.CalmFindings with { Risk = new(3), ReferralAdvised = ReferralAnswer.No, ReferralDone = ReferralAnswer.Yes },
        The.CalmFindings with { Risk = new(3), ReferralAdvised = ReferralAnswer.Yes, ReferralDone = ReferralAnswer.Yes },
        The.CalmFindings with { Risk = new(3), ReferralAdvised = ReferralAnswer.No, Hospital = HospitalStay.InHospital },
    ];

    [Theory]
    [MemberData(nameof(ReferredOrCalm))]
    public void Given_somebody_calm_or_referred_or_in_hospital_When_a_class_is_proposed_Then_no_referral_is_asked_for(FollowUpFindings findings) =>
        Assert.DoesNotContain("confirm.unstable-not-referred", Propose(findings).Confirmations);

    [Fact]
    public void Given_a_suicide_attempt_at_level_4_When_a_class_is_proposed_Then_nothing_is_asked() =>
        Assert.Empty(Propose(The.CalmFindings with { Risk = new(4), DangerousActs = new(null, null, null, null, null, 1, 1) }).Confirmations);

    [Fact]
    public void Given_insight_read_another_way_When_a_class_is_proposed_Then_the_setting_decides()
    {
        var readings = new ClassificationReadings(
            AnswerReading.Satisfied, AnswerReading.Satisfied, AnswerReading.Severe, AnswerReading.Poor, AnswerReading.Satisfied);

        var proposal = Classification.Propose(The.CalmFindings with { Insight = Insight.Incomplete }, readings);

        Assert.Equal(Stability.Stable, proposal.Class);
    }

    [Fact]
    public void Given_all_that_can_be_proposed_When_the_codes_are_looked_up_Then_each_has_its_row_and_its_source()
    {
        var criteria = StandardsReader.Criteria();
        FollowUpFindings[] all = [The.CalmFindings, .. Single.Select(row => row.Data.Item2)];

        var proposals = all.Select(Propose).ToList();

        Assert.True(proposals.SelectMany(Codes).Distinct().Count() >= 18);
        Assert.All(proposals.SelectMany(proposal => proposal.Reasons), code => Assert.NotEmpty(criteria[code, new(2026, 3, 2)].Source));
        Assert.All(proposals.SelectMany(proposal => proposal.Confirmations), code => Assert.Contains(code, criteria.Codes));
    }
}
