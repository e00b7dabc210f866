using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;

namespace CaseManagement.Application.Features.Exits;

/// <summary>A registration that should not be there is closed with a reason, and kept.</summary>
/// <param name="DuplicateOf">The case that stays, where the patient is registered twice.</param>
[Needs(Right.CloseCase)]
public sealed record CloseCase(ManagedCaseId CaseId, DeletionReason Reason, string? Note = null, long? ExpectedVersion = null, ManagedCaseId? DuplicateOf = null) : ICommand<PartRecorded>, ICaseCommand;

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

        if (command.DuplicateOf is { } survivor && survivor != managed.Id)
        {
            var stays = await db.Cases.IgnoreAutoIncludes().AsNoTracking().FirstOrDefaultAsync(other => other.Id == survivor, ct);
            Rule.Require(stays is not null, "exit.duplicate-unknown", "The case that stays is one that whoever closes this one sees."); // whether a stranger's is there is not said
            Rule.Require(stays.State != CaseState.Deleted, "exit.duplicate-of-closed", "The case that stays was closed as a mistake itself.");
        }

        var part = managed.Close(command.Reason, command.DuplicateOf, command.Note, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new PartRecorded(managed.Id, part.Id, managed.Version);
    }
}
