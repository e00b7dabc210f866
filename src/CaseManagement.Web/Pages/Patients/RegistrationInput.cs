using CaseManagement.Application.Features.Patients;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Web.Pages.Patients;

/// <summary>A registration as a form sends it; its fields bear the names that the request gives them.</summary>
public sealed class RegistrationInput
{
    public string? Name { get; set; }

    /// <summary>How what the clue sounded like was handled, where no emergency is to begin.</summary>
    public string? ClueHandled { get; set; }

    public Sex? Sex { get; set; }

    public DateOnly? BornOn { get; set; }

    public IdentityDocument? Document { get; set; }

    public string? DocumentNumber { get; set; }

    public string? AreaCode { get; set; }

    public string? Address { get; set; }

    public string? Phone { get; set; }

    public GuardianForm Guardian { get; set; } = new();

    public DiagnosisForm Diagnosis { get; set; } = new();

    public ConsentForm Consent { get; set; } = new();

    public DateOnly? RegisteredOn { get; set; }

    public ReportStanding? ReportCard { get; set; }

    public bool NotADuplicate { get; set; }

    internal RegisterPatient Command => new(
        Name ?? "", Sex ?? default, BornOn ?? default, Document, Blank(DocumentNumber), AreaCode ?? "", Address ?? "", Blank(Phone), Guardian.Input,
        new Diagnosis(Diagnosis.Disorder ?? default, Blank(Diagnosis.Icd10), Diagnosis.Hospital ?? "", Diagnosis.ConfirmedOn ?? default),
        new SupplementaryInput(), // a page of its own, afterwards
        new ConsentAnswer(Consent.Agrees ?? false, Consent.Signature.Signature), RegisteredOn, NotADuplicate, ReportCard);

    /// <summary>What must be answered before anything can be sent, and is not.</summary>
    internal IEnumerable<string> Unanswered => new (string Name, bool IsAnswered)[]
    {
        (nameof(Sex), Sex is not null),
        (nameof(BornOn), BornOn is not null),
        ("Diagnosis.Disorder", Diagnosis.Disorder is not null),
        ("Diagnosis.ConfirmedOn", Diagnosis.ConfirmedOn is not null),
        ("Consent.Agrees", Consent.Agrees is not null),
        ("Consent.Signature.SignedOn", Consent.Signature.SignedOn is not null),
    }.Where(asked => !asked.IsAnswered).Select(asked => $"Input.{asked.Name}");

    internal static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>The guardian; nobody, where every line is empty.</summary>
public sealed class GuardianForm
{
    public string? Name { get; set; }

    public string? Relation { get; set; }

    public string? Phone { get; set; }

    public string? SecondPhone { get; set; }

    public string? Address { get; set; }

    internal GuardianInput? Input => new[] { Name, Relation, Phone, SecondPhone, Address }.All(string.IsNullOrWhiteSpace)
        ? null
        : new GuardianInput(Name ?? "", Relation ?? "", Phone ?? "", RegistrationInput.Blank(SecondPhone), RegistrationInput.Blank(Address));
}

/// <summary>What was diagnosed, where and when.</summary>
public sealed class DiagnosisForm
{
    public Disorder? Disorder { get; set; }

    public string? Icd10 { get; set; }

    public string? Hospital { get; set; }

    public DateOnly? ConfirmedOn { get; set; }
}

/// <summary>Whether the patient or the guardian agrees, and who signed.</summary>
public sealed class ConsentForm
{
    public bool? Agrees { get; set; }

    public SignatureInput Signature { get; set; } = new();
}
