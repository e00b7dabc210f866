using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Notices;

/// <summary>Where notices of the actor's area go, and where they went before.</summary>
[Needs(Right.ManageNotices)]
public sealed record ListNoticeRoutes(bool Ended = false) : IQuery<IReadOnlyList<NoticeRouteRow>>;

/// <param name="Address">Only as much of it as tells it from others.</param>
/// <param name="SetBy">Null where the person is kept no more.</param>
public sealed record NoticeRouteRow(NoticeRouteId Id, string AreaCode, Party Party, NoticeChannel Channel, string Address, DateTimeOffset SetAt, string? SetBy, DateTimeOffset? EndedAt, long Version) : IVersioned;

internal sealed class ListNoticeRoutesHandler(ICaseDb db, IActor actor, ISeals seals) : IRequestHandler<ListNoticeRoutes, IReadOnlyList<NoticeRouteRow>>
{
    private const int Most = 500; // a handful for each town

    public async Task<IReadOnlyList<NoticeRouteRow>> Handle(ListNoticeRoutes query, CancellationToken ct)
    {
        var all = db.NoticeRoutes.AsNoTracking().Within(actor, route => route.AreaCode);
        var routes = await (query.Ended ? all.Where(route => route.EndedAt != null) : all.Where(route => route.EndedAt == null))
            .OrderBy(route => route.AreaCode).ThenBy(route => route.Id).Take(Most).ToListAsync(ct);
        var names = await db.NamesOfStaffAsync(routes.Select(route => route.SetBy), ct);

        return [.. routes.Select(route => new NoticeRouteRow(
            route.Id, route.AreaCode, route.Party, route.Channel, Shown(seals.Open(route.Address, route.Id)), route.SetAt, names.GetValueOrDefault(route.SetBy), route.EndedAt, route.Version))];
    }

    /// <summary>The host of an address on the web, or the first letter and the domain of an e-mail address.</summary>
    private static string Shown(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.Scheme != Uri.UriSchemeMailto ? $"{uri.Scheme}://{uri.Authority}/…"
        : address.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? $"{address[0]}…{address[at..]}" : "…";
}
