namespace CaseManagement.Infrastructure.Keys;

/// <summary>Who still needs a key: each question counts the rows of one keeper. Whoever keeps something under these keys adds a line.</summary>
internal static class KeyUses
{
    public static readonly IReadOnlyList<Func<int, FormattableString>> Counts = [Patients, Forms, Routes, Contacts, Audit];

    private static FormattableString Patients(int version)
    {
        var begins = $"{version}.%";
        return $"""
            SELECT count(*) AS "Value" FROM "Patient"
            WHERE "DocumentNumber" LIKE {begins} OR "Phone" LIKE {begins} OR "Guardian_Phone" LIKE {begins} OR "Guardian_SecondPhone" LIKE {begins}
                OR "DocumentHash" LIKE {begins} OR "PhoneHash" LIKE {begins} OR "GuardianPhoneHash" LIKE {begins} OR "GuardianSecondPhoneHash" LIKE {begins}
            """;
    }

    private static FormattableString Forms(int version)
    {
        var holds = $"%\"{KeptForm.PhoneName}\":\"{version}.%";
        return $"""SELECT count(*) AS "Value" FROM "ManagedCase" WHERE "Supplementary" LIKE {holds}""";
    }

    private static FormattableString Routes(int version)
    {
        var begins = $"{version}.%";
        return $"""SELECT count(*) AS "Value" FROM "NoticeRoute" WHERE "Address" LIKE {begins} OR "Secret" LIKE {begins}""";
    }

    private static FormattableString Contacts(int version)
    {
        var begins = $"{version}.%";
        return $"""SELECT count(*) AS "Value" FROM "SupportContact" WHERE "Phone" LIKE {begins} OR "PhoneHash" LIKE {begins}""";
    }

    /// <summary>An entry is proven under the key it was written with, for as long as the chain is kept.</summary>
    private static FormattableString Audit(int version) => $"""
        SELECT (SELECT count(*) FROM "AuditEntry" WHERE "KeyVersion" = {version}) + (SELECT count(*) FROM "AuditHead" WHERE "KeyVersion" = {version}) AS "Value"
        """;
}
