using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;

namespace CaseManagement.Application.Features.Clues;

/// <summary>What becomes of a checked clue: it is about a patient, somebody else goes on with it, whoever looks after the patient has seen to it, or nothing follows for a coded reason.</summary>
/// <remarks>Matched to a patient without an emergency, and handed on to a place within the system, it stays open there.</remarks>
/// <param name="State">Matched, handed on, settled or dismissed.</param>
/// <param name="MatchedCaseId">The patient it is about; where the clue sounds like an emergency, one begins for this patient.</param>
/// <param name="Note">Handed on out of the system, who took it; settled, what came of it; else what is worth saying.</param>
/// <param name="ToAreaCode">The town or community within the system to which it is handed on; null where it leaves the system.</param>
[Needs(Right.HandleClues)]
public sealed record EndClue(ClueId ClueId, ClueState State, ManagedCaseId? MatchedCaseId = null, ClueDismissal? Dismissal = null, string? Note = null, long? ExpectedVersion = null, string? ToAreaCode = null) : ICommand<ClueChanged>;

internal sealed class EndClueValidator : AbstractValidator<EndClue>
{
    public EndClueValidator()
    {
        RuleFor(x => x.State).Must(state => state is ClueState.Matched or ClueState.HandedOn or ClueState.Settled or ClueState.Dismissed).As("clue.end");
        RuleFor(x => x.MatchedCaseId).NotNull().As("clue.patient-missing").When(x => x.State == ClueState.Matched);
        RuleFor(x => x.Dismissal).NotNull().As("clue.dismissal-missing").Known().When(x => x.State == ClueState.Dismissed);
        RuleFor(x => x.ToAreaCode).OptionalArea();
        RuleFor(x => x.ToAreaCode).Empty().As("clue.place-without-handing-on").When(x => x.State != ClueState.HandedOn);
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
        else if (command is { State: ClueState.HandedOn, ToAreaCode: { Length: > 0 } place }) clue.HandOn(place, await db.TeamOfAsync(place, ct), command.Note?.Trim(), actor.StaffId, now, standards);
        else if (command.State == ClueState.HandedOn) clue.HandOut(command.Note?.Trim() ?? "", actor.StaffId, now);
        else if (command.State == ClueState.Settled) clue.Settle(command.Note?.Trim() ?? "", actor.StaffId, now);
        else clue.Dismiss(command.Dismissal!.Value, command.Note, actor.StaffId, now);

        await db.SaveChangesAsync(ct);
        return new ClueChanged(clue.Id, clue.State, clue.Version);
    }

    private async Task Match(Clue clue, EndClue command, DateTimeOffset now, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.MatchedCaseId!.Value, expectedVersion: null, ct);
        clue.Match(managed, command.Note, actor.StaffId, now);
        if (clue.Starts(actor.StaffId, now) is { } cause) managed.StartCrisis(cause, now, standards, clock.Today());
    }
}
