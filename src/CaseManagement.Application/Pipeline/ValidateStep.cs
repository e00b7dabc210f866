namespace CaseManagement.Application.Pipeline;

/// <summary>Second: is the request well formed?</summary>
internal sealed class ValidateStep<TRequest, TAnswer>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TAnswer> where TRequest : notnull
{
    /// <remarks>Nothing is asked of anybody for it, so it is not waited for: the library refuses a rule that would wait.</remarks>
    public Task<TAnswer> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TAnswer> next)
    {
        foreach (var validator in validators)
            if (validator.Validate(request) is { IsValid: false } found) return Task.FromException<TAnswer>(new ValidationException(found.Errors));

        return next();
    }
}
