using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;

namespace CaseManagement.Application.Features.Exits;

/// <summary>The patient stays: an offer is withdrawn, or one that was sent back is not made again.</summary>
[Needs(Right.MoveCase)]
public sealed record WithdrawTransfer(ManagedCaseId CaseId, string Reason, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class WithdrawTransferValidator : AbstractValidator<WithdrawTransfer>
{
    public WithdrawTransferValidator()
    {
        RuleFor(x => x.Reason).Text(CaseExit.NoteMaxLength);
    }
}

internal sealed class WithdrawTransferHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<WithdrawTransfer, CaseChanged>
{
    public async Task<CaseChanged> Handle(WithdrawTransfer command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        managed.RequireHome(actor);

        managed.WithdrawTransfer(command.Reason, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
