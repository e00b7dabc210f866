using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.CasePlans;

/// <summary>A plan ends on a day and for a coded reason; it stays to be read.</summary>
[Needs(Right.WriteCasePlan)]
public sealed record EndCasePlan(ManagedCaseId CaseId, CasePlanId PlanId, DateOnly On, CasePlanEnd Reason, string? Note = null, long? ExpectedVersion = null) : ICommand<CasePlanChanged>, ICaseCommand;

internal sealed class EndCasePlanValidator : AbstractValidator<EndCasePlan>
{
    public EndCasePlanValidator(TimeProvider clock)
    {
        RuleFor(x => x.On).NotAhead(clock, "plan.in-future");
        RuleFor(x => x.Reason).Known();
        RuleFor(x => x.Note).OptionalText(CasePlan.TextMaxLength);
    }
}

internal sealed class EndCasePlanHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<EndCasePlan, CasePlanChanged>
{
    public async Task<CasePlanChanged> Handle(EndCasePlan command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        managed.EndPlan(command.PlanId, command.On, command.Reason, command.Note, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return CasePlanChanged.Of(managed, command.PlanId);
    }
}
