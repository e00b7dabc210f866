namespace CaseManagement.Application.Pipeline;

/// <summary>Fourth, for what is done: it is written in the change's own transaction.</summary>
internal sealed class AuditStep<TRequest, TAnswer>(ICaseDb db, IAuditTrail trail, IActor actor, TimeProvider clock) : IPipelineBehavior<TRequest, TAnswer> where TRequest : ICommand<TAnswer>
{
    /// <summary>Each time, another attempt at the account was kept before this one, and a few wrong ones lock it; beyond that something else is amiss.</summary>
    private const int MostTimes = 50;

    public Task<TAnswer> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TAnswer> next) => request is IAttempt ? Attempt(request, next, ct) : Do(request, next, ct);

    private async Task<TAnswer> Attempt(TRequest request, RequestHandlerDelegate<TAnswer> next, CancellationToken ct)
    {
        for (var time = 1; ; time++)
        {
            try
            {
                return await Do(request, next, ct);
            }
            catch (ChangedMeanwhileException) when (time < MostTimes)
            {
                db.Forget();
            }
        }
    }

    private async Task<TAnswer> Do(TRequest request, RequestHandlerDelegate<TAnswer> next, CancellationToken ct)
    {
        var entry = AuditEntry.Draft(request, request is ISignIn ? AuditKind.SignIn : AuditKind.Command, actor, clock);
        entry.About((request as ICaseCommand)?.CaseId);
        db.Pending = entry;
        try
        {
            var answer = await next();
            if (db.Pending is not null) await db.SaveChangesAsync(ct); // nothing had to be changed; that it was asked is kept all the same

            return answer;
        }
        catch (Exception refusal) when (request is ILooksPastTheScope && db.Pending is not null && CodeOf(refusal) is { } code)
        {
            entry.Refused(code);
            await trail.RecordAsync(entry, ct); // no entry, no refusal: it tells something too

            throw;
        }
        finally
        {
            db.Pending = null; // what was refused leaves nothing behind for the next command of this scope
        }
    }

    private static string? CodeOf(Exception refusal) => refusal switch
    {
        RuleBrokenException broken => broken.Code,
        NotFoundException missing => $"{missing.What}.not-found",
        _ => null,
    };
}
