using System.Text;

namespace CaseManagement.Domain.Patients;

/// <summary>How a name is looked for, beside the name itself.</summary>
/// <param name="Initials">The first letter of the reading of each character, in capitals: <c>OYXM</c>; empty where no character has one.</param>
/// <param name="GivenName">What follows the surname; null where nothing does.</param>
public sealed record NameReading(string Initials, string? GivenName);

/// <summary>How names are read: <c>db/reference/pinyin-initials.csv</c> and <c>pinyin-surnames.csv</c> as they were read when the program started.</summary>
/// <remarks>
/// One letter a character; in front, a surname that is read otherwise than the character mostly is, and one of two characters, come first. Of a word in Latin letters its first letter counts, and every digit.
/// A character that is not in the list is passed over: the name is then found by its characters, and by the initials of the others.
/// </remarks>
public sealed class NameReadings(IReadOnlyDictionary<char, char> letters, IReadOnlyDictionary<string, string> surnames)
{
    private const int LongSurname = 2;

    public NameReading Of(string name)
    {
        name = name.Trim();
        var surname = surnames.Keys.FirstOrDefault(known => known.Length == LongSurname && name.StartsWith(known, StringComparison.Ordinal)) ?? (name.Length > 0 && surnames.ContainsKey(name[..1]) ? name[..1] : "");
        var initials = new StringBuilder(surname.Length > 0 ? surnames[surname] : "");
        for (var i = surname.Length; i < name.Length; i++)
        {
            var (letter, isFirst) = (name[i], i == 0 || !char.IsAsciiLetter(name[i - 1]));
            if (letters.TryGetValue(letter, out var initial)) initials.Append(initial);
            else if (char.IsAsciiDigit(letter) || (char.IsAsciiLetter(letter) && isFirst)) initials.Append(char.ToUpperInvariant(letter));
        }

        return new(initials.ToString(), GivenName(name, surname.Length));
    }

    private string? GivenName(string name, int ofSurname)
    {
        var separator = name.IndexOfAny(['·', '•', ' ']);
        var from = separator >= 0 ? separator + 1 : ofSurname > 0 ? ofSurname : name.Length > 0 && letters.ContainsKey(name[0]) ? 1 : name.Length;

        return name[from..].Trim() is { Length: > 0 } given ? given : null;
    }
}
