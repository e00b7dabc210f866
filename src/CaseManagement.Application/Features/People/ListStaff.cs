using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.People;

/// <summary>The people who work in the actor's area, by code, a page at a time.</summary>
/// <param name="Code">The beginning of a code; never of a name, which would stand in addresses.</param>
/// <param name="After">The code of the last row of the page before.</param>
[Needs(Right.ManagePeople)]
public sealed record ListStaff(string? AreaCode = null, StaffRole? Role = null, string? Code = null, bool Closed = false, string? After = null, int Take = 50) : IQuery<StaffList>;

public sealed record StaffList(IReadOnlyList<StaffRow> Rows, string? Next);

public sealed record StaffRow(StaffId Id, string Code, string Name, StaffRole Role, string AreaCode, CareTeamId? CareTeamId, string? CareTeam, DateOnly? ClosedOn);

internal sealed class ListStaffValidator : AbstractValidator<ListStaff>
{
    public ListStaffValidator()
    {
        RuleFor(x => x.AreaCode).OptionalArea();
        RuleFor(x => x.Role).Known();
        RuleFor(x => x.Code).OptionalText(StaffMember.CodeMaxLength);
        RuleFor(x => x.After).OptionalText(StaffMember.CodeMaxLength);
        RuleFor(x => x.Take).PageSize();
    }
}

internal sealed class ListStaffHandler(ICaseDb db, IActor actor) : IRequestHandler<ListStaff, StaffList>
{
    public async Task<StaffList> Handle(ListStaff query, CancellationToken ct)
    {
        var staff = db.Staff.AsNoTracking().Within(actor, person => person.AreaCode).Within(query.AreaCode, person => person.AreaCode)
            .Where(person => query.Closed ? person.ClosedOn != null : person.ClosedOn == null);
        if (query.Role is { } role) staff = staff.Where(person => person.Role == role);
        if (query.Code?.Trim() is { Length: > 0 } from)
        {
            var before = from[..^1] + (char)(from[^1] + 1); // a range, so that an index finds it
            staff = staff.Where(person => string.Compare(person.Code, from) >= 0 && string.Compare(person.Code, before) < 0);
        }

        if (query.After is { } after) staff = staff.Where(person => string.Compare(person.Code, after) > 0);

        var page = await (
            from person in staff.OrderBy(person => person.Code).Take(query.Take + 1)
            from team in db.CareTeams.Where(team => team.Id == person.CareTeamId).DefaultIfEmpty()
            orderby person.Code
            select new StaffRow(person.Id, person.Code, person.Name, person.Role, person.AreaCode, person.CareTeamId, team.Name, person.ClosedOn))
            .ToListAsync(ct);
        var rows = page.Take(query.Take).ToList();

        return new StaffList(rows, page.Count > query.Take ? rows[^1].Code : null);
    }
}
