using CaseManagement.Domain;
using CaseManagement.Domain.Cards;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads the national cards: their fields, the platform's numbers and the words of the checks.</summary>
public static class CardReader
{
    private const string Fields = "national-cards.csv";
    private const string Codes = "national-card-codes.csv";
    private const string Checks = "national-card-checks.csv";

    /// <param name="open">Where the files are; those that are built in when it is not said.</param>
    /// <exception cref="InvalidDataException">A row is broken, names a list that nobody knows, or a check has no words.</exception>
    public static CardBook Read(Func<string, TextReader>? open = null)
    {
        var files = open ?? ReferenceCsv.Open;
        var seen = new HashSet<(CardKind, string, string)>();
        var fields = ReferenceCsv.Read(Fields, files(Fields), row =>
        {
            var field = new CardField(
                row.Code<CardKind>("card"), row.Number("number"), row.Code<FieldKind>("kind"), row.OptionalText("list"), row.Code<CardDuty>("required"), row.OptionalNumber("max_length"),
                row.Code<CardMask>("shown"), row.Code<CardMend>("mend"), ReferenceLists.Text(row, row.Text("field")));
            return seen.Add((field.Card, field.Label.Code, field.Label.Edition)) ? field : throw row.Broken($"'{field.Label.Code}' comes twice");
        });
        var codes = ReferenceCsv.Read(Codes, files(Codes), row => new CardCode(row.Number("sent_as"), ReferenceLists.Text(row, $"{row.Text("list")}/{row.Number("code")}")));
        var book = new CardBook(new(fields, codes, ReferenceLists.Texts(Checks, files, row => row.Text("check"))), StandardsReader.Forms(files), SettingsReader.Editions(files));
        if (fields.FirstOrDefault(field => field.List is { } list && !book.Knows(list)) is { } stray) throw new InvalidDataException($"{Fields}: '{stray.List}' is no list that anybody knows.");
        if (CardSheet.Checks.FirstOrDefault(check => !book.Checks.Contains(check)) is { } dumb) throw new InvalidDataException($"{Checks}: '{dumb}' has no words.");

        return book;
    }
}
