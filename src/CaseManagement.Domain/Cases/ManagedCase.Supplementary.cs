using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    /// <summary>The supplementary form is filled in or corrected; answers that are replaced are kept with who did it, when and why.</summary>
    /// <remarks>Also after a death: what was wrong is put right. Nothing is due by it.</remarks>
    public void FillInSupplementary(SupplementaryForm now, string? reason, StaffId by, DateOnly today)
    {
        RequireMay(CaseAct.FillInSupplementary);

        Supplementary = Supplementary.FilledIn(now, reason, by, today);
        Changed();
    }
}
