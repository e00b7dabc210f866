using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.FollowUps;

public sealed class DueRulesTests
{
    [Fact]
    public void Given_the_settings_When_their_codes_are_compared_with_the_reference_Then_each_has_its_because_and_each_row_its_code()
    {
        var codes = DueRules.Codes(The.Intervals);

        Assert.Equal(20, codes.Count);
        string[] examinations = [.. ExaminationPlan.Codes(new(12, UntilYearEnd: false)), .. ExaminationPlan.Codes(new(12, UntilYearEnd: true))]; // an administrator may choose either
        Assert.Equal(ReferenceLists.DueRules().Keys.Order(), codes.Append(AgreementTerms.RenewalBasis).Append(AgreementTerms.TeamClosedBasis).Concat(examinations).Concat(ExitPlan.Codes(The.Settings.Exits)).Concat(ReferralPlan.Codes(ReferralTimes.Of(The.Settings.Deadlines))).Concat(CrisisPlan.Codes(The.Intervals)).Concat(Domain.CasePlans.CasePlanReviews.Codes(The.Settings.PlanReviewMonths)).Concat(Domain.Cases.ManagedCase.QuestionCodes(The.Settings.Deadlines)).Append(Domain.Cases.ManagedCase.AdviceByNextContact).Append(Domain.Cases.ManagedCase.AdviceAtOnce).Append(Domain.Cases.ManagedCase.AdviceByPlan).Concat(Domain.Cards.ReportPlan.Codes(Domain.Cards.ReportTimes.Of(The.Settings.Deadlines))).Order());
    }

    [Fact]
    public void Given_a_because_When_it_is_read_Then_it_says_from_which_day_it_counts()
    {
        Assert.All(ReferenceLists.DueRules().Values, because =>
        {
            Assert.Contains("{from}", because.Zh);
            Assert.Contains("{from}", because.En);
        });
    }

    [Fact]
    public void Given_another_number_in_the_settings_When_the_codes_are_built_Then_they_say_the_other_number()
    {
        var codes = DueRules.Codes(new(10, 7, 2, 6, 21, 5, 7));

        Assert.Contains("follow-up.unstable.10-days", codes);
        Assert.Contains("follow-up.basically-stable.first.7-days", codes);
        Assert.Contains("follow-up.basically-stable.repeated.2-months", codes);
        Assert.Contains("follow-up.stable.6-months", codes);
        Assert.Contains("hospital-check.21-days", codes);
        Assert.Contains("first-visit.5-working-days", codes);
        Assert.Contains("first-visit.discharge.7-days.uncovered", codes);
    }
}
