using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Support;

/// <summary>Somebody was in touch with a patient and says so: when, how, and in one word what was seen. It is no follow-up and settles nothing.</summary>
/// <param name="On">Today where it is not said.</param>
[Needs(Right.LogSupport)]
public sealed record LogSupport(ManagedCaseId CaseId, SupportMeans Means, SupportSeen Seen, DateOnly? On = null) : ICommand<SupportLogged>, ICaseCommand
{
    long? ICaseCommand.ExpectedVersion => null;
}

public sealed record SupportLogged(SupportEntryId Id);

internal sealed class LogSupportValidator : AbstractValidator<LogSupport>
{
    public LogSupportValidator()
    {
        RuleFor(x => x.Means).Known();
        RuleFor(x => x.Seen).Known();
        RuleFor(x => x.On).OfOurTime();
    }
}

internal sealed class LogSupportHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<LogSupport, SupportLogged>
{
    public async Task<SupportLogged> Handle(LogSupport command, CancellationToken ct)
    {
        var managed = await db.FindSupportedAsync(command.CaseId, ct);

        var on = command.On ?? clock.Today();
        Rule.Require(on >= managed.RegisteredOn, "support-entry.before-registration", "Nobody is looked after before being registered.");
        var isSaved = await db.SupportEntries.AnyAsync(saved => saved.CaseId == managed.Id && saved.On == on && saved.Means == command.Means && saved.Seen == command.Seen && saved.By == actor.StaffId, ct);
        Rule.Require(!isSaved, "support-entry.saved-already", "This was saved already."); // where both came at once, the key of the table says so

        var entry = new SupportEntry(SupportEntryId.Of(managed.Id, on, command.Means, command.Seen, actor.StaffId), managed.Id, on, command.Means, command.Seen, actor.StaffId, clock.GetUtcNow(), clock.Today());
        db.SupportEntries.Add(entry);

        await db.SaveChangesAsync(ct);
        return new SupportLogged(entry.Id);
    }
}
