using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Support;

/// <summary>Somebody is added who may be called for a patient, beside the guardian.</summary>
/// <param name="Order">Whom to call first: 1 before 2.</param>
[Needs(Right.KeepSupportContacts)]
public sealed record AddSupportContact(ManagedCaseId CaseId, SupportRole Role, string Name, string Phone, int Order) : ICommand<SupportContactChanged>, ICaseCommand
{
    long? ICaseCommand.ExpectedVersion => null;
}

/// <summary>The entry as it now stands.</summary>
public sealed record SupportContactChanged(SupportContactId Id, long Version) : IVersioned;

internal sealed class AddSupportContactValidator : AbstractValidator<AddSupportContact>
{
    public AddSupportContactValidator()
    {
        RuleFor(x => x.Role).Known();
        RuleFor(x => x.Name).Text(Patient.NameMaxLength);
        RuleFor(x => x.Phone).Phone(Patient.PhoneMaxLength);
    }
}

internal sealed class AddSupportContactHandler(ICaseDb db, ISeals seals, IActor actor, TimeProvider clock) : IRequestHandler<AddSupportContact, SupportContactChanged>
{
    public async Task<SupportContactChanged> Handle(AddSupportContact command, CancellationToken ct)
    {
        var managed = await db.FindSupportedAsync(command.CaseId, ct);
        Rule.Require(await db.SupportContacts.CountAsync(contact => contact.CaseId == managed.Id && contact.EndedOn == null, ct) < SupportContact.MostOfACase, "support-contact.too-many", "There are {0} contacts already: end one first.", SupportContact.MostOfACase);

        var contact = new SupportContact(SupportContactId.New(), managed.Id, command.Role, command.Name.Trim(), seals.Phone(command.Phone.Trim(), managed.PatientId), command.Order, actor.StaffId, clock.Today());
        db.SupportContacts.Add(contact);

        await db.SaveChangesAsync(ct);
        return new SupportContactChanged(contact.Id, contact.Version);
    }
}
