using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Infrastructure.Keys;

/// <summary>The sealed columns of a patient as they are kept: sealed under any key, or plain in a row from before sealing began.</summary>
internal sealed record KeptPatient(byte[] Id, long Version, string? DocumentNumber, string? Phone, string? GuardianPhone, string? SecondPhone, string? DocumentHash, string? PhoneHash, string? GuardianPhoneHash, string? GuardianSecondPhoneHash)
{
    public PatientId Owner => new(new Guid(Id, bigEndian: true));

    public bool IsOlderThan(int version, ISeals seals) =>
        Kept.IsOlder(DocumentNumber, version) || Kept.IsOlder(Phone, version) || Kept.IsOlder(GuardianPhone, version) || Kept.IsOlder(SecondPhone, version)
        || Kept.HashIsOlder(DocumentHash, version) || Kept.HashIsOlder(PhoneHash, version) || Kept.HashIsOlder(GuardianPhoneHash, version) || Kept.HashIsMissing(SecondPhone, GuardianSecondPhoneHash, version, seals, Owner);

    public KeptPatient SealedAnew(ISeals seals)
    {
        var (number, phone, guardian, second) = (Kept.Plain(DocumentNumber, seals, Owner), Kept.Plain(Phone, seals, Owner), Kept.Plain(GuardianPhone, seals, Owner), Kept.Plain(SecondPhone, seals, Owner));
        return this with
        {
            DocumentNumber = Kept.Seal(number, seals, Owner),
            Phone = Kept.Seal(phone, seals, Owner),
            GuardianPhone = Kept.Seal(guardian, seals, Owner),
            SecondPhone = Kept.Seal(second, seals, Owner),
            DocumentHash = number is null ? null : seals.HashOf(LookupText.Document(number)).Stored(),
            PhoneHash = Kept.HashOfPhone(phone, seals),
            GuardianPhoneHash = Kept.HashOfPhone(guardian, seals),
            GuardianSecondPhoneHash = Kept.HashOfPhone(second, seals),
        };
    }
}

/// <summary>A supplementary form as it is kept, one JSON text.</summary>
internal sealed record KeptForm(byte[] Id, byte[] PatientId, string Supplementary)
{
    public const string PhoneName = "committeePhone";

    private static readonly JsonSerializerOptions AsKept = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsOlderThan(int version) => Kept.IsOlder(Phone(), version);

    public string SealedAnew(ISeals seals)
    {
        var owner = new PatientId(new Guid(PatientId, bigEndian: true));
        var form = JsonNode.Parse(Supplementary)!;
        form[PhoneName] = Kept.Seal(Kept.Plain(Phone(), seals, owner), seals, owner);

        return form.ToJsonString(AsKept);
    }

    private string? Phone() => Supplementary.Contains(PhoneName, StringComparison.Ordinal) ? (string?)JsonNode.Parse(Supplementary)![PhoneName] : null;
}

/// <summary>The address and the secret of a route as they are kept.</summary>
internal sealed record KeptRoute(byte[] Id, string Address, string? Secret)
{
    public bool IsOlderThan(int version) => Kept.IsOlder(Address, version) || Kept.IsOlder(Secret, version);

    public KeptRoute SealedAnew(ISeals seals)
    {
        var owner = new PatientId(new Guid(Id, bigEndian: true)); // bound to the id of the route as a number is to its person
        return this with { Address = Kept.Seal(Kept.Plain(Address, seals, owner), seals, owner)!, Secret = Kept.Seal(Kept.Plain(Secret, seals, owner), seals, owner) };
    }
}

/// <summary>The phone of a support contact as it is kept, with the patient to whom it is bound.</summary>
internal sealed record KeptContact(byte[] Id, byte[] PatientId, string Phone, string? PhoneHash)
{
    private PatientId Owner => new(new Guid(PatientId, bigEndian: true));

    public bool IsOlderThan(int version, ISeals seals) => Kept.IsOlder(Phone, version) || Kept.HashIsMissing(Phone, PhoneHash, version, seals, Owner);

    public KeptContact SealedAnew(ISeals seals)
    {
        var plain = Kept.Plain(Phone, seals, Owner);
        return this with { Phone = Kept.Seal(plain, seals, Owner)!, PhoneHash = Kept.HashOfPhone(plain, seals) };
    }
}

internal static class Kept
{
    public static bool IsOlder(string? text, int version) => text is not null && (!SealedText.IsSealed(text) || SealedText.FromStored(text).KeyVersion < version);

    public static string? HashOfPhone(string? plain, ISeals seals) => plain is not null && LookupText.Phone(plain) is { } text ? seals.HashOf(text).Stored() : null;

    public static bool HashIsOlder(string? text, int version) => text is not null && LookupHash.FromStored(text).KeyVersion < version;

    /// <summary>A number that an older program kept is not found yet, or is by an older key; what has no digit is never found, and nothing is missing.</summary>
    public static bool HashIsMissing(string? number, string? hash, int version, ISeals seals, PatientId owner) => number is not null && (hash is null ? HashOfPhone(Plain(number, seals, owner), seals) is not null : HashIsOlder(hash, version));

    public static string? Plain(string? text, ISeals seals, PatientId owner) => text is null || !SealedText.IsSealed(text) ? text : seals.Open(SealedText.FromStored(text), owner);

    public static string? Seal(string? plain, ISeals seals, PatientId owner) => plain is null ? null : seals.Seal(plain, owner).Stored();
}
