using CaseManagement.Domain.Meetings;

namespace CaseManagement.Application.Features.Meetings;

/// <summary>A decision is done, or given up; either way somebody says what came of it.</summary>
[Needs(Right.HoldMeetings)]
public sealed record CloseDecision(GroupDecisionId DecisionId, string Result, long? ExpectedVersion = null) : ICommand<DecisionClosed>;

public sealed record DecisionClosed(GroupDecisionId Id, DateOnly DoneOn, long Version) : IVersioned;

internal sealed class CloseDecisionValidator : AbstractValidator<CloseDecision>
{
    public CloseDecisionValidator() => RuleFor(x => x.Result).Text(GroupDecision.ResultMaxLength);
}

internal sealed class CloseDecisionHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<CloseDecision, DecisionClosed>
{
    public async Task<DecisionClosed> Handle(CloseDecision command, CancellationToken ct)
    {
        var decision = (await db.GroupDecisions.FindOrThrowAsync(decision => decision.Id == command.DecisionId, "group-decision", ct)).AsSeen(command.ExpectedVersion);

        decision.Close(command.Result.Trim(), actor.StaffId, GroupDecision.IsAbove(actor.Role), clock.Today());

        await db.SaveChangesAsync(ct);
        return new DecisionClosed(decision.Id, decision.DoneOn!.Value, decision.Version);
    }
}
