using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Reviews;

/// <summary>The team has read what a psychiatrist advised and seen to it.</summary>
[Needs(Right.RecordFollowUp)]
public sealed record FollowAdvice(ManagedCaseId CaseId, Guid AdviceId, DateOnly DoneOn, string? Note = null, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class FollowAdviceValidator : AbstractValidator<FollowAdvice>
{
    public FollowAdviceValidator(TimeProvider clock)
    {
        RuleFor(x => x.DoneOn).NotAhead(clock, "advice.done-in-future");
        RuleFor(x => x.Note).OptionalText(SpecialistAdvice.DoneNoteMaxLength);
    }
}

internal sealed class FollowAdviceHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<FollowAdvice, CaseChanged>
{
    public async Task<CaseChanged> Handle(FollowAdvice command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        managed.FollowAdvice(command.AdviceId, command.DoneOn, command.Note, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
