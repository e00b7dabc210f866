using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.CasePlans;

/// <summary>A psychiatrist adds a measure to a goal of medicine, in a plan of a case that was sent to them.</summary>
/// <param name="Who">The place in the plan's list of members, from 1.</param>
[Needs(Right.AdviseAsSpecialist)]
public sealed record AddPlanMeasure(ManagedCaseId CaseId, CasePlanId PlanId, int Goal, string What, int Who, DateOnly ByOn, string Reason, long? ExpectedVersion = null) : ICommand<CasePlanChanged>, ICaseCommand;

internal sealed class AddPlanMeasureValidator : AbstractValidator<AddPlanMeasure>
{
    public AddPlanMeasureValidator()
    {
        RuleFor(x => x.What).Text(CasePlan.TextMaxLength);
        RuleFor(x => x.Reason).Text(CasePlan.TextMaxLength);
        RuleFor(x => x.ByOn).Must(day => Refuse.IsOfOurTime(day)).As("day.out-of-range");
    }
}

internal sealed class AddPlanMeasureHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<AddPlanMeasure, CasePlanChanged>
{
    public async Task<CasePlanChanged> Handle(AddPlanMeasure command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        managed.AddPlanMeasure(command.PlanId, command.Goal, new PlanMeasure(command.What, command.Who, command.ByOn), command.Reason, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return CasePlanChanged.Of(managed, command.PlanId);
    }
}
