using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;

namespace CaseManagement.Application.Features.Exits;

/// <summary>A death that was recorded by mistake is taken back; what was due before is due again.</summary>
[Needs(Right.RecordFollowUp)]
public sealed record CancelDeath(ManagedCaseId CaseId, Guid DeathId, string Reason, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class CancelDeathValidator : AbstractValidator<CancelDeath>
{
    public CancelDeathValidator()
    {
        RuleFor(x => x.Reason).Text(CaseExit.NoteMaxLength);
    }
}

internal sealed class CancelDeathHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<CancelDeath, CaseChanged>
{
    public async Task<CaseChanged> Handle(CancelDeath command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        var was = managed.State;

        managed.CancelDeath(command.DeathId, command.Reason, actor.StaffId, standards, clock.Today());
        await db.ComeBackAsync(managed, was, standards, clock.Today(), ct);

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
