using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Meetings;

/// <summary>Somebody else is to do what was decided: the owner gives it on, or the leader or the office does for them.</summary>
[Needs(Right.HoldMeetings)]
public sealed record HandDecision(GroupDecisionId DecisionId, StaffId To, long? ExpectedVersion = null) : ICommand<DecisionHanded>;

public sealed record DecisionHanded(GroupDecisionId Id, StaffId OwnerId, long Version) : IVersioned;

internal sealed class HandDecisionValidator : AbstractValidator<HandDecision>
{
    public HandDecisionValidator() => RuleFor(x => x.To).NotEqual(default(StaffId)).As("text.missing");
}

internal sealed class HandDecisionHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<HandDecision, DecisionHanded>
{
    public async Task<DecisionHanded> Handle(HandDecision command, CancellationToken ct)
    {
        var decision = (await db.GroupDecisions.FindOrThrowAsync(decision => decision.Id == command.DecisionId, "group-decision", ct)).AsSeen(command.ExpectedVersion);
        var group = await db.CareGroups.AsNoTracking().FindOrThrowAsync(group => group.Id == decision.CareGroupId, "care-group", ct);
        Rule.Require(await db.PossibleOwners(group, clock.Today()).AnyAsync(staff => staff.Id == command.To, ct), "decision.owner", "The owner of a decision is a member of the group, or works for the team or the office of its area.");

        decision.HandTo(command.To, actor.StaffId, GroupDecision.IsAbove(actor.Role));

        await db.SaveChangesAsync(ct);
        return new DecisionHanded(decision.Id, decision.OwnerId, decision.Version);
    }
}
