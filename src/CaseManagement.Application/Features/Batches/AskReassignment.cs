using System.Text.Json;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Domain.Batches;

namespace CaseManagement.Application.Features.Batches;

/// <summary>Patients are to go to other teams, exactly as it was looked at beforehand; nobody waits for it.</summary>
/// <param name="Token">What the look beforehand gave.</param>
[Needs(Right.Reassign)]
public sealed record AskReassignment(ReassignmentOrder Order, string Token, string? Note = null) : ICommand<BatchAsked>, IReasoned
{
    string IReasoned.AuditReason => Kebab.Of(Order.Reason);
}

internal sealed class AskReassignmentValidator : AbstractValidator<AskReassignment>
{
    public AskReassignmentValidator()
    {
        var asked = new ReassignValidator();
        RuleFor(x => x).Custom((ask, context) =>
        {
            foreach (var fault in asked.Validate(new Reassign(ask.Order, ask.Token, ask.Note)).Errors) context.AddFailure(fault);
        });
    }
}

internal sealed class AskReassignmentHandler(ICaseDb db, IActor actor, IJobRunner jobs, TimeProvider clock) : IRequestHandler<AskReassignment, BatchAsked>
{
    public Task<BatchAsked> Handle(AskReassignment command, CancellationToken ct) =>
        new Asking(db, actor, jobs, clock).AskAsync(BatchKind.Reassignment, JsonSerializer.SerializeToUtf8Bytes(new Reassign(command.Order, command.Token, command.Note)), ct);
}
