using CaseManagement.Domain.Patients;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads by which letter a character begins, and which surnames are read otherwise: no character under two letters, and no surname twice.</summary>
internal static class NameReadingsReader
{
    private const string InitialsFile = "pinyin-initials.csv";
    private const string SurnamesFile = "pinyin-surnames.csv";

    public static NameReadings Read()
    {
        var letters = new Dictionary<char, char>();
        _ = ReferenceCsv.Read(InitialsFile, row =>
        {
            if (row.Text("letter") is not [>= 'A' and <= 'Z' and var letter]) throw row.Broken("the letter is one of A to Z");
            foreach (var character in row.Text("characters").Where(character => !letters.TryAdd(character, letter))) throw row.Broken($"'{character}' is there already");

            return letter;
        });
        var surnames = ReferenceCsv.Read(SurnamesFile, row => (Surname: row.Text("surname"), Initials: row.Text("initials"), row.Where));
        var broken = surnames.FirstOrDefault(row => row.Surname.Length is < 1 or > 2 || row.Initials.Length != row.Surname.Length || !row.Initials.All(char.IsAsciiLetterUpper));
        if (broken.Where is { } where) throw ReferenceRow.Broken(where, "a surname has one or two characters, and a capital letter for each");

        return new(letters, surnames.ToDictionary(row => row.Surname, row => row.Initials));
    }
}
