using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.CasePlans;

/// <summary>Another version takes the place of a plan that holds, agreed anew and with a reason; the former is kept.</summary>
/// <param name="Plan">The whole of it; what has a number keeps it, what has none is new, and what is left out is no longer planned.</param>
[Needs(Right.WriteCasePlan)]
public sealed record ChangeCasePlan(ManagedCaseId CaseId, CasePlanId PlanId, CasePlanContent Plan, Signature Agreed, string Reason, DateOnly? NextReviewOn = null, long? ExpectedVersion = null)
    : ICommand<CasePlanChanged>, ICaseCommand;

internal sealed class ChangeCasePlanValidator : AbstractValidator<ChangeCasePlan>
{
    public ChangeCasePlanValidator()
    {
        RuleFor(x => x.Plan).NotNull().As("text.missing").SetValidator(new CasePlanShape());
        RuleFor(x => x.Agreed).NotNull().As("text.missing").SetValidator(new SignatureValidator());
        RuleFor(x => x.Agreed.SignedOn).Must(day => Refuse.IsOfOurTime(day)).As("day.out-of-range").When(x => x.Agreed is not null);
        RuleFor(x => x.Reason).Text(CasePlan.TextMaxLength);
        RuleFor(x => x.NextReviewOn).OfOurTime();
    }
}

internal sealed class ChangeCasePlanHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ChangeCasePlan, CasePlanChanged>
{
    public async Task<CasePlanChanged> Handle(ChangeCasePlan command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        managed.ChangePlan(command.PlanId, command.Plan, command.Agreed, command.NextReviewOn, command.Reason, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return CasePlanChanged.Of(managed, command.PlanId);
    }
}
