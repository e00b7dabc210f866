using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.CasePlans;

/// <summary>A review that should not be there is cancelled with a reason; it stays to be read, and what was due before it is due again.</summary>
[Needs(Right.WriteCasePlan)]
public sealed record CancelPlanReview(ManagedCaseId CaseId, CasePlanId PlanId, Guid ReviewId, string Reason, long? ExpectedVersion = null) : ICommand<CasePlanChanged>, ICaseCommand;

internal sealed class CancelPlanReviewValidator : AbstractValidator<CancelPlanReview>
{
    public CancelPlanReviewValidator() => RuleFor(x => x.Reason).Text(CasePlan.TextMaxLength);
}

internal sealed class CancelPlanReviewHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<CancelPlanReview, CasePlanChanged>
{
    public async Task<CasePlanChanged> Handle(CancelPlanReview command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        managed.CancelPlanReview(command.PlanId, command.ReviewId, command.Reason, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return CasePlanChanged.Of(managed, command.PlanId);
    }
}
