namespace CaseManagement.Application.Pipeline;

/// <summary>Second: is the request well formed?</summary>
internal sealed class ValidateStep<TRequest, TAnswer>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TAnswer> where TRequest : notnull
{
    public async Task<TAnswer> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TAnswer> next)
    {
        foreach (var validator in validators) await validator.ValidateAndThrowAsync(request, ct);

        return await next();
    }
}
