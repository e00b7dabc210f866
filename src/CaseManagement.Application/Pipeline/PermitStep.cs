using System.Reflection;

namespace CaseManagement.Application.Pipeline;

/// <summary>First: who acts, and may they?</summary>
internal sealed class PermitStep<TRequest, TAnswer>(IActor actor, Rights rights) : IPipelineBehavior<TRequest, TAnswer> where TRequest : notnull
{
    private static readonly Right Needed = typeof(TRequest).GetCustomAttribute<NeedsAttribute>()?.Right
        ?? throw new InvalidOperationException($"{typeof(TRequest).Name} does not say which right it needs.");

    public Task<TAnswer> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TAnswer> next)
    {
        if (!rights.Has(actor.Role, Needed)) throw new NotPermittedException(Needed);

        return next();
    }
}
