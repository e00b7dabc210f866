using CaseManagement.Application.Features.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Web.Pages.Admin;

/// <param name="None">What the empty choice says.</param>
internal sealed record RoleChoice(string Field, StaffRole? Chosen, string None);

internal sealed record TeamChoice(string Field, IReadOnlyList<CareTeamRow> Teams, Guid? Chosen);

internal sealed record AreaField(string? Value);

/// <param name="Password">Shown this once.</param>
internal sealed record FirstPassword(string Code, string Password);
