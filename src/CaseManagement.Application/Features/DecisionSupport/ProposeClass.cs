using System.Globalization;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Features.DecisionSupport;

/// <summary>Which class do these findings lead to, and by when is the next contact? Nothing is kept, and nobody is named.</summary>
/// <param name="SeenOn">The day of the visit, by whose edition it is judged; without it today's judges and no next contact is dated.</param>
/// <param name="Class">The class that the clinician chooses; the next contact is dated by the proposed one when not given.</param>
/// <param name="Earlier">The visits before this one that found the patient, in any order; lost visits neither count nor break a row and are left out.</param>
[Needs(Right.UseDecisionSupport)]
public sealed record ProposeClass(
    FollowUpFindings Findings, DateOnly? SeenOn = null, Stability? Class = null, IReadOnlyList<EarlierVisit>? Earlier = null) : IQuery<ClassProposed>;

/// <summary>A visit before, with the class that was chosen then.</summary>
public sealed record EarlierVisit(DateOnly SeenOn, Stability Class, HospitalStay? Hospital = null);

/// <param name="Class">Null where the text leaves a gap or an answer is missing: the clinician must choose.</param>
/// <param name="Floor">Where the clinician must choose, the class that is met so far.</param>
/// <param name="Reasons">The criteria of the proposed class; where the clinician must choose, those of the floor and those that bar "stable".</param>
/// <param name="Missing">Where the clinician must choose, the questions without an answer.</param>
/// <param name="Confirmations">What deserves a second look; it changes no class.</param>
/// <param name="Emergency">What in the findings starts an emergency once they are recorded; empty where nothing does.</param>
/// <param name="OverrideNeedsReason">Whether the class that was sent is one that must be given with a reason; null where none was sent.</param>
/// <param name="Next">Null without a day or a class.</param>
/// <param name="Edition">The editions of the standards that judged.</param>
public sealed record ClassProposed(
    Stability? Class,
    bool ClinicianMustChoose,
    Stability? Floor,
    IReadOnlyList<ReferenceText> Reasons,
    IReadOnlyList<ReferenceText> Missing,
    IReadOnlyList<ReferenceText> Confirmations,
    IReadOnlyList<CrisisTrigger> Emergency,
    bool? OverrideNeedsReason,
    NextContactDue? Next,
    string Edition);

/// <param name="LastOn">The last day on which the next contact is on time.</param>
/// <param name="Because">The rule that set the day; the day it counts from stands in its sentences.</param>
/// <param name="Review">Why a psychiatrist's guidance is needed by the same day; null where it is not.</param>
public sealed record NextContactDue(DateOnly LastOn, ReferenceText Because, ReferenceText? Review);

internal sealed class ProposeClassValidator : AbstractValidator<ProposeClass>
{
    private const int MostVisits = 500; // of one patient, for decades

    public ProposeClassValidator()
    {
        RuleFor(x => x.Findings).NotNull().As("text.missing")
            .Form(FollowUpFindings.TextMaxLength, DangerousActs.MaxCount)
            .Custom((findings, context) =>
            {
                if (findings is null) return;
                foreach (var fault in FollowUpConsistency.Contradictions(findings))
                    context.AddFailure(new FluentValidation.Results.ValidationFailure($"{nameof(ProposeClass.Findings)}.{fault.Field}", fault.Message) { ErrorCode = fault.Code });
            });
        this.Fields(
            (nameof(ProposeClass.SeenOn), "day.out-of-range", x => Refuse.IsOfOurTime(x.SeenOn)),
            (nameof(ProposeClass.Class), "code.unknown", x => x.Class is null || Enum.IsDefined(x.Class.Value)));
        RuleFor(x => x.Earlier).Rows(
            MostVisits,
            (nameof(EarlierVisit.SeenOn), "day.out-of-range", visit => Refuse.IsOfOurTime(visit.SeenOn)),
            (nameof(EarlierVisit.Class), "code.unknown", visit => Enum.IsDefined(visit.Class)),
            (nameof(EarlierVisit.Hospital), "code.unknown", visit => visit.Hospital is null || Enum.IsDefined(visit.Hospital.Value)));
    }
}

internal sealed class ProposeClassHandler(Standards standards, CriteriaBook criteria, FormBook forms, RuleBook rules, TimeProvider clock) : IRequestHandler<ProposeClass, ClassProposed>
{
    public Task<ClassProposed> Handle(ProposeClass query, CancellationToken ct)
    {
        var day = query.SeenOn ?? clock.Today();
        var settings = standards.On(day);
        var proposal = Classification.Propose(query.Findings, settings.Classification);

        return Task.FromResult(new ClassProposed(
            proposal.Class,
            proposal.Class is null,
            proposal.Floor,
            [.. proposal.Reasons.Select(code => criteria[code, day])],
            proposal.Missing.Count == 0 ? [] : Labels(proposal.Missing, forms.On(day)),
            [.. criteria.Asked(proposal.Confirmations, day)],
            CrisisFindings.Of(query.Findings).Triggers,
            query.Class is { } chosen ? ClassChoice.NeedsReason(proposal, chosen) : null,
            Next(query, query.Class ?? proposal.Class, settings.FollowUp),
            settings.Edition));
    }

    private static IReadOnlyList<ReferenceText> Labels(IReadOnlyList<string> fields, FormBook form) => [.. fields.Select(field => form[FormName.FollowUp, field].Label)];

    private NextContactDue? Next(ProposeClass query, Stability? stability, FollowUpIntervals intervals)
    {
        if (query.SeenOn is not { } seenOn || stability is null) return null;

        var visit = Facts(0, seenOn, stability.Value, query.Findings.Hospital, query.Findings.Risk);
        var earlier = (query.Earlier ?? []).Select((before, number) => Facts(number + 1, before.SeenOn, before.Class, before.Hospital, risk: null));
        var next = FollowUpPlan.After(visit, earlier, intervals);

        return new NextContactDue(next.LastOn, Said(next.Basis, seenOn)!, Said(next.Review, seenOn));
    }

    private ReferenceText? Said(string? basis, DateOnly from)
    {
        if (basis is null) return null;

        var day = from.ToString("O", CultureInfo.InvariantCulture);
        return rules.Find(basis, from) is { } rule
            ? rule with { Zh = rule.Zh.Replace("{from}", day, StringComparison.Ordinal), En = rule.En.Replace("{from}", day, StringComparison.Ordinal) }
            : throw new KeyNotFoundException(basis);
    }

    private static FollowUpFacts Facts(int number, DateOnly on, Stability stability, HospitalStay? hospital, RiskLevel? risk) =>
        new(new FollowUpId(new Guid(number, 0, 0, new byte[8])), on, FollowUpOutcome.Seen, Mode: null, hospital, risk, stability, NextVisitOn: null);
}
