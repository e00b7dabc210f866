using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Patients;

/// <summary>Somebody needs the numbers and the address of a person in plain, says why, and is remembered with it.</summary>
/// <param name="Note">Which other reason; with <see cref="RevealReason.Other"/> only, because it is kept in the audit, which administrators read.</param>
[Needs(Right.RevealIdentity)]
public sealed record RevealIdentity(ManagedCaseId CaseId, RevealReason Reason, string? Note = null) : ICommand<IdentityRevealed>, ICaseCommand, IDoneInEmergencies, IReasoned
{
    public const int NoteMaxLength = 200;

    long? ICaseCommand.ExpectedVersion => null;

    string IReasoned.AuditReason => Reason == RevealReason.Other ? $"{Kebab.Of(Reason)}: {Note?.Trim()}" : Kebab.Of(Reason);
}

/// <summary>In plain, for the one who asked.</summary>
public sealed record IdentityRevealed(string? DocumentNumber, string? Phone, string Address, RevealedGuardian? Guardian, string? CommitteePhone, IReadOnlyList<RevealedContact> Contacts);

/// <summary>Somebody beside the patient whose number is their own.</summary>
public sealed record RevealedContact(SupportContactId Id, string Phone);

public sealed record RevealedGuardian(string Name, string Relation, string Phone, string? SecondPhone, string? Address);

internal sealed class RevealIdentityValidator : AbstractValidator<RevealIdentity>
{
    public RevealIdentityValidator()
    {
        RuleFor(x => x.Reason).Known();
        RuleFor(x => x.Note).OptionalText(RevealIdentity.NoteMaxLength);
        RuleFor(x => x.Note).Must(note => !string.IsNullOrWhiteSpace(note)).As("reveal.note-missing").When(x => x.Reason == RevealReason.Other);
        RuleFor(x => x.Note).Must(string.IsNullOrWhiteSpace).As("reveal.note-not-kept").When(x => x.Reason != RevealReason.Other);
    }
}

internal sealed class RevealIdentityHandler(ICaseDb db, ISeals seals) : IRequestHandler<RevealIdentity, IdentityRevealed>
{
    public async Task<IdentityRevealed> Handle(RevealIdentity command, CancellationToken ct)
    {
        var managed = await db.Cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => managed.Id == command.CaseId)
            .Select(managed => new { managed.PatientId, managed.Supplementary }).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("managed-case");
        var patient = await db.Patients.AsNoTracking().FindOrThrowAsync(patient => patient.Id == managed.PatientId, "patient", ct);
        var contacts = await db.SupportContacts.AsNoTracking().Where(contact => contact.CaseId == command.CaseId && contact.EndedOn == null).ToListAsync(ct);

        var revealed = new IdentityRevealed(
            Open(patient.DocumentNumber), Open(patient.Phone), patient.Address,
            patient.Guardian is { } guardian ? new(guardian.Name, guardian.Relation, seals.Open(guardian.Phone, patient.Id), Open(guardian.SecondPhone), guardian.Address) : null,
            Open(managed.Supplementary.CommitteePhone),
            [.. contacts.Where(contact => contact.Role.IsPrivate()).Select(contact => new RevealedContact(contact.Id, seals.Open(contact.Phone, patient.Id)))]);
        await db.SaveChangesAsync(ct); // nothing is shown whose showing has not been written down

        return revealed;

        string? Open(SealedText? text) => text is null ? null : seals.Open(text, patient.Id);
    }
}
