using CaseManagement.Domain.Cases;

namespace CaseManagement.Domain.Patients;

/// <summary>What the supplementary form prints of what is kept elsewhere; addresses and phones as they may be shown.</summary>
/// <param name="Consent">Null where nobody has been asked.</param>
public sealed record SupplementaryHead(string? GuardianName, string? GuardianRelation, string? GuardianAddress, string? GuardianPhone, string? CommitteePhone, InformedConsent? Consent);

/// <summary>个人信息补充表 as the paper shows it.</summary>
/// <remarks>Source: supplementary form, 3rd ed. (2017); the form of 2018 has none of its own.</remarks>
public static class SupplementaryPaper
{
    /// <summary>The fields in the order of the paper.</summary>
    public static IReadOnlyList<PaperField> Of(SupplementaryHead head, SupplementaryAnswers answers, FormBook forms) =>
    [
        .. from field in forms.Of(FormName.Supplementary)
           where field.Printed.Count > 0
           let options = forms.Options(field, FormEdition.Third2017)
           select PaperField.Of(field, options, ValueOf(field.Label.Code, head, answers)),
    ];

    private static object? ValueOf(string field, SupplementaryHead head, SupplementaryAnswers answers) => field switch
    {
        "guardian-name" => head.GuardianName,
        "guardian-relation" => head.GuardianRelation,
        "guardian-address" => head.GuardianAddress,
        "guardian-phone" => head.GuardianPhone,
        "committee-phone" => head.CommitteePhone,
        "consent" => head.Consent is { Agrees: var agrees } ? (agrees ? ConsentChoice.Agrees : ConsentChoice.Refuses) : null,
        "consent-signer" => head.Consent?.Signature.SignerName,
        "consent-signed-on" => head.Consent?.Signature.SignedOn,
        _ => SupplementaryQuestions.ValueOf(field, answers),
    };
}
