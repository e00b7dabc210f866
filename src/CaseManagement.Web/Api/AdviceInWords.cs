using System.Collections.Concurrent;
using CaseManagement.Application.Features.DecisionSupport;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Web.Api;

/// <summary>What the label says of an injection, and in both languages what the codes in it are called.</summary>
/// <param name="Words">Each code of the answer once: that of the advice and of its rows, what is missing, the muscles of the plan.</param>
internal sealed record AdviceInWords(Written<AdvisedProduct>? Product, bool ConsultPsychiatrist, InjectionAdvice Advice, IReadOnlyList<Written<CodeInWords>> Words)
{
    private static readonly Dictionary<AdviceCode, CodeInWords> Codes = Enum.GetValues<AdviceCode>().ToDictionary(code => code, code => CodeInWords.Of(Spelling<AdviceCode>.Write(code), Texts.KeyOf(code)));
    private static readonly Dictionary<Muscles, CodeInWords> Sites = Enum.GetValues<Muscles>().ToDictionary(muscles => muscles, muscles => CodeInWords.Of(Spelling<Muscles>.Write(muscles), Texts.KeyOf(muscles)));

    private static readonly ConcurrentDictionary<string, CodeInWords> Lacks = new(StringComparer.Ordinal);

    public static AdviceInWords Of(InjectionAdvised said)
    {
        var words = new List<Written<CodeInWords>> { new(Codes[said.Advice.Code]) };
        foreach (var row in said.Advice.Rows)
        {
            Once(Codes[row.Code]);
            foreach (var dose in row.Plan) Once(Sites[dose.Muscles]);
        }

        foreach (var lack in said.Advice.Missing) words.Add(new(Lacks.GetOrAdd(lack, code => CodeInWords.Of(code, $"injection.missing.{code}"))));

        return new(said.Product is { } product ? new(product) : null, said.ConsultPsychiatrist, said.Advice, words);

        void Once(CodeInWords code)
        {
            foreach (var word in words)
                if (ReferenceEquals(word.Value, code)) return;

            words.Add(new(code));
        }
    }
}

/// <summary>A code of an answer, as it is spelt there, and what it is called.</summary>
internal sealed record CodeInWords(string Code, string Zh, string En)
{
    /// <param name="key">Under which the words stand in the texts.</param>
    public static CodeInWords Of(string code, string key) => new(code, Texts.In(Languages.Chinese, key), Texts.In(Languages.English, key));
}
