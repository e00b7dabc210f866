namespace CaseManagement.Domain.Patients;

/// <summary>What can be dialled: whoever calls in an emergency reads it off a screen.</summary>
/// <remarks>
/// Digits, with a plus before them, and spaces, hyphens and brackets between them; then perhaps an extension after 转, x, ext. or #.
/// Unit: digits. At most 15 without the extension, included: ITU-T E.164 (11/2010), 6. At least 3 (a short number such as 110) and an extension of 1 to 6 are rules of this project; ordinal, both bounds included.
/// </remarks>
public static class PhoneNumbers
{
    public const int FewestDigits = 3;
    public const int MostDigits = 15;
    public const int MostOfExtension = 6;

    private static readonly string[] BeforeExtension = ["转", "ext.", "ext", "x", "#"];

    public static bool IsPhone(string text)
    {
        var phone = text.Trim();
        var mark = BeforeExtension.Select(each => (Word: each, At: phone.IndexOf(each, StringComparison.OrdinalIgnoreCase))).Where(each => each.At >= 0).OrderBy(each => each.At).ThenByDescending(each => each.Word.Length).FirstOrDefault();
        var number = mark.Word is null ? phone : phone[..mark.At];
        var extension = mark.Word is null ? null : phone[(mark.At + mark.Word.Length)..].Trim();

        return IsNumber(number) && extension is null or { Length: >= 1 and <= MostOfExtension } && (extension?.All(char.IsAsciiDigit) ?? true);
    }

    private static bool IsNumber(string number) =>
        number.Count(char.IsAsciiDigit) is >= FewestDigits and <= MostDigits
        && number.LastIndexOf('+') <= 0
        && number.All(sign => char.IsAsciiDigit(sign) || sign is '+' or ' ' or '-' or '(' or ')' or '（' or '）');
}
