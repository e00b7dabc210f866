using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Features.Patients;

/// <summary>The supplementary form of a patient: its answers, those that were replaced, and how the paper shows it.</summary>
[Needs(Right.SeeCase)]
public sealed record GetSupplementaryForm(ManagedCaseId CaseId) : IRecordQuery<SupplementaryFormShown>;

/// <param name="Earlier">The answers that were replaced, the oldest first.</param>
/// <param name="Paper">In the order of the paper, for printing and signing; phones and addresses are masked there too.</param>
/// <param name="Registered">What the case is managed for: the paper names the disorder whose code alone was written.</param>
public sealed record SupplementaryFormShown(
    ManagedCaseId CaseId, string Name, SupplementaryShown Answers, IReadOnlyList<ReplacedAnswers> Earlier, IReadOnlyList<PaperField> Paper, Diagnosis Registered, long Version) : IVersioned;

/// <summary>The answers with the phone of the contact as it may be shown.</summary>
public sealed record SupplementaryShown : SupplementaryAnswers
{
    public SupplementaryShown() { }

    internal SupplementaryShown(SupplementaryAnswers answers, Masked? committeePhone) : base(answers) => CommitteePhone = committeePhone;

    public Masked? CommitteePhone { get; init; }
}

internal sealed class GetSupplementaryFormHandler(ICaseDb db, ISeals seals, FormBook forms, TimeProvider clock) : IRequestHandler<GetSupplementaryForm, SupplementaryFormShown>
{
    public async Task<SupplementaryFormShown> Handle(GetSupplementaryForm query, CancellationToken ct)
    {
        var managed = await db.Cases.AsNoTracking().FirstOrDefaultAsync(managed => managed.Id == query.CaseId, ct) ?? throw new NotFoundException("managed-case");
        var patient = await db.Patients.AsNoTracking().FindOrThrowAsync(patient => patient.Id == managed.PatientId, "patient", ct);
        var form = managed.Supplementary;
        var (phone, guardian) = (Mask(form.CommitteePhone), patient.Guardian);
        var head = new SupplementaryHead(
            guardian?.Name, guardian?.Relation, guardian?.Address is { } address ? Masks.Address(address).ToString() : null, Mask(guardian?.Phone)?.ToString(), phone?.ToString(), managed.LatestConsent());

        return new(managed.Id, patient.Name, new(form, phone), form.Earlier ?? [], SupplementaryPaper.Of(head, form, forms.On(form.FilledOn ?? clock.Today())), managed.Diagnosis, managed.Version);

        Masked? Mask(SealedText? text) => text is null ? null : Masks.Phone(seals.Open(text, patient.Id));
    }
}
