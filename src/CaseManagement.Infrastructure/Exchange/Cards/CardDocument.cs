using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Cards;

namespace CaseManagement.Infrastructure.Exchange.Cards;

/// <summary>A card as a document: the fields by our own names, every code as the platform numbers it.</summary>
internal static class CardDocument
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static byte[] Of(CardLetter letter)
    {
        var fields = new JsonObject();
        foreach (var entry in letter.Entries.Where(entry => entry.Value is not null)) fields[entry.Field.Label.Code] = Node(entry.Field, entry.Value!);
        var document = new JsonObject
        {
            ["key"] = letter.Key.Value,
            ["card"] = Word(letter.Kind),
            ["purpose"] = Word(letter.Purpose),
            ["replaces"] = letter.Replaces?.Value,
            ["happenedOn"] = letter.HappenedOn.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["fields"] = fields,
        };

        return Encoding.UTF8.GetBytes(document.ToJsonString(Plain));
    }

    private static JsonNode? Node(CardField field, CardValue value) => field.Kind switch
    {
        FieldKind.One or FieldKind.YesNo => value.Codes[0].SentAs,
        FieldKind.Many => new JsonArray([.. value.Codes.Select(choice => (JsonNode?)choice.SentAs)]),
        FieldKind.Counts => new JsonObject
        {
            ["chosen"] = new JsonArray([.. value.Codes.Select(choice => (JsonNode?)choice.SentAs)]),
            ["times"] = new JsonObject(value.Times.OrderBy(count => count.Key).Select(count => KeyValuePair.Create($"{count.Key}", (JsonNode?)count.Value))),
        },
        FieldKind.PartialDay => new JsonObject { ["value"] = value.Text, ["accuracy"] = value.Precision is { } precision ? Word(precision) : null },
        FieldKind.Number => int.Parse(value.Text!, System.Globalization.CultureInfo.InvariantCulture),
        FieldKind.Drugs => new JsonArray([.. value.Drugs.Select(Drug)]),
        _ => value.Text,
    };

    private static JsonNode Drug(PaperDrug drug) => new JsonObject
    {
        ["name"] = drug.Name,
        ["longActing"] = drug.EveryWeeks is not null,
        ["morningMg"] = drug.MorningMg,
        ["noonMg"] = drug.NoonMg,
        ["eveningMg"] = drug.EveningMg,
        ["everyWeeks"] = drug.EveryWeeks,
        ["mgEachTime"] = drug.MgEachTime,
    };

    private static string Word(Enum code) => JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString());
}
