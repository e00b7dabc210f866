using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Support;

/// <summary>Somebody who set out is back, as they say themselves or as a colleague says who has spoken with them.</summary>
[Needs(Right.SetOut)]
public sealed record ComeBack(ManagedCaseId CaseId, OutingId OutingId) : ICommand<OutingChanged>, ICaseCommand, IDoneInEmergencies
{
    long? ICaseCommand.ExpectedVersion => null;
}

internal sealed class ComeBackValidator : AbstractValidator<ComeBack>;

internal sealed class ComeBackHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<ComeBack, OutingChanged>
{
    public async Task<OutingChanged> Handle(ComeBack command, CancellationToken ct)
    {
        var outing = await db.Outings.FindOrThrowAsync(outing => outing.Id == command.OutingId && outing.CaseId == command.CaseId, "outing", ct);

        outing.Back(actor.StaffId, clock.GetUtcNow());

        await db.SaveChangesAsync(ct);
        return new OutingChanged(outing.Id, outing.BackBy, outing.BackAt, outing.Version);
    }
}
