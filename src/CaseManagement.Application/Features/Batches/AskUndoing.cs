using System.Text.Json;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Domain.Batches;
using CaseManagement.Domain.Reassignments;

namespace CaseManagement.Application.Features.Batches;

/// <summary>A reassignment is to go back; nobody waits for it.</summary>
[Needs(Right.Reassign)]
public sealed record AskUndoing(ReassignmentId ReassignmentId) : ICommand<BatchAsked>;

internal sealed class AskUndoingValidator : AbstractValidator<AskUndoing>
{
    public AskUndoingValidator() => RuleFor(x => x.ReassignmentId).NotEqual(default(ReassignmentId)).As("text.missing");
}

internal sealed class AskUndoingHandler(ICaseDb db, IActor actor, IJobRunner jobs, TimeProvider clock) : IRequestHandler<AskUndoing, BatchAsked>
{
    public async Task<BatchAsked> Handle(AskUndoing command, CancellationToken ct)
    {
        await db.Reassignments.AsNoTracking().Within(actor, done => done.AreaCode).FindOrThrowAsync(done => done.Id == command.ReassignmentId, "reassignment", ct); // what is not there is said to whoever asks, and not to a page later

        return await new Asking(db, actor, jobs, clock).AskAsync(BatchKind.Undoing, JsonSerializer.SerializeToUtf8Bytes(new UndoReassignment(command.ReassignmentId)), ct);
    }
}
