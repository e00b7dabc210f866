using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Reviews;

/// <summary>A talk is logged in which a psychiatrist guided a doctor of the team from afar; either of the two does it.</summary>
/// <param name="With">The other one: for a psychiatrist the doctor, for a doctor the psychiatrist.</param>
/// <param name="Note">What was said.</param>
[Needs(Right.LogGuidance)]
public sealed record RecordGuidance(ManagedCaseId CaseId, DateTimeOffset At, GuidanceMeans Means, StaffId With, string Note, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class RecordGuidanceValidator : AbstractValidator<RecordGuidance>
{
    public RecordGuidanceValidator(TimeProvider clock)
    {
        RuleFor(x => x.At).Must(at => at <= clock.GetUtcNow()).As("guidance.in-future");
        RuleFor(x => x.Means).Known();
        RuleFor(x => x.With).NotEmpty().As("guidance.with-missing");
        RuleFor(x => x.Note).Text(GuidanceSession.NoteMaxLength);
    }
}

internal sealed class RecordGuidanceHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<RecordGuidance, CaseChanged>
{
    public async Task<CaseChanged> Handle(RecordGuidance command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        var other = await db.Staff.AsNoTracking().FindOrThrowAsync(staff => staff.Id == command.With && staff.ClosedOn == null, "staff-member", ct);
        var isGuide = actor.Role == StaffRole.Psychiatrist;
        Rule.Require(isGuide ? other.Role is StaffRole.CareTeamMember or StaffRole.TeamLeader : other.Role == StaffRole.Psychiatrist, "guidance.two-people", "A talk has a psychiatrist and a doctor of the team.");

        var (guide, guided) = isGuide ? (actor.StaffId, other.Id) : (other.Id, actor.StaffId);
        managed.RecordGuidance(new(Clock.DayOf(command.At), command.At, command.Means, guide, guided, command.Note), actor.StaffId, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
