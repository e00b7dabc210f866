using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;

namespace CaseManagement.Application.Features.Exits;

/// <summary>A lost patient was found: the patient is managed again, and to be seen at once.</summary>
[Needs(Right.RecordFollowUp)]
public sealed record RecordFound(ManagedCaseId CaseId, DateOnly FoundOn, string Note, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class RecordFoundValidator : AbstractValidator<RecordFound>
{
    public RecordFoundValidator(TimeProvider clock)
    {
        RuleFor(x => x.FoundOn).NotAhead(clock, "loss.found-day");
        RuleFor(x => x.Note).Text(CaseExit.NoteMaxLength);
    }
}

internal sealed class RecordFoundHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<RecordFound, CaseChanged>
{
    public async Task<CaseChanged> Handle(RecordFound command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        managed.RecordFound(command.FoundOn, command.Note, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
