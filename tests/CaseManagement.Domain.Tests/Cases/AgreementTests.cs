using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Domain.Tests.Cases;

public sealed class AgreementTests
{
    private static ServiceAgreement Sign(ManagedCase managed, DateOnly from, DateOnly to, Staff.CareTeamId? team = null, DateOnly? today = null) =>
        managed.SignAgreement(team ?? ACase.Team, ACase.Signed(from < (today ?? from) ? from : today ?? from), from, to, ACase.Doctor, ACase.Standards, today ?? from);

    [Theory]
    [InlineData("2026-01-05", "2027-01-03", false)] // a day short of a year
    [InlineData("2026-01-05", "2027-01-04", true)]
    [InlineData("2026-01-05", "2029-01-04", true)]
    [InlineData("2026-01-05", "2029-01-05", false)] // a day more than three years
    [InlineData("2028-02-29", "2029-02-27", true)] // leap day: a year later is 28 February, the last day the one before
    [InlineData("2028-02-29", "2029-02-26", false)]
    public void Given_a_term_When_it_is_signed_Then_it_runs_for_one_to_three_years(string from, string to, bool allowed)
    {
        var (first, last) = (Day(from), Day(to));

        if (allowed) Assert.Equal(last, Sign(ACase.Managed(), first, last).EndsOn);
        else Assert.Equal("agreement.term", Assert.Throws<RuleBrokenException>(() => Sign(ACase.Managed(), first, last)).Code);
    }

    [Theory]
    [InlineData("2027-01-04", "2028-01-03", true)] // the last day of the first one is taken
    [InlineData("2027-01-05", "2028-01-04", false)]
    public void Given_an_agreement_When_a_second_is_signed_Then_no_day_belongs_to_both(string from, string to, bool overlaps)
    {
        var managed = ACase.Managed();
        Sign(managed, new(2026, 1, 5), new(2027, 1, 4));

        if (overlaps) Assert.Equal("agreement.overlaps", Assert.Throws<RuleBrokenException>(() => Sign(managed, Day(from), Day(to), today: new(2026, 12, 20))).Code);
        else Assert.Equal(Day(from), Sign(managed, Day(from), Day(to), today: new(2026, 12, 20)).StartsOn);
    }

    [Fact]
    public void Given_an_agreement_When_it_is_signed_Then_its_renewal_is_due_thirty_days_before_its_last_day()
    {
        var managed = ACase.Managed();
        Sign(managed, new(2026, 1, 5), new(2027, 1, 4));

        var renewal = managed.Tasks.Single(task => task.Kind == CareTaskKind.AgreementRenewal);

        Assert.Equal((new DateOnly(2026, 12, 5), new DateOnly(2027, 1, 4)), (renewal.DueOn, renewal.ClosesOn));
    }

    [Fact]
    public void Given_a_renewal_due_When_the_next_agreement_is_signed_Then_it_is_settled_and_the_next_one_is_planned()
    {
        var managed = ACase.Managed();
        Sign(managed, new(2026, 1, 5), new(2027, 1, 4));
        Sign(managed, new(2027, 1, 5), new(2028, 1, 4), today: new(2026, 12, 20));

        var renewals = managed.Tasks.Where(task => task.Kind == CareTaskKind.AgreementRenewal).OrderBy(task => task.CycleOn).ToList();

        Assert.Equal([(CareTaskState.Done, new DateOnly(2027, 1, 4)), (CareTaskState.Open, new DateOnly(2028, 1, 4))], renewals.Select(task => (task.State, task.ClosesOn)));
    }

    [Fact]
    public void Given_a_term_that_has_run_out_When_the_day_comes_Then_it_ends_as_not_renewed_and_the_renewal_stays_due()
    {
        var managed = ACase.Managed();
        var agreement = Sign(managed, new(2026, 1, 5), new(2027, 1, 4));

        Assert.False(managed.RollAgreements(ACase.Standards, new(2027, 1, 4)));
        Assert.True(managed.RollAgreements(ACase.Standards, new(2027, 1, 5)));
        Assert.False(managed.RollAgreements(ACase.Standards, new(2027, 1, 5)));

        Assert.Equal((AgreementEnd.NotRenewed, new DateOnly(2027, 1, 4)), (agreement.EndReason, agreement.EndedOn));
        Assert.True(Lateness.IsLate(managed.Tasks.Single(task => task.Kind == CareTaskKind.AgreementRenewal), new(2027, 1, 5)));
    }

    [Fact]
    public void Given_a_term_that_has_run_out_and_was_renewed_When_the_day_comes_Then_it_ends_without_being_called_not_renewed()
    {
        var managed = ACase.Managed();
        var first = Sign(managed, new(2026, 1, 5), new(2027, 1, 4));
        Sign(managed, new(2027, 1, 5), new(2028, 1, 4), today: new(2026, 12, 20));

        managed.RollAgreements(ACase.Standards, new(2027, 1, 5));

        Assert.Equal((null, new DateOnly(2027, 1, 4)), (first.EndReason, first.EndedOn));
    }

    [Fact]
    public void Given_an_agreement_with_another_team_from_tomorrow_When_tomorrow_comes_Then_the_case_and_its_open_tasks_follow()
    {
        var managed = ACase.Managed();
        Sign(managed, new(2026, 2, 2), new(2027, 2, 1), ACase.OtherTeam, today: new(2026, 2, 1));
        Assert.Equal(ACase.Team, managed.CareTeamId);

        managed.RollAgreements(ACase.Standards, new(2026, 2, 2));

        Assert.Equal(ACase.OtherTeam, managed.CareTeamId);
        Assert.All(managed.Tasks.Where(task => task.State == CareTaskState.Open), task => Assert.Equal(ACase.OtherTeam, task.CareTeamId));
    }

    [Fact]
    public void Given_an_agreement_ended_by_the_signer_When_the_day_comes_Then_no_renewal_is_asked_for()
    {
        var managed = ACase.Managed();
        var agreement = Sign(managed, new(2026, 1, 5), new(2027, 1, 4));

        managed.EndAgreement(agreement.Id, new(2026, 6, 1), AgreementEnd.EndedBySigner, ACase.Standards, new(2026, 6, 1));

        Assert.DoesNotContain(managed.Tasks, task => task is { Kind: CareTaskKind.AgreementRenewal, State: CareTaskState.Open });
        Assert.Equal("agreement.already-ended", Assert.Throws<RuleBrokenException>(() =>
            managed.EndAgreement(agreement.Id, new(2026, 6, 1), AgreementEnd.Other, ACase.Standards, new(2026, 6, 1))).Code);
    }

    [Fact]
    public void Given_a_guardian_who_signs_When_no_relation_is_named_Then_it_is_refused()
    {
        var refusal = Assert.Throws<RuleBrokenException>(() => ACase.Managed().SignAgreement(
            ACase.Team, new Signature(Signer.Guardian, "测试母", Relation: null, new(2026, 1, 5)), new(2026, 1, 5), new(2027, 1, 4), ACase.Doctor, ACase.Standards, new(2026, 1, 5)));

        Assert.Equal("signature.relation-missing", refusal.Code);
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
