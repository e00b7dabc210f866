using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;

namespace CaseManagement.Application.Features.Exits;

/// <summary>A case that was closed as a mistake, or whose patient had moved away, is looked after again.</summary>
[Needs(Right.CloseCase)]
public sealed record ReopenCase(ManagedCaseId CaseId, string Reason, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class ReopenCaseValidator : AbstractValidator<ReopenCase>
{
    public ReopenCaseValidator()
    {
        RuleFor(x => x.Reason).Text(CaseExit.NoteMaxLength);
    }
}

internal sealed class ReopenCaseHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ReopenCase, CaseChanged>
{
    public async Task<CaseChanged> Handle(ReopenCase command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        var was = managed.State;

        managed.Reopen(command.Reason, actor.StaffId, standards, clock.Today());
        await db.ComeBackAsync(managed, was, standards, clock.Today(), ct);

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
