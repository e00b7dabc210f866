using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Features.Patients;

/// <summary>A person with a confirmed diagnosis is registered: who it is, what was diagnosed, who is the guardian, and whether management is agreed to.</summary>
/// <param name="DocumentNumber">A resident ID card's number is checked by GB 11643; null where the person has no document.</param>
/// <param name="RegisteredOn">Today when not given; a paper registration may be entered later.</param>
/// <param name="Consent">Refusal is kept as well: the patient stays registered and is not managed.</param>
/// <param name="ReportCard">Whether a report card is owed or is there already; where nothing is said it is owed as long as the time for it is running.</param>
/// <param name="FromClue">The clue by which the person was found: it has its end with the registration.</param>
/// <param name="ClueHandled">Where that clue sounds like an emergency, one begins for the patient; unless it was handled already, as this says.</param>
/// <param name="NotADuplicate">Somebody of the same name, sex and birth date is registered already, and the sender has looked: this is another person.</param>
[Needs(Right.Register)]
public sealed record RegisterPatient(
    string Name,
    Sex Sex,
    DateOnly BornOn,
    IdentityDocument? Document,
    string? DocumentNumber,
    string AreaCode,
    string Address,
    string? Phone,
    GuardianInput? Guardian,
    Diagnosis Diagnosis,
    SupplementaryInput Supplementary,
    ConsentAnswer Consent,
    DateOnly? RegisteredOn = null,
    bool NotADuplicate = false,
    ReportStanding? ReportCard = null,
    ClueId? FromClue = null,
    string? ClueHandled = null) : ICommand<PatientRegistered>, ILooksPastTheScope;

/// <summary>The guardian as told, before the phones are sealed.</summary>
public sealed record GuardianInput(string Name, string Relation, string Phone, string? SecondPhone, string? Address);

/// <summary>The supplementary form as filled in, before the phone of the contact is sealed.</summary>
public sealed record SupplementaryInput : SupplementaryAnswers
{
    public string? CommitteePhone { get; init; }
}

/// <summary>The answer to the question of consent, with its signature.</summary>
public sealed record ConsentAnswer(bool Agrees, Signature Signature);

/// <param name="Warnings">Codes of what looks unusual about the identity and was accepted all the same.</param>
public sealed record PatientRegistered(PatientId PatientId, ManagedCaseId CaseId, long Version, Domain.Staff.CareTeamId? CareTeamId, IReadOnlyList<string> Warnings) : IVersioned;

internal sealed class RegisterPatientValidator : AbstractValidator<RegisterPatient>
{
    public RegisterPatientValidator(TimeProvider clock)
    {
        RuleFor(x => x.Name).Text(Patient.NameMaxLength);
        RuleFor(x => x.Sex).Known();
        RuleFor(x => x.BornOn).NotAhead(clock, "patient.born-in-future");
        RuleFor(x => x.Document).Known();
        RuleFor(x => x.ReportCard).Known();
        RuleFor(x => x.DocumentNumber).OptionalText(Patient.DocumentNumberMaxLength);
        RuleFor(x => x.DocumentNumber).NotEmpty().As("id-number.missing").When(x => x.Document is not null);
        RuleFor(x => x.AreaCode).Text(Domain.Places.AreaCode.MaxLength);
        RuleFor(x => x.Address).Text(Patient.AddressMaxLength);
        RuleFor(x => x.Phone).OptionalPhone(Patient.PhoneMaxLength);
        RuleFor(x => x.RegisteredOn!.Value).NotAhead(clock, "case.registered-in-future").When(x => x.RegisteredOn is not null).OverridePropertyName(nameof(RegisterPatient.RegisteredOn));
        RuleFor(x => x.Guardian!).SetValidator(new GuardianValidator()).When(x => x.Guardian is not null);
        RuleFor(x => x.Diagnosis).NotNull().As("text.missing").SetValidator(new DiagnosisValidator(clock));
        RuleFor(x => x.Supplementary).NotNull().As("text.missing").Form(SupplementaryAnswers.TextMaxLength, SupplementaryAnswers.MaxCount);
        RuleFor(x => x.Supplementary.CommitteePhone).OptionalPhone(Patient.PhoneMaxLength).When(x => x.Supplementary is not null);
        RuleFor(x => x.ClueHandled).OptionalText(Clue.NoteMaxLength);
        RuleFor(x => x.Consent).NotNull().As("text.missing");
        RuleFor(x => x.Consent.Signature).NotNull().As("text.missing").SetValidator(new SignatureValidator()).When(x => x.Consent is not null);
    }

    private sealed class GuardianValidator : AbstractValidator<GuardianInput>
    {
        public GuardianValidator()
        {
            RuleFor(x => x.Name).Text(Patient.NameMaxLength);
            RuleFor(x => x.Relation).Text(Patient.RelationMaxLength);
            RuleFor(x => x.Phone).Phone(Patient.PhoneMaxLength);
            RuleFor(x => x.SecondPhone).OptionalPhone(Patient.PhoneMaxLength);
            RuleFor(x => x.Address).OptionalText(Patient.AddressMaxLength);
        }
    }

    private sealed class DiagnosisValidator : AbstractValidator<Diagnosis>
    {
        public DiagnosisValidator(TimeProvider clock)
        {
            RuleFor(x => x.Disorder).Known();
            RuleFor(x => x.Icd10).OptionalIcd10(Diagnosis.Icd10MaxLength);
            RuleFor(x => x.Hospital).Text(Diagnosis.HospitalMaxLength);
            RuleFor(x => x.ConfirmedOn).NotAhead(clock, "diagnosis.in-future");
        }
    }
}

internal sealed class RegisterPatientHandler(ICaseDb db, ISeals seals, NameReadings readings, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<RegisterPatient, PatientRegistered>
{
    public async Task<PatientRegistered> Handle(RegisterPatient command, CancellationToken ct)
    {
        var today = clock.Today();
        var registeredOn = command.RegisteredOn ?? today;
        command.Supplementary.RequireConsistent(today);
        var (number, warnings) = DocumentNumbers.Read(command.Document, command.DocumentNumber, command.BornOn, command.Sex, standards, today);
        var team = await db.TeamOfAsync(command.AreaCode, ct);
        if (!CaseScope.IsAtHome(actor.Acting.Viewer, command.AreaCode, team)) throw new NotPermittedException(Right.Register);
        await RefuseDuplicates(command, number, ct);

        var patient = Sealed(command, number, today);
        var supplementary = new SupplementaryForm(command.Supplementary, command.Supplementary.CommitteePhone is { Length: > 0 } phone ? seals.Seal(phone, patient.Id) : null);
        var managed = new ManagedCase(
            ManagedCaseId.New(), patient.Id, command.AreaCode, command.Diagnosis, supplementary, team, registeredOn);
        managed.RecordConsent(command.Consent.Agrees, command.Consent.Signature, actor.StaffId, standards, today);
        managed.OweReport(command.ReportCard, actor.StaffId, standards, today);

        if (command.FromClue is { } from) await EndClue(from, command.ClueHandled, managed, today, ct);
        db.Patients.Add(patient);
        db.Cases.Add(managed);
        await db.SaveChangesAsync(ct);

        return new PatientRegistered(patient.Id, managed.Id, managed.Version, managed.CareTeamId, warnings);
    }

    /// <summary>The clue has its end with the registration, and what it sounds like begins; not what somebody has handled.</summary>
    private async Task EndClue(ClueId id, string? handled, ManagedCase managed, DateOnly today, CancellationToken ct)
    {
        var (clue, now) = (await db.Clues.FindOrThrowAsync(clue => clue.Id == id, "clue", ct), clock.Now());

        clue.Register(managed.Id, handled?.Trim(), actor.StaffId, now);
        if (string.IsNullOrWhiteSpace(handled) && clue.Starts(actor.StaffId, now) is { } cause) managed.StartCrisis(cause, now, standards, today);
    }

    private Patient Sealed(RegisterPatient command, string? number, DateOnly today)
    {
        var id = PatientId.New();
        var guardian = command.Guardian;
        var guardianPhone = guardian is null ? null : seals.Phone(guardian.Phone, id);
        var secondPhone = guardian?.SecondPhone is { Length: > 0 } second ? seals.Phone(second, id) : null;

        return new Patient(
            id, command.Name.Trim(), readings.Of(command.Name), command.Sex, command.BornOn, command.Document, number is null ? null : seals.Document(number, id),
            command.AreaCode, command.Address.Trim(), command.Phone is { Length: > 0 } phone ? seals.Phone(phone, id) : null,
            guardian is null ? null : new Guardian(guardian.Name, guardian.Relation, guardianPhone!.Text, secondPhone?.Text, guardian.Address),
            guardianPhone?.Hash, secondPhone?.Hash, today);
    }

    /// <summary>Looked for among all who are registered, wherever they live: nobody is registered twice.</summary>
    private async Task RefuseDuplicates(RegisterPatient command, string? number, CancellationToken ct)
    {
        var everybody = db.Patients.IgnoreQueryFilters(ScopeFilter.Only);
        var hashes = number is null ? [] : seals.HashesOf(LookupText.Document(number));
        var name = command.Name.Trim();
        var sameNumber = everybody.Where(patient => hashes.Contains(patient.DocumentHash!)).OrderBy(patient => patient.DocumentHash).Select(_ => true).Take(1);
        var sameName = everybody.Where(patient => patient.Name == name && patient.BornOn == command.BornOn && patient.Sex == command.Sex).OrderBy(patient => patient.Name).Select(_ => false).Take(1);
        var found = (hashes.Count, command.NotADuplicate) switch
        {
            (0, true) => [],
            (0, false) => await sameName.ToListAsync(ct),
            (_, true) => await sameNumber.ToListAsync(ct),
            _ => await sameNumber.Concat(sameName).ToListAsync(ct),
        };

        Rule.Require(!found.Contains(true), "patient.duplicate", "A person with this document number is registered already.");
        Rule.Require(
            found.Count == 0,
            "patient.possible-duplicate",
            "Somebody of the same name, sex and birth date is registered already; look, and if this is another person, say so.");
    }
}
