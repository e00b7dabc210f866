using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Features;

/// <summary>How the number of a document is read and looked for, at the registration and when it is added later.</summary>
internal static class DocumentNumbers
{
    /// <returns>The number as it is kept, and codes of what looks unusual and was accepted all the same.</returns>
    public static (string? Number, IReadOnlyList<string> Warnings) Read(IdentityDocument? document, string? number, DateOnly bornOn, Sex sex, Standards standards, DateOnly today)
    {
        if (document != IdentityDocument.ResidentIdCard) return (number?.Trim() is { Length: > 0 } other ? other : null, []);

        var reading = IdNumber.Read(number!, today, standards.Settings.AgeBoundYears, sex);
        Rule.Require(reading.Number.BornOn == bornOn, "id-number.other-birth-date", "The ID number says another birth date.");

        return (reading.Number.Reveal(), reading.Warnings);
    }
}
