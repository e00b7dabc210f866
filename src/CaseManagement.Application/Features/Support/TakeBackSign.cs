using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;

namespace CaseManagement.Application.Features.Support;

/// <summary>A sign that was given by mistake is taken back within minutes, by whoever gave it, as long as nobody has acted on it. It stays written down.</summary>
[Needs(Right.ReportSign)]
public sealed record TakeBackSign(ManagedCaseId CaseId, string Why) : ICommand<CaseChanged>, ICaseCommand
{
    long? ICaseCommand.ExpectedVersion => null;
}

internal sealed class TakeBackSignValidator : AbstractValidator<TakeBackSign>
{
    public TakeBackSignValidator() => RuleFor(x => x.Why).Text(CrisisResponse.NoteMaxLength);
}

internal sealed class TakeBackSignHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<TakeBackSign, CaseChanged>
{
    public async Task<CaseChanged> Handle(TakeBackSign command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, null, ct);
        var (now, minutes, why) = (clock.Now(), standards.Settings.Support.SignTakeBackMinutes, command.Why.Trim());
        var clue = (await db.Clues.Where(clue => clue.CaseId == managed.Id && clue.ReportedBy == actor.StaffId && clue.Sign != null).ToListAsync(ct)).OrderBy(clue => clue.ReportedAt).LastOrDefault();
        var sign = managed.Crises.SelectMany(crisis => crisis.Log.Causes).Where(cause => cause.By == actor.StaffId && cause is { Source: CrisisSource.CareGroup, GoneOn: null }).MaxBy(cause => cause.At);

        if (clue is not null && (sign is null || clue.ReportedAt > sign.At)) clue.TakeBack(why, actor.StaffId, now, minutes); // the one that was given last
        else managed.TakeBackSign(actor.StaffId, why, now, minutes, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
