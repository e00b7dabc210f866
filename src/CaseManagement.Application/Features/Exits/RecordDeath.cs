using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Features.Exits;

/// <summary>A patient has died, and it is recorded without a visit.</summary>
[Needs(Right.RecordFollowUp)]
public sealed record RecordDeath(ManagedCaseId CaseId, DateOnly DiedOn, DateOnly LearntOn, DeathCause Cause, FatalIllness? FatalIllness = null, string? Note = null, long? ExpectedVersion = null) : ICommand<PartRecorded>, ICaseCommand;

internal sealed class RecordDeathValidator : AbstractValidator<RecordDeath>
{
    public RecordDeathValidator(TimeProvider clock)
    {
        RuleFor(x => x.DiedOn).NotAhead(clock, "death.in-future");
        RuleFor(x => x.LearntOn).NotAhead(clock, "death.in-future");
        RuleFor(x => x.Cause).Known();
        RuleFor(x => x.FatalIllness).Known();
        RuleFor(x => x.Note).OptionalText(CaseExit.NoteMaxLength);
    }
}

internal sealed class RecordDeathHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<RecordDeath, PartRecorded>
{
    public async Task<PartRecorded> Handle(RecordDeath command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        var part = managed.RecordDeath(new(command.DiedOn, command.LearntOn, command.Cause, command.FatalIllness), command.Note, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new PartRecorded(managed.Id, part.Id, managed.Version);
    }
}
