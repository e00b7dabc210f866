namespace CaseManagement.Application.Pipeline;

/// <summary>Before all others: what an administrator has changed at another node reaches this one, so that the handler is given the standards in force.</summary>
internal sealed class StandardsStep<TRequest, TAnswer>(IStandardsInForce standards) : IPipelineBehavior<TRequest, TAnswer> where TRequest : notnull
{
    public Task<TAnswer> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TAnswer> next) =>
        standards.KeepFreshAsync(ct) is { IsCompletedSuccessfully: false } looking ? After(looking, next) : next(); // all but once a minute they are fresh

    private static async Task<TAnswer> After(Task looking, RequestHandlerDelegate<TAnswer> next)
    {
        await looking;

        return await next();
    }
}
