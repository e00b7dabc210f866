using CaseManagement.Domain.Clues;

namespace CaseManagement.Application.Features.Clues;

/// <summary>Somebody has looked into a clue and says what they found; what comes of it is still open.</summary>
[Needs(Right.HandleClues)]
public sealed record CheckClue(ClueId ClueId, string Found, long? ExpectedVersion = null) : ICommand<ClueChanged>;

internal sealed class CheckClueValidator : AbstractValidator<CheckClue>
{
    public CheckClueValidator() => RuleFor(x => x.Found).Text(Clue.NoteMaxLength);
}

internal sealed class CheckClueHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<CheckClue, ClueChanged>
{
    public async Task<ClueChanged> Handle(CheckClue command, CancellationToken ct)
    {
        var clue = (await db.Clues.FindOrThrowAsync(clue => clue.Id == command.ClueId, "clue", ct)).AsSeen(command.ExpectedVersion);

        clue.Check(command.Found.Trim(), actor.StaffId, clock.Now(), standards);

        await db.SaveChangesAsync(ct);
        return new ClueChanged(clue.Id, clue.State, clue.Version);
    }
}
