using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Support;

/// <summary>Somebody was in touch with a patient and says so: when, how, and in one word what was seen. It is no follow-up and settles nothing.</summary>
/// <remarks>The same said again within the minutes in which a sign may be taken back is the same sending; after that it is another contact of the day.</remarks>
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

internal sealed class LogSupportHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<LogSupport, SupportLogged>
{
    public async Task<SupportLogged> Handle(LogSupport command, CancellationToken ct)
    {
        var managed = await db.FindSupportedAsync(command.CaseId, ct);

        var on = command.On ?? clock.Today();
        Rule.Require(on >= managed.RegisteredOn, "support-entry.before-registration", "Nobody is looked after before being registered.");
        var (now, minutes) = (clock.GetUtcNow(), standards.Settings.Support.SignTakeBackMinutes);
        var since = now.AddMinutes(-minutes);
        var same = db.SupportEntries.Where(saved => saved.CaseId == managed.Id && saved.On == on && saved.Means == command.Means && saved.Seen == command.Seen && saved.By == actor.StaffId);
        Rule.Require(!await same.AnyAsync(saved => saved.RecordedAt >= since, ct), "support-entry.saved-already", "This was saved already; another of the day is saved after {0} minutes.", minutes); // where both came at once, the key of the table says so

        var id = SupportEntryId.Of(managed.Id, on, command.Means, command.Seen, actor.StaffId, await same.CountAsync(ct));
        var entry = new SupportEntry(id, managed.Id, on, command.Means, command.Seen, actor.StaffId, now, clock.Today());
        db.SupportEntries.Add(entry);

        await db.SaveChangesAsync(ct);
        return new SupportLogged(entry.Id);
    }
}
