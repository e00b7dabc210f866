using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Alerts;

/// <summary>To whom an alert can be handed over: who sees its case for longer than an emergency, and may answer it.</summary>
internal static class Colleagues
{
    private const int Most = 200; // for choosing one; there are fewer in a town

    public static async Task<bool> SeesAsync(this ICaseDb db, StaffMember colleague, Alert alert, TimeProvider clock, CancellationToken ct) => Sees(colleague, alert, await db.OpenedAsync(alert, ct), clock);

    public static async Task<IReadOnlyList<StaffMember>> ColleaguesAsync(this ICaseDb db, Alert alert, Rights rights, TimeProvider clock, CancellationToken ct)
    {
        var grants = await db.OpenedAsync(alert, ct);
        var roles = Enum.GetValues<StaffRole>().Where(role => rights.Has(role, Right.AnswerAlert) && Told.MayAnswer(role, alert.Tells)).ToList();
        var (places, hospitals) = (Above(alert.AreaCode), grants.Select(grant => grant.InstitutionId).ToList());
        var working = db.Staff.AsNoTracking().Where(staff => staff.ClosedOn == null && roles.Contains(staff.Role));
        List<StaffMember> found =
        [
            .. alert.CareTeamId is { } team ? await working.Where(staff => staff.CareTeamId == team).OrderBy(staff => staff.Code).Take(Most).ToListAsync(ct) : [],
            .. await working.Where(staff => places.Contains(staff.AreaCode)).OrderBy(staff => staff.AreaCode).ThenBy(staff => staff.Code).Take(Most).ToListAsync(ct),
            .. alert.Tells == ToldRole.Specialist ? await working.Where(staff => staff.Role == StaffRole.Psychiatrist && hospitals.Contains(staff.InstitutionId)).OrderBy(staff => staff.Code).Take(Most).ToListAsync(ct) : [],
        ];

        return [.. found.DistinctBy(staff => staff.Id).Where(staff => staff.Id != alert.ClaimedBy && Sees(staff, alert, grants, clock))];
    }

    /// <summary>Only what the one who asks sees too.</summary>
    private static Task<List<CaseGrant>> OpenedAsync(this ICaseDb db, Alert alert, CancellationToken ct) =>
        db.CaseGrants.AsNoTracking().Where(grant => grant.CaseId == alert.CaseId && grant.Kind == GrantKind.Specialist).ToListAsync(ct);

    private static bool Sees(StaffMember staff, Alert alert, List<CaseGrant> grants, TimeProvider clock) =>
        CaseScope.Includes(Acting.As(staff).Viewer, alert.AreaCode, alert.CareTeamId, grants, [], clock.GetUtcNow(), clock.Today());

    /// <summary>Every way to write an area that the code lies in.</summary>
    private static List<string> Above(string code) =>
        [.. AreaCode.Depths.Where(length => length < code.Length).Select(length => code[..length]).SelectMany(prefix => (string[])[prefix, prefix.Length is 2 or 4 ? prefix.PadRight(6, '0') : prefix]).Append(code).Distinct()];
}
