using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Features.Support;

/// <summary>The little of a case that support needs to know: nothing of it changes.</summary>
internal sealed record SupportedCase(ManagedCaseId Id, PatientId PatientId, CaseState State, string AreaCode, DateOnly RegisteredOn);

internal static class SupportedCases
{
    /// <exception cref="NotFoundException">There is none, or none that the actor may know of.</exception>
    /// <exception cref="RuleBrokenException">It is closed.</exception>
    public static async Task<SupportedCase> FindSupportedAsync(this ICaseDb db, ManagedCaseId id, CancellationToken ct)
    {
        var found = await db.Cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => managed.Id == id)
            .Select(managed => new SupportedCase(managed.Id, managed.PatientId, managed.State, managed.AreaCode, managed.RegisteredOn)).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("managed-case");
        Rule.Require(!found.State.IsClosed(), "case.closed", "A closed case takes nothing more.");

        return found;
    }
}
