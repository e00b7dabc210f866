using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Support;

/// <summary>Nobody is to call this person for the patient any more; the entry is kept.</summary>
[Needs(Right.KeepSupportContacts)]
public sealed record EndSupportContact(ManagedCaseId CaseId, SupportContactId ContactId, SupportContactEnd Reason, long? ExpectedVersion = null) : ICommand<SupportContactChanged>, ICaseCommand
{
    long? ICaseCommand.ExpectedVersion => null;
}

internal sealed class EndSupportContactValidator : AbstractValidator<EndSupportContact>
{
    public EndSupportContactValidator() => RuleFor(x => x.Reason).Known();
}

internal sealed class EndSupportContactHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<EndSupportContact, SupportContactChanged>
{
    public async Task<SupportContactChanged> Handle(EndSupportContact command, CancellationToken ct)
    {
        var contact = (await db.SupportContacts.FindOrThrowAsync(contact => contact.Id == command.ContactId && contact.CaseId == command.CaseId, "support-contact", ct)).AsSeen(command.ExpectedVersion);

        contact.End(command.Reason, actor.StaffId, clock.Today());

        await db.SaveChangesAsync(ct);
        return new SupportContactChanged(contact.Id, contact.Version);
    }
}
