using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;

namespace CaseManagement.Application.Features.Exits;

/// <summary>Somebody tried to reach a patient, or asked where the patient is; of a lost patient this is the search.</summary>
/// <param name="Used">Which kind of number or address was tried; the number itself is never said.</param>
/// <param name="AgreedOn">The day agreed for the visit, or on which to call again.</param>
[Needs(Right.RecordFollowUp)]
public sealed record RecordContactAttempt(ManagedCaseId CaseId, DateTimeOffset At, ContactMeans Means, ContactAddress? Used, ContactOutcome Outcome, DateOnly? AgreedOn = null, string? Note = null, long? ExpectedVersion = null) : ICommand<PartRecorded>, ICaseCommand;

internal sealed class RecordContactAttemptValidator : AbstractValidator<RecordContactAttempt>
{
    public RecordContactAttemptValidator(TimeProvider clock)
    {
        RuleFor(x => x.At).Must(at => at <= clock.GetUtcNow()).As("attempt.in-future");
        RuleFor(x => x.Means).Known();
        RuleFor(x => x.Used).Known();
        RuleFor(x => x.Outcome).Known();
        RuleFor(x => x.AgreedOn).OfOurTime();
        RuleFor(x => x.Note).OptionalText(ContactAttempt.NoteMaxLength);
    }
}

internal sealed class RecordContactAttemptHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<RecordContactAttempt, PartRecorded>
{
    public async Task<PartRecorded> Handle(RecordContactAttempt command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        var part = managed.RecordAttempt(new(Clock.DayOf(command.At), command.At, command.Means, command.Used, command.Outcome, command.AgreedOn, command.Note), actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new PartRecorded(managed.Id, part.Id, managed.Version);
    }
}
