using CaseManagement.Domain.Clues;

namespace CaseManagement.Application.Features.Clues;

/// <summary>A clue that came to a wrong end, or was matched to the wrong patient, is looked into again, for a reason. The emergency that began by it for the wrong patient is withdrawn, unless somebody has acted on it.</summary>
[Needs(Right.HandleClues)]
public sealed record ReopenClue(ClueId ClueId, string Reason, long? ExpectedVersion = null) : ICommand<ClueChanged>;

internal sealed class ReopenClueValidator : AbstractValidator<ReopenClue>
{
    public ReopenClueValidator() => RuleFor(x => x.Reason).Text(Clue.NoteMaxLength);
}

internal sealed class ReopenClueHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ReopenClue, ClueChanged>
{
    public async Task<ClueChanged> Handle(ReopenClue command, CancellationToken ct)
    {
        var clue = (await db.Clues.FindOrThrowAsync(clue => clue.Id == command.ClueId, "clue", ct)).AsSeen(command.ExpectedVersion);

        var startedFor = clue is { State: ClueState.Matched, EndedAt: not null } ? clue.CaseId : null;

        await db.ReopenAsync(clue, command.Reason.Trim(), actor.StaffId, clock.Now(), standards, ct);
        var stillOpen = startedFor is { } patient ? await db.ForgetAsync(clue.Id, patient, command.Reason.Trim(), standards, clock.Today(), ct) : null;

        await db.SaveChangesAsync(ct);
        return new ClueChanged(clue.Id, clue.State, clue.Version, stillOpen);
    }
}
