using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Ports;

/// <summary>Seals what identifies a person, for one person alone, and hashes it for exact look-up.</summary>
public interface ISeals
{
    /// <summary>Under the newest key; twice the same text gives two sealed texts that do not show it.</summary>
    SealedText Seal(string plain, PatientId owner);

    /// <exception cref="SealBrokenException">It was changed, belongs to somebody else, or its key is not here.</exception>
    string Open(SealedText text, PatientId owner);

    /// <summary>Under the newest key.</summary>
    LookupHash HashOf(LookupText plain);

    /// <summary>Under every key in use: while keys are rotated, some rows are found by the old one and some by the new.</summary>
    IReadOnlyList<LookupHash> HashesOf(LookupText plain);
}

/// <summary>A sealed text does not open; nothing is said of what is in it.</summary>
public sealed class SealBrokenException(Exception? cause = null) : Exception("A sealed text does not open.", cause);

/// <summary>What is sealed for something else than a person is bound to its id in the same way.</summary>
public static class SealingOfRoutes
{
    public static SealedText Seal(this ISeals seals, string plain, NoticeRouteId owner) => seals.Seal(plain, new PatientId(owner.Value));

    /// <exception cref="SealBrokenException">It was changed, belongs to something else, or its key is not here.</exception>
    public static string Open(this ISeals seals, SealedText text, NoticeRouteId owner) => seals.Open(text, new PatientId(owner.Value));
}

/// <summary>The two kinds of numbers, each sealed and hashed in one step.</summary>
public static class Sealing
{
    public static SealedNumber Document(this ISeals seals, string number, PatientId owner) => new(seals.Seal(number, owner), seals.HashOf(LookupText.Document(number)));

    public static SealedNumber Phone(this ISeals seals, string phone, PatientId owner) => new(seals.Seal(phone, owner), LookupText.Phone(phone) is { } text ? seals.HashOf(text) : null);
}
