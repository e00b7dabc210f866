using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Referrals;

/// <summary>Of which referral a task is that somebody opened: a task knows its case and not its referral.</summary>
/// <param name="Kind">Of the task; null where it was opened from elsewhere.</param>
[Needs(Right.SeeCase)]
public sealed record FindOwedReferral(ManagedCaseId CaseId, CareTaskKind? Kind = null) : IRecordQuery<OwedReferral>;

/// <param name="Id">Null where the case has no referral.</param>
public sealed record OwedReferral(ReferralId? Id);

internal sealed class FindOwedReferralHandler(ICaseDb db, IActor actor) : IRequestHandler<FindOwedReferral, OwedReferral>
{
    public async Task<OwedReferral> Handle(FindOwedReferral query, CancellationToken ct)
    {
        if (!await db.Cases.AnyAsync(managed => managed.Id == query.CaseId, ct)) throw new NotFoundException("managed-case");

        var referrals = await db.Referrals.AsNoTracking().IgnoreAutoIncludes().Where(referral => referral.CaseId == query.CaseId)
            .Select(referral => new { referral.Id, referral.Direction, referral.State, referral.SentOn, IsOwn = actor.Role == StaffRole.Psychiatrist && referral.HospitalId == actor.Acting.InstitutionId }).ToListAsync(ct);
        var owed = referrals.Where(referral => referral.State < ReferralState.Closed && ReferralLoop.OwedTask(referral.Direction, referral.State) == query.Kind)
            .OrderByDescending(referral => referral.IsOwn).ThenBy(referral => referral.SentOn).ThenBy(referral => referral.Id.Value).FirstOrDefault(); // of several discharges the task is that of the first
        var other = referrals.OrderByDescending(referral => referral.IsOwn).ThenByDescending(referral => referral.State < ReferralState.Closed).ThenByDescending(referral => referral.SentOn).ThenByDescending(referral => referral.Id.Value).FirstOrDefault();

        return new OwedReferral((owed ?? other)?.Id);
    }
}
