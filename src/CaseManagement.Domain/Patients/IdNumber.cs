using System.Globalization;

namespace CaseManagement.Domain.Patients;

/// <summary>公民身份号码: a resident's identity number, always 18 characters; it shows itself masked.</summary>
/// <remarks>
/// Source: GB 11643-1999. Residence permits of people from Hong Kong, Macao and Taiwan (prefixes 81, 82, 83) follow the same rule.
/// The full number is a method and no property, so that neither a log nor a serializer finds it by itself.
/// </remarks>
public sealed record IdNumber
{
    public const int Length = 18;

    public const int OldLength = 15;
    private const string CheckDigits = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private readonly string _number;

    private IdNumber(string number) => _number = number;

    public DateOnly BornOn => DateOnly.ParseExact(_number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>From the 17th digit: odd male, even female.</summary>
    public Sex Sex => (_number[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>The first and last four characters, stars between: <c>4419**********002X</c>.</summary>
    public string Masked => string.Concat(_number.AsSpan(0, 4), "**********", _number.AsSpan(14, 4));

    /// <summary>The full number, for storing it encrypted and for showing it to somebody who gave a reason.</summary>
    public string Reveal() => _number;

    /// <summary>The masked form.</summary>
    public override string ToString() => Masked;

    /// <summary>A number that has been checked before it was stored.</summary>
    public static IdNumber FromStored(string number) => new(number);

    /// <summary>The number that the standard makes of its parts.</summary>
    /// <param name="areaCode">Six digits.</param>
    /// <param name="sequence">0 to 999; odd for a man, even for a woman.</param>
    public static IdNumber FromParts(string areaCode, DateOnly bornOn, int sequence) =>
        new(WithCheckDigit(string.Create(CultureInfo.InvariantCulture, $"{areaCode}{bornOn:yyyyMMdd}{sequence:000}")));

    /// <summary>Reads a number of 18 or, from old cards, 15 digits (made into 18); x is stored as X.</summary>
    /// <exception cref="RuleBrokenException">
    /// <c>id-number.length</c>, <c>id-number.characters</c>, <c>id-number.check-digit</c>, <c>id-number.date</c>, <c>id-number.future</c>
    /// </exception>
    public static IdNumber Parse(string text, DateOnly today)
    {
        var number = text.Trim().ToUpperInvariant();
        Rule.Require(number.Length is Length or OldLength, "id-number.length", "An identity number has 18 characters, an old one 15.");

        var isOld = number.Length == OldLength;
        var digits = isOld ? number : number[..17];
        Rule.Require(
            digits.All(char.IsAsciiDigit) && (isOld || char.IsAsciiDigit(number[17]) || number[17] == 'X'),
            "id-number.characters",
            "An identity number consists of digits; only the last character may be X.");

        if (isOld) number = WithCheckDigit(string.Concat(number.AsSpan(0, 6), "19", number.AsSpan(6)));
        Rule.Require(number == WithCheckDigit(number[..17]), "id-number.check-digit", "The last character does not fit the others.");
        Rule.Require(
            DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var bornOn),
            "id-number.date",
            "The date of birth in the number is not a day of the calendar.");
        Rule.Require(bornOn <= today, "id-number.future", "The date of birth in the number is in the future.");

        return new(number);
    }

    /// <summary>Reads a number as <see cref="Parse"/> does, and says what should be asked about it; a warning never refuses.</summary>
    /// <param name="ageBoundYears">Age in years, itself still plausible. No source gives a number: it is a setting.</param>
    /// <param name="told">The sex as it is recorded elsewhere, where it is known.</param>
    public static IdNumberReading Read(string text, DateOnly today, int ageBoundYears, Sex? told)
    {
        var number = Parse(text, today);
        var warnings = new List<string>();
        if (text.Trim().Length == OldLength) warnings.Add("id-number.fifteen-digits");
        if (number.BornOn.AddYears(ageBoundYears + 1) <= today) warnings.Add("id-number.age");
        if (told is Sex.Male or Sex.Female && told != number.Sex) warnings.Add("id-number.sex");

        return new(number, warnings);
    }

    private static string WithCheckDigit(string first17)
    {
        var sum = first17.Select((digit, place) => (digit - '0') * Weights[place]).Sum();
        return first17 + CheckDigits[sum % 11];
    }
}

/// <summary>An identity number that was read, and the codes of what should be asked about it.</summary>
public sealed record IdNumberReading(IdNumber Number, IReadOnlyList<string> Warnings);
