using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Access;

/// <summary>A patient is assigned to a care group until a day: its members then see the few facts they need.</summary>
/// <param name="UntilOn">The last day, inclusive; at most three years ahead.</param>
[Needs(Right.AssignCareGroup)]
public sealed record AssignCareGroup(ManagedCaseId CaseId, CareGroupId CareGroupId, DateOnly UntilOn, string? Note = null, long? ExpectedVersion = null) : ICommand<CaseGranted>, ICaseCommand;

/// <param name="Version">Of the grant, for ending it.</param>
public sealed record CaseGranted(CaseGrantId Id, DateTimeOffset? UntilAt, long Version) : IVersioned;

internal sealed class AssignCareGroupValidator : AbstractValidator<AssignCareGroup>
{
    private const int MaxYears = 3; // as long as the longest service agreement; then somebody looks again

    public AssignCareGroupValidator(TimeProvider clock)
    {
        RuleFor(x => x.UntilOn).Must(day => day >= clock.Today() && day <= clock.Today().AddYears(MaxYears)).As("care-group.term");
        RuleFor(x => x.Note).OptionalText(CaseGrant.NoteMaxLength);
    }
}

internal sealed class AssignCareGroupHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<AssignCareGroup, CaseGranted>
{
    public async Task<CaseGranted> Handle(AssignCareGroup command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        managed.RequireOpenToOthers();
        var group = await db.CareGroups.FindOrThrowAsync(group => group.Id == command.CareGroupId, "care-group", ct);
        Rule.Require(group.ClosedOn is null, "care-group.closed", "This group is closed.");
        Rule.Require(AreaCode.Contains(AreaCode.Town(group.AreaCode) ?? group.AreaCode, managed.AreaCode), "care-group.other-town", "This care group works in another town.");
        var (given, now) = (await db.GivenAsync(managed.Id, grant => grant.CareGroupId == group.Id, ct), clock.GetUtcNow());
        Rule.Require(!given.Exists(grant => grant.IsActive(now)), "care-group.assigned-already", "The patient is assigned to this care group already.");

        var grant = CaseGrant.ToCareGroup(GrantTarget.Of(managed), group.Id, given.Count, now, Clock.EndOf(command.UntilOn), command.Note, actor.StaffId);

        db.CaseGrants.Add(grant);
        await db.SaveChangesAsync(ct);
        return new CaseGranted(grant.Id, grant.UntilAt, grant.Version);
    }
}
