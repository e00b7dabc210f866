using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Pipeline;

/// <summary>One command that was carried out: who, what, on which case, when.</summary>
public sealed class AuditEntry
{
    private AuditEntry() { }

    internal AuditEntry(DateTimeOffset at, Domain.Staff.StaffId actor, string request, ManagedCaseId? caseId) => (At, Actor, Request, CaseId) = (at, actor, request, caseId);

    public long Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    public Domain.Staff.StaffId Actor { get; private set; }

    public string Request { get; private set; } = "";

    public ManagedCaseId? CaseId { get; private set; }

    /// <summary>An attempt says whose account was tried and how it ended: it is kept also where it was refused.</summary>
    internal void Tried(Domain.Staff.StaffId? whose, string outcome) => (Actor, Request) = (whose ?? Actor, $"{Request}: {outcome}");
}

/// <summary>Third: the entry joins the change before it is made, so that both are saved in one transaction or neither is.</summary>
internal sealed class AuditStep<TRequest, TAnswer>(ICaseDb db, IActor actor, TimeProvider clock) : IPipelineBehavior<TRequest, TAnswer> where TRequest : notnull
{
    public Task<TAnswer> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TAnswer> next)
    {
        if (request is ICommand<TAnswer>)
            db.Audit.Add(new AuditEntry(clock.GetUtcNow(), actor.IsKnown ? actor.StaffId : Acting.Nobody, typeof(TRequest).Name, (request as ICaseCommand)?.CaseId));

        return next();
    }
}
