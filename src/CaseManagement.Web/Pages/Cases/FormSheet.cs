using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseManagement.Domain;
using CaseManagement.Domain.FollowUps;
using Microsoft.Extensions.Primitives;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>A national form as a browser sends it: every answer as it was typed, by the name of its field, so that a refusal loses none.</summary>
/// <remarks>It is read by the form's own list of fields and by the reader of the API: both doors understand an answer in the same way.</remarks>
internal sealed class FormSheet(FormName form, FormBook forms, JsonSerializerOptions json, IFormCollection? sent)
{
    public const string Prefix = "f.";
    public const string Yes = "true";
    public const string No = "false";

    /// <summary>Said of a list of which nothing applies; leaving all of it empty says nothing.</summary>
    public const string None = "none";

    public const int DrugRowsShown = DrugRows.MaxRows;

    /// <summary>The field whose answer cannot be read; null while every one can.</summary>
    public string? Unreadable { get; private set; }

    public string Name(string field) => Prefix + field;

    public IReadOnlyList<string> All(string field) => sent is null ? [] : [.. sent[Name(field)].Where(answer => !string.IsNullOrWhiteSpace(answer)).Select(answer => answer!.Trim())];

    public string? One(string field) => All(field) is [var answer, ..] ? answer : null;

    public bool Is(string field, string answer) => All(field).Contains(answer);

    /// <summary>Whether anything was typed into a field or a part of it.</summary>
    public bool HasAny(string field) => sent is not null && sent.Keys.Any(key => IsOf(field, key) && !string.IsNullOrWhiteSpace(sent[key]));

    public DateOnly? Day(string field)
    {
        if (One(field) is not { } typed) return null;
        if (DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;

        Unreadable ??= field;
        return null;
    }

    public Stability? Class => Enum.TryParse<Stability>(One("class"), out var chosen) && Enum.IsDefined(chosen) ? chosen : null;

    /// <summary>The same form filled in with what is kept.</summary>
    public static FormSheet Of<T>(T answers, FormName form, FormBook forms, JsonSerializerOptions json) where T : class
    {
        var typed = new Dictionary<string, StringValues>();
        var kept = JsonSerializer.SerializeToNode(answers, json)!;
        foreach (var field in forms.Of(form))
        {
            var name = Prefix + field.Label.Code;
            switch (kept[Member(field.Label.Code)])
            {
                case null: break;
                case JsonArray { Count: 0 }: typed[name] = None; break;
                case JsonArray codes: typed[name] = new([.. codes.Select(code => code!.ToString())]); break;
                case JsonObject counts when field.Kind == FieldKind.Counts:
                    foreach (var act in Enum.GetValues<DangerousAct>())
                        if (counts[JsonNamingPolicy.CamelCase.ConvertName(act.ToString())] is { } times && (act != DangerousAct.None || times.GetValue<bool>())) typed[$"{name}.{(int)act}"] = act == DangerousAct.None ? Yes : times.ToString();
                    break;
                case JsonObject drugs when field.Kind == FieldKind.Drugs:
                    foreach (var (part, value) in drugs.SelectMany(kind => Parts($"{name}.{kind.Key}", kind.Value as JsonArray))) typed[part] = value;
                    break;
                case { } answer: typed[name] = answer.ToString(); break;
            }
        }

        return new(form, forms, json, new FormCollection(typed));
    }

    /// <summary>The same sheet with another's answers to the questions that have none here: what was typed is never replaced.</summary>
    /// <param name="questions">Each with those that it opens, which are filled in with it or not at all.</param>
    public FormSheet FilledFrom(FormSheet other, IEnumerable<IReadOnlyList<string>> questions)
    {
        var typed = sent?.ToDictionary(StringComparer.Ordinal) ?? [];
        foreach (var (name, answer) in questions.Where(question => !HasAny(question[0])).SelectMany(other.Typed)) typed[name] = answer;

        return new(form, forms, json, new FormCollection(typed));
    }

    /// <summary>The same sheet with an answer more; none where there is nothing to say.</summary>
    public FormSheet With(string field, string? answer) =>
        answer is null ? this : new(form, forms, json, new FormCollection(new Dictionary<string, StringValues>(sent ?? FormCollection.Empty, StringComparer.Ordinal) { [Name(field)] = answer }));

    /// <summary>What stands in these fields, by the names that a browser sends.</summary>
    public IEnumerable<KeyValuePair<string, StringValues>> Typed(IEnumerable<string> fields) => fields.SelectMany(field => (sent ?? FormCollection.Empty).Where(each => IsOf(field, each.Key)));

    /// <summary>Whether the answers as they stand open a question; one that nothing opens always is.</summary>
    public bool IsOpen(IReadOnlyList<OpeningAnswer> by) =>
        by.Count == 0 || by.Any(opening => All(opening.Field) is var answers && (answers.Intersect(opening.Codes).Any() || (opening.WhileUnanswered && answers.Count == 0)));

    /// <summary>The answers to the questions that were asked and are open; null, with <see cref="Unreadable"/>, where one of them is no answer.</summary>
    public T? Answers<T>(IEnumerable<string> asked, JsonObject? known = null) where T : class
    {
        var answers = known ?? [];
        foreach (var field in asked)
        {
            if (Read(forms[form, field]) is { } answer) answers[Member(field)] = answer;
        }

        if (Unreadable is not null) return null;
        try
        {
            return answers.Deserialize<T>(json);
        }
        catch (JsonException malformed)
        {
            Unreadable = FieldAt(malformed.Path?.Replace("$.", "", StringComparison.Ordinal));
            return null;
        }
    }

    /// <summary>The field that a path in the answers leads to: <c>Findings.DangerousActs.SelfHarm</c>, <c>drugsInUse.daily[0].name</c>.</summary>
    public string? FieldAt(string? path)
    {
        var members = (path ?? "").Replace("Findings.", "", StringComparison.OrdinalIgnoreCase).Replace("Answers.", "", StringComparison.OrdinalIgnoreCase).Split('.', '[');
        return forms.Of(form).Select(field => field.Label.Code).FirstOrDefault(field => Member(field).Equals(members[0], StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What was found at another visit, by the same names.</summary>
    public JsonNode? Answer(FollowUpFindings findings, string field) => JsonSerializer.SerializeToNode(findings, json)![Member(field)];

    private JsonNode? Read(FormField field)
    {
        var name = field.Label.Code;
        return field.Kind switch
        {
            FieldKind.One => One(name) is { } code ? Number(name, code) : null,
            FieldKind.Many => All(name) switch
            {
                [] => null,
                [None] => new JsonArray(),
                var codes => new JsonArray([.. codes.Where(code => code != None).Select(code => Number(name, code))]),
            },
            FieldKind.YesNo => One(name) is { } answer ? JsonValue.Create(answer == Yes) : null,
            FieldKind.Day => Day(name) is { } day ? JsonValue.Create(Days.Iso(day)) : null,
            FieldKind.Number => One(name) is { } number ? Number(name, number) : null,
            FieldKind.PartialDay => One(name) is { } said ? JsonValue.Create(Hyphened(said)) : null,
            FieldKind.Counts => Counts(name),
            FieldKind.Drugs => Drugs(name),
            _ => One(name) is { } text ? JsonValue.Create(text) : null,
        };
    }

    /// <summary>A month or a day as a keyboard of digits can type it: 202506 is 2025-06.</summary>
    private static string Hyphened(string said) => said.All(char.IsAsciiDigit) && said.Length is 6 or 8 ? string.Join('-', ((string[])[said[..4], said[4..6], said[6..]]).Where(part => part.Length > 0)) : said;

    private JsonObject? Counts(string field)
    {
        var counts = new JsonObject();
        foreach (var act in Enum.GetValues<DangerousAct>())
        {
            var part = $"{field}.{(int)act}";
            if (One(part) is not { } typed) continue;

            counts[JsonNamingPolicy.CamelCase.ConvertName(act.ToString())] = act == DangerousAct.None ? JsonValue.Create(true) : Number(field, typed);
        }

        return counts.Count > 0 ? counts : null;
    }

    private JsonObject? Drugs(string field)
    {
        var daily = Rows(field, "daily", "morningMg", "noonMg", "eveningMg");
        var longActing = Rows(field, "longActing", "everyWeeks", "mg");

        return daily.Count + longActing.Count > 0 ? new JsonObject { ["daily"] = daily, ["longActing"] = longActing } : null;
    }

    private static IEnumerable<(string Name, string Value)> Parts(string name, JsonArray? rows) =>
        from row in (rows ?? []).Select((row, i) => (Parts: row!.AsObject(), Name: $"{name}.{i}"))
        from part in row.Parts
        where part.Value is not null
        select ($"{row.Name}.{part.Key}", part.Value.ToString());

    private JsonArray Rows(string field, string kind, params string[] numbers)
    {
        var rows = new JsonArray();
        for (var i = 0; i < DrugRowsShown; i++)
        {
            var row = new JsonObject { ["name"] = One($"{field}.{kind}.{i}.name") };
            foreach (var number in numbers)
            {
                if (One($"{field}.{kind}.{i}.{number}") is { } typed) row[number] = Number(field, typed);
            }

            if (row["name"] is not null || row.Count > 1) rows.Add((JsonNode)row);
        }

        if (rows.Any(row => row!["name"] is null)) Unreadable ??= field; // a dose of nothing
        return rows;
    }

    private JsonValue? Number(string field, string typed)
    {
        if (decimal.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue ? JsonValue.Create((int)number) : JsonValue.Create(number);

        Unreadable ??= field;
        return null;
    }

    private bool IsOf(string field, string key) => key == Name(field) || key.StartsWith($"{Name(field)}.", StringComparison.Ordinal);

    /// <summary>A field's name as JSON has it: <c>selfCare</c>.</summary>
    private static string Member(string field) => string.Concat(field.Split('-').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
