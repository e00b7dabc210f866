namespace CaseManagement.Application.Pipeline;

/// <summary>Before all others: what an administrator has changed at another node reaches this one, so that the handler is given the standards in force.</summary>
internal sealed class StandardsStep<TRequest, TAnswer>(IStandardsInForce standards) : IPipelineBehavior<TRequest, TAnswer> where TRequest : notnull
{
    public async Task<TAnswer> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TAnswer> next)
    {
        await standards.KeepFreshAsync(ct);

        return await next();
    }
}
