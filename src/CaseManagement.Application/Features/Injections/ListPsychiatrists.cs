using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Injections;

/// <summary>Who may confirm a dose: the psychiatrists of the actor's own city, by name.</summary>
[Needs(Right.GiveInjection)]
public sealed record ListPsychiatrists : IQuery<IReadOnlyList<Psychiatrist>>;

public sealed record Psychiatrist(StaffId Id, string Name);

internal sealed class ListPsychiatristsHandler(ICaseDb db, IActor actor) : IRequestHandler<ListPsychiatrists, IReadOnlyList<Psychiatrist>>
{
    private const int Most = 200;

    public async Task<IReadOnlyList<Psychiatrist>> Handle(ListPsychiatrists query, CancellationToken ct) => await db.Staff.AsNoTracking()
        .Within(AreaCode.City(actor.Acting.AreaCode), staff => staff.AreaCode)
        .Where(staff => staff.Role == StaffRole.Psychiatrist && staff.ClosedOn == null)
        .OrderBy(staff => staff.AreaCode).ThenBy(staff => staff.Code).Take(Most)
        .Select(staff => new Psychiatrist(staff.Id, staff.Name)).ToListAsync(ct);
}
