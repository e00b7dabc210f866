using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
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
        var clues = await db.Clues.Where(clue => clue.CaseId == managed.Id && clue.ReportedBy == actor.StaffId && clue.State == ClueState.Open && clue.Sign != null).ToListAsync(ct);
        var clue = clues.Where(clue => clue.MayTakeBack(actor.StaffId, now, minutes)).MaxBy(clue => clue.ReportedAt);
        var sign = managed.Crises.Select(crisis => crisis.SignToTakeBack(actor.StaffId, now, minutes)).OfType<CrisisCause>().MaxBy(cause => cause.At);

        if (clue is not null && (sign is null || clue.ReportedAt > sign.At)) clue.TakeBack(why, actor.StaffId, now, minutes); // the one that was given last
        else managed.TakeBackSign(actor.StaffId, why, now, minutes, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
