namespace CaseManagement.Application.Features.Access;

/// <summary>How many emergency accesses of the office's area wait for review: as many as the list of them has rows.</summary>
[Needs(Right.ReviewEmergencyAccess)]
public sealed record CountEmergencyAccess : ISearch<EmergencyAccessCount>;

public sealed record EmergencyAccessCount(int Waiting);

internal sealed class CountEmergencyAccessHandler(ICaseDb db, IActor actor) : IRequestHandler<CountEmergencyAccess, EmergencyAccessCount>
{
    public async Task<EmergencyAccessCount> Handle(CountEmergencyAccess query, CancellationToken ct) =>
        new(await db.CaseGrants.WaitingFor(actor.StaffId).CountAsync(ct));
}
