using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Places;

namespace CaseManagement.Application.Features.Exits;

/// <summary>A patient moves to a known address: the team there is asked to take over, or somebody outside the system.</summary>
/// <param name="ToAreaCode">The community or town of the new home; null where it lies outside the system.</param>
/// <param name="Address">The new address, or the place elsewhere.</param>
[Needs(Right.MoveCase)]
public sealed record OfferTransfer(ManagedCaseId CaseId, string? ToAreaCode, string Address, string? Note = null, long? ExpectedVersion = null) : ICommand<PartRecorded>, ICaseCommand;

internal sealed class OfferTransferValidator : AbstractValidator<OfferTransfer>
{
    public OfferTransferValidator()
    {
        RuleFor(x => x.ToAreaCode).OptionalText(AreaCode.MaxLength);
        RuleFor(x => x.Address).Text(CaseExit.AddressMaxLength);
        RuleFor(x => x.Note).OptionalText(CaseExit.NoteMaxLength);
    }
}

internal sealed class OfferTransferHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<OfferTransfer, PartRecorded>
{
    public async Task<PartRecorded> Handle(OfferTransfer command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        managed.RequireHome(actor);
        var area = command.ToAreaCode is { Length: > 0 } code ? code : null;
        Rule.Require(area is null || await db.Areas.AnyAsync(each => each.Code == area, ct), "transfer.no-such-place", "There is no such town or community.");
        var team = area is null ? null : await db.TeamOfAsync(area, ct);

        var part = managed.OfferTransfer(new(area, team, command.Address.Trim()), command.Note, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new PartRecorded(managed.Id, part.Id, managed.Version);
    }
}
