using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;

namespace CaseManagement.Application.Features.Exits;

/// <summary>A registration that should not be there is closed with a reason, and kept.</summary>
[Needs(Right.CloseCase)]
public sealed record CloseCase(ManagedCaseId CaseId, DeletionReason Reason, string? Note = null, long? ExpectedVersion = null) : ICommand<PartRecorded>, ICaseCommand;

internal sealed class CloseCaseValidator : AbstractValidator<CloseCase>
{
    public CloseCaseValidator()
    {
        RuleFor(x => x.Reason).Known();
        RuleFor(x => x.Note).OptionalText(CaseExit.NoteMaxLength);
    }
}

internal sealed class CloseCaseHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<CloseCase, PartRecorded>
{
    public async Task<PartRecorded> Handle(CloseCase command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        var part = managed.Close(command.Reason, command.Note, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new PartRecorded(managed.Id, part.Id, managed.Version);
    }
}
