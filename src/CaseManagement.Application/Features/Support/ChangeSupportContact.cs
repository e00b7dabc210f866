using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Support;

/// <summary>What is known of a contact changes: the entry ends, and another takes its place.</summary>
/// <param name="Phone">Null where it stays; a private number does not become an office's.</param>
[Needs(Right.KeepSupportContacts)]
public sealed record ChangeSupportContact(ManagedCaseId CaseId, SupportContactId ContactId, SupportRole Role, string Name, string? Phone, int Order, long? ExpectedVersion = null) : ICommand<SupportContactChanged>, ICaseCommand
{
    long? ICaseCommand.ExpectedVersion => null;
}

internal sealed class ChangeSupportContactValidator : AbstractValidator<ChangeSupportContact>
{
    public ChangeSupportContactValidator()
    {
        RuleFor(x => x.Role).Known();
        RuleFor(x => x.Name).Text(Patient.NameMaxLength);
        RuleFor(x => x.Phone).OptionalPhone(Patient.PhoneMaxLength);
    }
}

internal sealed class ChangeSupportContactHandler(ICaseDb db, ISeals seals, IActor actor, TimeProvider clock) : IRequestHandler<ChangeSupportContact, SupportContactChanged>
{
    public async Task<SupportContactChanged> Handle(ChangeSupportContact command, CancellationToken ct)
    {
        var managed = await db.FindSupportedAsync(command.CaseId, ct);
        var contact = (await db.SupportContacts.FindOrThrowAsync(contact => contact.Id == command.ContactId && contact.CaseId == managed.Id, "support-contact", ct)).AsSeen(command.ExpectedVersion);

        var next = contact.Change(SupportContactId.New(), command.Role, command.Name.Trim(), command.Phone?.Trim() is { Length: > 0 } phone ? seals.Phone(phone, managed.PatientId) : null, command.Order, actor.StaffId, clock.Today());
        db.SupportContacts.Add(next);

        await db.SaveChangesAsync(ct);
        return new SupportContactChanged(next.Id, next.Version);
    }
}
