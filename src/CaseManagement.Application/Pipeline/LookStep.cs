namespace CaseManagement.Application.Pipeline;

/// <summary>Fourth, for what is seen: it is written before it leaves the house.</summary>
internal sealed class LookStep<TRequest, TAnswer>(IAuditTrail trail, IActor actor, TimeProvider clock) : IPipelineBehavior<TRequest, TAnswer> where TRequest : ILook<TAnswer>
{
    public async Task<TAnswer> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TAnswer> next)
    {
        var answer = await next();

        var entry = AuditEntry.Draft(request, request is ISearch<TAnswer> ? AuditKind.Search : AuditKind.Read, actor, clock);
        if (request is IRecordQuery<TAnswer> read) entry.About(read.CaseId);
        else
        {
            entry.About(SearchFilters<TRequest>.CaseOf(request));
            entry.With(SearchFilters<TRequest>.Told(request, (answer as ICounted)?.Shown));
        }

        await trail.RecordAsync(entry, ct); // no entry, no answer

        return answer;
    }
}
