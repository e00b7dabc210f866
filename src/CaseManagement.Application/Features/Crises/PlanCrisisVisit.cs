using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;

namespace CaseManagement.Application.Features.Crises;

/// <summary>A clinician chooses the day of the next closer visit after an emergency.</summary>
[Needs(Right.HandleCrisis)]
public sealed record PlanCrisisVisit(ManagedCaseId CaseId, CrisisResponseId CrisisId, DateOnly VisitOn, long? ExpectedVersion = null) : ICommand<CrisisChanged>, ICaseCommand;

internal sealed class PlanCrisisVisitValidator : AbstractValidator<PlanCrisisVisit>
{
    public PlanCrisisVisitValidator() => RuleFor(x => x.VisitOn).Must(day => Refuse.IsOfOurTime(day)).As("day.out-of-range");
}

internal sealed class PlanCrisisVisitHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<PlanCrisisVisit, CrisisChanged>
{
    public async Task<CrisisChanged> Handle(PlanCrisisVisit command, CancellationToken ct)
    {
        var (managed, crisis) = await db.FindCrisisAsync(command.CaseId, command.CrisisId, command.ExpectedVersion, ct);
        var today = clock.Today();

        managed.PlanCrisisVisit(crisis.Id, new CrisisVisitPlanned(command.VisitOn, actor.StaffId, today), standards, today);

        await db.SaveChangesAsync(ct);
        return CrisisChanged.Of(managed, crisis, standards);
    }
}
