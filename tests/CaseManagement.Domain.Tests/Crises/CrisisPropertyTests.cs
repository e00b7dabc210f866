using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
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

    private static HashSet<CrisisTrigger> Standing(Domain.Cases.ManagedCase managed) =>
        [.. managed.Crises.Where(crisis => crisis.State == CrisisState.Open).SelectMany(crisis => crisis.Log.Causes).Where(cause => cause.GoneOn is null).Select(cause => cause.Trigger)];

    private static FollowUpEntry Entry(FollowUpFindings findings) => new(Monday, FollowUpOutcome.Seen, findings, Stability.Unstable, "由医师判断", null);
}
