using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;

namespace CaseManagement.Application.Features.Clues;

/// <summary>A checked clue ends: it is about a patient, somebody else goes on with it, or nothing follows for a coded reason.</summary>
/// <param name="State">Matched, handed on or dismissed.</param>
/// <param name="MatchedCaseId">The patient it is about; where the clue sounds like an emergency, one begins for this patient.</param>
/// <param name="Note">To whom it is handed on; else what is worth saying.</param>
[Needs(Right.HandleClues)]
public sealed record EndClue(ClueId ClueId, ClueState State, ManagedCaseId? MatchedCaseId = null, ClueDismissal? Dismissal = null, string? Note = null, long? ExpectedVersion = null) : ICommand<ClueChanged>;

internal sealed class EndClueValidator : AbstractValidator<EndClue>
{
    public EndClueValidator()
    {
        RuleFor(x => x.State).Must(state => state is ClueState.Matched or ClueState.HandedOn or ClueState.Dismissed).As("clue.end");
        RuleFor(x => x.MatchedCaseId).NotNull().As("clue.patient-missing").When(x => x.State == ClueState.Matched);
        RuleFor(x => x.Dismissal).NotNull().As("clue.dismissal-missing").Known().When(x => x.State == ClueState.Dismissed);
        RuleFor(x => x.Note).OptionalText(Clue.NoteMaxLength);
    }
}

internal sealed class EndClueHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<EndClue, ClueChanged>
{
    public async Task<ClueChanged> Handle(EndClue command, CancellationToken ct)
    {
        var clue = (await db.Clues.FindOrThrowAsync(clue => clue.Id == command.ClueId, "clue", ct)).AsSeen(command.ExpectedVersion);
        var now = clock.Now();

        if (command.State == ClueState.Matched) await Match(clue, command, now, ct);
        else if (command.State == ClueState.HandedOn) clue.HandOn(command.Note?.Trim() ?? "", actor.StaffId, now);
        else clue.Dismiss(command.Dismissal!.Value, command.Note, actor.StaffId, now);

        await db.SaveChangesAsync(ct);
        return new ClueChanged(clue.Id, clue.State, clue.Version);
    }

    private async Task Match(Clue clue, EndClue command, DateTimeOffset now, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.MatchedCaseId!.Value, expectedVersion: null, ct);
        clue.Match(managed.Id, command.Note, actor.StaffId, now);
        if (clue.Trigger is not { } trigger) return;

        var source = clue.Source switch { ClueSource.Hotline => CrisisSource.Hotline, ClueSource.CareGroup => CrisisSource.CareGroup, _ => CrisisSource.ByHand };
        managed.StartCrisis(new CrisisCause(trigger, source, now, actor.StaffId, Note: clue.Said), now, standards, clock.Today());
    }
}
