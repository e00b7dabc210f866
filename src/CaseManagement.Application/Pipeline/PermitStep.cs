using System.Reflection;

namespace CaseManagement.Application.Pipeline;

/// <summary>First: who acts, and may they? Only a sign-in is asked of nobody.</summary>
internal sealed class PermitStep<TRequest, TAnswer>(IActor actor, Rights rights) : IPipelineBehavior<TRequest, TAnswer> where TRequest : notnull
{
    private static readonly NeedsAttribute Needs = typeof(TRequest).GetCustomAttribute<NeedsAttribute>()
        ?? throw new InvalidOperationException($"{typeof(TRequest).Name} does not say which right it needs.");

    public Task<TAnswer> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TAnswer> next)
    {
        if (Needs.Right == Right.SignIn) return next();
        if (!rights.Has(actor.Role, Needs.Right)) throw new NotPermittedException(Needs.Right);
        if (actor.Acting.Owes != Duty.None && !Needs.EvenOwing) throw new OwingException(actor.Acting.Owes);

        return next();
    }
}
