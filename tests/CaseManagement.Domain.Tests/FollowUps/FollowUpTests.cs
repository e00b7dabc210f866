using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Tests.FollowUps;

public sealed class FollowUpTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);
    private static readonly StaffId Doctor = StaffId.New();

    private static FollowUpFindings Calm => The.CalmFindings;

    private static FollowUp Record(FollowUpEntry entry, params FollowUpFacts[] others) =>
        FollowUp.Record(FollowUpId.New(), entry, others, The.Settings, Doctor, Today);

    private static FollowUpEntry Seen(FollowUpFindings findings) => The.StableVisit with { Findings = findings };

    private static FollowUpEntry Not(FollowUpOutcome outcome, FollowUpFindings findings) =>
        The.StableVisit with { Outcome = outcome, Findings = findings, Class = null };

    public static TheoryData<string, FollowUpEntry> Refused => new()
    {
        { "follow-up.in-future", The.StableVisit with { SeenOn = new(2026, 3, 11) } },
        { "follow-up.class-missing", The.StableVisit with { Class = null } },
        { "follow-up.override-needs-reason", The.StableVisit with { Class = Stability.Unstable } },
        { "follow-up.mode-missing", Seen(Calm with { Mode = null }) },
        { "follow-up.next-visit-too-late", The.StableVisit with { NextVisitOn = new(2026, 6, 4) } },
        { "follow-up.next-visit-not-after-visit", The.StableVisit with { NextVisitOn = new(2026, 3, 3) } },
        { "follow-up.social.not-applicable", Seen(Calm with { Diet = FunctionLevel.NotApplicable }) },
        { "follow-up.adr.contradiction", Seen(Calm with { AdverseReactionSerious = true }) },
        { "follow-up.discharge-date", Seen(Calm with { LastDischargedOn = new(2026, 2) }) },
        { "follow-up.discharge-date", Seen(Calm with { Hospital = HospitalStay.Discharged, LastDischargedOn = new(2026, 4) }) },
        { "follow-up.dangerous-acts.none-is-exclusive", Seen(Calm with { DangerousActs = new(true, 1, null, null, null, null, null) }) },
        { "follow-up.answer-not-asked", Not(FollowUpOutcome.Lost, new() { LossReason = LossReason.Missing, Risk = new(0) }) },
        { "follow-up.answer-not-asked", Not(FollowUpOutcome.Dead, new() { DiedOn = new(2026, 3, 1), DeathCause = DeathCause.Accident, Effect = TreatmentEffect.Worse }) },
        { "follow-up.class-without-visit", The.StableVisit with { Outcome = FollowUpOutcome.Lost, Findings = new() { LossReason = LossReason.Missing } } },
        { "follow-up.next-visit-without-visit", Not(FollowUpOutcome.Lost, new() { LossReason = LossReason.Missing }) with { NextVisitOn = new(2026, 3, 9) } },
        { "follow-up.lost-needs-reason", Not(FollowUpOutcome.Lost, new()) },
        { "follow-up.lost-reason-without-loss", Seen(Calm with { LossReason = LossReason.Missing }) },
        { "follow-up.death-needs-date", Not(FollowUpOutcome.Dead, new() { DeathCause = DeathCause.Accident }) },
        { "follow-up.death-needs-cause", Not(FollowUpOutcome.Dead, new() { DiedOn = new(2026, 3, 1) }) },
        { "follow-up.death-without-outcome", Seen(Calm with { DiedOn = new(2026, 3, 1) }) },
        { "follow-up.death-after-visit", Not(FollowUpOutcome.Dead, new() { DiedOn = new(2026, 3, 4), DeathCause = DeathCause.Accident }) },
        {
            "follow-up.fatal-illness-without-cause",
            Not(FollowUpOutcome.Dead, new() { DiedOn = new(2026, 3, 1), DeathCause = DeathCause.Suicide, FatalIllness = FatalIllness.Heart })
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Given_an_entry_that_cannot_be_When_it_is_recorded_Then_it_is_refused(string code, FollowUpEntry entry)
    {
        var broken = Assert.Throws<RuleBrokenException>(() => Record(entry));

        Assert.Equal(code, broken.Code);
    }

    [Fact]
    public void Given_a_valid_visit_When_it_is_recorded_Then_it_keeps_choice_proposal_reasons_and_edition()
    {
        var followUp = Record(The.StableVisit with { Class = Stability.BasicallyStable, OverrideReason = "new medicine since last week", NextVisitOn = new(2026, 3, 17) });

        Assert.Equal((Stability.BasicallyStable, Stability.Stable), (followUp.Class, followUp.ProposedClass));
        Assert.Contains("class.stable.danger-0", followUp.ProposalReasons);
        Assert.Equal("3rd-2017+norm-2018", followUp.Edition);
        Assert.Equal((new RiskLevel(0), VisitMode.Home, Today, Doctor), (followUp.Risk, followUp.Mode, followUp.RecordedOn, followUp.RecordedBy));
        Assert.Equal(new DateOnly(2026, 3, 17), followUp.Facts.NextVisitOn);
    }

    [Fact]
    public void Given_a_stable_visit_When_the_next_is_chosen_for_the_last_day_of_the_rule_Then_it_is_accepted()
    {
        var followUp = Record(The.StableVisit with { NextVisitOn = new(2026, 6, 3) });

        Assert.Equal(new DateOnly(2026, 6, 3), followUp.NextVisitOn);
    }

    [Theory]
    [InlineData("2026-04-03", null)]
    [InlineData("2026-04-04", "follow-up.next-visit-too-late")]
    public void Given_a_second_basically_stable_visit_When_the_next_is_chosen_Then_the_visit_before_decides_how_late(string next, string? code)
    {
        var entry = The.StableVisit with { Findings = Calm with { Risk = new(1) }, Class = Stability.BasicallyStable, NextVisitOn = DateOnly.Parse(next) };

        var refused = Xunit.Record.Exception(() => Record(entry, The.Visit(new(2026, 2, 17), Stability.BasicallyStable))) as RuleBrokenException;

        Assert.Equal(code, refused?.Code);
        if (code is not null) Assert.Equal([new DateOnly(2026, 4, 3)], refused!.Arguments);
    }

    [Fact]
    public void Given_a_patient_who_was_lost_or_has_died_When_it_is_recorded_Then_no_class_is_proposed()
    {
        var lost = Record(Not(FollowUpOutcome.Lost, new() { LossReason = LossReason.WorkingAway }));
        var dead = Record(Not(FollowUpOutcome.Dead, new() { DiedOn = new(2026, 3, 1), DeathCause = DeathCause.PhysicalIllness, FatalIllness = FatalIllness.Heart }));

        Assert.All([lost, dead], followUp => Assert.True(followUp is { Class: null, ProposedClass: null, ProposalReasons.Count: 0 }));
    }

    [Fact]
    public void Given_a_follow_up_When_it_is_cancelled_Then_it_stays_with_day_person_and_reason_and_is_not_cancelled_twice()
    {
        var followUp = Record(The.StableVisit);

        followUp.Cancel("entered for the neighbour", Doctor, Today);

        Assert.Equal((false, Today, Doctor, "entered for the neighbour"), (followUp.IsValid, followUp.CancelledOn, followUp.CancelledBy!.Value, followUp.CancelReason));
        Assert.Equal("follow-up.cancelled", Assert.Throws<RuleBrokenException>(() => followUp.Cancel("again", Doctor, Today)).Code);
    }

    [Fact]
    public void Given_a_follow_up_When_it_is_cancelled_without_a_reason_Then_it_is_refused()
    {
        var followUp = Record(The.StableVisit);

        Assert.Equal("follow-up.cancel-needs-reason", Assert.Throws<RuleBrokenException>(() => followUp.Cancel(" ", Doctor, Today)).Code);
        Assert.True(followUp.IsValid);
    }
}
