namespace CaseManagement.Domain.Patients;

public readonly record struct PatientId(Guid Value) : IEntityId<PatientId>
{
    public static PatientId New() => new(Guid.CreateVersion7());

    public static PatientId From(Guid value) => new(value);

    /// <summary>Ids sort by the time they were made; a list pages by them.</summary>
    public static bool operator >(PatientId left, PatientId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(PatientId left, PatientId right) => right > left;
}

/// <summary>What identifies a person, with the numbers of the national platform.</summary>
[FormCode]
public enum IdentityDocument
{
    ResidentIdCard = 1,
    Passport = 3,
    ResidencePermit = 8,
}

/// <summary>监护人 who answers for the patient; the phones are sealed for the patient.</summary>
public sealed record Guardian(string Name, string Relation, SealedText Phone, SealedText? SecondPhone, string? Address);

/// <summary>A number of a person, sealed, and the hash by which it is found; a phone without a digit is not found.</summary>
public sealed record SealedNumber(SealedText Text, LookupHash? Hash);

/// <summary>患者 the person.</summary>
public sealed class Patient : AggregateRoot
{
    public const int NameMaxLength = 50;
    public const int DocumentNumberMaxLength = 30;
    public const int PhoneMaxLength = 20;
    public const int AddressMaxLength = 200;
    public const int RelationMaxLength = 20;

    private Patient() { }

    public Patient(
        PatientId id, string name, NameReading read, Sex sex, DateOnly bornOn, IdentityDocument? document, SealedNumber? documentNumber, string areaCode, string address, SealedNumber? phone, Guardian? guardian, LookupHash? guardianPhoneHash, LookupHash? guardianSecondPhoneHash, DateOnly today)
    {
        Rule.Require(bornOn <= today, "patient.born-in-future", "A birth date does not lie in the future.");

        (Id, Name, Sex, BornOn) = (id, name, sex, bornOn);
        (Initials, GivenName) = (read.Initials, read.GivenName);
        (Document, DocumentNumber, DocumentHash) = (document, documentNumber?.Text, documentNumber?.Hash);
        (AreaCode, Address, Phone, PhoneHash) = (areaCode, address, phone?.Text, phone?.Hash);
        (Guardian, GuardianPhoneHash, GuardianSecondPhoneHash) = guardian is null ? (null, null, null) : (guardian, guardianPhoneHash, guardianSecondPhoneHash);
    }

    /// <summary>The patient lives elsewhere now.</summary>
    public void MoveTo(string areaCode, string address)
    {
        (AreaCode, Address) = (areaCode, address);
        Changed();
    }

    /// <summary>The patient had no document, or nobody knew its number, and now somebody does.</summary>
    public void RecordDocument(IdentityDocument document, SealedNumber number)
    {
        Rule.Require(DocumentNumber is null, "patient.has-document", "The number of a document is recorded already.");

        (Document, DocumentNumber, DocumentHash) = (document, number.Text, number.Hash);
        Changed();
    }

    public PatientId Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The initials of the name's reading, for finding it; null until a row from an older program has been read.</summary>
    public string? Initials { get; private set; }

    /// <summary>What follows the surname, for finding it.</summary>
    public string? GivenName { get; private set; }

    public Sex Sex { get; private set; }

    public DateOnly BornOn { get; private set; }

    public IdentityDocument? Document { get; private set; }

    /// <summary>18 characters for a resident ID card; null where a person has no document.</summary>
    public SealedText? DocumentNumber { get; private set; }

    /// <summary>No two people have the same.</summary>
    public LookupHash? DocumentHash { get; private set; }

    /// <summary>The community, or the town where there is none, in which the person lives.</summary>
    public string AreaCode { get; private set; } = "";

    public string Address { get; private set; } = "";

    public SealedText? Phone { get; private set; }

    public LookupHash? PhoneHash { get; private set; }

    public Guardian? Guardian { get; private set; }

    public LookupHash? GuardianPhoneHash { get; private set; }

    public LookupHash? GuardianSecondPhoneHash { get; private set; }
}
