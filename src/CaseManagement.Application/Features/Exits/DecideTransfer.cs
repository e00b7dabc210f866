using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;

namespace CaseManagement.Application.Features.Exits;

/// <summary>The other side takes a patient over, or sends the offer back with a reason; a move out of the system is confirmed with the acknowledgement from there.</summary>
/// <param name="Note">Why it is sent back, or who acknowledged the move elsewhere.</param>
[Needs(Right.MoveCase)]
public sealed record DecideTransfer(ManagedCaseId CaseId, bool Accepted, string? Note = null, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand, IAnswersAnOffer;

internal sealed class DecideTransferValidator : AbstractValidator<DecideTransfer>
{
    public DecideTransferValidator()
    {
        RuleFor(x => x.Note).OptionalText(CaseExit.NoteMaxLength);
    }
}

internal sealed class DecideTransferHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<DecideTransfer, CaseChanged>
{
    public async Task<CaseChanged> Handle(DecideTransfer command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        var move = managed.OpenMove;
        if (move?.Kind == ExitKind.Transfer) managed.RequireOffered(actor);
        else managed.RequireHome(actor);
        var patient = await db.Patients.FindOrThrowAsync(patient => patient.Id == managed.PatientId, "patient", ct);

        managed.DecideTransfer(command.Accepted, command.Note, actor.StaffId, standards, clock.Today());
        if (command.Accepted && move is { ToAreaCode: { } area, ToAddress: { } address }) patient.MoveTo(area, address);

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
