using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Places;

/// <summary>The people who work with the system, for choosing who acts: whoever acts now first.</summary>
[Needs(Right.SeePlaces)]
public sealed record ListActors : IQuery<IReadOnlyList<ActorRow>>;

public sealed record ActorRow(StaffId Id, string Code, string Name, StaffRole Role);

internal sealed class ActorMap : Profile
{
    public ActorMap() => CreateProjection<StaffMember, ActorRow>();
}

internal sealed class ListActorsHandler(ICaseDb db, IActor actor, Maps maps) : IRequestHandler<ListActors, IReadOnlyList<ActorRow>>
{
    private const int MostOffered = 50; // a list for choosing; whoever is not in it types the code

    public async Task<IReadOnlyList<ActorRow>> Handle(ListActors query, CancellationToken ct) =>
        await db.Staff.OrderByDescending(staff => staff.Id == actor.StaffId).ThenBy(staff => staff.Code).Take(MostOffered).ProjectTo<ActorRow>(maps).ToListAsync(ct);
}
