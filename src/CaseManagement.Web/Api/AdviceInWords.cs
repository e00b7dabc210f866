using System.Globalization;
using CaseManagement.Application.Features.DecisionSupport;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Web.Api;

/// <summary>What the label says of an injection, and in both languages what the codes in it are called.</summary>
/// <param name="Words">Each code of the answer once: that of the advice and of its rows, what is missing, the muscles of the plan.</param>
internal sealed record AdviceInWords(AdvisedProduct? Product, bool ConsultPsychiatrist, InjectionAdvice Advice, IReadOnlyList<CodeInWords> Words)
{
    private static readonly Dictionary<AdviceCode, CodeInWords> Codes = Enum.GetValues<AdviceCode>().ToDictionary(code => code, CodeInWords.Of);
    private static readonly Dictionary<Muscles, CodeInWords> Sites = Enum.GetValues<Muscles>().ToDictionary(muscles => muscles, CodeInWords.Of);

    public static AdviceInWords Of(InjectionAdvised said)
    {
        var words = new List<CodeInWords> { Codes[said.Advice.Code] };
        foreach (var row in said.Advice.Rows)
        {
            Once(Codes[row.Code]);
            foreach (var dose in row.Plan) Once(Sites[dose.Muscles]);
        }

        foreach (var dose in said.Advice.Plan) Once(Sites[dose.Muscles]);
        words.AddRange(said.Advice.Missing.Select(lack => CodeInWords.Of(lack, $"injection.missing.{lack}")));

        return new(said.Product, said.ConsultPsychiatrist, said.Advice, words);

        void Once(CodeInWords code)
        {
            if (!words.Contains(code)) words.Add(code);
        }
    }
}

/// <summary>A code of an answer, as it is spelt there, and what it is called.</summary>
internal sealed record CodeInWords(string Code, string Zh, string En)
{
    public static CodeInWords Of<TCode>(TCode code) where TCode : struct, Enum => Of(Spelling<TCode>.Write(code), Texts.KeyOf(code));

    public static CodeInWords Of(string code, string key) => new(code, Texts.In(Chinese, key), Texts.In(English, key));

    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
}
