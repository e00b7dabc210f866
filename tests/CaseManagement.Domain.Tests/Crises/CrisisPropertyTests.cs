using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CaseManagement.Domain.Tests.Crises;

/// <summary>Missing data never lowers a risk: an answer that is taken away neither closes nor hides an emergency.</summary>
public sealed class CrisisPropertyTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static readonly Func<FollowUpFindings, FollowUpFindings>[] Removals =
    [
        findings => findings with { Risk = null }, findings => findings with { DangerousActs = null }, findings => findings with { AdverseReaction = null, AdverseReactionSerious = null },
        findings => findings with { AdverseReactionSerious = null }, findings => findings with { SymptomState = null }, findings => findings with { Hospital = null }, findings => findings with { Adherence = null },
        findings => findings with { DangerousActs = findings.DangerousActs is { } acts ? acts with { SelfHarm = null } : null }, findings => findings with { DangerousActs = findings.DangerousActs is { } acts ? acts with { SuicideAttempt = null } : null },
    ];

    private static readonly Gen<FollowUpFindings> Findings =
        from risk in Gen.Choose(-1, 5)
        from harm in Gen.Choose(-1, 2)
        from attempts in Gen.Choose(-1, 1)
        from reaction in Gen.Elements<AdverseReaction?>(null, AdverseReaction.None, AdverseReaction.Present)
        from serious in Gen.Elements<bool?>(null, true, false)
        select A.CalmFindings with
        {
            Risk = risk < 0 ? null : new RiskLevel(risk),
            DangerousActs = harm < 0 && attempts < 0 ? null : new(null, null, null, null, null, harm < 0 ? null : harm, attempts < 0 ? null : attempts),
            AdverseReaction = reaction,
            AdverseReactionSerious = reaction == AdverseReaction.Present ? serious : null,
        };

    private static readonly Arbitrary<(FollowUpFindings Findings, int[] Removed)> Forms =
        (from findings in Findings
         from count in Gen.Choose(1, 4)
         from removed in Gen.Choose(0, Removals.Length - 1).ArrayOf(count)
         select (findings, removed)).ToArbitrary();

    [Fact]
    public void Given_any_form_When_answers_are_taken_away_by_corrections_Then_every_cause_of_an_emergency_still_stands() =>
        Prop.ForAll(Forms, form =>
        {
            var managed = ACase.Managed();
            var visit = managed.RecordFollowUp(Entry(form.Findings), ACase.Doctor, ACase.Standards, Monday);
            var before = Standing(managed);
            var findings = form.Findings;
            foreach (var removal in form.Removed)
            {
                findings = Removals[removal](findings);
                visit = managed.CorrectFollowUp(visit.Id, Entry(findings), "更正", ACase.Doctor, ACase.Standards, Monday);
            }

            return before.IsSubsetOf(Standing(managed)) && managed.Crises.Count <= 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Given_any_days_of_emergencies_deaths_and_mistakes_about_them_When_each_is_entered_Then_one_emergency_is_open_at_most() =>
        Prop.ForAll(Gen.Choose(0, 6).ArrayOf(14).ToArbitrary(), acts =>
        {
            var managed = ACase.Managed();
            var today = Monday;
            foreach (var act in acts)
            {
                try
                {
                    Take(managed, act, today);
                }
                catch (RuleBrokenException)
                {
                    // not every act fits every day
                }

                if (managed.Crises.Count(crisis => crisis.State == CrisisState.Open) > 1) return false;
                today = today.AddDays(1);
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void Take(Domain.Cases.ManagedCase managed, int act, DateOnly today)
    {
        DateTimeOffset At(DateOnly day, int hour) => new(day, new(hour, 0), TimeSpan.FromHours(8));
        switch (act)
        {
            case 0: managed.StartCrisis(new(CrisisTrigger.SelfHarm, CrisisSource.ByHand, At(today, 9), ACase.Doctor), At(managed.DiedOn ?? today, 8), ACase.Standards, today); break;
            case 1: managed.RecordFollowUp(ACase.Death(today), ACase.Doctor, ACase.Standards, today); break;
            case 2: managed.RecordDeath(new(today, today, DeathCause.Accident, null), null, ACase.Doctor, ACase.Standards, today); break;
            case 3 when managed.Crises.FirstOrDefault(crisis => crisis.State == CrisisState.Open) is { } open:
                foreach (var party in ACase.Standards.NotTold(open)) managed.TellOfCrisis(open.Id, new(party, ToldHow.Call, ToldResult.Knows, At(today, 10), null, null, ACase.Doctor), At(today, 11));
                managed.RecordCrisis(open.Id, new(new() { StartedAt = At(today, 8), Scene = "在家", Measures = "送医", Reasons = [CrisisTrigger.SelfHarm] }, At(today, 11), ACase.Doctor, "更正"), ACase.Standards, today);
                managed.EndCrisis(open.Id, new(CrisisOutcome.Died, null, today, null, ACase.Doctor), ACase.Standards, today);
                break;
            case 4 when managed.Exits.FirstOrDefault(exit => exit.Holds) is { } death: managed.CancelDeath(death.Id, "误报", ACase.Doctor, ACase.Standards, today); break;
            case 5 when managed.FollowUps.FirstOrDefault(told => told is { IsValid: true, Outcome: FollowUpOutcome.Dead }) is { } told: managed.CorrectFollowUp(told.Id, Entry(A.CalmFindings with { Risk = new(4) }) with { SeenOn = told.SeenOn }, "误报", ACase.Doctor, ACase.Standards, today, At(today, 9)); break;
            case 6 when managed.FollowUps.FirstOrDefault(visit => visit.IsValid) is { } visit: managed.CancelFollowUp(visit.Id, "误报", ACase.Doctor, ACase.Standards, today); break;
        }
    }

    private static HashSet<CrisisTrigger> Standing(Domain.Cases.ManagedCase managed) =>
        [.. managed.Crises.Where(crisis => crisis.State == CrisisState.Open).SelectMany(crisis => crisis.Log.Causes).Where(cause => cause.GoneOn is null).Select(cause => cause.Trigger)];

    private static FollowUpEntry Entry(FollowUpFindings findings) => new(Monday, FollowUpOutcome.Seen, findings, Stability.Unstable, "由医师判断", null);
}
