using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Support;

/// <summary>Somebody sets out to a patient: with whom, and by when they are back.</summary>
/// <param name="With">Who goes along; must be said where nobody goes alone.</param>
[Needs(Right.SetOut)]
public sealed record SetOut(ManagedCaseId CaseId, DateTimeOffset BackBy, string? With = null) : ICommand<OutingChanged>, ICaseCommand, IDoneInEmergencies
{
    long? ICaseCommand.ExpectedVersion => null;
}

/// <summary>The outing as it now stands.</summary>
public sealed record OutingChanged(OutingId Id, DateTimeOffset BackBy, DateTimeOffset? BackAt, long Version) : IVersioned;

internal sealed class SetOutValidator : AbstractValidator<SetOut>
{
    public SetOutValidator()
    {
        RuleFor(x => (DateTimeOffset?)x.BackBy).OfOurTime().OverridePropertyName(nameof(SetOut.BackBy));
        RuleFor(x => x.With).OptionalText(Outing.WithMaxLength);
    }
}

internal sealed class SetOutHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<SetOut, OutingChanged>
{
    public async Task<OutingChanged> Handle(SetOut command, CancellationToken ct)
    {
        var managed = await db.FindSupportedAsync(command.CaseId, ct);
        Rule.Require(!await db.Outings.AnyAsync(outing => outing.CaseId == managed.Id && outing.StaffId == actor.StaffId && outing.BackAt == null, ct), "outing.out-already", "You are out to this patient already: say first that you are back.");
        var isMarked = await db.PairMarks.AnyAsync(mark => mark.CaseId == managed.Id && mark.EndedOn == null, ct);

        var outing = new Outing(OutingId.New(), managed.Id, managed.AreaCode, isMarked, command.With?.Trim(), clock.GetUtcNow(), command.BackBy, standards.Settings.Support.OutingMostHours, actor.StaffId);
        db.Outings.Add(outing);

        await db.SaveChangesAsync(ct);
        return new OutingChanged(outing.Id, outing.BackBy, outing.BackAt, outing.Version);
    }
}

internal static class LateOutings
{
    /// <summary>Of those in reach who set out, whoever is not back by the time they named.</summary>
    public static IQueryable<Outing> LateOut(this IQueryable<Outing> outings, DateTimeOffset now) => outings.Where(outing => outing.BackAt == null && outing.BackBy < now);
}
