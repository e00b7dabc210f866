using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Tests.FollowUps;

/// <summary>The standard's chains, each as the visits that were made and what is due after the last of them.</summary>
/// <remarks>
/// One letter a visit: U unstable, B basically stable, S stable, L lost; after it h in hospital, d discharged. The visits stand in the order of their entry.
/// </remarks>
public sealed class ChainTests
{
    private static readonly DateOnly Consent = new(2025, 12, 1);

    [Theory]
    [InlineData("a first basically stable", "01-05 B", "2026-01-19", "follow-up.basically-stable.first.14-days", null)]
    [InlineData("a second", "01-05 B, 01-19 B", "2026-02-19", "follow-up.basically-stable.repeated.1-month", "repeated")]
    [InlineData("a second after three days", "01-05 B, 01-08 B", "2026-02-08", "follow-up.basically-stable.repeated.1-month", "repeated")]
    [InlineData("a second after a year and a day late", "01-05 B, 12-31 B", "2027-01-31", "follow-up.basically-stable.repeated.1-month", "repeated")]
    [InlineData("a third is as the second", "01-05 B, 01-19 B, 02-19 B", "2026-03-19", "follow-up.basically-stable.repeated.1-month", "repeated")]
    [InlineData("stable in between begins anew", "01-05 B, 01-19 S, 04-19 B", "2026-05-03", "follow-up.basically-stable.first.14-days", null)]
    [InlineData("unstable in between begins anew", "01-05 B, 01-19 U, 02-02 B", "2026-02-16", "follow-up.basically-stable.first.14-days", "unstable")]
    [InlineData("basically stable, then stable", "01-05 B, 01-19 S", "2026-04-19", "follow-up.stable.3-months", null)]
    [InlineData("unstable, not admitted", "01-05 U", "2026-01-19", "follow-up.unstable.14-days", "unstable")]
    [InlineData("unstable again and again", "01-05 U, 01-19 U, 02-02 U", "2026-02-16", "follow-up.unstable.14-days", "unstable")]
    [InlineData("unstable, admitted", "01-05 U, 01-12 Uh", "2026-01-26", "hospital-check.14-days", "unstable")]
    [InlineData("still in hospital", "01-05 U, 01-12 Uh, 01-26 Uh", "2026-02-09", "hospital-check.14-days", "unstable")]
    [InlineData("stable in hospital: the pause is of every class", "01-05 S, 02-05 Sh", "2026-02-19", "hospital-check.14-days", null)]
    [InlineData("a stay in hospital begins the row anew", "01-05 B, 01-19 Bh, 02-02 Bd", "2026-02-16", "follow-up.basically-stable.first.14-days", null)]
    [InlineData("unstable, admitted, discharged", "01-05 U, 01-12 Uh, 01-26 Ud", "2026-02-09", "follow-up.unstable.14-days", "unstable")]
    [InlineData("an early visit dates anew", "01-05 S, 01-09 S", "2026-04-09", "follow-up.stable.3-months", null)]
    [InlineData("a late visit counts from its own day", "01-05 U, 09-05 S", "2026-12-05", "follow-up.stable.3-months", "unstable")]
    [InlineData("a lost visit settles nothing", "01-05 U, 01-15 L", "2026-01-19", "follow-up.unstable.14-days", "unstable")]
    [InlineData("a lost visit breaks no row", "01-05 B, 01-12 L, 01-19 B", "2026-02-19", "follow-up.basically-stable.repeated.1-month", "repeated")]
    [InlineData("a lost visit counts for none", "01-05 B, 01-12 L, 01-13 L", "2026-01-19", "follow-up.basically-stable.first.14-days", null)]
    [InlineData("two entries of one day are one visit", "01-05 B, 01-05 B", "2026-01-19", "follow-up.basically-stable.first.14-days", null)]
    [InlineData("of one day the strictest", "01-05 S, 01-05 U", "2026-01-19", "follow-up.unstable.14-days", "unstable")]
    [InlineData("one of a day saw the patient at home", "01-05 Uh, 01-05 U", "2026-01-19", "follow-up.unstable.14-days", "unstable")]
    [InlineData("an entry behind makes it the second", "01-19 B, 01-05 B", "2026-02-19", "follow-up.basically-stable.repeated.1-month", "repeated")]
    [InlineData("an entry behind breaks the row", "01-05 B, 01-19 B, 01-12 U", "2026-02-02", "follow-up.basically-stable.first.14-days", "unstable")]
    [InlineData("an entry behind the latest changes no date of a stable one", "03-05 S, 01-05 U", "2026-06-05", "follow-up.stable.3-months", "unstable")]
    public void Given_a_chain_of_visits_When_the_plan_is_derived_Then_the_next_contact_is_due_as_the_standard_says(string chain, string visits, string last, string basis, string? review)
    {
        var plan = FollowUpPlan.Derive(Consent, [.. visits.Split(", ").Select(Read)], [], The.Calendar, The.Intervals);

        var next = Assert.Single(plan.Tasks, task => task is { Settled: null, Kind: CareTaskKind.FollowUp or CareTaskKind.HospitalCheck });
        Assert.Equal((chain, DateOnly.Parse(last), basis), (chain, next.ClosesOn, next.Basis));
        Assert.Equal((chain, review), (chain, plan.Tasks.SingleOrDefault(task => task.Kind == CareTaskKind.SpecialistReview)?.Basis.Split('.')[^1]));
    }

    private static FollowUpFacts Read(string visit)
    {
        var (on, what) = (DateOnly.Parse($"2026-{visit[..5]}"), visit[6..]);
        if (what == "L") return The.Without(on, FollowUpOutcome.Lost);

        var stability = what[0] switch { 'U' => Stability.Unstable, 'B' => Stability.BasicallyStable, _ => Stability.Stable };
        var hospital = what[1..] switch { "h" => HospitalStay.InHospital, "d" => HospitalStay.Discharged, _ => HospitalStay.None };

        return The.Visit(on, stability, hospital: hospital);
    }
}
