using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseManagement.Application.Features.DecisionSupport;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Web.Api;

/// <summary>What the label says of an injection, and in both languages what the codes in it are called.</summary>
/// <param name="Words">Each code of the answer once: that of the advice and of its rows, what is missing, the muscles of the plan.</param>
internal sealed record AdviceInWords(AdvisedProduct? Product, bool ConsultPsychiatrist, InjectionAdvice Advice, IReadOnlyList<CodeInWords> Words)
{
    private static readonly Dictionary<AdviceCode, CodeInWords> Codes = Enum.GetValues<AdviceCode>().ToDictionary(code => code, code => CodeInWords.Of(Spelling<AdviceCode>.Write(code), Texts.KeyOf(code)));
    private static readonly Dictionary<Muscles, CodeInWords> Sites = Enum.GetValues<Muscles>().ToDictionary(muscles => muscles, muscles => CodeInWords.Of(Spelling<Muscles>.Write(muscles), Texts.KeyOf(muscles)));

    public static AdviceInWords Of(InjectionAdvised said)
    {
        var words = new List<CodeInWords> { Codes[said.Advice.Code] };
        foreach (var row in said.Advice.Rows)
        {
            Once(Codes[row.Code]);
            foreach (var dose in row.Plan) Once(Sites[dose.Muscles]);
        }

        foreach (var lack in said.Advice.Missing) words.Add(CodeInWords.Of(lack, $"injection.missing.{lack}"));

        return new(said.Product, said.ConsultPsychiatrist, said.Advice, words);

        void Once(CodeInWords code)
        {
            if (!words.Contains(code)) words.Add(code);
        }
    }
}

/// <summary>A code of an answer, as it is spelt there, and what it is called; the same in every answer, and so put into its letters once.</summary>
[JsonConverter(typeof(Converter))]
internal sealed class CodeInWords
{
    public static readonly string[] Fields = ["code", "zh", "en"];

    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")];

    private readonly byte[] _written;

    private CodeInWords(IEnumerable<string> said) =>
        _written = JsonSerializer.SerializeToUtf8Bytes(Fields.Zip(said).ToDictionary(field => field.First, field => field.Second), Letters);

    private static JsonSerializerOptions Letters { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    /// <param name="key">Under which the words stand in the texts.</param>
    public static CodeInWords Of(string code, string key) => new([code, .. Languages.Select(language => Texts.In(language, key))]);

    private sealed class Converter : JsonConverter<CodeInWords>
    {
        public override CodeInWords Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new JsonException("Words are not read.");

        public override void Write(Utf8JsonWriter writer, CodeInWords value, JsonSerializerOptions options) => writer.WriteRawValue(value._written, skipInputValidation: true);
    }
}
