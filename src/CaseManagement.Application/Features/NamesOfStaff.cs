using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features;

/// <summary>Who somebody was: a record keeps the id, and whoever reads it wants the name, also of those who have left.</summary>
internal static class NamesOfStaff
{
    public static async Task<Dictionary<StaffId, string>> NamesOfStaffAsync(this ICaseDb db, IEnumerable<StaffId> ids, CancellationToken ct)
    {
        var people = ids.Distinct().ToList();

        return people.Count == 0 ? [] : await db.Staff.Where(staff => people.Contains(staff.Id)).Select(staff => new { staff.Id, staff.Name }).ToDictionaryAsync(staff => staff.Id, staff => staff.Name, ct);
    }
}
