using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Telling;

public readonly record struct NoticeRouteId(Guid Value) : IEntityId<NoticeRouteId>
{
    public static NoticeRouteId New() => new(Guid.CreateVersion7());

    public static NoticeRouteId From(Guid value) => new(value);
}

/// <summary>通知渠道 where the notices of one party in one area go. A route is never rewritten: another one takes its place, and both stay.</summary>
public sealed class NoticeRoute : AggregateRoot
{
    /// <summary>Of an address or a secret before it is sealed.</summary>
    public const int AddressMaxLength = 150;

    private NoticeRoute() { }

    /// <param name="secret">By which a web hook's receiver knows who sends; none for e-mail.</param>
    public NoticeRoute(NoticeRouteId id, string areaCode, Party party, NoticeChannel channel, SealedText address, SealedText? secret, StaffId by, DateTimeOffset at) =>
        (Id, AreaCode, Party, Channel, Address, Secret, SetBy, SetAt) = (id, areaCode, party, channel, address, secret, by, at);

    public NoticeRouteId Id { get; private set; }

    public string AreaCode { get; private set; } = "";

    public Party Party { get; private set; }

    public NoticeChannel Channel { get; private set; }

    public SealedText Address { get; private set; } = null!;

    public SealedText? Secret { get; private set; }

    public StaffId SetBy { get; private set; }

    public DateTimeOffset SetAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public StaffId? EndedBy { get; private set; }

    public void End(StaffId by, DateTimeOffset at)
    {
        Rule.Require(EndedAt is null, "notice-route.ended", "This route has been ended already.");

        (EndedAt, EndedBy) = (at, by);
        Changed();
    }

    /// <summary>The route of the narrowest area that covers the place; none for a party that is no department, whatever was set once.</summary>
    public static NoticeRoute? Narrowest(IEnumerable<NoticeRoute> routes, Party party, NoticeChannel channel, string areaCode) => !Parties.IsDepartment(party) ? null
        : routes.Where(route => route.EndedAt is null && route.Party == party && route.Channel == channel && Places.AreaCode.Contains(route.AreaCode, areaCode))
            .MaxBy(route => Places.AreaCode.Prefix(route.AreaCode).Length);
}
