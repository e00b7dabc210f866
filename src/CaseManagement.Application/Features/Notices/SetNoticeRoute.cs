using System.Buffers.Text;
using System.Security.Cryptography;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Notices;

/// <summary>An administrator says where the notices of one party in one area go; what held before ends and stays in the history.</summary>
/// <param name="Address">An https address, or an e-mail address.</param>
[Needs(Right.ManageNotices)]
public sealed record SetNoticeRoute(string AreaCode, Party Party, NoticeChannel Channel, string Address) : ICommand<NoticeRouteSet>;

/// <param name="Secret">Shown this once: by it the receiver of a web hook knows who sends.</param>
public sealed record NoticeRouteSet(NoticeRouteId Id, string? Secret, long Version) : IVersioned;

internal sealed class SetNoticeRouteValidator : AbstractValidator<SetNoticeRoute>
{
    public SetNoticeRouteValidator(IEnumerable<INoticeSender> senders)
    {
        RuleFor(x => x.AreaCode).Text(AreaCode.MaxLength);
        RuleFor(x => x.Party).Known();
        RuleFor(x => x.Party).Must(party => !Enum.IsDefined(party) || Parties.IsDepartment(party)).As("notice.party");
        RuleFor(x => x.Channel).Must(channel => channel is NoticeChannel.WebHook or NoticeChannel.Email).As("notice.channel");
        RuleFor(x => x.Address).Text(NoticeRoute.AddressMaxLength);
        RuleFor(x => x.Address).Must((command, address) => senders.Where(sender => sender.Channel == command.Channel).All(sender => sender.MayGoTo(address))).As("notice.address").When(x => x.Address is not null);
    }
}

internal sealed class SetNoticeRouteHandler(ICaseDb db, IActor actor, ISeals seals, TimeProvider clock) : IRequestHandler<SetNoticeRoute, NoticeRouteSet>
{
    private const int SecretBytes = 32;

    public async Task<NoticeRouteSet> Handle(SetNoticeRoute command, CancellationToken ct)
    {
        await db.RequireAreaAsync(actor, command.AreaCode, ct);
        var now = clock.GetUtcNow();
        var before = await db.NoticeRoutes.FirstOrDefaultAsync(route => route.AreaCode == command.AreaCode && route.Party == command.Party && route.Channel == command.Channel && route.EndedAt == null, ct);
        before?.End(actor.StaffId, now);

        var id = NoticeRouteId.New();
        var secret = command.Channel == NoticeChannel.WebHook ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)) : null;
        var route = new NoticeRoute(id, command.AreaCode, command.Party, command.Channel, seals.Seal(command.Address.Trim(), id), secret is null ? null : seals.Seal(secret, id), actor.StaffId, now);
        db.NoticeRoutes.Add(route);

        await db.SaveChangesAsync(ct);
        return new NoticeRouteSet(id, secret, route.Version);
    }
}
