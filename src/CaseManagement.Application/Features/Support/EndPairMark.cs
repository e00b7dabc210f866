using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Support;

/// <summary>One may go to this patient alone again, and why.</summary>
[Needs(Right.MarkPairs)]
public sealed record EndPairMark(ManagedCaseId CaseId, string Why, long? ExpectedVersion = null) : ICommand<PairMarkChanged>, ICaseCommand
{
    long? ICaseCommand.ExpectedVersion => null;
}

internal sealed class EndPairMarkValidator : AbstractValidator<EndPairMark>
{
    public EndPairMarkValidator() => RuleFor(x => x.Why).Text(PairMark.NoteMaxLength);
}

internal sealed class EndPairMarkHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<EndPairMark, PairMarkChanged>
{
    public async Task<PairMarkChanged> Handle(EndPairMark command, CancellationToken ct)
    {
        var mark = (await db.PairMarks.FindOrThrowAsync(mark => mark.CaseId == command.CaseId && mark.EndedOn == null, "pair-mark", ct)).AsSeen(command.ExpectedVersion);

        mark.End(command.Why.Trim(), actor.StaffId, clock.Today());

        await db.SaveChangesAsync(ct);
        return new PairMarkChanged(mark.Id, mark.ReviewOn, mark.EndedOn, mark.Version);
    }
}
