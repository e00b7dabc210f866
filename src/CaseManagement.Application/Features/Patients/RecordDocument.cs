using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Features.Patients;

/// <summary>A patient who was registered without a document has one: its number is added, which what is owed to the national platform may wait for.</summary>
[Needs(Right.Register)]
public sealed record RecordDocument(ManagedCaseId CaseId, IdentityDocument Document, string DocumentNumber, long? ExpectedVersion = null) : ICommand<DocumentRecorded>, ICaseCommand, ILooksPastTheScope;

/// <param name="Warnings">Codes of what looks unusual about the number and was accepted all the same.</param>
public sealed record DocumentRecorded(ManagedCaseId CaseId, long Version, IReadOnlyList<string> Warnings) : IVersioned;

internal sealed class RecordDocumentValidator : AbstractValidator<RecordDocument>
{
    public RecordDocumentValidator()
    {
        RuleFor(x => x.Document).Known();
        RuleFor(x => x.DocumentNumber).Text(Patient.DocumentNumberMaxLength);
    }
}

internal sealed class RecordDocumentHandler(ICaseDb db, ISeals seals, Standards standards, TimeProvider clock) : IRequestHandler<RecordDocument, DocumentRecorded>
{
    public async Task<DocumentRecorded> Handle(RecordDocument command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        var patient = await db.Patients.FindOrThrowAsync(patient => patient.Id == managed.PatientId, "patient", ct);
        var (number, warnings) = DocumentNumbers.Read(command.Document, command.DocumentNumber, patient.BornOn, patient.Sex, standards, clock.Today());
        var hashes = seals.HashesOf(LookupText.Document(number!));
        Rule.Require(
            !await db.Patients.IgnoreQueryFilters(ScopeFilter.Only).AnyAsync(other => other.Id != patient.Id && hashes.Contains(other.DocumentHash!), ct),
            "patient.duplicate", "A person with this document number is registered already.");

        patient.RecordDocument(command.Document, seals.Document(number!, patient.Id));
        managed.PatientWasCompleted();

        await db.SaveChangesAsync(ct);
        return new DocumentRecorded(managed.Id, managed.Version, warnings);
    }
}
