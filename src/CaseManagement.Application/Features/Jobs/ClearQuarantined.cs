namespace CaseManagement.Application.Features.Jobs;

/// <summary>An operator has seen to a row that a job set aside; the job tries it again at its next run.</summary>
/// <param name="Note">What was done; about the row, never about the patient.</param>
[Needs(Right.ClearQuarantine)]
public sealed record ClearQuarantined(long QuarantinedId, string Note) : ICommand<QuarantineCleared>;

public sealed record QuarantineCleared(long Id, DateTimeOffset ClearedAt);

internal sealed class ClearQuarantinedValidator : AbstractValidator<ClearQuarantined>
{
    public ClearQuarantinedValidator() => RuleFor(x => x.Note).Text(QuarantinedRow.NoteMaxLength);
}

internal sealed class ClearQuarantinedHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<ClearQuarantined, QuarantineCleared>
{
    public async Task<QuarantineCleared> Handle(ClearQuarantined command, CancellationToken ct)
    {
        var row = await db.Quarantine.FindOrThrowAsync(row => row.Id == command.QuarantinedId, "quarantined-row", ct);

        row.Clear(command.Note.Trim(), actor.StaffId, clock.GetUtcNow());

        await db.SaveChangesAsync(ct);
        return new QuarantineCleared(row.Id, row.ClearedAt!.Value);
    }
}
