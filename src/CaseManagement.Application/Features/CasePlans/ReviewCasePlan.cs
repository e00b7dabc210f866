using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.CasePlans;

/// <summary>A plan was looked at again: of each goal how far it has come and whether it goes on, and what came of the measures. It may be entered late.</summary>
[Needs(Right.WriteCasePlan)]
public sealed record ReviewCasePlan(ManagedCaseId CaseId, CasePlanId PlanId, DateOnly On, IReadOnlyList<GoalReview> Goals, DateOnly? NextReviewOn = null, string? Note = null, long? ExpectedVersion = null)
    : ICommand<CasePlanChanged>, ICaseCommand;

internal sealed class ReviewCasePlanValidator : AbstractValidator<ReviewCasePlan>
{
    private const int MostRows = 20;

    public ReviewCasePlanValidator(TimeProvider clock)
    {
        RuleFor(x => x.On).NotAhead(clock, "plan.in-future");
        RuleFor(x => x.Goals).NotNull().As("plan.goal-not-reviewed");
        RuleFor(x => x.Goals).Rows(MostRows,
            ("Progress", "text.too-long", row => row.Progress?.Length is not > CasePlan.TextMaxLength),
            ("Progress", "text.control", row => Refuse.IsPlain(row.Progress) && (row.Results ?? []).All(result => Refuse.IsPlain(result?.Result))),
            ("Decision", "code.unknown", row => Enum.IsDefined(row.Decision)),
            ("Results", "list.too-long", row => row.Results?.Count is not > MostRows),
            ("Results", "text.too-long", row => (row.Results ?? []).All(result => result is { Result.Length: <= CasePlan.TextMaxLength })));
        RuleFor(x => x.NextReviewOn).OfOurTime();
        RuleFor(x => x.Note).OptionalText(CasePlan.TextMaxLength);
    }
}

internal sealed class ReviewCasePlanHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ReviewCasePlan, CasePlanChanged>
{
    public async Task<CasePlanChanged> Handle(ReviewCasePlan command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        managed.ReviewPlan(command.PlanId, new PlanReviewEntry(command.On, command.Goals, command.NextReviewOn, command.Note), actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return CasePlanChanged.Of(managed, command.PlanId);
    }
}
