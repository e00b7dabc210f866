using CaseManagement.Domain.Access;

namespace CaseManagement.Application.Pipeline;

/// <summary>For what is done to a case: whoever sees it only because it is offered for taking over answers the offer first; until then it is the old team's.</summary>
internal sealed class OfferStep<TRequest, TAnswer>(ICaseDb db, IActor actor) : IPipelineBehavior<TRequest, TAnswer> where TRequest : ICommand<TAnswer>
{
    public async Task<TAnswer> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TAnswer> next)
    {
        if (request is ICaseCommand command and not IAnswersAnOffer && actor.IsKnown && actor.Role.WorksInAnArea()
            && !actor.Acting.EmergencyCases.Contains(command.CaseId)
            && await db.Cases.Where(managed => managed.Id == command.CaseId && managed.OfferedAreaCode != null).Select(managed => new { managed.AreaCode, managed.CareTeamId }).FirstOrDefaultAsync(ct) is { } managed)
            Rule.Require(CaseScope.IsAtHome(actor.Acting.Viewer, managed.AreaCode, managed.CareTeamId), "access.offered-only", "This case is offered to you; take it over first.");

        return await next();
    }
}
